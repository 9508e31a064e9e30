import { ok, type Result } from '../../../lib/result.ts'
import { aliasOf, checkEdit, keysOf } from '../../../registry/applications/application.ts'
import type { Registration } from '../../../registry/model.ts'
import type { FieldFault, RegistryRefusal } from '../../../registry/refusal.ts'
import { findByAlias, isNameFree } from '../../../store/applications/applications.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, scopeOf } from '../../people/actor.ts'
import { type ApplicationView, loadView, viewOf } from '../application-view.ts'
import { type EditRequest, merged, surroundingsOf } from '../edit-application.ts'
import { type NewApplicationRequest, prepare } from '../register-application.ts'

/** Whom a file is of, as it says itself. */
type Named = { readonly id?: string; readonly vendorName: string; readonly name: string }

/**
 * The application of the actor's business unit that a file is of: by its id, or else the internal one of its two names.
 * Out: null where the file names none that stands. Refuses without `api-applications:view`, and an unknown id.
 */
export async function findPlanned(
  deps: Deps,
  actor: Actor,
  { id, ...names }: Named,
): Promise<Result<ApplicationView | null, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  if (id !== undefined) return loadView(scope, id)
  const found = await findByAlias(scope, keysOf(names).aliasKey)
  return ok(found === null ? null : await viewOf(scope, found))
}

/** What registering this would refuse now: all faults at once, each with its field. */
export async function dryRegistration(
  deps: Deps,
  actor: Actor,
  request: NewApplicationRequest,
): Promise<readonly FieldFault[]> {
  const prepared = await prepare(deps, actor, request)
  return prepared.ok ? [] : prepared.error
}

/** What this edit of an application would refuse now: all faults at once, each with its field. */
export async function dryEdit(
  deps: Deps,
  actor: Actor,
  registration: Registration,
  request: EditRequest,
): Promise<readonly FieldFault[]> {
  const around = await surroundingsOf(deps, registration, request)
  const checked = checkEdit(registration, merged(registration, request), around)
  if (!checked.ok) return checked.error
  const renamed = { ...registration, ...checked.value }
  if (checked.value.name === undefined && checked.value.vendorName === undefined) return []
  const free = await isNameFree(scopeOf(deps.store, actor), keysOf(renamed).aliasKey, registration.id)
  return free ? [] : [takenFault(aliasOf(renamed))]
}

function takenFault(alias: string): FieldFault {
  const message = `${alias} exists already in your business unit. Choose another name.`
  return { path: '/name', rule: 'taken', message }
}
