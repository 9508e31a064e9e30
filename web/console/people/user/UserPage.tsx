import { getUserStanding, type UserStanding } from '@latchkey/contract/people/user-standing.ts'
import { getUser, type UserDetails } from '@latchkey/contract/people/users.ts'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiProblem } from '../../../kit/client.ts'
import { QuietLink, TextLink } from '../../../kit/Links.tsx'
import { PageHeader } from '../../../kit/page/PageHeader.tsx'
import { StaleNote, Trouble } from '../../../kit/page/Trouble.tsx'
import { read } from '../../../kit/queries.ts'
import { Fact, Facts } from '../../../kit/show/Facts.tsx'
import { Status } from '../../../kit/show/Status.tsx'
import { When } from '../../../kit/show/When.tsx'
import { say } from '../../../kit/words/say.ts'
import { useMay } from '../../frame/me.ts'
import { NoPermission } from '../../frame/NoPermission.tsx'
import { NotFound } from '../../frame/NotFound.tsx'
import { figure } from '../../home/need-rows.ts'
import { LinkToHand } from '../LinkToHand.tsx'
import { UserActs } from '../UserRow.tsx'
import { SignedInAt } from './SignedInAt.tsx'
import '../people.css'

const TITLE = say('User')
const route = getRouteApi('/admin/account-settings/users/$id')

/** One user of the business unit. */
export function UserPage() {
  return useMay('users:view') ? <User /> : <NoPermission needs="users:view" title={TITLE} />
}

const crumbs = [
  say('Admin'),
  say('Account Settings'),
  <TextLink key="list" to="/admin/account-settings/users">
    {say('Users')}
  </TextLink>,
]

function User() {
  const { id } = route.useParams()
  const user = useQuery(read(getUser, { params: { id } }))
  const standing = useQuery(read(getUserStanding, { params: { id } }))
  const error = user.error ?? standing.error
  if (user.data === undefined || standing.data === undefined) {
    if (error instanceof ApiProblem && error.status === 404) return <NotFound />
    return (
      <>
        <PageHeader title={TITLE} crumbs={crumbs} />
        {error === null ? (
          <Skeleton height={320} role="status" aria-label={say('Loading the user')} />
        ) : (
          <Trouble
            error={error}
            onRetry={() => {
              void user.refetch()
              void standing.refetch()
            }}
          />
        )}
      </>
    )
  }
  return (
    <>
      {error === null ? null : <StaleNote onRetry={() => void standing.refetch()} />}
      <Shown user={user.data.body} standing={standing.data.body} />
    </>
  )
}

type ShownProps = { readonly user: UserDetails; readonly standing: UserStanding }

function Shown({ user, standing }: ShownProps) {
  const [link, setLink] = useState<string | null>(null)
  const { fullName: name } = user
  const mayAudit = useMay('audit:view')
  return (
    <>
      <PageHeader
        title={name}
        crumbs={crumbs}
        below={
          <div className="lk-subtitle">
            <Status status={user.status} />
            <span className="lk-break">{user.userName}</span>
            <span>{user.securityProfile.name}</span>
          </div>
        }
        actions={
          mayAudit ? (
            <QuietLink to="/admin/account-settings/audit" search={{ target: user.id }}>
              {say('In the audit log')}
            </QuietLink>
          ) : undefined
        }
      />
      <div className="lk-stack">
        <Hangs user={user} standing={standing} />
        <SignedInAt user={user} sessions={standing.sessions} />
        <SaidOf user={user} />
        <section className="lk-card" aria-labelledby="user-acts">
          <h2 id="user-acts">{say('What can be done')}</h2>
          <UserActs user={user} onLink={setLink} />
        </section>
      </div>
      {link === null ? null : (
        <LinkToHand
          link={link}
          title={say('Link to a new password for {name}', { name })}
          means={say('No mail server is set. Hand the link on yourself: it works once, for 30 minutes.')}
          onClose={() => setLink(null)}
        />
      )}
    </>
  )
}

/** What ends when they are deactivated, and what nobody answers for then. */
function Hangs({ user, standing }: ShownProps) {
  const { lastSignInAt, signIns, consents, owns, ownsAlone } = standing
  return (
    <section className="lk-card" aria-labelledby="user-hangs">
      <h2 id="user-hangs">{say('At a glance')}</h2>
      <Facts>
        <Fact name={say('Last signed in')}>
          {lastSignInAt === null ? say('Not known') : <When at={lastSignInAt} />}
        </Fact>
        <Fact name={say('Sign-ins to applications')}>{figure(signIns)}</Fact>
        <Fact name={say('Applications they consented to')}>{figure(consents)}</Fact>
        <Fact name={say('Applications they own')}>
          {owns.count === 0 ? (
            say('None')
          ) : (
            <TextLink to="/admin/account-settings/api-applications" search={{ owner: user.userName }}>
              {ownsAlone.count === 0
                ? say('{figure}, each with another owner', { figure: figure(owns) })
                : say('{figure}, of which {alone} have no other owner', {
                    figure: figure(owns),
                    alone: figure(ownsAlone),
                  })}
            </TextLink>
          )}
        </Fact>
      </Facts>
      {ownsAlone.count === 0 ? null : (
        <p className="lk-help">
          {say(
            'Before somebody leaves, give their applications another owner: open the list, select all that match, and choose Change owners.',
          )}
        </p>
      )}
    </section>
  )
}

const SAID = [
  ['givenName', say('Given name')],
  ['familyName', say('Family name')],
  ['nickname', say('Nickname')],
  ['website', say('Website')],
  ['gender', say('Gender')],
  ['birthdate', say('Birth date')],
  ['zoneinfo', say('Time zone')],
  ['locale', say('Language')],
] as const

function SaidOf({ user }: Pick<ShownProps, 'user'>) {
  const known = SAID.filter(([field]) => user[field] !== null)
  return (
    <section className="lk-card" aria-labelledby="user-said">
      <h2 id="user-said">{say('What is said of them')}</h2>
      {known.length === 0 ? (
        <p className="lk-help">
          {say('Nothing but the name. Users say more of themselves on their account page.')}
        </p>
      ) : (
        <Facts>
          {known.map(([field, words]) => (
            <Fact key={field} name={words}>
              {user[field]}
            </Fact>
          ))}
        </Facts>
      )}
    </section>
  )
}
