import { type DeletedApplication, listDeletedApplications } from '@latchkey/contract/applications/deletion.ts'
import { Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../../kit/client.ts'
import { EmptyState } from '../../../kit/page/EmptyState.tsx'
import { PageHeader } from '../../../kit/page/PageHeader.tsx'
import { ShowMore } from '../../../kit/page/ShowMore.tsx'
import { Trouble } from '../../../kit/page/Trouble.tsx'
import { LongId } from '../../../kit/show/LongId.tsx'
import { When } from '../../../kit/show/When.tsx'
import { useMay } from '../../frame/me.ts'
import { NoPermission } from '../../frame/NoPermission.tsx'
import { TYPE_WORDS } from '../list-place/type-words.ts'
import { LIST_CRUMBS } from '../parts/ListCrumbs.tsx'
import { RestoreButton } from './RestoreButton.tsx'
import './deleted.css'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'

const TITLE = say('Deleted API applications')
const NO_CURSOR = ''

export function DeletedPage() {
  const mayView = useMay('api-applications:view')
  return mayView ? <Deleted /> : <NoPermission needs="api-applications:view" title={TITLE} />
}

function useDeleted() {
  return useInfiniteQuery({
    queryKey: [listDeletedApplications.id],
    queryFn: ({ pageParam, signal }) =>
      call(listDeletedApplications, {
        query: pageParam === NO_CURSOR ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
  })
}

function Row({
  deleted,
  mayRestore,
}: {
  readonly deleted: DeletedApplication
  readonly mayRestore: boolean
}) {
  return (
    <li className="lk-deleted-row">
      <div>
        <strong>{deleted.name}</strong>{' '}
        <span className="lk-help">{say('by {vendor}', { vendor: deleted.vendorName })}</span>
        <p className="lk-help">
          {TYPE_WORDS[deleted.type]}
          {' · '}
          {saying('deleted {when} by {person}', {
            when: <When at={deleted.deletedAt} />,
            person: deleted.deletedBy.name,
          })}
          {' · '}
          {saying('gone for good {when}', { when: <When at={deleted.restorableUntil} /> })}
        </p>
        <LongId id={deleted.id} what={say('Application ID of {name}', { name: deleted.name })} />
      </div>
      {mayRestore ? <RestoreButton deleted={deleted} /> : null}
    </li>
  )
}

function Deleted() {
  const deleted = useDeleted()
  const mayRestore = useMay('api-applications:deactivate')
  const items = deleted.data?.pages.flatMap(page => page.body.items)
  return (
    <>
      <PageHeader
        title={TITLE}
        crumbs={LIST_CRUMBS}
        below={
          <p className="lk-subtitle">
            <span>
              {say(
                'For seven days each can be restored as it was, inactive. After that it is gone for good.',
              )}
            </span>
          </p>
        }
      />
      {items === undefined && deleted.error !== null ? (
        <Trouble error={deleted.error} onRetry={() => void deleted.refetch()} />
      ) : null}
      {items === undefined && deleted.error === null ? (
        <Skeleton height={160} role="status" aria-label={say('Loading what was deleted')} />
      ) : null}
      {items?.length === 0 ? (
        <EmptyState title={say('Nothing was deleted in the last seven days')}>
          {say(
            'An application that is inactive can be deleted at the end of its page. It stands here then, until it is restored or seven days have passed.',
          )}
        </EmptyState>
      ) : null}
      {items !== undefined && items.length > 0 ? (
        <section className="lk-card" aria-label={TITLE}>
          <ul className="lk-plain-list">
            {items.map(each => (
              <Row key={each.id} deleted={each} mayRestore={mayRestore} />
            ))}
          </ul>
          <ShowMore answer={deleted} />
        </section>
      ) : null}
    </>
  )
}
