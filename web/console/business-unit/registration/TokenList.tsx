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
import { MakeToken } from './MakeToken.tsx'

const STATUS_WORDS = {
  active: 'Active',
  spent: 'Used up',
  expired: 'Expired',
  revoked: 'Revoked',
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
      notifications.show({ message: `${token.label} is revoked.` })
    },
  })
  return (
    <>
      <Button
        size="compact-sm"
        variant="danger-quiet"
        aria-label={`Revoke ${token.label}, ending in ${token.hint}`}
        onClick={() => {
          revoking.reset()
          setAsking(true)
        }}
      >
        Revoke
      </Button>
      <Confirm
        opened={asking}
        title={`Revoke ${token.label}?`}
        action="Revoke"
        danger
        busy={revoking.isPending}
        error={revoking.error}
        onConfirm={() => revoking.mutate()}
        onClose={() => setAsking(false)}
      >
        Nobody registers with the token ending in {token.hint} from now on, and it cannot be brought back.
        What registered with it goes on.
      </Confirm>
    </>
  )
}

function LegacyChoices({ token }: TokenProps) {
  const choices = [
    ...(token.requirePkce ? [] : ['without PKCE']),
    ...(token.tokenEndpointAudienceAllowed ? ['token endpoint as audience'] : []),
  ]
  if (choices.length === 0) return null
  return (
    <span className="lk-tag" data-tone="ochre">
      Legacy: {choices.join(', ')}
    </span>
  )
}

/** Of what was revoked the expiry says nothing any more. */
function Expiry({ token: { status, expiresAt } }: TokenProps) {
  if (status === 'revoked') return null
  return (
    <>
      {status === 'expired' ? 'Expired' : 'Expires'} <When at={expiresAt} />.
    </>
  )
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
          {usesLeft} of {uses} {uses === 1 ? 'use' : 'uses'} left. Ends in <code>{hint}</code>.{' '}
          <Expiry token={token} />
        </p>
        <p className="lk-help">
          {scopes.length === 0 ? 'No API scopes, sign-in only.' : `API scopes: ${scopes.join(', ')}.`}
        </p>
        <p className="lk-help">
          Made <When at={createdAt} /> by {createdBy.name}.
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
      <EmptyState title="No tokens yet">
        A program that registers itself shows a token made here. The token decides which APIs the program may
        use at most, how many may register with it, and until when. Make one for each program or vendor.
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
        <h3>Registration tokens</h3>
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
          Make token
        </Button>
      </div>
      <Tokens />
      {making ? <MakeToken onClose={() => setMaking(false)} /> : null}
    </>
  )
}
