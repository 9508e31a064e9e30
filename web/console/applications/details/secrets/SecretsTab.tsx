import type { Application, Secret } from '@latchkey/contract/applications/applications.ts'
import { revokeSecret } from '@latchkey/contract/applications/secrets.ts'
import { durationWords } from '@latchkey/contract/duration.ts'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPlus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Static } from 'typebox'
import { call } from '../../../../kit/client.ts'
import { Confirm } from '../../../../kit/page/Confirm.tsx'
import { EmptyState } from '../../../../kit/page/EmptyState.tsx'
import { When } from '../../../../kit/show/When.tsx'
import { useMay } from '../../../frame/me.ts'
import { useRefresh } from '../../parts/use-refresh.ts'
import { AddSecret } from './AddSecret.tsx'
import { RotateSecret } from './RotateSecret.tsx'
import { isUnmissed, nameOf, standingOf } from './secret-words.ts'

const MAX_SECRETS = 5

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

function Use({ secret }: Pick<RevokeProps, 'secret'>) {
  return (
    <div className="lk-help">
      {secret.lastUsedAt === null ? (
        'Not used yet, as far as is known.'
      ) : (
        <>
          Last used <When at={secret.lastUsedAt} /> from <code>{secret.lastUsedFrom}</code>.
        </>
      )}
    </div>
  )
}

/** When it ends, and whether it could. */
function Ending({ application, secret }: RevokeProps) {
  const now = Date.now()
  const standing = standingOf(secret, now)
  return (
    <div className="lk-secret-tags">
      {secret.expiresAt === null ? null : (
        <span
          className="lk-tag"
          {...(standing === 'good' ? {} : { 'data-tone': standing === 'over' ? 'red' : 'ochre' })}
        >
          {standing === 'over' ? 'Expired' : 'Stops working'} <When at={secret.expiresAt} />
        </span>
      )}
      {secret.leakedAt === null ? null : (
        <span className="lk-tag" data-tone="ochre">
          Found where it does not belong <When at={secret.leakedAt} />
        </span>
      )}
      {isUnmissed(secret, application.secrets, now) ? (
        <span className="lk-tag">Not used for a week, while another was: nobody seems to miss it</span>
      ) : null}
    </div>
  )
}

function Rotate({ application, secret }: RevokeProps) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Replace ${nameOf(secret)}`}
        onClick={() => setAsking(true)}
      >
        Replace
      </Button>
      {asking ? (
        <RotateSecret application={application} secret={secret} onClose={() => setAsking(false)} />
      ) : null}
    </>
  )
}

function SecretRow({ application, secret }: RevokeProps) {
  const mayEdit = useMay('api-applications:edit')
  const mayRotate = useMay('api-applications:rotate') && application.type === 'internal'
  return (
    <li className="lk-secret-row">
      <div>
        <strong>{nameOf(secret)}</strong>
        <div className="lk-help">
          Ends in <code>{secret.hint}</code>. Created <When at={secret.createdAt} /> by{' '}
          {secret.createdBy.name}.
        </div>
        <Use secret={secret} />
        <Ending application={application} secret={secret} />
      </div>
      <div className="lk-secret-acts">
        {mayRotate ? <Rotate application={application} secret={secret} /> : null}
        {mayEdit ? <Revoke application={application} secret={secret} /> : null}
      </div>
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
  const living = secrets.filter(secret => standingOf(secret, Date.now()) !== 'over').length
  const mayAdd = mayEdit && application.type === 'internal' && application.clientType === 'confidential'
  return (
    <section className="lk-card" aria-labelledby="secrets">
      <div className="lk-page-title">
        <h2 id="secrets">Client secrets</h2>
        {mayAdd ? (
          <Button
            leftSection={<IconPlus size={16} aria-hidden />}
            disabled={living >= MAX_SECRETS}
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
            <SecretRow key={secret.id} application={application} secret={secret} />
          ))}
        </ul>
      )}
      {adding ? <AddSecret application={application} onClose={() => setAdding(false)} /> : null}
    </section>
  )
}
