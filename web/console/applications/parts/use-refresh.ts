import { useQueryClient } from '@tanstack/react-query'

const ABOUT_APPLICATIONS: readonly unknown[] = [
  'listApplications',
  'getApplication',
  'listKeys',
  'previewEffects',
  'getAccess',
  'listAlerts',
  'getConsentForAll',
  'listHistory',
  'listCatalogue',
  // A secret that was replaced needs no reminder any more.
  'listAlertsOf',
  'countOpenAlerts',
  'getCatalogueEntry',
]

/** After a change: everything read about applications is read anew. The promise settles when what is shown is fresh. */
export function useRefresh(): () => Promise<void> {
  const cache = useQueryClient()
  return () => cache.invalidateQueries({ predicate: query => ABOUT_APPLICATIONS.includes(query.queryKey[0]) })
}
