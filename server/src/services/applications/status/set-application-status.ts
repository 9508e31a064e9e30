import { ok, type Result } from '../../../lib/result.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { setApplicationActive } from '../../../store/applications/applications.ts'
import { revokeFamiliesOfApplication } from '../../../store/tokens/token-families.ts'
import { commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, refOf, scopeOf } from '../../people/actor.ts'
import { type ApplicationView, loadView, reload } from '../application-view.ts'

/**
 * Deactivates or activates an application in the actor's business unit. Deactivating ends all its token families
 * there in the same transaction; activating does not bring them back. Doing it twice changes nothing.
 * Refuses without `api-applications:deactivate`, and an unknown id.
 */
export async function setApplicationStatus(
  deps: Deps,
  actor: Actor,
  id: string,
  active: boolean,
): Promise<Result<ApplicationView, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:deactivate')
  if (!allowed.ok) return allowed
  const loaded = await loadView(scopeOf(deps.store, actor), id)
  if (!loaded.ok) return loaded
  const { id: applicationId } = loaded.value.registration
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    const at = deps.clock()
    const changed = await setApplicationActive(scope, applicationId, { active, at, by: refOf(actor) })
    if (changed) {
      if (!active) await revokeFamiliesOfApplication(scope, applicationId, at, 'application deactivated')
      const words = active ? (['inactive', 'active'] as const) : (['active', 'inactive'] as const)
      await tx.record(scope, {
        actor: refOf(actor),
        action: active ? 'application.activated' : 'application.deactivated',
        target: { kind: 'application', id: applicationId },
        changes: [{ field: 'status', before: words[0], after: words[1] }],
        requestId: actor.requestId,
        touches: [{ kind: 'application', ref: applicationId }],
      })
    }
    return ok(await reload(scope, applicationId))
  })
}
