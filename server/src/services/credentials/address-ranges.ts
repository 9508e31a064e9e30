import { err, ok, type Result } from '../../lib/result.ts'
import { checkRanges } from '../../registry/credentials/address-ranges.ts'
import type { Registration } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { findAddressRanges, setAddressRanges } from '../../store/applications/address-ranges.ts'
import { loadToChange } from '../applications/application-view.ts'
import { readApplication } from '../applications/read-applications.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type Actor, refOf, scopeOf } from '../people/actor.ts'

type Ranges = { readonly ranges: readonly string[]; readonly version: number }

/** From where an application may prove itself, with its version. Refuses as reading the application does. */
export async function readAddressRanges(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<Ranges, RegistryRefusal>> {
  const found = await readApplication(deps, actor, id)
  if (!found.ok) return found
  const { registration } = found.value
  const ranges = await findAddressRanges(scopeOf(deps.store, actor), registration.id)
  return ok({ ranges, version: registration.version })
}

/** Those of an external application are its vendor's: it is the vendor's servers that ask. */
function isVendors({ kind }: Registration): boolean {
  return kind === 'authorization'
}

/**
 * Sets from where an application may prove itself; an empty list lets it from everywhere again.
 * In: its id, the version the actor last saw, and the ranges. Refuses without `api-applications:edit`, an unknown id, an
 * external application, faults of the ranges, and a version that is no longer the current one.
 */
export async function changeAddressRanges(
  deps: Deps,
  actor: Actor,
  request: { readonly id: string; readonly version: number; readonly ranges: readonly string[] },
): Promise<Result<Ranges, RegistryRefusal>> {
  const loaded = await loadToChange(deps, actor, request.id, 'api-applications:edit')
  if (!loaded.ok) return loaded
  const { registration } = loaded.value
  const { id, version } = registration
  if (version !== request.version) return err({ kind: 'version-conflict', current: version })
  if (isVendors(registration)) {
    const message = 'From where an external application asks is set by its vendor.'
    return err({ kind: 'invalid', faults: [{ path: '/ranges', rule: 'vendor', message }] })
  }
  const checked = checkRanges(request.ranges)
  if (!checked.ok) return err({ kind: 'invalid', faults: checked.error })
  const ranges = checked.value
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    const before = await findAddressRanges(scope, id)
    if (before.join(' ') === ranges.join(' ')) return ok({ ranges, version })
    if (!(await setAddressRanges(scope, { id, version }, ranges))) {
      return err({ kind: 'version-conflict', current: version + 1 } as const)
    }
    await tx.record(scope, {
      actor: refOf(actor),
      action: 'application.addresses-set',
      target: { kind: 'application', id },
      changes: [
        { field: 'addressRanges', before: before.join(' ') || null, after: ranges.join(' ') || null },
      ],
      requestId: actor.requestId,
      touches: [{ kind: 'application', ref: id }],
    })
    return ok({ ranges, version: version + 1 })
  })
}
