import type { Selectable } from 'kysely'
import type { Instant } from '../../lib/clock.ts'
import { type ApplicationId, type BusinessUnitId, isUserId, type UserId } from '../../lib/ids.ts'
import type { RegistrationEdit } from '../../registry/applications/application.ts'
import type { ActorRef, Registration } from '../../registry/model.ts'
import { fromBit, fromWords, toBit, toWords, won } from '../columns.ts'
import { type Handle, mustBelong, type Scoped, together } from '../handle.ts'
import type { Database } from '../schema.ts'
import { bitsOf, wordsOfMarks } from './lists/marks.ts'
import { hasActiveOwner, writeOwners } from './lists/owners.ts'
import { lifetimeColumns, metadataColumns, toLifetimes, toMetadata } from './metadata-columns.ts'
import { readRegistered, writeRegistered } from './registered-column.ts'
import { writeGrams } from './search-index.ts'

/** What a registration is compared, ordered and searched by: folded by the caller (contract's `nameKey`). */
export type RegistrationKeys = {
  /** Unique for a kind within a business unit. */
  readonly aliasKey: string
  readonly sortName: string
  readonly sortVendor: string
  /** The vendor it was published by; null for internal applications. */
  readonly vendorId: string | null
}

/** Turns a row into the record the registry's rules work on. */
export function toRegistration(row: Selectable<Database['applications']>): Registration {
  return {
    businessUnitId: row.business_unit_id,
    id: row.id,
    kind: kindOf(row),
    vendorName: row.vendor_name,
    name: row.name,
    description: row.description,
    clientType: row.client_type,
    scopes: fromWords(row.scopes),
    optionalScopes: fromWords(row.optional_scopes ?? ''),
    callbackUrls: fromWords(row.callback_urls),
    implicitAllowed: fromBit(row.implicit_allowed),
    rotateRefreshTokens: fromBit(row.rotate_refresh_tokens),
    metadata: toMetadata(row),
    registered: row.registered === null ? null : readRegistered(row.registered),
    lifetimes: toLifetimes(row),
    tags: fromWords(row.tags ?? ''),
    owners: toOwners(row.owners),
    lastUsedAt: row.idle_since !== null && row.idle_since > row.created_at ? row.idle_since : null,
    active: fromBit(row.active),
    version: row.version,
    createdAt: row.created_at,
    createdBy: { kind: row.created_by_kind, id: row.created_by_id, name: row.created_by_name },
    statusChangedAt: row.status_changed_at,
    statusChangedBy: {
      kind: row.status_changed_by_kind,
      id: row.status_changed_by_id,
      name: row.status_changed_by_name,
    },
    statusReason: row.status_reason,
    containment: toContainment(row),
  }
}

function toContainment(row: Selectable<Database['applications']>): Registration['containment'] {
  if (row.contained_from === null) return null
  return { reason: row.contained_reason ?? '', wasActive: row.contained_from === 'active' }
}

function toOwners(words: string | null): UserId[] {
  return fromWords(words ?? '').filter(isUserId)
}

/** What is deleted is read as what it was. */
function kindOf(row: Selectable<Database['applications']>): Registration['kind'] {
  const kind = row.kind === 'deleted' ? row.deleted_kind : row.kind
  if (kind === null || kind === 'deleted') throw new Error(`${row.id} is of no kind`)
  return kind
}

/**
 * Adds a registration and, for internal applications and catalogue entries, its client id to the platform's
 * directory. Out: 'exists' when this business unit has the id already, 'name-taken' when it has another of the same
 * kind and alias; nothing is written then.
 */
export async function insertApplication(
  scope: Scoped,
  registration: Registration,
  keys: RegistrationKeys,
): Promise<'inserted' | 'name-taken' | 'exists'> {
  mustBelong(scope, registration.businessUnitId)
  return together(scope, async tx => {
    const result = await tx.db
      .insertInto('applications')
      .values(toRow(registration, keys))
      .onConflict(conflict => conflict.doNothing())
      .executeTakeFirst()
    if (!won(result)) return (await findApplication(tx, registration.id)) ? 'exists' : 'name-taken'
    await writeOwners(tx, registration.id, registration.owners)
    await makeFindable(tx, registration.id)
    if (registration.kind !== 'authorization') {
      await tx.db
        .insertInto('clients')
        .values({ id: registration.id, business_unit_id: tx.businessUnitId })
        .execute()
    }
    return 'inserted'
  })
}

