import type { Application } from '@latchkey/contract/applications/applications.ts'
import { listTransfers } from '@latchkey/contract/applications/status/transfers.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { read } from '../../../../kit/queries.ts'
import { useRefresh } from '../../parts/use-refresh.ts'

/** The offer of an application that waits for an answer. Out: undefined while it is not known, null where none waits. */
export function useOffer({ id: applicationId, type }: Pick<Application, 'id' | 'type'>) {
  const offers = useQuery({
    ...read(listTransfers, { query: { applicationId } }),
    enabled: type === 'internal',
  })
  return offers.data === undefined ? undefined : (offers.data.body.items[0] ?? null)
}

/** After something was offered, withdrawn or answered: what is shown of the application and its offers is read anew. */
export function useRefreshOffers(): () => Promise<void> {
  const cache = useQueryClient()
  const refresh = useRefresh()
  return async () => {
    await cache.invalidateQueries({ queryKey: [listTransfers.id] })
    await refresh()
  }
}
