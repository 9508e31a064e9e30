import { getUserStanding } from '@latchkey/contract/people/user-standing.ts'
import {
  activateUser,
  deactivateUser,
  getUser,
  type ListedUser,
  listUsers,
  sendPasswordLink,
  type UserSummary,
} from '@latchkey/contract/people/users.ts'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../kit/client.ts'
import { TextLink } from '../../kit/Links.tsx'
import { AskedButton } from '../../kit/page/AskedButton.tsx'
import { Status } from '../../kit/show/Status.tsx'
import { When } from '../../kit/show/When.tsx'
import { say } from '../../kit/words/say.ts'
import { saying } from '../../kit/words/saying.tsx'
import { useMay, useMe } from '../frame/me.ts'
import { ChangeProfile } from './ChangeProfile.tsx'
import { WhatEnds } from './user/WhatEnds.tsx'

type UserProps = { readonly user: UserSummary }
type UserRowProps = UserProps & {
  /** Told the link to a new password, where no mail server is set. */
  readonly onLink: (link: string, user: UserSummary) => void
}

function PasswordLink({ user, onLink }: UserRowProps) {
  const { id, userName, fullName: name } = user
  return (
    <AskedButton
      words={say('New password')}
      about={name}
      title={say('Send {name} a link to a new password?', { name })}
      action={say('Send link')}
      run={() => call(sendPasswordLink, { params: { id } })}
      onDone={({ body: { link } }) => {
        if (link !== null) return onLink(link, user)
        notifications.show({
          message: say('A link to a new password is on its way to {userName}.', { userName }),
        })
      }}
    >
      {say(
        'The link works once, for 30 minutes. Until it is used the old password holds; using it signs {name} out everywhere.',
        { name },
      )}
    </AskedButton>
  )
}

function StatusSwitch({ user: { id, fullName: name, status } }: UserProps) {
  const active = status === 'active'
  const cache = useQueryClient()
  return (
    <AskedButton
      danger={active}
      words={active ? say('Deactivate') : say('Activate')}
      about={name}
      title={active ? say('Deactivate {name}?', { name }) : say('Activate {name}?', { name })}
      run={() => call(active ? deactivateUser : activateUser, { params: { id } })}
      onDone={() => {
        for (const { id: route } of [listUsers, getUser, getUserStanding]) {
          void cache.invalidateQueries({ queryKey: [route] })
        }
      }}
    >
      {active ? (
        <>
          <p>
            {say(
              '{name} is signed out everywhere, and whatever applications hold in their name ends at once. Activating lets them sign in again and brings none of it back.',
              { name },
            )}
          </p>
          <WhatEnds id={id} />
        </>
      ) : (
        say('{name} can sign in again. Sessions and tokens from before stay ended.', { name })
      )}
    </AskedButton>
  )
}

/** What may be done with a user; nothing with oneself. */
export function UserActs({ user, onLink }: UserRowProps) {
  const me = useMe()
  const [mayEdit, mayDeactivate] = [useMay('users:edit'), useMay('users:deactivate')]
  const maySeeProfiles = useMay('security-profiles:view')
  if (user.id === me.user.id) {
    return (
      <span className="lk-help">{say('That is you. What is yours you change on your account page.')}</span>
    )
  }
  return (
    <div className="lk-actions">
      {mayEdit && maySeeProfiles ? <ChangeProfile user={user} /> : null}
      {mayEdit && user.status === 'active' ? <PasswordLink user={user} onLink={onLink} /> : null}
      {mayDeactivate ? <StatusSwitch user={user} /> : null}
    </div>
  )
}

/** One user, and what may be done with them. */
export function UserRow({ user, onLink }: UserRowProps & { readonly user: ListedUser }) {
  const self = user.id === useMe().user.id
  return (
    <li className="lk-person">
      <div className="lk-person-facts">
        <div className="lk-person-name">
          <TextLink to="/admin/account-settings/users/$id" params={{ id: user.id }}>
            {user.fullName}
          </TextLink>
          <Status status={user.status} />
          {self ? <span className="lk-tag">{say('You')}</span> : null}
        </div>
        <div className="lk-help lk-break">
          {user.userName} · {user.securityProfile.name}
          {user.lastSignInAt === null ? null : (
            <> · {saying('signed in {when}', { when: <When at={user.lastSignInAt} /> })}</>
          )}
          {user.status === 'active' || user.statusChangedAt === null ? null : (
            <> · {saying('since {when}', { when: <When at={user.statusChangedAt} /> })}</>
          )}
        </div>
      </div>
      {self ? null : <UserActs user={user} onLink={onLink} />}
    </li>
  )
}
