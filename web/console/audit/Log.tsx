import { listAudit } from '@latchkey/contract/audit/log.ts'
import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../kit/client.ts'
import { EmptyState } from '../../kit/page/EmptyState.tsx'
import { ShowMore } from '../../kit/page/ShowMore.tsx'
import { StaleNote, Trouble } from '../../kit/page/Trouble.tsx'
import { say } from '../../kit/words/say.ts'
import { type AuditSearch, isNarrowed, queryOf } from './audit-search.ts'
import { EntryRow } from './EntryRow.tsx'
import { Filters } from './Filters.tsx'
import { useAuditSearch } from './place.ts'

const NO_CURSOR = ''

function useLog(search: AuditSearch) {
  const query = queryOf(search)
  return useInfiniteQuery({
    queryKey: [listAudit.id, query],
    queryFn: ({ pageParam, signal }) =>
      call(listAudit, {
        query: { ...query, ...(pageParam === NO_CURSOR ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
  })
}

/** The log as the address narrows it, newest first. */
export function Log() {
  const [search, show] = useAuditSearch()
  const log = useLog(search)
  const entries = log.data?.pages.flatMap(page => page.body.items) ?? []
  const names = [...new Set(entries.map(({ actor }) => actor.name))].toSorted()
  return (
    <section className="lk-card" aria-label={say('Log')}>
      <Filters search={search} names={names} onChange={show} />
      {log.data === undefined && log.error === null ? (
        <Skeleton height={320} role="status" aria-label={say('Loading the log')} />
      ) : null}
      {log.data === undefined && log.error !== null ? (
        <Trouble error={log.error} onRetry={() => void log.refetch()} />
      ) : null}
      {log.data !== undefined && log.error !== null && !log.isFetchNextPageError ? (
        <StaleNote onRetry={() => void log.refetch()} />
      ) : null}
      {log.data !== undefined && entries.length === 0 ? (
        <EmptyState
          title={isNarrowed(search) ? say('No such entries') : say('Nothing was written down yet')}
          action={
            isNarrowed(search) ? (
              <Button variant="default" onClick={() => show({})}>
                {say('Show the whole log')}
              </Button>
            ) : undefined
          }
        >
          {isNarrowed(search)
            ? say('Nothing in this log is like that. Names and ids are looked for in full.')
            : say('Every change in your business unit is written down here.')}
        </EmptyState>
      ) : (
        <ol className="lk-plain-list">
          {entries.map(entry => (
            <EntryRow key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
      <ShowMore answer={log} words={say('Show older entries')} />
    </section>
  )
}
