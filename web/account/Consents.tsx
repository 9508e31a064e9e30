import {
  type AccountConsent,
  listAccountConsents,
  withdrawAccountConsent,
} from '@latchkey/contract/people/account.ts'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../kit/client.ts'
import { Confirm } from '../kit/page/Confirm.tsx'
import { EmptyState } from '../kit/page/EmptyState.tsx'
import { read } from '../kit/queries.ts'
import { When } from '../kit/show/When.tsx'
import { say } from '../kit/words/say.ts'
import { saying } from '../kit/words/saying.tsx'
import { focusSoon } from './focus.ts'
import { Section } from './Section.tsx'

const SECTION = 'consents'

type ConsentProps = { readonly consent: AccountConsent }

function Withdraw({ consent }: ConsentProps) {
  const { name } = consent
  const [asking, setAsking] = useState(false)
  const cache = useQueryClient()
  const withdrawing = useMutation({
    mutationFn: async () => {
      await call(withdrawAccountConsent, { params: { applicationId: consent.applicationId } })
      await cache.invalidateQueries({ queryKey: [listAccountConsents.id] })
    },
    onSuccess: () => {
      setAsking(false)
      focusSoon(SECTION)
      notifications.show({ message: say('{name} can no longer act for you.', { name }) })
    },
  })
  return (
    <>
      <Button
        size="compact-sm"
        variant="danger-quiet"
        aria-label={say('Withdraw what you allowed {name}', { name })}
        onClick={() => {
          withdrawing.reset()
          setAsking(true)
        }}
      >
        {say('Withdraw')}
      </Button>
      <Confirm
        opened={asking}
        title={say('Withdraw what you allowed {name}?', { name })}
        action={say('Withdraw')}
        danger
        busy={withdrawing.isPending}
        error={withdrawing.error}
        onConfirm={() => withdrawing.mutate()}
        onClose={() => setAsking(false)}
      >
        {say(
          '{name} by {vendor} loses at once what it can do in your name, also where it stays connected while you are away. What it did until now is not undone. When you use it again it asks you anew, unless your business unit has allowed it for everybody.',
          { name, vendor: consent.vendorName },
        )}
      </Confirm>
    </>
  )
}

function ConsentRow({ consent }: ConsentProps) {
  return (
    <li className="lk-account-row lk-account-tall">
      <div className="lk-account-words">
        {saying('{name} by {vendor}', {
          name: <strong className="lk-break">{consent.name}</strong>,
          vendor: consent.vendorName,
        })}{' '}
        {consent.type === 'external' ? <span className="lk-tag">{say('External')}</span> : null}
        {consent.status === 'inactive' ? (
          <span className="lk-tag" data-tone="ochre">
            {say('Deactivated')}
          </span>
        ) : null}
        <p className="lk-help">{say('It can:')}</p>
        <ul className="lk-account-scopes">
          {consent.scopes.map(scope => (
            <li key={scope.name}>
              {scope.description} <code className="lk-account-scope">{scope.name}</code>
            </li>
          ))}
        </ul>
        <div className="lk-help">
          {saying('Allowed {when}', { when: <When at={consent.grantedAt} /> })}
          {' · '}
          {consent.lastUsedAt === null
            ? say('Not used lately')
            : saying('Last used {when}', { when: <When at={consent.lastUsedAt} /> })}
        </div>
      </div>
      <Withdraw consent={consent} />
    </li>
  )
}

/** The applications that may act for the user, and what each may do. */
export function Consents() {
  const query = useQuery(read(listAccountConsents, {}))
  return (
    <Section
      id={SECTION}
      title={say('Applications you allowed')}
      help={say(
        'What each application may do in your name, because you said so. It can never do more than you may do yourself.',
      )}
      query={query}
    >
      {answer =>
        answer.body.items.length === 0 ? (
          <EmptyState title={say('You have allowed no application yet')}>
            {say(
              'An application that wants to act for you asks first, on a page that says what it wants to do. What you allow there is listed here, and you can withdraw it at any time.',
            )}
          </EmptyState>
        ) : (
          <ul className="lk-plain-list">
            {answer.body.items.map(consent => (
              <ConsentRow key={consent.applicationId} consent={consent} />
            ))}
          </ul>
        )
      }
    </Section>
  )
}
