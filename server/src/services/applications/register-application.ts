import { err, ok, type Result } from '../../lib/result.ts'
import {
  aliasOf,
  checkRegistration,
  type RegistrationRequest,
} from '../../registry/applications/application.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type OnceKey, once } from '../idempotency.ts'
import { type Actor, demand, refOf, scopeOf } from '../people/actor.ts'
import { type ApplicationView, loadView } from './application-view.ts'
import { availableScopes } from './available-scopes.ts'
import { insertInternal, newInternal } from './insert-internal.ts'

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
  const made = newInternal(checked.value, {
    businessUnitId: actor.businessUnit.id,
    by: refOf(actor),
    at: deps.clock(),
  })
  const { registration, secret } = made
  const words = await once(deps, actor, onceKey, claim =>
    commit(deps, async tx => {
      const scope = scopeOf(tx.handle, actor)
      if (!(await insertInternal(tx, scope, made, actor.requestId))) {
        return err({ kind: 'name-taken', alias: aliasOf(registration) } as const)
      }
      const outcome = [registration.id, ...(secret === null ? [] : [secret.record.id, secret.value])]
      await claim(scope, outcome)
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