function toRow(registration: Registration, keys: RegistrationKeys): Selectable<Database['applications']> {
  return {
    business_unit_id: registration.businessUnitId,
    id: registration.id,
    kind: registration.kind,
    vendor_id: keys.vendorId,
    vendor_name: registration.vendorName,
    name: registration.name,
    alias_key: keys.aliasKey,
    sort_name: keys.sortName,
    sort_vendor: keys.sortVendor,
    description: registration.description,
    client_type: registration.clientType,
    scopes: toWords(registration.scopes),
    optional_scopes: toWords(registration.optionalScopes),
    // Noted by whoever decides, in the same transaction (catalogue.ts).
    asked_scopes: null,
    address_ranges: null,
    callback_urls: toWords(registration.callbackUrls),
    implicit_allowed: toBit(registration.implicitAllowed),
    rotate_refresh_tokens: toBit(registration.rotateRefreshTokens),
    ...metadataColumns(registration.metadata),
    registered: registration.registered === null ? null : writeRegistered(registration.registered),
    ...lifetimeColumns(registration.lifetimes),
    active: toBit(registration.active),
    version: registration.version,
    created_at: registration.createdAt,
    created_by_kind: registration.createdBy.kind,
    created_by_id: registration.createdBy.id,
    created_by_name: registration.createdBy.name,
    status_changed_at: registration.statusChangedAt,
    status_changed_by_kind: registration.statusChangedBy.kind,
    status_changed_by_id: registration.statusChangedBy.id,
    status_changed_by_name: registration.statusChangedBy.name,
    status_reason: registration.statusReason,
    contained_from: fromWord(registration.containment),
    contained_reason: registration.containment?.reason ?? null,
    tags: registration.tags.length === 0 ? null : toWords(registration.tags),
    owners: registration.owners.length === 0 ? null : toWords(registration.owners),
    owned: null,
    marks: null,
    idle_since: registration.lastUsedAt ?? registration.createdAt,
    deleted_at: null,
    deleted_kind: null,
    deleted_by_kind: null,
    deleted_by_id: null,
    deleted_by_name: null,
  }
}

function fromWord(containment: Registration['containment']): 'active' | 'inactive' | null {
  if (containment === null) return null
  return containment.wasActive ? 'active' : 'inactive'
}

/** The application as it stands in this business unit, active or not, or null. */
export async function findApplication(scope: Scoped, id: ApplicationId): Promise<Registration | null> {
  const row = await scope.db
    .selectFrom('applications')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('kind', '!=', 'deleted')
    .executeTakeFirst()
  return row ? toRegistration(row) : null
}

/** The business unit that owns a client id (the platform's, for catalogue entries), or null. */
export async function findOwner(
  handle: Handle,
  applicationId: ApplicationId,
): Promise<BusinessUnitId | null> {
  const row = await handle.db
    .selectFrom('clients')
    .select('business_unit_id')
    .where('id', '=', applicationId)
    .executeTakeFirst()
  return row?.business_unit_id ?? null
}

