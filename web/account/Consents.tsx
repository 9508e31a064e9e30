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
import { focusSoon } from './focus.ts'
import { Section } from './Section.tsx'

const SECTION = 'consents'

type ConsentProps = { readonly consent: AccountConsent }

function Withdraw({ consent }: ConsentProps) {
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
      notifications.show({ message: `${consent.name} can no longer act for you.` })
    },
  })
  return (
    <>
      <Button
        size="compact-sm"
        variant="danger-quiet"
        aria-label={`Withdraw what you allowed ${consent.name}`}
        onClick={() => {
          withdrawing.reset()
          setAsking(true)
        }}
      >
        Withdraw
      </Button>
      <Confirm
        opened={asking}
        title={`Withdraw what you allowed ${consent.name}?`}
        action="Withdraw"
        danger
        busy={withdrawing.isPending}
        error={withdrawing.error}
        onConfirm={() => withdrawing.mutate()}
        onClose={() => setAsking(false)}
      >
        {consent.name} by {consent.vendorName} loses at once what it can do in your name, also where it stays
        connected while you are away. What it did until now is not undone. When you use it again it asks you
        anew, unless your business unit has allowed it for everybody.
      </Confirm>
    </>
  )
}

function ConsentRow({ consent }: ConsentProps) {
  return (
    <li className="lk-account-row lk-account-tall">
      <div className="lk-account-words">
        <strong className="lk-break">{consent.name}</strong> by {consent.vendorName}{' '}
        {consent.type === 'external' ? <span className="lk-tag">External</span> : null}
        {consent.status === 'inactive' ? (
          <span className="lk-tag" data-tone="ochre">
            Deactivated
          </span>
        ) : null}
        <p className="lk-help">It can:</p>
        <ul className="lk-account-scopes">
          {consent.scopes.map(scope => (
            <li key={scope.name}>
              {scope.description} <code className="lk-account-scope">{scope.name}</code>
            </li>
          ))}
        </ul>
        <div className="lk-help">
          Allowed <When at={consent.grantedAt} />
          {consent.lastUsedAt === null ? (
            ' · Not used lately'
          ) : (
            <>
              {' '}
              · Last used <When at={consent.lastUsedAt} />
            </>
          )}
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
      title="Applications you allowed"
      help="What each application may do in your name, because you said so. It can never do more than you may do yourself."
      query={query}
    >
      {answer =>
        answer.body.items.length === 0 ? (
          <EmptyState title="You have allowed no application yet">
            An application that wants to act for you asks first, on a page that says what it wants to do. What
            you allow there is listed here, and you can withdraw it at any time.
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
