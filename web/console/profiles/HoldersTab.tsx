import { listProfileApplications, listProfileUsers } from '@latchkey/contract/people/profiles/holders.ts'
import { Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../kit/client.ts'
import { TextLink } from '../../kit/Links.tsx'
import { ShowMore } from '../../kit/page/ShowMore.tsx'
import { Trouble } from '../../kit/page/Trouble.tsx'
import { Status } from '../../kit/show/Status.tsx'
import { When } from '../../kit/show/When.tsx'
import { say } from '../../kit/words/say.ts'
import { saying } from '../../kit/words/saying.tsx'
import { useMay } from '../frame/me.ts'

const NO_CURSOR = ''
type Of = { readonly id: string }

function Users({ id }: Of) {
  const answer = useInfiniteQuery({
    queryKey: [listProfileUsers.id, id],
    queryFn: ({ pageParam, signal }) =>
      call(listProfileUsers, {
        params: { id },
        query: pageParam === NO_CURSOR ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
  })
  const items = answer.data?.pages.flatMap(page => page.body.items)
  return (
    <section className="lk-card" aria-labelledby="profile-users">
      <h2 id="profile-users">{say('Users')}</h2>
      {items === undefined && answer.error !== null ? <Trouble error={answer.error} /> : null}
      {items === undefined && answer.error === null ? <Skeleton height={120} /> : null}
      {items?.length === 0 ? <p className="lk-help">{say('No user has it.')}</p> : null}
      <ul className="lk-plain-list">
        {items?.map(user => (
          <li key={user.id} className="lk-holder">
            <strong className="lk-break">{user.fullName}</strong>
            <span className="lk-help lk-break">{user.userName}</span>
            <Status status={user.status} />
          </li>
        ))}
      </ul>
      <ShowMore answer={answer} />
    </section>
  )
}

function Applications({ id }: Of) {
  const answer = useInfiniteQuery({
    queryKey: [listProfileApplications.id, id],
    queryFn: ({ pageParam, signal }) =>
      call(listProfileApplications, {
        params: { id },
        query: pageParam === NO_CURSOR ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
  })
  const items = answer.data?.pages.flatMap(page => page.body.items)
  return (
    <section className="lk-card" aria-labelledby="profile-applications">
      <h2 id="profile-applications">{say('API applications')}</h2>
      <p className="lk-help">
        {say('They use the management API for themselves, with this profile of their own.')}
      </p>
      {items === undefined && answer.error !== null ? <Trouble error={answer.error} /> : null}
      {items === undefined && answer.error === null ? <Skeleton height={60} /> : null}
      {items?.length === 0 ? <p className="lk-help">{say('No application has it.')}</p> : null}
      <ul className="lk-plain-list">
        {items?.map(application => (
          <li key={application.id} className="lk-holder">
            <TextLink to="/admin/account-settings/api-applications/$id" params={{ id: application.id }}>
              {application.name}
            </TextLink>
            <span className="lk-help">
              {saying('Given by {name} {when}.', {
                name: application.givenBy.name,
                when: <When at={application.givenAt} />,
              })}
            </span>
            <Status status={application.status} />
          </li>
        ))}
      </ul>
      <ShowMore answer={answer} />
    </section>
  )
}

/** Who has a security profile: people, and applications of their own. */
export function HoldersTab({ id }: Of) {
  const [mayUsers, mayApplications] = [useMay('users:view'), useMay('api-applications:view')]
  return (
    <>
      {mayUsers ? (
        <Users id={id} />
      ) : (
        <p className="lk-help">{say('Who has it is shown to those who may view users.')}</p>
      )}
      {mayApplications ? <Applications id={id} /> : null}
    </>
  )
}
