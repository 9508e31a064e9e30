import { type Access, type ApplicationAccess, getAccess } from '@latchkey/contract/applications/access.ts'
import type { Application } from '@latchkey/contract/applications/applications.ts'
import { Button, Skeleton, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiProblem } from '../../../../kit/client.ts'
import { Trouble } from '../../../../kit/page/Trouble.tsx'
import { read } from '../../../../kit/queries.ts'
import { useMay, useMe } from '../../../frame/me.ts'
import { InAll } from './InAll.tsx'
import { OwnProfileCard } from './OwnProfileCard.tsx'
import './access.css'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'

const WALLS = {
  'not-registered': say('Registration'),
  'not-authorized': say('Authorization'),
  'api-off': say('Business unit'),
  profile: say('Security profile'),
  consent: say('Consent'),
  'needs-user': say('Needs a user'),
  unknown: say('Unknown'),
} as const satisfies Record<NonNullable<Access['scopes'][number]['because']>, string>

function ScopeRow({ row, blocked }: { readonly row: Access['scopes'][number]; readonly blocked: boolean }) {
  const state = row.granted ? 'granted' : row.because === null ? 'blocked' : 'withheld'
  return (
    <tr>
      <th scope="row">
        <code>{row.scope}</code>
      </th>
      <td>
        <span className="lk-access" data-state={state}>
          {row.granted ? say('Granted') : say('Not granted')}
        </span>
      </td>
      <td>
        {row.because === null ? (
          <span className="lk-help">
            {blocked ? say('Only the reason above is in the way.') : say('Nothing is in the way.')}
          </span>
        ) : (
          <>
            <strong>{WALLS[row.because]}</strong> <span className="lk-help">{row.words}</span>
          </>
        )}
      </td>
    </tr>
  )
}

function AccessTable({ access, caption }: { readonly access: Access; readonly caption: string }) {
  const { blocked, scopes, audiences } = access
  return (
    <>
      {blocked === null ? null : (
        <p className="lk-note">
          {saying('It would get no token: {reason}', { reason: <strong>{blocked}</strong> })}
        </p>
      )}
      {scopes.length === 0 ? (
        <p>{say('It has no API scope.')}</p>
      ) : (
        <div className="lk-access-table">
          <table>
            <caption className="lk-hidden">{caption}</caption>
            <thead>
              <tr>
                <th scope="col">{say('Scope')}</th>
                <th scope="col">{say('Now')}</th>
                <th scope="col">{say('Why')}</th>
              </tr>
            </thead>
            <tbody>
              {scopes.map(row => (
                <ScopeRow key={row.scope} row={row} blocked={blocked !== null} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {audiences.length === 0 ? null : (
        <p className="lk-help">
          {saying('Such a token is good for {audiences}.', {
            audiences: audiences.map((audience, index) => (
              <span key={audience}>
                {index === 0 ? '' : ', '}
                <code className="lk-break">{audience}</code>
              </span>
            )),
          })}
        </p>
      )}
    </>
  )
}

type AskUserProps = {
  readonly standing: string
  readonly fault: string | undefined
  readonly busy: boolean
  readonly onAsk: (user: string) => void
}

function AskUser({ standing, fault, busy, onAsk }: AskUserProps) {
  const [typed, setTyped] = useState(standing)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onAsk(typed.trim())
  }
  return (
    <form noValidate onSubmit={submit} className="lk-access-ask">
      <TextInput
        label={say('User name')}
        description={say('Somebody of your business unit.')}
        autoComplete="off"
        maxLength={320}
        value={typed}
        error={fault}
        onChange={event => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={busy}>
        {say('Look')}
      </Button>
    </form>
  )
}

function ForUser({ answer }: { readonly answer: ApplicationAccess['forUser'] }) {
  if (answer === null) return null
  return (
    <>
      <p>
        {saying('For {name} ({user}), who has the security profile {profile}:', {
          name: <strong>{answer.user.fullName}</strong>,
          user: answer.user.userName,
          profile: answer.securityProfile,
        })}
      </p>
      <AccessTable
        access={answer}
        caption={say('What it can reach for {userName}', { userName: answer.user.userName })}
      />
    </>
  )
}

type AccessTabProps = {
  readonly application: Application
  /** Whom the address asks about; empty for nobody. */
  readonly user: string
  readonly onUser: (user: string) => void
}

/** What the application can reach now, and why not the rest. */
export function AccessTab({ application, user, onUser }: AccessTabProps) {
  const mayAsk = useMay('users:view')
  const { businessUnit } = useMe()
  const asked = mayAsk ? user : ''
  const query = asked === '' ? {} : { user: asked }
  const answer = useQuery({
    ...read(getAccess, { params: { id: application.id }, query }),
    placeholderData: keepPreviousData,
  })
  const unknown = answer.error instanceof ApiProblem && answer.error.status === 404 && asked !== ''
  const body = answer.data?.body
  if (body === undefined && answer.error !== null && !unknown) {
    return <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
  }
  return (
    <>
      {body === undefined ? <Skeleton height={320} /> : <InAll application={application} access={body} />}
      <section className="lk-card" aria-labelledby="access-itself">
        <h2 id="access-itself">{say('For itself')}</h2>
        {body === undefined ? (
          <Skeleton height={120} />
        ) : (
          <AccessTable access={body.forItself} caption={say('For itself')} />
        )}
      </section>
      <section className="lk-card" aria-labelledby="access-user">
        <h2 id="access-user">{say('For a user')}</h2>
        <p className="lk-help">
          {say(
            'Computed as it is when a token is issued: registration, {unit}, the security profile, and what the user consented to.',
            { unit: businessUnit.name },
          )}
        </p>
        {mayAsk ? (
          <AskUser
            key={user}
            standing={user}
            fault={
              unknown ? say('Nobody of {name} has this user name.', { name: businessUnit.name }) : undefined
            }
            busy={answer.isFetching}
            onAsk={onUser}
          />
        ) : (
          <p>{say('Your security profile does not let you look at other users.')}</p>
        )}
        {body === undefined || unknown || asked === '' ? null : <ForUser answer={body.forUser} />}
      </section>
      {application.type === 'internal' && application.clientType === 'confidential' ? (
        <OwnProfileCard application={application} />
      ) : null}
    </>
  )
}
