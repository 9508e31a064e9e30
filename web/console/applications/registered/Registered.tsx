import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { LeaveGuard } from '../../../kit/forms/LeaveGuard.tsx'
import { PageHeader } from '../../../kit/page/PageHeader.tsx'
import { Fact, Facts } from '../../../kit/show/Facts.tsx'
import { WholeId } from '../../../kit/show/LongId.tsx'
import { say } from '../../../kit/words/say.ts'
import { FirstUse } from '../handover/FirstUse.tsx'
import { FirstCall } from '../parts/FirstCall.tsx'
import { askedScopes } from '../parts/first-call.ts'
import { LIST_CRUMBS } from '../parts/ListCrumbs.tsx'
import { useApis } from '../parts/ScopeChoices.tsx'
import { SecretOnce } from '../parts/SecretOnce.tsx'
import type { Registration } from './registration.ts'

/** Why no secret is shown, where none is. */
function NoSecret({ clientType }: { readonly clientType: 'confidential' | 'public' }) {
  return clientType === 'public' ? (
    <p>
      {say(
        'This application has no secret: it runs where everybody could read one. It proves itself with PKCE, a fresh random value for each sign-in.',
      )}
    </p>
  ) : (
    <p>
      {say(
        'The secret was in an answer that this page did not receive, and cannot be shown again. Add another one under Secrets and revoke the first.',
      )}
    </p>
  )
}

/** What follows a registration: the secret, once, and the way to the first call. */
export function Registered({ made }: { readonly made: Registration }) {
  const { application, secret } = made
  const [saved, setSaved] = useState(secret === null)
  const navigate = useNavigate()
  const apis = useApis()
  const input = {
    issuer: location.origin,
    clientId: application.id,
    scopes: askedScopes(application),
    callbackUrls: application.callbackUrls,
    apis: apis.data?.body.items ?? [],
  }
  useEffect(() => {
    scrollTo({ top: 0 })
    document.querySelector('h1')?.focus({ preventScroll: true })
  }, [])
  const go = () =>
    void navigate({
      to: '/admin/account-settings/api-applications/$id',
      params: { id: application.id },
      replace: true,
    })
  return (
    <>
      <LeaveGuard active={!saved} title={say('Leave without the secret?')} leave={say('Leave without it')}>
        {say('The secret is not shown again. Without it you have to add another one under Secrets.')}
      </LeaveGuard>
      <PageHeader title={say('{name} is registered', { name: application.name })} crumbs={LIST_CRUMBS} />
      <div className="lk-stack lk-column lk-handover-page">
        <section className="lk-card" aria-labelledby="credentials">
          <h2 id="credentials">{say('Credentials')}</h2>
          <Facts>
            <Fact name={say('Application ID (client_id)')}>
              <WholeId id={application.id} what={say('Application ID')} />
            </Fact>
          </Facts>
          {secret === null ? (
            <NoSecret clientType={application.clientType} />
          ) : (
            <SecretOnce input={{ ...input, secret: secret.value }} saved={saved} onSaved={setSaved} />
          )}
        </section>
        {secret === null ? null : <FirstUse id={application.id} secretId={secret.id} />}
        <section className="lk-card" aria-labelledby="first-token">
          <h2 id="first-token">
            {application.scopes.length === 0 ? say('Sign somebody in') : say('Get a token and call an API')}
          </h2>
          <FirstCall input={{ ...input, secret: secret?.value ?? null }} application={application} />
        </section>
        <div className="lk-actions">
          <Button disabled={!saved} onClick={go}>
            {say('Go to the application')}
          </Button>
          {saved ? null : <p className="lk-help">{say('First say that you have saved the secret.')}</p>}
        </div>
      </div>
    </>
  )
}
