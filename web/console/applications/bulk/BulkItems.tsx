import {
  type BulkChange,
  type BulkItem,
  listBulkItems,
} from '@latchkey/contract/applications/bulk/bulk-changes.ts'
import { NativeSelect, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../kit/client.ts'
import { TextLink } from '../../../kit/Links.tsx'
import { ShowMore } from '../../../kit/page/ShowMore.tsx'
import { Trouble } from '../../../kit/page/Trouble.tsx'
import { say } from '../../../kit/words/say.ts'
import { countOf, itemWords, REASON_WORDS } from './bulk-words.ts'

const NO_CURSOR = ''
const STATES = ['refused', 'same', 'changed', 'waiting'] as const

/** In: the bulk change, and how far it is, since what was read is another once that changes. */
function useItems(bulk: BulkChange, state: BulkItem['state'] | null) {
  return useInfiniteQuery({
    queryKey: [listBulkItems.id, bulk.id, state, bulk.state, JSON.stringify(bulk.counts)],
    queryFn: ({ pageParam, signal }) =>
      call(listBulkItems, {
        params: { id: bulk.id },
        query: {
          ...(pageParam === NO_CURSOR ? {} : { cursor: pageParam }),
          ...(state === null ? {} : { state }),
        },
        signal,
      }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
  })
}

function Row({ item, over }: { readonly item: BulkItem; readonly over: boolean }) {
  const name = item.name ?? item.applicationId
  return (
    <li className="lk-bulk-item">
      {item.name === null ? (
        <code className="lk-break">{name}</code>
      ) : (
        <TextLink
          to="/admin/account-settings/api-applications/$id"
          params={{ id: item.applicationId }}
          className="lk-break"
        >
          {name}
        </TextLink>
      )}
      <span className="lk-tag" data-tone={item.state === 'refused' ? 'ochre' : undefined}>
        {itemWords(item, over)}
      </span>
      {item.reason === null ? null : (
        <span className="lk-help">{item.detail ?? REASON_WORDS[item.reason]}</span>
      )}
    </li>
  )
}

/** The applications of a bulk change, one by one. It begins with those that do not change, where there are any. */
export function BulkItems({ bulk }: { readonly bulk: BulkChange }) {
  const there = STATES.filter(state => countOf(bulk, state) > 0)
  const [chosen, choose] = useState<BulkItem['state'] | null>(null)
  const state = chosen !== null && there.includes(chosen) ? chosen : null
  const answer = useItems(bulk, state)
  const items = answer.data?.pages.flatMap(page => page.body.items)
  const over = bulk.endedAt !== null
  return (
    <section className="lk-card" aria-labelledby="bulk-items">
      <div className="lk-bulk-head">
        <h2 id="bulk-items">{say('API applications')}</h2>
        <NativeSelect
          aria-label={say('Which are shown')}
          value={state ?? ''}
          onChange={event => choose(there.find(each => each === event.currentTarget.value) ?? null)}
          data={[
            { value: '', label: say('All') },
            ...there.map(value => ({
              value,
              label: say('{what} ({count, number})', {
                what: itemWords({ state: value }, over),
                count: countOf(bulk, value),
              }),
            })),
          ]}
        />
      </div>
      {items === undefined && answer.error !== null ? (
        <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
      ) : null}
      {items === undefined && answer.error === null ? (
        <Skeleton height={160} role="status" aria-label={say('Loading API applications')} />
      ) : null}
      <ul className="lk-plain-list">
        {(items ?? []).map(item => (
          <Row key={item.applicationId} item={item} over={over} />
        ))}
      </ul>
      <ShowMore answer={answer} />
    </section>
  )
}
