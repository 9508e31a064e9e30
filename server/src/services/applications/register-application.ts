import { newApplicationId } from '../../keys/random.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import {
  aliasOf,
  checkRegistration,
  keysOf,
  MOST_SECRETS,
  type RegistrationRequest,
} from '../../registry/application.ts'
import type { Registration } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { insertApplication } from '../../store/applications/applications.ts'
import { insertSecret } from '../../store/applications/credentials.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type OnceKey, once } from '../idempotency.ts'
import { type Actor, demand, refOf, scopeOf } from '../people/actor.ts'
import { type ApplicationView, loadView } from './application-view.ts'
import { availableScopes } from './available-scopes.ts'
import { makeSecret } from './new-secret.ts'

export type Registered = {
  readonly view: ApplicationView
  /** Shown this once; null for a public application. */
  readonly secret: { readonly id: string; readonly value: string } | null
}

/**
 * Registers an internal application of the actor's business unit, and gives a confidential one its first secret.
 * Refuses without `api-applications:create`, with all faults of the request at once, and a name that is taken.
 */
export async function registerApplication(
  deps: Deps,
  actor: Actor,
  request: RegistrationRequest,
  onceKey: OnceKey | null,
): Promise<Result<Registered, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:create')
  if (!allowed.ok) return allowed
  const checked = checkRegistration(request, await availableScopes(deps, actor.businessUnit.id))
  if (!checked.ok) return err({ kind: 'invalid', faults: checked.error })
  const registration = newRegistration(actor, checked.value, deps.clock())
  const secret =
    registration.clientType === 'public'
      ? null
      : makeSecret(registration.id, 'First secret', { by: refOf(actor), at: registration.createdAt })
  const words = await once(deps, actor, onceKey, claim =>
    commit(deps, async tx => {
      const scope = scopeOf(tx.handle, actor)
      const outcome = [registration.id, ...(secret === null ? [] : [secret.record.id, secret.value])]
      const inserted = await insertApplication(scope, registration, {
        ...keysOf(registration),
        vendorId: null,
      })
      if (inserted !== 'inserted') return err({ kind: 'name-taken', alias: aliasOf(registration) } as const)
      if (secret !== null) await insertSecret(scope, secret.record, MOST_SECRETS)
      await claim(scope, outcome)
      await tx.record(scope, {
        actor: refOf(actor),
        action: 'application.registered',
        target: { kind: 'application', id: registration.id },
        changes: [
          { field: 'scopes', before: null, after: registration.scopes.join(' ') },
          { field: 'callbackUrls', before: null, after: registration.callbackUrls.join(' ') },
        ],
        requestId: actor.requestId,
        touches: [{ kind: 'application', ref: registration.id }],
      })
      return ok(outcome)
    }),
  )
  if (!words.ok) return words
  const [id = '', secretId, value] = words.value
  const view = await loadView(scopeOf(deps.store, actor), id)
  if (!view.ok) return view
  const shown = secretId === undefined || value === undefined ? null : { id: secretId, value }
  return ok({ view: view.value, secret: shown })
}

function newRegistration(actor: Actor, request: RegistrationRequest, now: number): Registration {
  return {
    ...request,
    businessUnitId: actor.businessUnit.id,
    id: newApplicationId(),
    kind: 'internal',
    description: '',
    implicitAllowed: false,
    // RFC 9700 §2.2.2: what cannot prove itself must rotate; what can need not (SECURITY.md, section 1).
    rotateRefreshTokens: request.clientType === 'public',
    active: true,
    version: 1,
    createdAt: now,
    createdBy: refOf(actor),
    statusChangedAt: now,
    statusChangedBy: refOf(actor),
  }
}
