import { listAlertsOf } from '@latchkey/contract/audit/alerts.ts'
import { Button } from '@mantine/core'
import { IconShieldExclamation } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../../kit/client.ts'
import { StaleNote, Trouble } from '../../../kit/page/Trouble.tsx'
import { When } from '../../../kit/show/When.tsx'
import { Acknowledge } from '../../alerts/Acknowledge.tsx'
import { AlertRow } from '../../alerts/AlertRow.tsx'
import { happened, meaning, whose } from '../../alerts/alert-words.ts'
import { useMay } from '../../frame/me.ts'

const NO_CURSOR = ''

function useAlerts(id: string) {
  return useInfiniteQuery({
    queryKey: [listAlertsOf.id, id],
    queryFn: ({ pageParam, signal }) =>
      call(listAlertsOf, {
        params: { id },
        query: pageParam === NO_CURSOR ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
  })
}

/**
 * What the owner of an application should look into: the newest event that nobody acknowledged, and all of them when
 * opened. Shows nothing where nothing is open.
 */
export function SecurityAlerts({ id }: { readonly id: string }) {
  const mayAcknowledge = useMay('api-applications:edit')
  const answer = useAlerts(id)
  if (answer.data === undefined) {
    return answer.error === null ? null : <StaleNote onRetry={() => void answer.refetch()} />
  }
  const alerts = answer.data.pages.flatMap(page => page.body.items)
  // Of a secret that ends its own reminder tells, and of what is contained the page itself.
  const newest = alerts.find(
    alert =>
      alert.acknowledged === null && alert.kind !== 'secret-ending' && alert.kind !== 'application-contained',
  )
  if (newest === undefined) return null
  const words = happened(newest)
  return (
    <section className="lk-note lk-alerts" aria-labelledby="alerts">
      <h2 id="alerts">
        <IconShieldExclamation size={18} aria-hidden /> Security: {words.charAt(0).toLowerCase()}
        {words.slice(1)}
      </h2>
      <p>
        Seen <When at={newest.at} />
        {whose(newest)}. {meaning(newest)}
      </p>
      {mayAcknowledge ? (
        <div className="lk-alerts-act">
          <Acknowledge alert={newest} />
        </div>
      ) : null}
      <details>
        <summary>
          {answer.hasNextPage || alerts.length > 1 ? 'Show all security events' : 'Show the event'}
        </summary>
        <ol className="lk-plain-list">
          {alerts.map(alert => (
            <AlertRow key={alert.id} alert={alert} named={false} />
          ))}
        </ol>
        {answer.isFetchNextPageError ? <Trouble error={answer.error} /> : null}
        {answer.hasNextPage ? (
          <Button
            variant="default"
            size="compact-sm"
            loading={answer.isFetchingNextPage}
            onClick={() => void answer.fetchNextPage()}
          >
            Show older events
          </Button>
        ) : null}
      </details>
    </section>
  )
}
