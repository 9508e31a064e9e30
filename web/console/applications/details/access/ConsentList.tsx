import { listConsents, type PersonConsent } from '@latchkey/contract/people/consents.ts'
import { Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../../kit/client.ts'
import { ShowMore } from '../../../../kit/page/ShowMore.tsx'
import { Trouble } from '../../../../kit/page/Trouble.tsx'
import { When } from '../../../../kit/show/When.tsx'
import { say } from '../../../../kit/words/say.ts'

const NO_CURSOR = ''

function usePeople(id: string, wanted: boolean) {
  return useInfiniteQuery({
    queryKey: [listConsents.id, id],
    queryFn: ({ pageParam, signal }) =>
      call(listConsents, {
        params: { id },
        query: pageParam === NO_CURSOR ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
    enabled: wanted,
  })
}

function Row({ person }: { readonly person: PersonConsent }) {
  const { user, scopes, declined, grantedAt } = person
  return (
    <tr>
      <th scope="row">
        {user.fullName} <span className="lk-help lk-break">{user.userName}</span>
      </th>
      <td>
        {scopes.join(', ') || say('Nothing')}
        {declined.length === 0 ? null : (
          <p className="lk-help">{say('Left out: {scopes}', { scopes: declined.join(', ') })}</p>
        )}
      </td>
      <td>
        <When at={grantedAt} />
      </td>
    </tr>
  )
}

function People({ people }: { readonly people: readonly PersonConsent[] }) {
  return (
    <div className="lk-access-table">
      <table>
        <caption className="lk-hidden">{say('Who consented')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('Person')}</th>
            <th scope="col">{say('Consented to')}</th>
            <th scope="col">{say('When')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map(person => (
            <Row key={person.user.id} person={person} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Who consented to the application, the latest first, once somebody wants to see it. */
export function ConsentList({ id }: { readonly id: string }) {
  const [opened, setOpened] = useState(false)
  const answer = usePeople(id, opened)
  const people = answer.data?.pages.flatMap(page => page.body.items)
  return (
    <details className="lk-access-people" onToggle={event => setOpened(event.currentTarget.open)}>
      <summary>{say('Show who consented')}</summary>
      {people === undefined ? (
        answer.error === null ? (
          <Skeleton height={80} role="status" aria-label={say('Loading who consented')} />
        ) : (
          <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
        )
      ) : people.length === 0 ? (
        <p>{say('Nobody consented by themselves.')}</p>
      ) : (
        <People people={people} />
      )}
      <ShowMore answer={answer} />
    </details>
  )
}
