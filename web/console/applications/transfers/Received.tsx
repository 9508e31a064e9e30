import {
  listReceivedTransfers,
  type ReceivedTransfer,
} from '@latchkey/contract/applications/status/transfers.ts'
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
import { useMe } from '../../frame/me.ts'
import { Since, StateTag } from './StateTag.tsx'

const NO_CURSOR = ''

function Row({ transfer }: { readonly transfer: ReceivedTransfer }) {
  const { id, name, vendorName, state, from, offeredAt } = transfer
  return (
    <li className="lk-transfer-row">
      <div className="lk-transfer-name">
        <strong className="lk-break">
          <TextLink to="/admin/account-settings/api-applications/transfers/$id" params={{ id }}>
            {name}
          </TextLink>
        </strong>
        <span className="lk-help lk-break">{say('by {vendor}', { vendor: vendorName })}</span>
        <StateTag state={state} />
      </div>
      <p className="lk-help">
        {saying('Offered {when} by {unit}, {number}.', {
          when: <When at={offeredAt} />,
          unit: from.name,
          number: from.number,
        })}{' '}
        <Since transfer={transfer} />
      </p>
    </li>
  )
}

/** What other business units offered to this one, newest first. */
export function Received() {
  const { businessUnit } = useMe()
  const received = useInfiniteQuery({
    queryKey: [listReceivedTransfers.id],
    queryFn: ({ pageParam, signal }) =>
      call(listReceivedTransfers, { query: pageParam === NO_CURSOR ? {} : { cursor: pageParam }, signal }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
  })
  const items = received.data?.pages.flatMap(page => page.body.items)
  if (items === undefined && received.error !== null) {
    return <Trouble error={received.error} onRetry={() => void received.refetch()} />
  }
  if (items === undefined) {
    return <Skeleton height={160} role="status" aria-label={say('Loading the offers')} />
  }
  if (items.length === 0) {
    return (
      <EmptyState title={say('Nobody offered an application to you')}>
        {say(
          'Another business unit can hand an application of its own over to yours: it needs your number, {number}. Its offer stands here until somebody accepts or declines it.',
          { number: businessUnit.number },
        )}
      </EmptyState>
    )
  }
  return (
    <section className="lk-card" aria-label={say('Offered to you')}>
      <ul className="lk-plain-list">
        {items.map(transfer => (
          <Row key={transfer.id} transfer={transfer} />
        ))}
      </ul>
      <ShowMore answer={received} />
    </section>
  )
}
