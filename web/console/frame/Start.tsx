import { Navigate } from '@tanstack/react-router'
import { useMe } from './me.ts'
import { HOME, PLATFORM } from './places.ts'

/**
 * Where people land: operators on the platform, who may see API applications on what needs them, and everybody else on
 * their own account, and not on a refusal.
 */
export function Start() {
  const { permissions } = useMe()
  const [first] = [...PLATFORM, HOME].filter(({ needs }) => needs !== null && permissions.includes(needs))
  return <Navigate to={first?.to ?? '/account'} replace />
}
