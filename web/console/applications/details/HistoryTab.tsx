import { type HistoryEntry, listHistory } from '@latchkey/contract/audit/history.ts'
import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { Static } from 'typebox'
import { call } from '../../../kit/client.ts'
import { EmptyState } from '../../../kit/page/EmptyState.tsx'
import { Trouble } from '../../../kit/page/Trouble.tsx'
import { When } from '../../../kit/show/When.tsx'
import { fieldWords } from '../parts/vocabulary.ts'
import { actionWords, showsBefore, valueWords } from './history-words.ts'

type Entry = Static<typeof HistoryEntry>

const NO_CURSOR = ''

function useHistory(id: string) {
  return useInfiniteQuery({
    queryKey: [listHistory.id, id],
    queryFn: ({ pageParam, signal }) =>
      call(listHistory, {
        params: { id },
        query: pageParam === NO_CURSOR ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
  })
}

function Change({ change }: { readonly change: Entry['changes'][number] }) {
  return (
    <div className="lk-change">
      <dt>{fieldWords(change.field)}</dt>
      <dd>
        {showsBefore(change) ? (
          <>
            <span className="lk-before">
              <span className="lk-hidden">before: </span>
              {valueWords(change.field, change.before)}
            </span>{' '}
            <span aria-hidden="true">→</span>{' '}
          </>
        ) : null}
        <span className="lk-after">
          <span className="lk-hidden">after: </span>
          {valueWords(change.field, change.after)}
        </span>
      </dd>
    </div>
  )
}

function EntryRow({ entry }: { readonly entry: Entry }) {
  return (
    <li className="lk-history-row">
      <div>
        <strong className="lk-break">{entry.actor.name}</strong> {actionWords(entry.action)}{' '}
        <When at={entry.at} />
      </div>
      {entry.changes.length === 0 ? null : (
        <dl>
          {entry.changes.map(change => (
            <Change key={change.field} change={change} />
          ))}
        </dl>
      )}
    </li>
  )
}

/** Who changed what, newest first. */
export function HistoryTab({ id }: { readonly id: string }) {
  const history = useHistory(id)
  if (history.data === undefined) {
    if (history.error !== null)
      return <Trouble error={history.error} onRetry={() => void history.refetch()} />
    return <Skeleton height={240} role="status" aria-label="Loading the history" />
  }
  const entries = history.data.pages.flatMap(page => page.body.items)
  return (
    <section className="lk-card" aria-labelledby="history">
      <h2 id="history">Who changed what</h2>
      {entries.length === 0 ? (
        <EmptyState title="No changes yet">Every change of this application is written down here.</EmptyState>
      ) : (
        <ol className="lk-plain-list">
          {entries.map(entry => (
            <EntryRow key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
      {history.error === null ? null : <Trouble error={history.error} />}
      {history.hasNextPage ? (
        <Button
          variant="default"
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          Show older changes
        </Button>
      ) : null}
    </section>
  )
}
