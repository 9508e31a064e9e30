import { getPlatformApi, type PlatformApi } from '@latchkey/contract/platform/apis.ts'
import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../../console/frame/me.ts'
import { NoPermission } from '../../console/frame/NoPermission.tsx'
import { figure } from '../../console/home/need-rows.ts'
import { TextLink } from '../../kit/Links.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { Trouble } from '../../kit/page/Trouble.tsx'
import { read } from '../../kit/queries.ts'
import { CopyIcon } from '../../kit/show/CopyButton.tsx'
import { Fact, Facts } from '../../kit/show/Facts.tsx'
import { When } from '../../kit/show/When.tsx'
import { say } from '../../kit/words/say.ts'
import { saying } from '../../kit/words/saying.tsx'
import { Deprecation } from './Deprecation.tsx'
import { EditDialog } from './EditDialog.tsx'
import { MakeDialog } from './MakeDialog.tsx'
import '../business-units/units.css'

const route = getRouteApi('/platform/apis/$name')

/** One API of the platform with its scopes, for operators. */
export function ApiPage() {
  return useMay('apis:edit') ? <Api /> : <NoPermission needs="apis:edit" title={say('API')} />
}

function Api() {
  const { name } = route.useParams()
  const answer = useQuery(read(getPlatformApi, { params: { name } }))
  const crumbs = [
    say('Platform'),
    <TextLink key="list" to="/platform/apis">
      {say('APIs')}
    </TextLink>,
  ]
  const api = answer.data?.body
  return (
    <>
      <PageHeader title={name} crumbs={crumbs} />
      {api === undefined && answer.error === null ? (
        <Skeleton height={320} role="status" aria-label={say('Loading the API')} />
      ) : null}
      {api === undefined && answer.error !== null ? (
        <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
      ) : null}
      {api === undefined ? null : (
        <div className="lk-stack">
          <About api={api} />
          <Scopes api={api} />
        </div>
      )}
    </>
  )
}

function About({ api }: { readonly api: PlatformApi }) {
  const { description, german, audience, baseUrl, endsAt, switchedOn, builtIn } = api
  return (
    <section className="lk-card" aria-labelledby="about-api">
      <h2 id="about-api">{say('About it')}</h2>
      <Facts>
        <Fact name={say('What it lets an application do')}>{description}</Fact>
        <Fact name={say('The same in German')}>
          {german ?? (builtIn ? say('As the platform has it') : say('None'))}
        </Fact>
        <Fact name={say('Audience')}>
          <span className="lk-id">
            <code className="lk-break">{audience}</code>
            <CopyIcon text={audience} what={say('audience')} />
          </span>
        </Fact>
        <Fact name={say('Base URL')}>
          <code className="lk-break">{baseUrl}</code>
        </Fact>
        <Fact name={say('Switched on for')}>
          {say('{count, plural, one {{figure} business unit} other {{figure} business units}}', {
            count: switchedOn.count,
            figure: figure(switchedOn),
          })}
        </Fact>
        {endsAt === null ? null : (
          <Fact name={say('Deprecated')}>{saying('Ends {when}', { when: <When at={endsAt} /> })}</Fact>
        )}
      </Facts>
      <Acts api={api} scope={null} />
    </section>
  )
}

type ActsProps = { readonly api: PlatformApi; readonly scope: string | null }

/** What can be done with an API, or with a scope of it. */
function Acts({ api, scope }: ActsProps) {
  const [editing, setEditing] = useState(false)
  return (
    <div className="lk-actions lk-api-acts">
      <Button
        variant="default"
        aria-label={
          scope === null
            ? say('Edit {name}', { name: api.name })
            : say('Edit the scope {name}', { name: scope })
        }
        onClick={() => setEditing(true)}
      >
        {say('Edit')}
      </Button>
      <Deprecation api={api} scope={scope} />
      {editing ? <EditDialog api={api} scope={scope} onClose={() => setEditing(false)} /> : null}
    </div>
  )
}

function Scopes({ api }: { readonly api: PlatformApi }) {
  const [making, setMaking] = useState(false)
  return (
    <section className="lk-card" aria-labelledby="api-scopes">
      <h2 id="api-scopes">{say('Scopes')}</h2>
      <ul className="lk-plain-list">
        {api.scopes.map(scope => (
          <ScopeRow key={scope.name} api={api} scope={scope} />
        ))}
      </ul>
      <div className="lk-actions">
        <Button variant="default" onClick={() => setMaking(true)}>
          {say('Make a finer scope')}
        </Button>
      </div>
      {making ? (
        <MakeDialog within={api.name} onClose={() => setMaking(false)} onMade={() => setMaking(false)} />
      ) : null}
    </section>
  )
}

type ScopeRowProps = { readonly api: PlatformApi; readonly scope: PlatformApi['scopes'][number] }

function ScopeRow({ api, scope }: ScopeRowProps) {
  const { name, description, german, sensitive, withoutUser, endsAt, usedBy } = scope
  const { applications, businessUnits } = usedBy
  return (
    <li className="lk-operated-row">
      <div className="lk-operated-name">
        <code>{name}</code> {sensitive ? <span className="lk-tag">{say('Sensitive')}</span> : null}
        <div>{description}</div>
        {german === null ? null : (
          <div className="lk-help" lang="de">
            {german}
          </div>
        )}
        {withoutUser ? null : <div className="lk-help">{say('Only for a user who has signed in.')}</div>}
        <Acts api={api} scope={name} />
      </div>
      <div className="lk-operated-status lk-help">
        {say('{count, plural, one {{figure} application} other {{figure} applications}}', {
          count: applications.count,
          figure: figure(applications),
        })}
        <div>
          {say('{count, plural, one {{figure} business unit} other {{figure} business units}}', {
            count: businessUnits.count,
            figure: figure(businessUnits),
          })}
        </div>
        {endsAt === null ? null : <div>{saying('Ends {when}', { when: <When at={endsAt} /> })}</div>}
      </div>
    </li>
  )
}
