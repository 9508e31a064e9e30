import { err, ok, type Result } from '../../lib/result.ts'
import { changesOf, checkEdit, type RegistrationEdit } from '../../registry/application.ts'
import type { Registration } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { editApplication as commitEdit } from '../../store/applications/applications.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type Actor, demand, refOf, scopeOf } from '../people/actor.ts'
import { type ApplicationView, loadView, reload } from './application-view.ts'
import { availableScopes } from './available-scopes.ts'

/**
 * Edits scopes, callback URLs and grants of an application of the actor's business unit.
 * In: the application's id, the version the actor last saw, the fields to change.
 * Refuses without `api-applications:edit`, an unknown id, faults (all at once), and a version that is no longer the
 * current one: then nothing is overwritten.
 */
export async function editApplication(
  deps: Deps,
  actor: Actor,
  target: { readonly id: string; readonly version: number },
  edit: RegistrationEdit,
): Promise<Result<ApplicationView, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:edit')
  if (!allowed.ok) return allowed
  const loaded = await loadView(scopeOf(deps.store, actor), target.id)
  if (!loaded.ok) return loaded
  const { registration } = loaded.value
  if (registration.version !== target.version) {
    return err({ kind: 'version-conflict', current: registration.version })
  }
  const checked = checkEdit(registration, edit, {
    available: await scopesItMayHave(deps, registration),
    implicitAllowed: (await deps.known.businessUnit(actor.businessUnit.id))?.unit.implicitAllowed ?? false,
  })
  if (!checked.ok) return err({ kind: 'invalid', faults: checked.error })
  const changes = changesOf(registration, checked.value)
  if (changes.length === 0) return loaded
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    if (!(await commitEdit(scope, registration.id, target.version, checked.value))) {
      return err({ kind: 'version-conflict', current: target.version + 1 } as const)
    }
    await tx.record(scope, {
      actor: refOf(actor),
      action: 'application.edited',
      target: { kind: 'application', id: registration.id },
      changes,
      requestId: actor.requestId,
      touches: [{ kind: 'application', ref: registration.id }],
    })
    return ok(await reload(scope, registration.id))
  })
}

/** An internal application may have what is switched on; an external one no more than its vendor asks for. */
async function scopesItMayHave(deps: Deps, registration: Registration): Promise<readonly string[]> {
  if (registration.kind === 'internal') return availableScopes(deps, registration.businessUnitId)
  return (await deps.known.client(registration.id))?.registration.scopes ?? []
}
