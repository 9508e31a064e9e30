import type { Application } from '@latchkey/contract/applications/applications.ts'
import { listRefusals, type RefusalOutcome } from '@latchkey/contract/audit/refusals.ts'
import { Button, NativeSelect, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { call } from '../../../../kit/client.ts'
import { EmptyState } from '../../../../kit/page/EmptyState.tsx'
import { Trouble } from '../../../../kit/page/Trouble.tsx'
import { readDetailsSearch } from '../details-search.ts'
import { OneRefusal } from './OneRefusal.tsx'
import { RefusalRow } from './RefusalRow.tsx'
import './refusals.css'

const NO_CURSOR = ''

const route = getRouteApi('/admin/account-settings/api-applications/$id')

type Wanted = { readonly id: string; readonly outcome: RefusalOutcome | undefined }

function useRefusals({ id, outcome }: Wanted) {
  return useInfiniteQuery({
    queryKey: [listRefusals.id, id, outcome ?? null],
    queryFn: ({ pageParam, signal }) =>
      call(listRefusals, {
        params: { id },
        query: {
          ...(outcome === undefined ? {} : { outcome }),
          ...(pageParam === NO_CURSOR ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
    // Who looks here is usually trying something out at this moment.
    refetchInterval: 2000,
  })
}

function Filter() {
  const { outcome } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <NativeSelect
      label="Show"
      className="lk-refusal-filter"
      value={outcome ?? ''}
      data={[
        { value: '', label: 'Everything' },
        { value: 'refused', label: 'Refused' },
        { value: 'answered', label: 'Answered, with something ignored' },
      ]}
      onChange={event => {
        const search = readDetailsSearch({ tab: 'refused', outcome: event.currentTarget.value })
        void navigate({ search, replace: true })
      }}
    />
  )
}

function Nothing({ filtered }: { readonly filtered: boolean }) {
  return filtered ? (
    <EmptyState title="Nothing of this kind">Choose Everything to see the rest.</EmptyState>
  ) : (
    <EmptyState title="Nothing was refused">
      When a request of this application for a token is refused, the reason stands here within two seconds,
      and for 30 days. Secrets are never written down.
    </EmptyState>
  )
}

function List({ application }: { readonly application: Application }) {
  const { outcome } = route.useSearch()
  const refusals = useRefusals({ id: application.id, outcome })
  if (refusals.data === undefined) {
    return refusals.error === null ? (
      <Skeleton height={240} role="status" aria-label="Loading what was refused" />
    ) : (
      <Trouble error={refusals.error} onRetry={() => void refusals.refetch()} />
    )
  }
  const entries = refusals.data.pages.flatMap(page => page.body.items)
  return (
    <>
      {entries.length === 0 ? (
        <Nothing filtered={outcome !== undefined} />
      ) : (
        <ol className="lk-plain-list">
          {entries.map(entry => (
            <RefusalRow key={entry.id} application={application} entry={entry} open={false} />
          ))}
        </ol>
      )}
      {refusals.isFetchNextPageError ? <Trouble error={refusals.error} /> : null}
      {refusals.hasNextPage ? (
        <Button
          variant="default"
          loading={refusals.isFetchingNextPage}
          onClick={() => void refusals.fetchNextPage()}
        >
          Show older refusals
        </Button>
      ) : null}
    </>
  )
}

/** Why requests in the application's name were refused, newest first, or the one that the address asks for. */
export function RefusalsTab({ application }: { readonly application: Application }) {
  const { id } = route.useSearch()
  if (id !== undefined) return <OneRefusal application={application} requestId={id} />
  return (
    <section className="lk-card" aria-labelledby="refused">
      <h2 id="refused">What was refused</h2>
      <Filter />
      <List application={application} />
    </section>
  )
}
