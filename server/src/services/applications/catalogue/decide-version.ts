import { err, ok, type Result } from '../../../lib/result.ts'
import { askedSince } from '../../../registry/applications/catalogue-entry.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { editApplication } from '../../../store/applications/applications.ts'
import { findAskedScopes, noteAskedScopes } from '../../../store/applications/catalogue/catalogue.ts'
import { commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, refOf, scopeOf } from '../../people/actor.ts'
import { type ApplicationView, loadView, reload } from '../application-view.ts'
import { findEntry } from './read-catalogue.ts'

/** A yes or a no to what an external application asks for since the last decision, as the person saw it. */
type Decision = { readonly accept: boolean; readonly scopes: readonly string[] }

function sameWords(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every(word => other.includes(word))
}

/**
 * Decides on a new version of an external application: gives it what it asks for beyond the last decision, or leaves it
 * what it had. Either is remembered, so that nobody is asked again for the same.
 * Refuses without `api-applications:edit`, an id that is not authorized here, and, as a conflict, a version of the
 * authorization or a question that is no longer the current one: nobody says yes to what they did not see.
 */
export async function decideVersion(
  deps: Deps,
  actor: Actor,
  target: { readonly id: string; readonly version: number },
  { accept, scopes }: Decision,
): Promise<Result<ApplicationView, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:edit')
  if (!allowed.ok) return allowed
  const loaded = await loadView(scopeOf(deps.store, actor), target.id)
  if (!loaded.ok) return loaded
  const { registration } = loaded.value
  const entry = registration.kind === 'authorization' ? await findEntry(deps, registration.id) : null
  if (entry === null) return err({ kind: 'not-found', what: 'catalogue-entry' })
  const { id, version } = registration
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    const then = (await findAskedScopes(scope, id)) ?? []
    const asked = askedSince(entry.scopes, then, registration.scopes)
    const conflict = err({ kind: 'version-conflict', current: version } as const)
    if (version !== target.version || !sameWords(asked, scopes)) return conflict
    const given = accept ? [...registration.scopes, ...asked] : registration.scopes
    if (!(await editApplication(scope, { id, version }, { scopes: given }))) return conflict
    await noteAskedScopes(scope, id, entry.scopes)
    await tx.record(scope, {
      actor: refOf(actor),
      action: accept ? 'application.version-accepted' : 'application.version-kept',
      target: { kind: 'application', id },
      changes: accept
        ? [{ field: 'scopes', before: registration.scopes.join(' '), after: given.join(' ') }]
        : [{ field: 'declined', before: null, after: asked.join(' ') }],
      requestId: actor.requestId,
      touches: [{ kind: 'application', ref: id }],
    })
    return ok(await reload(scope, id))
  })
}
