import { useQueryClient } from '@tanstack/react-query'

const ABOUT_APPLICATIONS: readonly unknown[] = [
  'listApplications',
  'getApplication',
  'getConsentForAll',
  'listHistory',
  'listCatalogue',
  'getCatalogueEntry',
]

/** After a change: everything read about applications is read anew. The promise settles when what is shown is fresh. */
export function useRefresh(): () => Promise<void> {
  const cache = useQueryClient()
  return () => cache.invalidateQueries({ predicate: query => ABOUT_APPLICATIONS.includes(query.queryKey[0]) })
}
