import { getHistoryEntry } from '@latchkey/contract/audit/history.ts'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { ApiProblem } from '../../../../kit/client.ts'
import { QuietLink } from '../../../../kit/Links.tsx'
import { EmptyState } from '../../../../kit/page/EmptyState.tsx'
import { Trouble } from '../../../../kit/page/Trouble.tsx'
import { read } from '../../../../kit/queries.ts'
import type { DetailsSearch } from '../details-search.ts'
import { EntryRow } from './EntryRow.tsx'
import { Filters } from './Filters.tsx'
import './history.css'
import { ShowMore } from '../../../../kit/page/ShowMore.tsx'
import { say } from '../../../../kit/words/say.ts'
import { useHistory } from './use-history.ts'

const route = getRouteApi('/admin/account-settings/api-applications/$id')

function Nothing({ narrowed }: { readonly narrowed: boolean }) {
  return narrowed ? (
    <EmptyState title={say('No such changes')}>
      {say('Nothing in this history is of that kind and by that name. Names are looked for in full.')}
    </EmptyState>
  ) : (
    <EmptyState title={say('No changes yet')}>
      {say('Every change of this application is written down here.')}
    </EmptyState>
  )
}

type ListProps = {
  readonly id: string
  readonly search: DetailsSearch
  readonly onSearch: (next: DetailsSearch) => void
}

/** All changes, as far as they are not filtered out. */
function List({ id, search, onSearch }: ListProps) {
  const history = useHistory(id, search)
  const entries = history.data?.pages.flatMap(page => page.body.items) ?? []
  const names = [...new Set(entries.map(({ actor }) => actor.name))].toSorted()
  return (
    <>
      <Filters search={search} names={names} onChange={onSearch} />
      {history.data === undefined && history.error === null ? (
        <Skeleton height={240} role="status" aria-label={say('Loading the history')} />
      ) : null}
      {history.data !== undefined && entries.length === 0 ? (
        <Nothing narrowed={search.group !== undefined || search.actor !== undefined} />
      ) : (
        <ol className="lk-plain-list">
          {entries.map(entry => (
            <EntryRow key={entry.id} id={id} entry={entry} />
          ))}
        </ol>
      )}
      {history.error === null || history.isFetchNextPageError ? null : (
        <Trouble error={history.error} onRetry={() => void history.refetch()} />
      )}
      <ShowMore answer={history} words={say('Show older changes')} />
    </>
  )
}

/** The one change that a link leads to. */
function One({ id, entryId }: { readonly id: string; readonly entryId: string }) {
  const answer = useQuery(read(getHistoryEntry, { params: { id, entryId } }))
  if (answer.data !== undefined) {
    return (
      <ol className="lk-plain-list">
        <EntryRow id={id} entry={answer.data.body} alone />
      </ol>
    )
  }
  if (answer.error === null) {
    return <Skeleton height={80} role="status" aria-label={say('Loading the change')} />
  }
  if (answer.error instanceof ApiProblem && answer.error.status === 404) {
    return <EmptyState title={say('No such change')}>{answer.error.message}</EmptyState>
  }
  return <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
}

/** Who changed what, newest first, or the one change that the address names. */
export function HistoryTab({ id }: { readonly id: string }) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { entry } = search
  return (
    <section className="lk-card" aria-labelledby="history">
      <div className="lk-page-title lk-history-head">
        <h2 id="history">{entry === undefined ? say('Who changed what') : say('One change')}</h2>
        {entry === undefined ? null : (
          <QuietLink
            to="/admin/account-settings/api-applications/$id"
            params={{ id }}
            search={{ tab: 'history' }}
          >
            {say('Show all changes')}
          </QuietLink>
        )}
      </div>
      {entry === undefined ? (
        <List
          id={id}
          search={search}
          onSearch={next => void navigate({ search: { ...next, tab: 'history' }, replace: true })}
        />
      ) : (
        <One id={id} entryId={entry} />
      )}
    </section>
  )
}
