import { listRefusals, type RefusalEntry } from '@latchkey/contract/audit/refusals.ts'
import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../../../kit/client.ts'
import { EmptyState } from '../../../../kit/page/EmptyState.tsx'
import { Trouble } from '../../../../kit/page/Trouble.tsx'
import { LongId } from '../../../../kit/show/LongId.tsx'
import { When } from '../../../../kit/show/When.tsx'
import { RefusalAdvice } from './RefusalAdvice.tsx'

const NO_CURSOR = ''

/** Of a request that was answered although something of it was ignored. */
const HINT = 'scope_ignored'

function useRefusals(id: string) {
  return useInfiniteQuery({
    queryKey: [listRefusals.id, id],
    queryFn: ({ pageParam, signal }) =>
      call(listRefusals, {
        params: { id },
        query: pageParam === NO_CURSOR ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
    // Who looks here is usually trying something out at this moment.
    refetchInterval: 2000,
  })
}

function RefusalRow({ id, entry }: { readonly id: string; readonly entry: RefusalEntry }) {
  return (
    <li className="lk-history-row">
      <div>
        <strong>{entry.description}</strong>{' '}
        {entry.reason === HINT ? <span className="lk-tag">Answered</span> : null} <When at={entry.at} />
      </div>
      <RefusalAdvice id={id} reason={entry.reason} />
      <dl>
        <div className="lk-change">
          <dt>Where</dt>
          <dd className="lk-mono lk-break">{entry.endpoint}</dd>
        </div>
        <div className="lk-change">
          <dt>Reason</dt>
          <dd className="lk-mono lk-break">{entry.reason}</dd>
        </div>
        <div className="lk-change">
          <dt>Request id</dt>
          <dd>
            <LongId id={entry.requestId} what="request id" />
          </dd>
        </div>
      </dl>
    </li>
  )
}

/** Why requests in the application's name were refused, newest first. */
export function RefusalsTab({ id }: { readonly id: string }) {
  const refusals = useRefusals(id)
  if (refusals.data === undefined) {
    if (refusals.error !== null) {
      return <Trouble error={refusals.error} onRetry={() => void refusals.refetch()} />
    }
    return <Skeleton height={240} role="status" aria-label="Loading what was refused" />
  }
  const entries = refusals.data.pages.flatMap(page => page.body.items)
  return (
    <section className="lk-card" aria-labelledby="refused">
      <h2 id="refused">What was refused</h2>
      {entries.length === 0 ? (
        <EmptyState title="Nothing was refused">
          When a request of this application for a token is refused, the reason stands here within two
          seconds, and for 30 days. Secrets are never written down.
        </EmptyState>
      ) : (
        <ol className="lk-plain-list">
          {entries.map(entry => (
            <RefusalRow key={entry.id} id={id} entry={entry} />
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
    </section>
  )
}
