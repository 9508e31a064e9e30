import { isApplicationId } from '../../../lib/ids.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { keysOf, searchKey } from '../../../registry/applications/application.ts'
import { type EntryState, stateOf } from '../../../registry/applications/catalogue-entry.ts'
import type { Registration } from '../../../registry/model.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { listApplications } from '../../../store/applications/application-list.ts'
import { authorizedAmong, findApplication } from '../../../store/applications/applications.ts'
import { countAuthorizing, listVerified } from '../../../store/applications/catalogue/catalogue.ts'
import { NO_CONDITIONS } from '../../../store/applications/lists/conditions.ts'
import { findPlatform } from '../../../store/business-units/business-units.ts'
import { inBusinessUnit } from '../../../store/handle.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, scopeOf } from '../../people/actor.ts'

const CATALOGUE_PAGE = 100

export type CatalogueItem = {
  readonly entry: Registration
  readonly authorized: boolean
  readonly vendorVerified: boolean
  /** How many business units have it active, up to a thousand. */
  readonly businessUnits: number
}

/**
 * The external applications that can be authorized, or, for who edits the catalogue, those in another state.
 * Refuses without `api-applications:view`, and another state to who is no operator or lacks `catalogue:edit`.
 */
export async function listCatalogue(
  deps: Deps,
  actor: Actor,
  { search, state }: { readonly search: string | null; readonly state: EntryState },
): Promise<Result<readonly CatalogueItem[], RegistryRefusal>> {
  const allowed = demand(actor, state === 'published' ? 'api-applications:view' : 'catalogue:edit')
  if (!allowed.ok) return allowed
  const platform = await findPlatform(deps.store)
  if (platform === null) return ok([])
  const entries = await listApplications(inBusinessUnit(deps.store, platform.id), {
    kinds: ['catalogue'],
    search: searchKey(search),
    active: state === 'published',
    conditions: NO_CONDITIONS,
    sort: 'name',
    descending: false,
    after: null,
    limit: CATALOGUE_PAGE,
  })
  return ok(
    await itemsOf(
      deps,
      actor,
      entries.filter(entry => stateOf(entry) === state),
    ),
  )
}

/**
 * One of them, in whatever state for who edits the catalogue.
 * Refuses without `api-applications:view`, and an id that is not in the catalogue.
 */
export async function readCatalogueEntry(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<CatalogueItem, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  const entry = demand(actor, 'catalogue:edit').ok
    ? await findInAnyState(deps, id)
    : await findEntry(deps, id)
  const [item] = entry === null ? [] : await itemsOf(deps, actor, [entry])
  return item === undefined ? err({ kind: 'not-found', what: 'catalogue-entry' }) : ok(item)
}

/** An active entry of the catalogue as it stands, or null. */
export async function findEntry(deps: Deps, id: string): Promise<Registration | null> {
  const entry = await findInAnyState(deps, id)
  return entry?.active === true ? entry : null
}

async function findInAnyState(deps: Deps, id: string): Promise<Registration | null> {
  const platform = isApplicationId(id) ? await findPlatform(deps.store) : null
  if (platform === null || !isApplicationId(id)) return null
  const entry = await findApplication(inBusinessUnit(deps.store, platform.id), id)
  return entry?.kind === 'catalogue' ? entry : null
}

async function itemsOf(deps: Deps, actor: Actor, entries: readonly Registration[]): Promise<CatalogueItem[]> {
  const ids = entries.map(entry => entry.id)
  const vendors = entries.map(entry => keysOf(entry).sortVendor)
  const [authorized, counts, verified] = await Promise.all([
    authorizedAmong(scopeOf(deps.store, actor), ids),
    countAuthorizing(deps.store, ids),
    listVerified(deps.store, vendors),
  ])
  return entries.map(entry => ({
    entry,
    authorized: authorized.has(entry.id),
    vendorVerified: verified.has(keysOf(entry).sortVendor),
    businessUnits: counts.get(entry.id) ?? 0,
  }))
}
