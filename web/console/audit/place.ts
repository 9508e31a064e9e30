import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMe } from '../frame/me.ts'
import { type AuditSearch, readAuditSearch } from './audit-search.ts'

/** Where the log of a business unit stands, and where that of the platform does. */
type AuditPath = '/admin/account-settings/audit' | '/platform/audit'

/** Where this user reads their log: operators at the platform, everybody else in their business unit. */
export function useAuditPath(): AuditPath {
  return useMe().user.operator ? '/platform/audit' : '/admin/account-settings/audit'
}

/** What the address says, and how to say something else. */
export function useAuditSearch(): readonly [AuditSearch, (next: AuditSearch) => void] {
  const to = useAuditPath()
  const search = readAuditSearch(useSearch({ strict: false }))
  const navigate = useNavigate()
  return [search, next => void navigate({ to, search: next, replace: true })]
}
