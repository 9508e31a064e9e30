import { err, ok, type Result } from '../../../lib/result.ts'
import { keysOf } from '../../../registry/applications/application.ts'
import { checkEntryEdit, type EntryEdit } from '../../../registry/applications/catalogue-entry.ts'
import { changesOf } from '../../../registry/applications/changes.ts'
import type { FieldChange } from '../../../registry/model.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { editApplication } from '../../../store/applications/applications.ts'
import { setVerified } from '../../../store/applications/catalogue/catalogue.ts'
import { commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, refOf, scopeOf } from '../../people/actor.ts'
import { type CatalogueItem, readCatalogueEntry } from './read-catalogue.ts'

/** A new version of an entry, and whether the platform vouches for its vendor, for all its applications. */
type EntryRequest = EntryEdit & { readonly vendorVerified?: boolean }

/**
 * Publishes a new version of a catalogue entry. What it asks for beyond the last one waits in each business unit for its
 * yes; what it asks for no longer ends everywhere at once.
 * Refuses who is no operator or lacks `catalogue:edit`, an unknown id, faults (all at once), and a version that is no
 * longer the current one.
 */
export async function editCatalogueEntry(
  deps: Deps,
  actor: Actor,
  target: { readonly id: string; readonly version: number },
  request: EntryRequest,
): Promise<Result<CatalogueItem, RegistryRefusal>> {
  const allowed = demand(actor, 'catalogue:edit')
  if (!allowed.ok) return allowed
  const found = await readCatalogueEntry(deps, actor, target.id)
  if (!found.ok) return found
  const { entry, vendorVerified } = found.value
  if (entry.version !== target.version) return err({ kind: 'version-conflict', current: entry.version })
  const { scopes } = await deps.known.apis()
  const { vendorVerified: verified = vendorVerified, ...edit } = request
  const checked = checkEntryEdit(
    entry,
    edit,
    scopes.map(scope => scope.name),
  )
  if (!checked.ok) return err({ kind: 'invalid', faults: checked.error })
  const vouched: FieldChange[] =
    verified === vendorVerified
      ? []
      : [{ field: 'vendorVerified', before: words(vendorVerified), after: words(verified) }]
  const changes = [...changesOf(entry, checked.value), ...vouched]
  if (changes.length === 0) return found
  const committed = await commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    if (!(await editApplication(scope, { id: entry.id, version: target.version }, checked.value))) {
      return err({ kind: 'version-conflict', current: target.version + 1 } as const)
    }
    const vendorKey = keysOf(entry).sortVendor
    if (vouched.length > 0) await setVerified(tx.handle, vendorKey, verified ? deps.clock() : null)
    await tx.record(scope, {
      actor: refOf(actor),
      action: 'application.version-published',
      target: { kind: 'application', id: entry.id },
      changes,
      requestId: actor.requestId,
      touches: [{ kind: 'application', ref: entry.id }],
    })
    return ok(null)
  })
  return committed.ok ? readCatalogueEntry(deps, actor, entry.id) : committed
}

function words(verified: boolean): string {
  return verified ? 'on' : 'off'
}
