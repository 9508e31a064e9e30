import { type AlertEntry, listAlertsOf } from '@latchkey/contract/audit/alerts.ts'
import { IconShieldExclamation } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../../kit/client.ts'
import { ShowMore } from '../../../kit/page/ShowMore.tsx'
import { StaleNote } from '../../../kit/page/Trouble.tsx'
import { When } from '../../../kit/show/When.tsx'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'
import { Acknowledge } from '../../alerts/Acknowledge.tsx'
import { AlertRow } from '../../alerts/AlertRow.tsx'
import { meaning } from '../../alerts/alert-words.ts'
import { useMay } from '../../frame/me.ts'

const NO_CURSOR = ''

const HEADINGS = {
  'refresh-token-reused': say('Security: a refresh token was used twice'),
  'code-redeemed-twice': say('Security: an authorization code was redeemed twice'),
  'challenge-reused': say('Security: a code challenge was used again'),
  'secret-leaked': say('Security: a client secret was found where it does not belong'),
  'refresh-token-leaked': say('Security: a refresh token was found where it does not belong'),
  'registration-token-leaked': say('Security: a registration token was found where it does not belong'),
  'secret-ending': say('Security: a client secret is about to end'),
  'application-contained': say('Security: an application was contained'),
} as const satisfies Record<AlertEntry['kind'], string>

/** When it was seen, and where. */
function Seen({ alert }: { readonly alert: AlertEntry }) {
  const { at, userName, businessUnitNumber } = alert
  const when = <When at={at} />
  if (userName !== null) return saying('Seen {when} in a sign-in of {user}.', { when, user: userName })
  if (businessUnitNumber === null) return saying('Seen {when}.', { when })
  return saying('Seen {when} in business unit {number}.', { when, number: businessUnitNumber })
}

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
  return (
    <section className="lk-note lk-alerts" aria-labelledby="alerts">
      <h2 id="alerts">
        <IconShieldExclamation size={18} aria-hidden /> {HEADINGS[newest.kind]}
      </h2>
      <p>
        <Seen alert={newest} /> {meaning(newest)}
      </p>
      {mayAcknowledge ? (
        <div className="lk-alerts-act">
          <Acknowledge alert={newest} />
        </div>
      ) : null}
      <details>
        <summary>
          {answer.hasNextPage || alerts.length > 1 ? say('Show all security events') : say('Show the event')}
        </summary>
        <ol className="lk-plain-list">
          {alerts.map(alert => (
            <AlertRow key={alert.id} alert={alert} named={false} />
          ))}
        </ol>
        <ShowMore answer={answer} words={say('Show older events')} />
      </details>
    </section>
  )
}
