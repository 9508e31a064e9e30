import {
  listRegistrationTokens,
  type RegistrationToken,
  revokeRegistrationToken,
} from '@latchkey/contract/business-units/registration-tokens.ts'
import { Button, Skeleton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../kit/client.ts'
import { Confirm } from '../../../kit/page/Confirm.tsx'
import { EmptyState } from '../../../kit/page/EmptyState.tsx'
import { StaleNote, Trouble } from '../../../kit/page/Trouble.tsx'
import { read } from '../../../kit/queries.ts'
import { When } from '../../../kit/show/When.tsx'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'
import { MakeToken } from './MakeToken.tsx'

const STATUS_WORDS = {
  active: say('Active'),
  spent: say('Used up'),
  expired: say('Expired'),
  revoked: say('Revoked'),
} as const satisfies Record<RegistrationToken['status'], string>

type TokenProps = { readonly token: RegistrationToken }

function Revoke({ token }: TokenProps) {
  const [asking, setAsking] = useState(false)
  const cache = useQueryClient()
  const revoking = useMutation({
    mutationFn: async () => {
      await call(revokeRegistrationToken, { params: { id: token.id } })
      await cache.invalidateQueries({ queryKey: [listRegistrationTokens.id] })
    },
    onSuccess: () => {
      setAsking(false)
      notifications.show({ message: say('{label} is revoked.', { label: token.label }) })
    },
  })
  return (
    <>
      <Button
        size="compact-sm"
        variant="danger-quiet"
        aria-label={say('Revoke {label}, ending in {hint}', { label: token.label, hint: token.hint })}
        onClick={() => {
          revoking.reset()
          setAsking(true)
        }}
      >
        {say('Revoke')}
      </Button>
      <Confirm
        opened={asking}
        title={say('Revoke {label}?', { label: token.label })}
        action={say('Revoke')}
        danger
        busy={revoking.isPending}
        error={revoking.error}
        onConfirm={() => revoking.mutate()}
        onClose={() => setAsking(false)}
      >
        {say(
          'Nobody registers with the token ending in {hint} from now on, and it cannot be brought back. What registered with it goes on.',
          { hint: token.hint },
        )}
      </Confirm>
    </>
  )
}

function LegacyChoices({ token }: TokenProps) {
  const choices = [
    ...(token.requirePkce ? [] : [say('without PKCE')]),
    ...(token.tokenEndpointAudienceAllowed ? [say('token endpoint as audience')] : []),
  ]
  if (choices.length === 0) return null
  return (
    <span className="lk-tag" data-tone="ochre">
      {say('Legacy: {choices}', { choices: choices.join(', ') })}
    </span>
  )
}

/** Of what was revoked the expiry says nothing any more. */
function Expiry({ token: { status, expiresAt } }: TokenProps) {
  if (status === 'revoked') return null
  const when = <When at={expiresAt} />
  return status === 'expired' ? saying('Expired {when}.', { when }) : saying('Expires {when}.', { when })
}

function TokenRow({ token }: TokenProps) {
  const { status, uses, usesLeft, scopes, hint, createdAt, createdBy } = token
  return (
    <li className="lk-token">
      <div>
        <div className="lk-token-name">
          <strong>{token.label}</strong>
          <span className="lk-status" data-status={status === 'active' ? 'active' : 'inactive'}>
            <span className="lk-dot" aria-hidden="true" />
            {STATUS_WORDS[status]}
          </span>
          <LegacyChoices token={token} />
        </div>
        <p className="lk-help">
          {say('{left} of {uses, plural, one {# use} other {# uses}} left.', { left: usesLeft, uses })}{' '}
          {saying('Ends in {hint}.', { hint: <code>{hint}</code> })} <Expiry token={token} />
        </p>
        <p className="lk-help">
          {scopes.length === 0
            ? say('No API scopes, sign-in only.')
            : say('API scopes: {scopes}.', { scopes: scopes.join(', ') })}
        </p>
        <p className="lk-help">
          {saying('Made {when} by {name}.', { when: <When at={createdAt} />, name: createdBy.name })}
        </p>
      </div>
      {status === 'active' ? <Revoke token={token} /> : null}
    </li>
  )
}

function Tokens() {
  const tokens = useQuery(read(listRegistrationTokens, {}))
  const retry = () => void tokens.refetch()
  const items = tokens.data?.body.items
  if (items === undefined) {
    return tokens.error === null ? (
      <Skeleton height={96} mt="md" />
    ) : (
      <Trouble error={tokens.error} onRetry={retry} />
    )
  }
  if (items.length === 0) {
    return (
      <EmptyState title={say('No tokens yet')}>
        {say(
          'A program that registers itself shows a token made here. The token decides which APIs the program may use at most, how many may register with it, and until when. Make one for each program or vendor.',
        )}
      </EmptyState>
    )
  }
  return (
    <>
      {tokens.error === null ? null : <StaleNote onRetry={retry} />}
      <ul className="lk-plain-list">
        {items.map(token => (
          <TokenRow key={token.id} token={token} />
        ))}
      </ul>
    </>
  )
}

/** The registration tokens of the business unit, and the way to a new one. */
export function TokenList() {
  const [making, setMaking] = useState(false)
  return (
    <>
      <div className="lk-tokens-head">
        <h3>{say('Registration tokens')}</h3>
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
          {say('Make token')}
        </Button>
      </div>
      <Tokens />
      {making ? <MakeToken onClose={() => setMaking(false)} /> : null}
    </>
  )
}
