import { type AlertEntry, listAlerts } from '@latchkey/contract/audit/alerts.ts'
import { Button } from '@mantine/core'
import { IconShieldExclamation } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../../kit/client.ts'
import { StaleNote, Trouble } from '../../../kit/page/Trouble.tsx'
import { LongId } from '../../../kit/show/LongId.tsx'
import { When } from '../../../kit/show/When.tsx'

const NO_CURSOR = ''
/** After a month without another one an event is history, and stands there. */
const RECENT_MS = 30 * 86_400_000

const HAPPENED = {
  'refresh-token-reused': 'A refresh token was used twice',
  'code-redeemed-twice': 'An authorization code was redeemed twice',
  'challenge-reused': 'A code challenge was used again',
  'application-contained': 'It was contained',
} as const satisfies Record<AlertEntry['kind'], string>

/** What happened by itself. That somebody contained it says the page of what is contained. */
type Incident = AlertEntry & { readonly kind: Exclude<AlertEntry['kind'], 'application-contained'> }

function isIncident(alert: AlertEntry): alert is Incident {
  return alert.kind !== 'application-contained'
}

const FAMILY_ENDED =
  'Its tokens were ended, and the user has to sign in again. Somebody else may hold a copy of them, or two parts of the application share one.'

const MEANS = {
  'refresh-token-reused': FAMILY_ENDED,
  'code-redeemed-twice': FAMILY_ENDED,
  'challenge-reused':
    'The application must make a new code challenge for each sign-in. One that stays the same protects nobody.',
} as const satisfies Record<Incident['kind'], string>

function useAlerts(id: string) {
  return useInfiniteQuery({
    queryKey: [listAlerts.id, id],
    queryFn: ({ pageParam, signal }) =>
      call(listAlerts, {
        params: { id },
        query: pageParam === NO_CURSOR ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
  })
}

/** Whose sign-in it was, or in which business unit. */
function whose({ userName, businessUnitNumber }: AlertEntry): string {
  if (userName !== null) return ` in a sign-in of ${userName}`
  return businessUnitNumber === null ? '' : ` in business unit ${businessUnitNumber}`
}

function AlertRow({ alert }: { readonly alert: AlertEntry }) {
  return (
    <li className="lk-history-row">
      <div>
        {HAPPENED[alert.kind]}
        {whose(alert)} <When at={alert.at} />
      </div>
      <dl>
        {alert.familyId === null ? null : (
          <div className="lk-change">
            <dt>Token family</dt>
            <dd>
              <LongId id={alert.familyId} what="token family" />
            </dd>
          </div>
        )}
        <div className="lk-change">
          <dt>Request id</dt>
          <dd>
            <LongId id={alert.requestId} what="request id" />
          </dd>
        </div>
      </dl>
    </li>
  )
}

/**
 * What the owner of an application should look into: the newest event of the last thirty days, and all of them when
 * opened. Shows nothing where there is nothing.
 */
export function SecurityAlerts({ id }: { readonly id: string }) {
  const answer = useAlerts(id)
  if (answer.data === undefined) {
    return answer.error === null ? null : <StaleNote onRetry={() => void answer.refetch()} />
  }
  const alerts = answer.data.pages.flatMap(page => page.body.items)
  const newest = alerts.find(isIncident)
  if (newest === undefined || Date.now() - Date.parse(newest.at) > RECENT_MS) return null
  return (
    <section className="lk-note lk-alerts" aria-labelledby="alerts">
      <h2 id="alerts">
        <IconShieldExclamation size={18} aria-hidden /> Security: {HAPPENED[newest.kind].toLowerCase()}
      </h2>
      <p>
        Seen <When at={newest.at} />
        {whose(newest)}. {MEANS[newest.kind]}
      </p>
      <details>
        <summary>
          {answer.hasNextPage || alerts.length > 1 ? 'Show all security events' : 'Show the event'}
        </summary>
        <ol className="lk-plain-list">
          {alerts.map(alert => (
            <AlertRow key={alert.id} alert={alert} />
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
