import type { Application, Secret } from '@latchkey/contract/applications/applications.ts'
import { revokeSecret } from '@latchkey/contract/applications/credentials/secrets.ts'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPlus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Static } from 'typebox'
import { call } from '../../../../kit/client.ts'
import { Confirm } from '../../../../kit/page/Confirm.tsx'
import { EmptyState } from '../../../../kit/page/EmptyState.tsx'
import { When } from '../../../../kit/show/When.tsx'
import { durationWords } from '../../../../kit/words/duration-words.ts'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { useMay } from '../../../frame/me.ts'
import { useRefresh } from '../../parts/use-refresh.ts'
import { AddSecret } from './AddSecret.tsx'
import { ReleaseSecret } from './ReleaseSecret.tsx'
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
      notifications.show({ message: say('{name} is revoked.', { name: nameOf(secret) }) })
    },
  })
  return (
    <>
      <Button
        size="compact-sm"
        variant="danger-quiet"
        aria-label={say('Revoke {name}', { name: nameOf(secret) })}
        onClick={() => {
          revoking.reset()
          setAsking(true)
        }}
      >
        {say('Revoke')}
      </Button>
      <Confirm
        opened={asking}
        title={say('Revoke {name}?', { name: nameOf(secret) })}
        action={say('Revoke')}
        danger
        busy={revoking.isPending}
        error={revoking.error}
        onConfirm={() => revoking.mutate()}
        onClose={() => setAsking(false)}
      >
        {say(
          'The secret ending in {hint} stops working at once and cannot be brought back. Tokens already issued with it end by themselves, as a rule within {usual}.',
          { hint: secret.hint, usual: durationWords(application.effectiveLifetimes.accessToken) },
        )}
        {application.secrets.length === 1
          ? ` ${say('It is the only one: the application can get no token until you add another.')}`
          : ''}
      </Confirm>
    </>
  )
}

function Use({ secret }: Pick<RevokeProps, 'secret'>) {
  return (
    <div className="lk-help">
      {secret.lastUsedAt === null
        ? say('Not used yet, as far as is known.')
        : saying('Last used {when} from {address}.', {
            when: <When at={secret.lastUsedAt} />,
            address: <code>{secret.lastUsedFrom}</code>,
          })}
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
          {standing === 'over'
            ? saying('Expired {when}', { when: <When at={secret.expiresAt} /> })
            : saying('Stops working {when}', { when: <When at={secret.expiresAt} /> })}
        </span>
      )}
      {secret.leakedAt === null ? null : (
        <span className="lk-tag" data-tone="ochre">
          {saying('Found where it does not belong {when}', { when: <When at={secret.leakedAt} /> })}
        </span>
      )}
      {secret.quarantinedAt === null ? null : (
        <span className="lk-tag" data-tone="red">
          {saying('In quarantine since {when}: it issues nothing', {
            when: <When at={secret.quarantinedAt} />,
          })}
        </span>
      )}
      {isUnmissed(secret, application.secrets, now) ? (
        <span className="lk-tag">
          {say('Not used for a week, while another was: nobody seems to miss it')}
        </span>
      ) : null}
    </div>
  )
}

function Rotate({ application, secret }: RevokeProps) {
  const [asking, setAsking] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  // The dialog is gone at once, so it cannot bring the focus back itself.
  const close = () => {
    setAsking(false)
    requestAnimationFrame(() => opener.current?.focus())
  }
  return (
    <>
      <Button
        ref={opener}
        size="compact-sm"
        variant="default"
        aria-label={say('Replace {name}', { name: nameOf(secret) })}
        onClick={() => setAsking(true)}
      >
        {say('Replace')}
      </Button>
      {asking ? <RotateSecret application={application} secret={secret} onClose={close} /> : null}
    </>
  )
}

function SecretRow({ application, secret }: RevokeProps) {
  const mayEdit = useMay('api-applications:edit')
  const mayRotate = useMay('api-applications:rotate') && application.type !== 'external'
  return (
    <li className="lk-secret-row">
      <div>
        <strong>{nameOf(secret)}</strong>
        <div className="lk-help">
          {saying('Ends in {hint}. Created {when} by {name}.', {
            hint: <code>{secret.hint}</code>,
            when: <When at={secret.createdAt} />,
            name: secret.createdBy.name,
          })}
        </div>
        <Use secret={secret} />
        <Ending application={application} secret={secret} />
      </div>
      <div className="lk-secret-acts">
        {mayEdit && secret.quarantinedAt !== null ? (
          <ReleaseSecret application={application} secret={secret} />
        ) : null}
        {mayRotate ? <Rotate application={application} secret={secret} /> : null}
        {mayEdit ? <Revoke application={application} secret={secret} /> : null}
      </div>
    </li>
  )
}

function NoSecrets({ application }: { readonly application: Application }) {
  if (application.type === 'external') {
    return (
      <EmptyState title={say('No secrets here')}>
        {say('The secrets of an external application belong to its vendor, {vendor}.', {
          vendor: application.vendorName,
        })}
      </EmptyState>
    )
  }
  if (application.clientType === 'public') {
    return (
      <EmptyState title={say('This application has no secrets')}>
        {say(
          'It runs in a browser or on a device, where everybody could read one. It proves itself with PKCE.',
        )}
      </EmptyState>
    )
  }
  return (
    <EmptyState title={say('No secret')}>
      {say(
        'Without a secret the application can get no token. Add one, and keep its value where only the application reads it.',
      )}
    </EmptyState>
  )
}

/** The secrets of an application, without their values. */
export function SecretsTab({ application }: { readonly application: Application }) {
  const mayEdit = useMay('api-applications:edit')
  const [adding, setAdding] = useState(false)
  const { secrets } = application
  const living = secrets.filter(secret => standingOf(secret, Date.now()) !== 'over').length
  const mayAdd = mayEdit && application.type !== 'external' && application.clientType === 'confidential'
  return (
    <section className="lk-card" aria-labelledby="secrets">
      <div className="lk-page-title">
        <h2 id="secrets">{say('Client secrets')}</h2>
        {mayAdd ? (
          <Button
            leftSection={<IconPlus size={16} aria-hidden />}
            disabled={living >= MAX_SECRETS}
            onClick={() => setAdding(true)}
          >
            {say('Add secret')}
          </Button>
        ) : null}
      </div>
      {mayAdd ? (
        <p className="lk-help">
          {say(
            'Up to {most} may live at once: add the new one, bring it into use, then revoke the old one.',
            { most: MAX_SECRETS },
          )}
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
