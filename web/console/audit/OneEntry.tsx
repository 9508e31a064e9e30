import { getAuditEntry } from '@latchkey/contract/audit/log.ts'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ApiProblem } from '../../kit/client.ts'
import { QuietLink } from '../../kit/Links.tsx'
import { EmptyState } from '../../kit/page/EmptyState.tsx'
import { Trouble } from '../../kit/page/Trouble.tsx'
import { read } from '../../kit/queries.ts'
import { say } from '../../kit/words/say.ts'
import { EntryRow } from './EntryRow.tsx'
import { useAuditPath } from './place.ts'

/** The one entry that a link leads to. */
export function OneEntry({ id }: { readonly id: string }) {
  const path = useAuditPath()
  const answer = useQuery(read(getAuditEntry, { params: { id } }))
  const gone = answer.error instanceof ApiProblem && answer.error.status === 404 ? answer.error : null
  return (
    <section className="lk-card" aria-labelledby="one-entry">
      <div className="lk-page-title">
        <h2 id="one-entry">{say('One entry')}</h2>
        <QuietLink to={path}>{say('Show the whole log')}</QuietLink>
      </div>
      {answer.data === undefined && answer.error === null ? (
        <Skeleton height={120} role="status" aria-label={say('Loading the entry')} />
      ) : null}
      {answer.data === undefined ? null : (
        <ol className="lk-plain-list">
          <EntryRow entry={answer.data.body} alone />
        </ol>
      )}
      {gone === null ? null : <EmptyState title={say('No such entry')}>{gone.message}</EmptyState>}
      {answer.error === null || gone !== null ? null : (
        <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
      )}
    </section>
  )
}
