import { isSecretId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { checkLabel, MOST_SECRETS } from '../../registry/applications/application.ts'
import type { Registration } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { revokeSecret as commitRevocation, insertSecret } from '../../store/applications/credentials.ts'
import { commit, type Recorded } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type OnceKey, once } from '../idempotency.ts'
import { type Actor, demand, refOf, scopeOf } from '../people/actor.ts'
import { type ApplicationView, loadView, reload } from './application-view.ts'
import { makeSecret } from './new-secret.ts'
import type { Registered } from './register-application.ts'

function entry(
  actor: Actor,
  registration: Registration,
  action: string,
  change: [string | null, string | null],
): Recorded {
  return {
    actor: refOf(actor),
    action,
    target: { kind: 'application', id: registration.id },
    changes: [{ field: 'secret', before: change[0], after: change[1] }],
    requestId: actor.requestId,
    touches: [{ kind: 'application', ref: registration.id }],
  }
}

/** Why this application can have no secret, or null when it can. */
function noSecrets(registration: Registration): string | null {
  if (registration.kind === 'authorization')
    return 'The secrets of an external application are kept by its vendor.'
  if (registration.metadata.tokenEndpointAuthMethod === 'private_key_jwt') {
    return 'This application proves itself by its key, and a secret would open nothing.'
  }
  return registration.clientType === 'public'
    ? 'A public application has no secret; it proves itself by PKCE.'
    : null
}

/**
 * Gives a confidential application one more client secret.
 * In: its id, and a label (empty for a default one). Out: the application and the secret, whose value is shown once.
 * Refuses without `api-applications:edit`, an unknown id, an application that can have none, a bad label, a sixth.
 */
export async function addSecret(
  deps: Deps,
  actor: Actor,
  target: { readonly id: string; readonly label: string },
  onceKey: OnceKey | null,
): Promise<Result<Registered, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:edit')
  if (!allowed.ok) return allowed
  const label = checkLabel(target.label)
  if (!label.ok) return err({ kind: 'invalid', faults: label.error })
  const loaded = await loadView(scopeOf(deps.store, actor), target.id)
  if (!loaded.ok) return loaded
  const { registration } = loaded.value
  const why = noSecrets(registration)
  if (why !== null) return err({ kind: 'no-secrets', why })
  const secret = makeSecret(registration.id, label.value, { by: refOf(actor), at: deps.clock() })
  const words = await once(deps, actor, onceKey, claim =>
    commit(deps, async tx => {
      const scope = scopeOf(tx.handle, actor)
      const inserted = await insertSecret(scope, secret.record, MOST_SECRETS)
      if (!inserted) return err({ kind: 'too-many-secrets', most: MOST_SECRETS } as const)
      await claim(scope, [secret.record.id, secret.value])
      await tx.record(scope, entry(actor, registration, 'secret.added', [null, secret.record.label]))
      return ok([secret.record.id, secret.value])
    }),
  )
  if (!words.ok) return words
  const [id = '', value = ''] = words.value
  return ok({ view: await reload(scopeOf(deps.store, actor), registration.id), secret: { id, value } })
}

/**
 * Revokes a client secret; it stops working at once.
 * Refuses without `api-applications:edit`, an unknown application, and a secret that is not one of its live ones.
 */
export async function revokeSecret(
  deps: Deps,
  actor: Actor,
  target: { readonly id: string; readonly secretId: string },
): Promise<Result<ApplicationView, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:edit')
  if (!allowed.ok) return allowed
  const loaded = await loadView(scopeOf(deps.store, actor), target.id)
  if (!loaded.ok) return loaded
  const { registration, secrets } = loaded.value
  const { secretId } = target
  const secret = secrets.find(live => live.id === secretId)
  if (secret === undefined || !isSecretId(secretId)) return err({ kind: 'not-found', what: 'secret' })
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    if (!(await commitRevocation(scope, registration.id, secretId, deps.clock()))) {
      return err({ kind: 'not-found', what: 'secret' } as const)
    }
    await tx.record(scope, entry(actor, registration, 'secret.revoked', [secret.label, null]))
    return ok(await reload(scope, registration.id))
  })
}
