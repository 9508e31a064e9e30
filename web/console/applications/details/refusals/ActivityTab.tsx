import type { Application } from '@latchkey/contract/applications/applications.ts'
import { listRefusals, type RefusalEntry } from '@latchkey/contract/audit/refusals.ts'
import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { call } from '../../../../kit/client.ts'
import { EmptyState } from '../../../../kit/page/EmptyState.tsx'
import { StaleNote, Trouble } from '../../../../kit/page/Trouble.tsx'
import { ActivityFilter } from './ActivityFilter.tsx'
import { OneRefusal } from './OneRefusal.tsx'
import { RefreshLine } from './RefreshLine.tsx'
import { RefusalRow } from './RefusalRow.tsx'
import { useHeldBack } from './use-held-back.ts'
import './refusals.css'
import { ShowMore } from '../../../../kit/page/ShowMore.tsx'
import { say } from '../../../../kit/words/say.ts'

const NO_CURSOR = ''

const route = getRouteApi('/admin/account-settings/api-applications/$id')

function useActivity(id: string) {
  const { outcome, reason } = route.useSearch()
  return useInfiniteQuery({
    queryKey: [listRefusals.id, id, outcome ?? null, reason ?? null],
    queryFn: ({ pageParam, signal }) =>
      call(listRefusals, {
        params: { id },
        query: {
          ...(outcome === undefined ? {} : { outcome }),
          ...(reason === undefined ? {} : { reason }),
          ...(pageParam === NO_CURSOR ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
    // Who looks here is usually trying something out at this moment. It rests while the page is hidden.
    refetchInterval: 2000,
  })
}

function Nothing({ filtered }: { readonly filtered: boolean }) {
  return filtered ? (
    <EmptyState title={say('Nothing of this kind')}>{say('Choose Everything to see the rest.')}</EmptyState>
  ) : (
    <EmptyState title={say('Nothing was refused')}>
      {say(
        'When a request of this application for a token is refused or repeated, it stands here within two seconds with the reason, and for 30 days. Secrets are never written down.',
      )}
    </EmptyState>
  )
}

type EntriesProps = { readonly application: Application; readonly entries: readonly RefusalEntry[] }

/** The rows; what comes while somebody reads waits behind a button, so that nothing moves under their eyes. */
function Entries({ application, entries }: EntriesProps) {
  const { box, shown, waiting, show } = useHeldBack(entries)
  return (
    <>
      <div role="status" className="lk-activity-new">
        {waiting === 0 ? null : (
          <Button variant="default" size="compact-sm" onClick={show}>
            {say('Show {waiting} new', { waiting })}
          </Button>
        )}
      </div>
      <ol className="lk-plain-list" ref={box}>
        {shown.map(entry => (
          <RefusalRow key={entry.id} application={application} entry={entry} open={false} />
        ))}
      </ol>
    </>
  )
}

function List({ application }: { readonly application: Application }) {
  const { outcome, reason } = route.useSearch()
  const activity = useActivity(application.id)
  if (activity.data === undefined) {
    return activity.error === null ? (
      <Skeleton height={240} role="status" aria-label={say('Loading the activity')} />
    ) : (
      <Trouble error={activity.error} onRetry={() => void activity.refetch()} />
    )
  }
  const entries = activity.data.pages.flatMap(page => page.body.items)
  const reasons = [...new Set(entries.map(entry => entry.reason))]
  return (
    <>
      <ActivityFilter reasons={reasons} />
      {activity.error === null || activity.isFetchNextPageError ? null : (
        <StaleNote onRetry={() => void activity.refetch()} />
      )}
      {entries.length === 0 ? (
        <Nothing filtered={outcome !== undefined || reason !== undefined} />
      ) : (
        <Entries key={`${outcome} ${reason}`} application={application} entries={entries} />
      )}
      <ShowMore answer={activity} words={say('Show older activity')} />
    </>
  )
}

/** Refused, partly ignored and harmlessly repeated requests of an application, newest first, or the one that the address asks for. */
export function ActivityTab({ application }: { readonly application: Application }) {
  const { id } = route.useSearch()
  if (id !== undefined) return <OneRefusal application={application} requestId={id} />
  return (
    <section className="lk-card" aria-labelledby="activity">
      <h2 id="activity">{say('Activity')}</h2>
      <RefreshLine id={application.id} />
      <List application={application} />
    </section>
  )
}
