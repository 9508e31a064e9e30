import { DAY } from '../../../lib/clock.ts'
import { isApplicationId } from '../../../lib/ids.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { aliasOf, checkNames, keysOf } from '../../../registry/applications/application.ts'
import type { DeletedApplication } from '../../../registry/model.ts'
import type { FieldFault, RegistryRefusal } from '../../../registry/refusal.ts'
import { isNameFree } from '../../../store/applications/applications.ts'
import {
  deleteApplication as commitDeletion,
  restoreApplication as commitRestoration,
  findDeleted,
  listDeletedUntil,
  listDeleted as loadPage,
  purgeApplication,
} from '../../../store/applications/deleted-applications.ts'
import { inBusinessUnit } from '../../../store/handle.ts'
import { commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, refOf, scopeOf } from '../../people/actor.ts'
import { type ApplicationView, loadToChange, reload } from '../application-view.ts'
import { type ListPage, newestFirst } from '../cursor.ts'

/** How long a deleted application can be brought back. */
export const RESTORABLE = 7 * DAY

/** At most so many end for good at a time. */
const BATCH = 100

/**
 * Deletes an inactive application of the actor's business unit, so that nobody finds it and its name is free. It can be
 * restored for seven days; an external one can be authorized anew at any time.
 * In: the application's id and the version the actor last saw. Refuses without `api-applications:deactivate`, an unknown
 * id, an application that is active or contained, and a version that is no longer the current one.
 */
export async function deleteApplication(
  deps: Deps,
  actor: Actor,
  target: { readonly id: string; readonly version: number },
): Promise<Result<DeletedApplication, RegistryRefusal>> {
  const loaded = await loadToChange(deps, actor, target.id, 'api-applications:deactivate')
  if (!loaded.ok) return loaded
  const { registration } = loaded.value
  const { id, version } = registration
  if (registration.kind === 'catalogue') return err({ kind: 'not-found', what: 'application' })
  if (version !== target.version) return err({ kind: 'version-conflict', current: version })
  if (registration.containment !== null) return err({ kind: 'contained' })
  if (registration.active) return err({ kind: 'still-active' })
  const done = { at: deps.clock(), by: refOf(actor) }
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    if (!(await commitDeletion(scope, { id, version }, done))) {
      return err({ kind: 'version-conflict', current: version + 1 } as const)
    }
    await tx.record(scope, {
      actor: done.by,
      action: 'application.deleted',
      target: { kind: 'application', id },
      changes: [{ field: 'name', before: aliasOf(registration), after: null }],
      requestId: actor.requestId,
      touches: [{ kind: 'application', ref: id }],
    })
    return ok({ ...registration, deletedAt: done.at, deletedBy: done.by })
  })
}

/** One page of what was deleted. Refuses without `api-applications:view`, and a cursor that is not of this list. */
export async function listDeleted(
  deps: Deps,
  actor: Actor,
  cursor: string | null,
): Promise<Result<ListPage<DeletedApplication>, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  return newestFirst(deps, ['deleted-applications', scope.businessUnitId], cursor, page =>
    loadPage(scope, page),
  )
}

/**
 * Brings a deleted application back as it was, inactive, under its name or another.
 * Refuses without `api-applications:deactivate`, an unknown id and one that was deleted too long ago, bad names, and a name
 * that somebody took meanwhile.
 */
export async function restoreApplication(
  deps: Deps,
  actor: Actor,
  id: string,
  request: { readonly vendorName?: string; readonly name?: string },
): Promise<Result<ApplicationView, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:deactivate')
  if (!allowed.ok) return allowed
  const names = checkNames(request)
  if (!names.ok) return err({ kind: 'invalid', faults: names.error })
  const unknown = err({ kind: 'not-found', what: 'application' } as const)
  if (!isApplicationId(id)) return unknown
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    const deleted = await findDeleted(scope, id)
    if (deleted === null || deleted.deletedAt + RESTORABLE <= deps.clock()) return unknown
    const internal = deleted.kind === 'internal'
    const [renamed] = Object.keys(names.value)
    if (!internal && renamed !== undefined)
      return err({ kind: 'invalid', faults: [vendorsOwn(`/${renamed}`)] })
    const wanted = { ...deleted, ...names.value }
    const keys = keysOf(wanted)
    if (internal && !(await isNameFree(scope, keys.aliasKey, id))) {
      return err({ kind: 'name-taken', alias: aliasOf(wanted) } as const)
    }
    if (!(await commitRestoration(scope, wanted, keys))) return unknown
    await tx.record(scope, {
      actor: refOf(actor),
      action: 'application.restored',
      target: { kind: 'application', id },
      changes: [{ field: 'name', before: null, after: aliasOf(wanted) }],
      requestId: actor.requestId,
      touches: [{ kind: 'application', ref: id }],
    })
    return ok(await reload(scope, id))
  })
}

function vendorsOwn(path: string): FieldFault {
  return { path, rule: 'vendor', message: 'The names of an external application are set by its vendor.' }
}

/** Ends for good what was deleted more than seven days ago. Out: how many. */
export async function purgeDeleted(deps: Deps): Promise<number> {
  const over = await listDeletedUntil(deps.store, deps.clock() - RESTORABLE, BATCH)
  for (const { businessUnitId, id } of over) {
    await commit(deps, async tx => {
      const scope = inBusinessUnit(tx.handle, businessUnitId)
      if (!(await purgeApplication(scope, id))) return
      await tx.record(scope, {
        actor: { kind: 'system', id: 'platform', name: 'Platform' },
        action: 'application.purged',
        target: { kind: 'application', id },
        requestId: 'sweep',
      })
    })
  }
  return over.length
}
