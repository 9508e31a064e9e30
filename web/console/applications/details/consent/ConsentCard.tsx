import type { Application } from '@latchkey/contract/applications/applications.ts'
import {
  type ConsentForAll,
  getConsentForAll,
  withdrawConsentForAll,
} from '@latchkey/contract/people/consents.ts'
import { Button, Skeleton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../../kit/client.ts'
import { Confirm } from '../../../../kit/page/Confirm.tsx'
import { Trouble } from '../../../../kit/page/Trouble.tsx'
import { read } from '../../../../kit/queries.ts'
import { Fact, Facts } from '../../../../kit/show/Facts.tsx'
import { When } from '../../../../kit/show/When.tsx'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { useMay, useMe } from '../../../frame/me.ts'
import { useApis } from '../../parts/ScopeChoices.tsx'
import { useRefresh } from '../../parts/use-refresh.ts'
import { ConsentDialog } from './ConsentDialog.tsx'
import { consentChoices } from './consent-choices.ts'

type About = { readonly application: Application; readonly consent: ConsentForAll }

function Withdraw({ application }: Pick<About, 'application'>) {
  const [asking, setAsking] = useState(false)
  const refresh = useRefresh()
  const withdrawing = useMutation({
    mutationFn: async () => {
      await call(withdrawConsentForAll, { params: { id: application.id } })
      await refresh()
    },
    onSuccess: () => {
      setAsking(false)
      notifications.show({
        message: say('The consent to {name} for everybody is withdrawn.', { name: application.name }),
      })
    },
  })
  const ask = () => {
    withdrawing.reset()
    setAsking(true)
  }
  return (
    <>
      <Button variant="danger-quiet" onClick={ask}>
        {say('Withdraw')}
      </Button>
      <Confirm
        opened={asking}
        title={say('Withdraw the consent to {name}?', { name: application.name })}
        action={say('Withdraw')}
        danger
        busy={withdrawing.isPending}
        error={withdrawing.error}
        onConfirm={() => withdrawing.mutate()}
        onClose={() => setAsking(false)}
      >
        {say(
          'From now on each user is asked. Tokens, refresh tokens and codes of users who did not consent themselves end at once.',
        )}
      </Confirm>
    </>
  )
}

function Given({ application, consent }: About) {
  const apis = useApis().data?.body.items ?? []
  const choices = consentChoices(application, apis)
  const when = consent.grantedAt === null ? say('Unknown') : <When at={consent.grantedAt} />
  return (
    <Facts>
      <Fact name={say('Users are not asked about')}>
        <ul className="lk-plain-list">
          {consent.scopes.map(scope => (
            <li key={scope}>
              <strong>{scope}</strong>{' '}
              <span className="lk-help">{choices.find(choice => choice.scope === scope)?.words}</span>
            </li>
          ))}
        </ul>
      </Fact>
      <Fact name={say('Consented')}>
        {consent.grantedBy === null
          ? when
          : saying('{when} by {name}', { when, name: consent.grantedBy.name })}
      </Fact>
    </Facts>
  )
}

function Standing({ application, consent }: About) {
  const mayGrant = useMay('consents:grant')
  const [choosing, setChoosing] = useState(false)
  const { businessUnit } = useMe()
  const given = consent.scopes.length > 0
  return (
    <>
      {given ? (
        <Given application={application} consent={consent} />
      ) : (
        <p>
          {say('There is none: each user of {unit} is asked what the application may do.', {
            unit: businessUnit.name,
          })}
        </p>
      )}
      {mayGrant ? (
        <div className="lk-actions lk-consent-actions">
          <Button variant="default" onClick={() => setChoosing(true)}>
            {given ? say('Change') : say('Consent for everybody')}
          </Button>
          {given ? <Withdraw application={application} /> : null}
        </div>
      ) : null}
      {choosing ? (
        <ConsentDialog application={application} before={consent.scopes} onClose={() => setChoosing(false)} />
      ) : null}
    </>
  )
}

/** What was consented to for every user of the business unit, and the ways to give, change and withdraw it. */
export function ConsentCard({ application }: Pick<About, 'application'>) {
  const answer = useQuery(read(getConsentForAll, { params: { id: application.id } }))
  const consent = answer.data?.body
  return (
    <section className="lk-card" aria-labelledby="consent">
      <h2 id="consent">{say('Consent for everybody')}</h2>
      {consent === undefined && answer.error === null ? <Skeleton height={64} /> : null}
      {consent === undefined && answer.error !== null ? (
        <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
      ) : null}
      {consent === undefined ? null : <Standing application={application} consent={consent} />}
    </section>
  )
}
