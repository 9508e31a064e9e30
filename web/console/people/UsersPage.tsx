import { listUsers } from '@latchkey/contract/people/users.ts'
import { Button, Skeleton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../kit/client.ts'
import { EmptyState } from '../../kit/page/EmptyState.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { ShowMore } from '../../kit/page/ShowMore.tsx'
import { Trouble } from '../../kit/page/Trouble.tsx'
import { useMay } from '../frame/me.ts'
import { NoPermission } from '../frame/NoPermission.tsx'
import { figure } from '../home/need-rows.ts'
import { FileDialog } from './FileDialog.tsx'
import { InvitationList } from './InvitationList.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { LinkToHand } from './LinkToHand.tsx'
import { UserRow } from './UserRow.tsx'
import { UsersToolbar } from './UsersToolbar.tsx'
import { readUsersSearch, type UsersSearch } from './users-search.ts'
import './people.css'
import { say } from '../../kit/words/say.ts'

const TITLE = say('Users')
const NO_CURSOR = ''
const route = getRouteApi('/admin/account-settings/users')

type ToHand = { readonly title: string; readonly means: string; readonly link: string }

/** Who may use the business unit, and who is invited to. */
export function UsersPage() {
  return useMay('users:view') ? <People /> : <NoPermission needs="users:view" title={TITLE} />
}

type UsersProps = { readonly onLink: (hand: ToHand) => void }

function useUsers(query: UsersSearch) {
  return useInfiniteQuery({
    queryKey: [listUsers.id, query],
    queryFn: ({ pageParam, signal }) =>
      call(listUsers, {
        query: { ...query, ...(pageParam === NO_CURSOR ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: NO_CURSOR,
    getNextPageParam: page => page.body.nextCursor,
    placeholderData: keepPreviousData,
  })
}

function Users({ onLink }: UsersProps) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const users = useUsers(search)
  const [first] = users.data?.pages ?? []
  if (users.data === undefined || first === undefined) {
    return users.error === null ? (
      <Skeleton height={240} role="status" aria-label={say('Loading the users')} />
    ) : (
      <Trouble error={users.error} onRetry={() => void users.refetch()} />
    )
  }
  const items = users.data.pages.flatMap(page => page.body.items)
  const { total } = first.body
  return (
    <section className="lk-card lk-people" aria-label={TITLE}>
      <UsersToolbar
        search={search}
        onChange={next => void navigate({ search: readUsersSearch(next), replace: true })}
      />
      <p className="lk-help" role="status">
        {say('{count, plural, one {{figure} user} other {{figure} users}}', {
          count: total.count,
          figure: figure(total),
        })}
      </p>
      {items.length === 0 ? (
        <EmptyState title={say('Nobody fits')}>
          {say('Each word that you search for must begin a word of the full name or of the user name.')}
        </EmptyState>
      ) : (
        <ul className="lk-plain-list" aria-busy={users.isPlaceholderData}>
          {items.map(user => (
            <UserRow
              key={user.id}
              user={user}
              onLink={(link, { fullName: name }) =>
                onLink({
                  link,
                  title: say('Link to a new password for {name}', { name }),
                  means: say(
                    'No mail server is set. Hand the link on yourself: it works once, for 30 minutes.',
                  ),
                })
              }
            />
          ))}
        </ul>
      )}
      <ShowMore answer={users} />
    </section>
  )
}

function People() {
  const mayInvite = useMay('users:create')
  const [inviting, setInviting] = useState<'one' | 'file' | null>(null)
  const [hand, setHand] = useState<ToHand | null>(null)
  const handInvitation = (link: string, name: string) => {
    setInviting(null)
    setHand({
      link,
      title: say('Invitation for {name}', { name }),
      means: say('No mail server is set. Hand the link on yourself: it works once, for seven days.'),
    })
  }
  return (
    <>
      <PageHeader
        title={TITLE}
        crumbs={[say('Admin'), say('Account Settings')]}
        actions={
          mayInvite ? (
            <>
              <Button variant="default" onClick={() => setInviting('file')}>
                {say('Invite by file')}
              </Button>
              <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setInviting('one')}>
                {say('Invite a user')}
              </Button>
            </>
          ) : undefined
        }
      />
      <div className="lk-stack">
        <InvitationList onLink={handInvitation} />
        <Users onLink={setHand} />
      </div>
      {inviting === 'one' ? <InviteDialog onClose={() => setInviting(null)} onLink={handInvitation} /> : null}
      {inviting === 'file' ? <FileDialog onClose={() => setInviting(null)} /> : null}
      {hand === null ? null : <LinkToHand {...hand} onClose={() => setHand(null)} />}
    </>
  )
}
