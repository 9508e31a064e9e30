import { ok, type Result } from '../../lib/result.ts'
import type { BusinessUnit } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { setImplicitAllowed } from '../../store/business-units/business-units.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type Actor, demand, refOf, scopeOf } from '../people/actor.ts'

/**
 * Opts the actor's business unit in to or out of the implicit grant.
 * Refuses without `business-unit:edit`. Setting what is set already changes nothing.
 */
export async function editBusinessUnit(
  deps: Deps,
  actor: Actor,
  implicitAllowed: boolean,
): Promise<Result<BusinessUnit, RegistryRefusal>> {
  const allowed = demand(actor, 'business-unit:edit')
  if (!allowed.ok) return allowed
  const { businessUnit } = actor
  const edited = { ...businessUnit, implicitAllowed }
  if (businessUnit.implicitAllowed === implicitAllowed) return ok(edited)
  await commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    await setImplicitAllowed(scope, implicitAllowed)
    await tx.record(scope, {
      actor: refOf(actor),
      action: 'business-unit.edited',
      target: { kind: 'business-unit', id: businessUnit.id },
      changes: [
        {
          field: 'implicitAllowed',
          before: businessUnit.implicitAllowed ? 'on' : 'off',
          after: implicitAllowed ? 'on' : 'off',
        },
      ],
      requestId: actor.requestId,
      touches: [{ kind: 'business-unit', ref: businessUnit.id }],
    })
  })
  return ok(edited)
}
