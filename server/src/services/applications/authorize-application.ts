import { isApplicationId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { keysOf } from '../../registry/applications/application.ts'
import { authorizedScopeFaults } from '../../registry/applications/catalogue-entry.ts'
import { DEFAULT_METADATA } from '../../registry/applications/client-metadata.ts'
import { NO_LIFETIMES } from '../../registry/applications/lifetimes.ts'
import type { Registration } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { insertApplication } from '../../store/applications/applications.ts'
import { noteAskedScopes } from '../../store/applications/catalogue/catalogue.ts'
import { purgeApplication } from '../../store/applications/deleted-applications.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type OnceKey, once } from '../idempotency.ts'
import { type Actor, demand, refOf, scopeOf } from '../people/actor.ts'
import { type ApplicationView, loadView } from './application-view.ts'

/**
 * Lets an external application of the catalogue act in the actor's business unit, with the scopes it asks for or, where its
 * vendor allows it, fewer of them. In: its id, and the scopes; null for all.
 * Refuses without `api-applications:create`, an id that is not in the catalogue, scopes that it does not ask for, fewer than
 * it works with, and one authorized already.
 */
export async function authorizeApplication(
  deps: Deps,
  actor: Actor,
  { applicationId, scopes }: { readonly applicationId: string; readonly scopes: readonly string[] | null },
  onceKey: OnceKey | null,
): Promise<Result<ApplicationView, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:create')
  if (!allowed.ok) return allowed
  const published = isApplicationId(applicationId) ? await deps.known.client(applicationId) : null
  const entry = published?.registration
  if (entry === undefined || entry.kind !== 'catalogue' || !entry.active) {
    return err({ kind: 'not-found', what: 'catalogue-entry' })
  }
  const chosen = scopes ?? entry.scopes
  const faults = authorizedScopeFaults(entry, chosen)
  if (faults.length > 0) return err({ kind: 'invalid', faults })
  const authorization = { ...authorizationOf(entry, actor, deps.clock()), scopes: chosen }
  const words = await once(deps, actor, onceKey, claim =>
    commit(deps, async tx => {
      const scope = scopeOf(tx.handle, actor)
      // One that was deleted here makes room: to authorize it anew is to begin anew.
      if (await purgeApplication(scope, entry.id)) {
        await tx.record(scope, {
          actor: refOf(actor),
          action: 'application.purged',
          target: { kind: 'application', id: entry.id },
          requestId: actor.requestId,
        })
      }
      const inserted = await insertApplication(scope, authorization, { ...keysOf(entry), vendorId: null })
      if (inserted !== 'inserted') return err({ kind: 'already-authorized', name: entry.name } as const)
      await noteAskedScopes(scope, entry.id, entry.scopes)
      await claim(scope, [entry.id])
      await tx.record(scope, {
        actor: refOf(actor),
        action: 'application.authorized',
        target: { kind: 'application', id: entry.id },
        changes: [{ field: 'scopes', before: null, after: chosen.join(' ') }],
        requestId: actor.requestId,
        touches: [{ kind: 'application', ref: entry.id }],
      })
      return ok([entry.id])
    }),
  )
  if (!words.ok) return words
  return loadView(scopeOf(deps.store, actor), entry.id)
}

function authorizationOf(entry: Registration, actor: Actor, now: number): Registration {
  return {
    ...entry,
    businessUnitId: actor.businessUnit.id,
    kind: 'authorization',
    implicitAllowed: false,
    // The metadata in force is the vendor's own, at the catalogue entry.
    metadata: DEFAULT_METADATA,
    registered: null,
    lifetimes: NO_LIFETIMES,
    tags: [],
    owners: actor.user === null ? [] : [actor.user.id],
    lastUsedAt: null,
    active: true,
    version: 1,
    createdAt: now,
    createdBy: refOf(actor),
    statusChangedAt: now,
    statusChangedBy: refOf(actor),
    statusReason: null,
    containment: null,
  }
}