/** Which of these external applications the business unit has let in, whether active now or not. */
export async function authorizedAmong(
  scope: Scoped,
  ids: readonly ApplicationId[],
): Promise<Set<ApplicationId>> {
  if (ids.length === 0) return new Set()
  const rows = await scope.db
    .selectFrom('applications')
    .select('id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('kind', '=', 'authorization')
    .where('id', 'in', ids)
    .execute()
  return new Set(rows.map(row => row.id))
}

/**
 * Changes a registration that nobody has changed since it was read, and adds one to its version.
 * In: the edit, and the keys of the names when they change: the caller made sure that nobody else has them
 * ({@link isNameFree}), and a clash with somebody faster throws as every unique key does.
 * Out: false when the version is another by now or the application is unknown here; nothing is written then.
 */
export async function editApplication(
  scope: Scoped,
  { id, version }: { readonly id: ApplicationId; readonly version: number },
  edit: RegistrationEdit,
  keys: Omit<RegistrationKeys, 'vendorId'> | null = null,
): Promise<boolean> {
  return together(scope, async tx => {
    const result = await setEdited(tx, { id, version }, edit, keys)
    if (!won(result)) return false
    if (edit.owners !== undefined) await writeOwners(tx, id, edit.owners)
    await makeFindable(tx, id)
    return true
  })
}

function setEdited(
  tx: Scoped,
  { id, version }: { readonly id: ApplicationId; readonly version: number },
  edit: RegistrationEdit,
  keys: Omit<RegistrationKeys, 'vendorId'> | null,
) {
  return tx.db
    .updateTable('applications')
    .set({
      ...(edit.vendorName !== undefined && { vendor_name: edit.vendorName }),
      ...(edit.name !== undefined && { name: edit.name }),
      ...(edit.description !== undefined && { description: edit.description }),
      ...(keys !== null && {
        alias_key: keys.aliasKey,
        sort_name: keys.sortName,
        sort_vendor: keys.sortVendor,
      }),
      ...(edit.scopes !== undefined && { scopes: toWords(edit.scopes) }),
      ...(edit.callbackUrls !== undefined && { callback_urls: toWords(edit.callbackUrls) }),
      ...(edit.implicitAllowed !== undefined && { implicit_allowed: toBit(edit.implicitAllowed) }),
      ...(edit.rotateRefreshTokens !== undefined && {
        rotate_refresh_tokens: toBit(edit.rotateRefreshTokens),
      }),
      ...(edit.optionalScopes !== undefined && { optional_scopes: toWords(edit.optionalScopes) }),
      ...(edit.metadata !== undefined && metadataColumns(edit.metadata)),
      ...(edit.lifetimes !== undefined && lifetimeColumns(edit.lifetimes)),
      ...(edit.tags !== undefined && { tags: toWords(edit.tags) }),
      ...(edit.owners !== undefined && { owners: toWords(edit.owners) }),
      version: version + 1,
    })
    .where('business_unit_id', '=', tx.businessUnitId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
}

/** The internal application here that has these names, by the key of both; null when there is none. */
export async function findByAlias(scope: Scoped, aliasKey: string): Promise<Registration | null> {
  const row = await scope.db
    .selectFrom('applications')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('kind', '=', 'internal')
    .where('alias_key', '=', aliasKey)
    .executeTakeFirst()
  return row === undefined ? null : toRegistration(row)
}

/** Whether no other application of its kind here has a name and vendor. In: the key of both, and who asks. */
export async function isNameFree(
  scope: Scoped,
  aliasKey: string,
  id: ApplicationId,
  kind: Registration['kind'] = 'internal',
): Promise<boolean> {
  const row = await scope.db
    .selectFrom('applications')
    .select('id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('kind', '=', kind)
    .where('alias_key', '=', aliasKey)
    .where('id', '!=', id)
    .executeTakeFirst()
  return row === undefined
}

/**
 * Activates or deactivates an application, notes when, by whom and why, and adds one to its version.
 * Out: false when it stood so already, is contained or is unknown here.
 */
export async function setApplicationActive(
  scope: Scoped,
  id: ApplicationId,
  status: {
    readonly active: boolean
    readonly at: Instant
    readonly by: ActorRef
    readonly reason: string | null
  },
): Promise<boolean> {
  return together(scope, async tx => {
    const result = await tx.db
      .updateTable('applications')
      .set(eb => ({
        active: toBit(status.active),
        status_changed_at: status.at,
        status_changed_by_kind: status.by.kind,
        status_changed_by_id: status.by.id,
        status_changed_by_name: status.by.name,
        status_reason: status.reason,
        version: eb('version', '+', 1),
      }))
      .where('business_unit_id', '=', tx.businessUnitId)
      .where('id', '=', id)
      .where('active', '=', toBit(!status.active))
      .where('contained_from', 'is', null)
      .where('kind', '!=', 'deleted')
      .executeTakeFirst()
    if (won(result)) await makeFindable(tx, id)
    return won(result)
  })
}

/** Puts another reason in place of why an application is inactive. Out: false when it has this one, or is not inactive. */
export async function setStatusReason(scope: Scoped, id: ApplicationId, reason: string): Promise<boolean> {
  const result = await scope.db
    .updateTable('applications')
    .set(eb => ({ status_reason: reason, version: eb('version', '+', 1) }))
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('active', '=', 0)
    .where('contained_from', 'is', null)
    .where('kind', '!=', 'deleted')
    .where(eb => eb.or([eb('status_reason', 'is', null), eb('status_reason', '!=', reason)]))
    .executeTakeFirst()
  return won(result)
}

/** Makes an application findable as it stands now, after a change of its name, its status or what it is marked by. */
export async function makeFindable(tx: Scoped, id: ApplicationId): Promise<void> {
  const owned = toBit(await hasActiveOwner(tx, id))
  // First, so that nobody changes it between the look and the note of what was seen.
  const held = await tx.db
    .updateTable('applications')
    .set({ owned })
    .where('business_unit_id', '=', tx.businessUnitId)
    .where('id', '=', id)
    .where('kind', '!=', 'deleted')
    .executeTakeFirst()
  if (!won(held)) return
  const row = await tx.db
    .selectFrom('applications')
    .select(['business_unit_id', 'id', 'sort_name', 'sort_vendor', 'kind', 'active'])
    .select(['scopes', 'tags', 'owners', 'implicit_allowed', 'contained_from'])
    .where('business_unit_id', '=', tx.businessUnitId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const marked = { ...row, owned }
  await tx.db
    .updateTable('applications')
    .set({ marks: bitsOf(wordsOfMarks(marked)) })
    .where('business_unit_id', '=', tx.businessUnitId)
    .where('id', '=', id)
    .execute()
  await writeGrams(tx.db, [{ ...row, marked }])
}

/**
 * Holds an application until the caller's transaction ends, so that what is counted of it stays as it was counted.
 * Out: false when it is unknown here, or deleted where it should not be, or the other way round.
 */
export async function holdApplication(
  tx: Scoped,
  id: ApplicationId,
  meant: 'kept' | 'deleted' = 'kept',
): Promise<boolean> {
  const held = await tx.db
    .updateTable('applications')
    .set(eb => ({ version: eb.ref('version') }))
    .where('business_unit_id', '=', tx.businessUnitId)
    .where('id', '=', id)
    .where('kind', meant === 'kept' ? '!=' : '=', 'deleted')
    .executeTakeFirst()
  return won(held)
}
