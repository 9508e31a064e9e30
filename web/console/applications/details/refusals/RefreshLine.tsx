import { getRefreshCounts } from '@latchkey/contract/audit/refresh-counts.ts'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../../../kit/queries.ts'
import { say } from '../../../../kit/words/say.ts'

/** How often refreshes came back in all, since the list keeps ten a minute of the harmless ones. */
export function RefreshLine({ id }: { readonly id: string }) {
  const counts = useQuery({ ...read(getRefreshCounts, { params: { id } }), refetchInterval: 10_000 }).data
    ?.body
  if (counts === undefined || counts.benignRetries + counts.suspectedReuses === 0) return null
  return (
    <p className="lk-help">
      {say(
        'In {days} days {retries, plural, one {# harmless refresh retry} other {# harmless refresh retries}} and {thefts, plural, one {# suspected theft} other {# suspected thefts}} of a refresh token.',
        { days: counts.days, retries: counts.benignRetries, thefts: counts.suspectedReuses },
      )}
    </p>
  )
}
