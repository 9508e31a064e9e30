import { getRefreshCounts } from '@latchkey/contract/audit/refresh-counts.ts'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../../../kit/queries.ts'

/** How often refreshes came back in all, since the list keeps ten a minute of the harmless ones. */
export function RefreshLine({ id }: { readonly id: string }) {
  const counts = useQuery({ ...read(getRefreshCounts, { params: { id } }), refetchInterval: 10_000 }).data
    ?.body
  if (counts === undefined || counts.benignRetries + counts.suspectedReuses === 0) return null
  return (
    <p className="lk-help">
      In {counts.days} days {counts.benignRetries} harmless refresh{' '}
      {counts.benignRetries === 1 ? 'retry' : 'retries'} and {counts.suspectedReuses} suspected{' '}
      {counts.suspectedReuses === 1 ? 'theft' : 'thefts'} of a refresh token.
    </p>
  )
}
