import { listTransfers, type Transfer } from '@latchkey/contract/applications/status/transfers.ts'
import { Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../../kit/client.ts'
import { TextLink } from '../../../kit/Links.tsx'
import { EmptyState } from '../../../kit/page/EmptyState.tsx'
import { ShowMore } from '../../../kit/page/ShowMore.tsx'
import { Trouble } from '../../../kit/page/Trouble.tsx'
import { When } from '../../../kit/show/When.tsx'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'
import { Since, StateTag } from './StateTag.tsx'

const NO_CURSOR = ''

/** An accepted one is not here any more; every other still is, unless somebody deleted it. */
function Name({ transfer: { state, applicationId: id, name } }: { readonly transfer: Transfer }) {
  if (state === 'accepted') return <strong className="lk-break">{name}</strong>
  return (
    <strong className="lk-break">
      <TextLink to="/admin/account-settings/api-applications/$id" params={{ id }}>
        {name}
      </TextLink>
    </strong>
  )
}

function Row({ transfer }: { readonly transfer: Transfer }) {
  const { vendorName, state, to, offeredBy, offeredAt, words, answer } = transfer
  return (
    <li className="lk-transfer-row">
      <div className="lk-transfer-name">
        <Name transfer={transfer} />
        <span className="lk-help lk-break">{say('by {vendor}', { vendor: vendorName })}</span>
        <StateTag state={state} />
      </div>
      <p className="lk-help">
        {saying('Offered {when} by {person} to business unit {number}.', {
          when: <When at={offeredAt} />,
          person: offeredBy.name,
          number: to,
        })}{' '}
        <Since transfer={transfer} />
      </p>
      {words === null ? null : <p className="lk-as-asked">{words}</p>}
      {answer === null ? null : (
        <blockquote className="lk-answer">
          <p className="lk-as-asked">{answer}</p>
          <p className="lk-help">{say('Business unit {number}', { number: to })}</p>
        </blockquote>
      )}
    </li>
  )
}

/** What this business unit offered to others, newest first, with the answers. */
export function Given() {
  const given = useInfiniteQuery({
    queryKey: [listTransfers.id],
    queryFn: ({ pageParam, signal }) =>
      call(listTransfers, { query: pageParam === NO_CURSOR ? {} : { cursor: pageParam }, signal }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
  })
  const items = given.data?.pages.flatMap(page => page.body.items)
  if (items === undefined && given.error !== null) {
    return <Trouble error={given.error} onRetry={() => void given.refetch()} />
  }
  if (items === undefined) {
    return <Skeleton height={160} role="status" aria-label={say('Loading the offers')} />
  }
  if (items.length === 0) {
    return (
      <EmptyState title={say('You offered no application to anybody')}>
        {say(
          'An internal application can be offered to another business unit at the end of its page. The answer stands here.',
        )}
      </EmptyState>
    )
  }
  return (
    <section className="lk-card" aria-label={say('Offered by you')}>
      <ul className="lk-plain-list">
        {items.map(transfer => (
          <Row key={transfer.id} transfer={transfer} />
        ))}
      </ul>
      <ShowMore answer={given} />
    </section>
  )
}
