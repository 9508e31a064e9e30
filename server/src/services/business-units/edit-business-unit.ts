import { err, ok, type Result } from '../../lib/result.ts'
import {
  applyBusinessUnitEdit,
  type BusinessUnitEdit,
  checkBusinessUnitEdit,
} from '../../registry/business-units/business-unit.ts'
import type { BusinessUnit } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import {
  editBusinessUnit as commitEdit,
  findBusinessUnit,
  holdBusinessUnit,
} from '../../store/business-units/business-units.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type Actor, demand, refOf, scopeOf } from '../people/actor.ts'

/**
 * Edits the settings of the actor's business unit: the opt-in to the implicit grant, and the limits of lifetimes.
 * Refuses without `business-unit:edit`, and with all faults of the limits. Setting what is set already changes nothing.
 */
export async function editBusinessUnit(
  deps: Deps,
  actor: Actor,
  request: BusinessUnitEdit,
): Promise<Result<BusinessUnit, RegistryRefusal>> {
  const allowed = demand(actor, 'business-unit:edit')
  if (!allowed.ok) return allowed
  const checked = checkBusinessUnitEdit(request)
  if (!checked.ok) return err({ kind: 'invalid', faults: checked.error })
  const { id } = actor.businessUnit
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    // Held, so that of two edits of different limits neither undoes the other.
    await holdBusinessUnit(scope)
    const stands = await findBusinessUnit(scope, id)
    if (stands === null) throw new Error(`business unit ${id} is gone`)
    const { edited, changes } = applyBusinessUnitEdit(stands, checked.value)
    if (changes.length === 0) return ok(stands)
    await commitEdit(scope, edited)
    await tx.record(scope, {
      actor: refOf(actor),
      action: 'business-unit.edited',
      target: { kind: 'business-unit', id },
      changes,
      requestId: actor.requestId,
      touches: [{ kind: 'business-unit', ref: id }],
    })
    return ok(edited)
  })
}
