import { type BulkChange, listBulkChanges } from '@latchkey/contract/applications/bulk/bulk-changes.ts'
import { Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../../kit/client.ts'
import { TextLink } from '../../../kit/Links.tsx'
import { EmptyState } from '../../../kit/page/EmptyState.tsx'
import { PageHeader } from '../../../kit/page/PageHeader.tsx'
import { ShowMore } from '../../../kit/page/ShowMore.tsx'
import { Trouble } from '../../../kit/page/Trouble.tsx'
import { When } from '../../../kit/show/When.tsx'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'
import { useMay } from '../../frame/me.ts'
import { NoPermission } from '../../frame/NoPermission.tsx'
import { LIST_CRUMBS } from '../parts/ListCrumbs.tsx'
import { BULK_STATE_WORDS, summaryOf, titleOf } from './bulk-words.ts'
import './bulk.css'

const TITLE = say('Bulk changes')
const NO_CURSOR = ''

export function BulkListPage() {
  const mayView = useMay('api-applications:view')
  return mayView ? <BulkList /> : <NoPermission needs="api-applications:view" title={TITLE} />
}

function Row({ bulk }: { readonly bulk: BulkChange }) {
  return (
    <li className="lk-bulk-item">
      <TextLink
        to="/admin/account-settings/api-applications/bulk/$id"
        params={{ id: bulk.id }}
        className="lk-break"
      >
        {titleOf(bulk)}
      </TextLink>
      <span className="lk-tag">{BULK_STATE_WORDS[bulk.state]}</span>
      {bulk.undoneBy === null ? null : <span className="lk-tag">{say('Undone')}</span>}
      <span className="lk-help">
        {summaryOf(bulk)}
        {' · '}
        {saying('{when} by {person}', {
          when: <When at={bulk.startedAt ?? bulk.createdAt} />,
          person: bulk.by.name,
        })}
      </span>
    </li>
  )
}

function BulkList() {
  const answer = useInfiniteQuery({
    queryKey: [listBulkChanges.id],
    queryFn: ({ pageParam, signal }) =>
      call(listBulkChanges, { query: pageParam === NO_CURSOR ? {} : { cursor: pageParam }, signal }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
  })
  const items = answer.data?.pages.flatMap(page => page.body.items)
  return (
    <>
      <PageHeader
        title={TITLE}
        crumbs={LIST_CRUMBS}
        below={
          <p className="lk-subtitle">{say('Changes of many applications at once, of the last 30 days.')}</p>
        }
      />
      {items === undefined && answer.error !== null ? (
        <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
      ) : null}
      {items === undefined && answer.error === null ? (
        <Skeleton height={160} role="status" aria-label={say('Loading the bulk changes')} />
      ) : null}
      {items?.length === 0 ? (
        <EmptyState title={say('No bulk changes yet')}>
          {say('Select rows in the list of API applications and press Change… to change them at once.')}
        </EmptyState>
      ) : null}
      {items !== undefined && items.length > 0 ? (
        <section className="lk-card" aria-label={TITLE}>
          <ul className="lk-plain-list">
            {items.map(bulk => (
              <Row key={bulk.id} bulk={bulk} />
            ))}
          </ul>
          <ShowMore answer={answer} />
        </section>
      ) : null}
    </>
  )
}
