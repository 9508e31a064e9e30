import { Navigate } from '@tanstack/react-router'
import { useMay } from './me.ts'

/** The first page: the list for who may see it; for everybody else their own account, and not a refusal. */
export function Start() {
  const mayView = useMay('api-applications:view')
  return <Navigate to={mayView ? '/admin/account-settings/api-applications' : '/account'} replace />
}
