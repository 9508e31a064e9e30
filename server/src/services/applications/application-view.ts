import type { Instant } from '../../lib/clock.ts'
import { type ApplicationId, isApplicationId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { askedSince } from '../../registry/applications/catalogue-entry.ts'
import { type EffectiveLifetimes, effectiveLifetimes } from '../../registry/applications/lifetimes.ts'
import type { ClientSecret, Registration } from '../../registry/model.ts'
import type { Permission } from '../../registry/people/profiles.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { findApplication, findOwner } from '../../store/applications/applications.ts'
import { findAskedScopes } from '../../store/applications/catalogue/catalogue.ts'
import { listSecrets } from '../../store/applications/credentials.ts'
import { findBusinessUnit } from '../../store/business-units/business-units.ts'
import { type Handle, inBusinessUnit, type Scoped } from '../../store/handle.ts'
import type { Deps } from '../deps.ts'
import { type Actor, demand, scopeOf } from '../people/actor.ts'
import { inOrder, type Owner, ownersOf } from './lists/owners.ts'

/** An application as its business unit sees it. The secrets of an external application are its vendor's. */
export type ApplicationView = {
  readonly registration: Registration
  readonly secrets: readonly ClientSecret[]
  /** The callback URLs in force: an external application's are its vendor's. */
  readonly callbackUrls: readonly string[]
  readonly owners: readonly Owner[]
  /** How long its tokens live in the business unit. */
  readonly lifetimes: EffectiveLifetimes
  /** Of an external one: when and why it was withdrawn from every business unit; null where it was not. */
  readonly withdrawn: { readonly at: Instant; readonly reason: string | null } | null
  /** What the vendor of an external one asks for since the business unit last decided; empty of any other. */
  readonly askedSince: readonly string[]
}

/**
 * Loads an application of one business unit.
 * Refuses an id that is unknown there, whether it is another business unit's or nobody's, in the same way.
 */
export async function loadView(scope: Scoped, id: string): Promise<Result<ApplicationView, RegistryRefusal>> {
  const registration = isApplicationId(id) ? await findApplication(scope, id) : null
  if (registration === null) return err({ kind: 'not-found', what: 'application' })
  return ok(await viewOf(scope, registration))
}

/**
 * Loads an application of the actor's business unit that they are about to change.
 * Refuses without the permission, an id that is unknown there, and what is published in the catalogue without
 * `catalogue:edit`: whoever changes that changes it for everybody who lets it in.
 */
export async function loadToChange(
  deps: Deps,
  actor: Actor,
  id: string,
  permission: Permission,
): Promise<Result<ApplicationView, RegistryRefusal>> {
  const allowed = demand(actor, permission)
  if (!allowed.ok) return allowed
  const loaded = await loadView(scopeOf(deps.store, actor), id)
  if (!loaded.ok || loaded.value.registration.kind !== 'catalogue') return loaded
  const published = demand(actor, 'catalogue:edit')
  return published.ok ? loaded : published
}

/** An application of the business unit that was found there, as it is seen. */
export async function viewOf(scope: Scoped, registration: Registration): Promise<ApplicationView> {
  const secrets = registration.kind === 'authorization' ? [] : await listSecrets(scope, registration.id)
  const external = registration.kind === 'authorization'
  const owner = external ? await findPublished(scope, registration.id) : registration
  if (owner === null) throw new Error(`application ${registration.id} belongs to nobody`)
  return {
    registration,
    secrets,
    owners: inOrder(registration, await ownersOf(scope, [registration])),
    callbackUrls: registration.callbackUrls,
    lifetimes: await lifetimesOf(scope, registration, owner),
    withdrawn: external && !owner.active ? { at: owner.statusChangedAt, reason: owner.statusReason } : null,
    askedSince: external ? await newlyAsked(scope, registration, owner) : [],
  }
}

/** An external application as its vendor published it. */
async function findPublished(handle: Handle, id: ApplicationId): Promise<Registration | null> {
  const ownerId = await findOwner(handle, id)
  return ownerId === null ? null : findApplication(inBusinessUnit(handle, ownerId), id)
}

async function newlyAsked(
  scope: Scoped,
  { id, scopes }: Registration,
  owner: Registration,
): Promise<readonly string[]> {
  if (!owner.active) return []
  return askedSince(owner.scopes, (await findAskedScopes(scope, id)) ?? owner.scopes, scopes)
}

async function lifetimesOf(
  scope: Scoped,
  registration: Registration,
  owner: Registration,
): Promise<EffectiveLifetimes> {
  const businessUnit = await findBusinessUnit(scope, scope.businessUnitId)
  const external = registration.kind === 'authorization'
  if (businessUnit === null) throw new Error(`application ${registration.id} belongs to nobody`)
  return effectiveLifetimes({ owner, authorization: external ? registration : null, businessUnit })
}

/** Loads an application that must be there, because the caller just wrote it. */
export async function reload(scope: Scoped, id: ApplicationId): Promise<ApplicationView> {
  const view = await loadView(scope, id)
  if (!view.ok) throw new Error(`application ${id} is gone`)
  return view.value
}
