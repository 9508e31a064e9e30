import { err, ok, type Result } from '../../lib/result.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { switchOffApis } from '../../store/business-units/api-records.ts'
import {
  findBusinessUnitByNumber,
  holdBusinessUnit,
  listSwitchedOnApis,
  switchOnApis,
} from '../../store/business-units/business-units.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type Actor, demand, refOf } from '../people/actor.ts'
import { standingApis } from '../platform/apis.ts'

/**
 * Chooses which APIs a business unit has: what is switched off ends there at once, also for tokens already issued.
 * Out: the names, in the order of the APIs. Refuses without `apis:edit`, an unknown number, and unknown names.
 */
export async function chooseApis(
  deps: Deps,
  actor: Actor,
  number: string,
  wanted: readonly string[],
): Promise<Result<readonly string[], RegistryRefusal>> {
  const allowed = demand(actor, 'apis:edit')
  if (!allowed.ok) return allowed
  const unit = await findBusinessUnitByNumber(deps.store, number)
  if (unit === null) return err({ kind: 'not-found', what: 'business-unit' })
  return commit(deps, async tx => {
    const scope = inBusinessUnit(tx.handle, unit.id)
    // Held, so that of two choices at once the later one stands whole.
    await holdBusinessUnit(scope)
    const { apis } = await standingApis(tx.handle)
    const names = apis.map(({ name }) => name)
    const faults = wanted.flatMap((name, at) =>
      names.includes(name)
        ? []
        : [{ path: `/apis/${at}`, rule: 'unknown', message: `There is no API ${name}.` }],
    )
    if (faults.length > 0) return err({ kind: 'invalid', faults })
    const before = await listSwitchedOnApis(scope)
    const after = names.filter(name => wanted.includes(name))
    if (before.join(' ') === after.join(' ')) return ok(after)
    await switchOffApis(
      scope,
      before.filter(name => !after.includes(name)),
    )
    await switchOnApis(scope, after)
    await tx.record(scope, {
      actor: refOf(actor),
      action: 'business-unit.apis-chosen',
      target: { kind: 'business-unit', id: unit.id },
      changes: [{ field: 'apis', before: before.join(' '), after: after.join(' ') }],
      requestId: actor.requestId,
      touches: [{ kind: 'business-unit', ref: unit.id }],
    })
    return ok(after)
  })
}
