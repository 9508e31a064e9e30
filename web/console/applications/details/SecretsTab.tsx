import type { Application, Secret } from '@latchkey/contract/applications/applications.ts'
import { revokeSecret } from '@latchkey/contract/applications/secrets.ts'
import { durationWords } from '@latchkey/contract/duration.ts'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPlus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Static } from 'typebox'
import { call } from '../../../kit/client.ts'
import { Confirm } from '../../../kit/page/Confirm.tsx'
import { EmptyState } from '../../../kit/page/EmptyState.tsx'
import { When } from '../../../kit/show/When.tsx'
import { useMay } from '../../frame/me.ts'
import { useRefresh } from '../parts/use-refresh.ts'
import { AddSecret } from './AddSecret.tsx'

const MAX_SECRETS = 5

function nameOf(secret: Static<typeof Secret>): string {
  return secret.label === '' ? `Secret ending in ${secret.hint}` : secret.label
}

type RevokeProps = { readonly application: Application; readonly secret: Static<typeof Secret> }

function Revoke({ application, secret }: RevokeProps) {
  const [asking, setAsking] = useState(false)
  const refresh = useRefresh()
  const revoking = useMutation({
    mutationFn: async () => {
      await call(revokeSecret, { params: { id: application.id, secretId: secret.id } })
      await refresh()
    },
    onSuccess: () => {
      setAsking(false)
      notifications.show({ message: `${nameOf(secret)} is revoked.` })
    },
  })
  return (
    <>
      <Button
        size="compact-sm"
        variant="danger-quiet"
        aria-label={`Revoke ${nameOf(secret)}`}
        onClick={() => {
          revoking.reset()
          setAsking(true)
        }}
      >
        Revoke
      </Button>
      <Confirm
        opened={asking}
        title={`Revoke ${nameOf(secret)}?`}
        action="Revoke"
        danger
        busy={revoking.isPending}
        error={revoking.error}
        onConfirm={() => revoking.mutate()}
        onClose={() => setAsking(false)}
      >
        The secret ending in {secret.hint} stops working at once and cannot be brought back. Tokens already
        issued with it end by themselves, as a rule within{' '}
        {durationWords(application.effectiveLifetimes.accessToken)}.
        {application.secrets.length === 1
          ? ' It is the only one: the application can get no token until you add another.'
          : ''}
      </Confirm>
    </>
  )
}

function SecretRow({ application, secret, mayEdit }: RevokeProps & { readonly mayEdit: boolean }) {
  return (
    <li className="lk-secret-row">
      <div>
        <strong>{nameOf(secret)}</strong>
        <div className="lk-help">
          Ends in <code>{secret.hint}</code>. Created <When at={secret.createdAt} /> by{' '}
          {secret.createdBy.name}.
        </div>
      </div>
      {mayEdit ? <Revoke application={application} secret={secret} /> : null}
    </li>
  )
}

function NoSecrets({ application }: { readonly application: Application }) {
  if (application.type === 'external') {
    return (
      <EmptyState title="No secrets here">
        The secrets of an external application belong to its vendor, {application.vendorName}.
      </EmptyState>
    )
  }
  if (application.clientType === 'public') {
    return (
      <EmptyState title="This application has no secrets">
        It runs in a browser or on a device, where everybody could read one. It proves itself with PKCE.
      </EmptyState>
    )
  }
  return (
    <EmptyState title="No secret">
      Without a secret the application can get no token. Add one, and keep its value where only the
      application reads it.
    </EmptyState>
  )
}

/** The secrets of an application, without their values. */
export function SecretsTab({ application }: { readonly application: Application }) {
  const mayEdit = useMay('api-applications:edit')
  const [adding, setAdding] = useState(false)
  const { secrets } = application
  const mayAdd = mayEdit && application.type === 'internal' && application.clientType === 'confidential'
  return (
    <section className="lk-card" aria-labelledby="secrets">
      <div className="lk-page-title">
        <h2 id="secrets">Client secrets</h2>
        {mayAdd ? (
          <Button
            leftSection={<IconPlus size={16} aria-hidden />}
            disabled={secrets.length >= MAX_SECRETS}
            onClick={() => setAdding(true)}
          >
            Add secret
          </Button>
        ) : null}
      </div>
      {mayAdd ? (
        <p className="lk-help">
          Up to {MAX_SECRETS} may live at once: add the new one, bring it into use, then revoke the old one.
        </p>
      ) : null}
      {secrets.length === 0 ? (
        <NoSecrets application={application} />
      ) : (
        <ul className="lk-plain-list">
          {secrets.map(secret => (
            <SecretRow key={secret.id} application={application} secret={secret} mayEdit={mayEdit} />
          ))}
        </ul>
      )}
      {adding ? <AddSecret application={application} onClose={() => setAdding(false)} /> : null}
    </section>
  )
}
