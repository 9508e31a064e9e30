import { Navigate } from '@tanstack/react-router'
import { useMe } from './me.ts'
import { HOME, PLATFORM, placesOf } from './places.ts'

/**
 * Where people land: operators on the platform, who may see API applications on what needs them, and everybody else on
 * their own account, and not on a refusal.
 */
export function Start() {
  const [first] = placesOf(useMe(), [...PLATFORM, HOME])
  return <Navigate to={first?.to ?? '/account'} replace />
}
