import { type Selectable, sql } from 'kysely'
import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId, BusinessUnitId } from '../../lib/ids.ts'
import type { ActorRef, DeletedApplication } from '../../registry/model.ts'
import { won } from '../columns.ts'
import { type Handle, type Scoped, together } from '../handle.ts'
import { removeApplicationProfile } from '../people/profiles/application-profiles.ts'
import type { Database } from '../schema.ts'
import { holdApplication, makeFindable, type RegistrationKeys, toRegistration } from './applications.ts'
import { dropGrams } from './search-index.ts'

function toDeleted(row: Selectable<Database['applications']>): DeletedApplication {
  const { deleted_at: at, deleted_by_kind: kind, deleted_by_id: id, deleted_by_name: name } = row
  if (at === null || kind === null || id === null || name === null)
    throw new Error(`${row.id} is deleted by nobody`)
  return { ...toRegistration(row), deletedAt: at, deletedBy: { kind, id, name } }
}

/**
 * Puts an application aside: it is found by nobody but {@link findDeleted}, its name is free, and its client id is
 * unknown. Out: false when it is active or contained, its version is another by now, or it is unknown here; nothing is written then.
 */
export async function deleteApplication(
  scope: Scoped,
  target: { readonly id: ApplicationId; readonly version: number },
  { at, by }: { readonly at: Instant; readonly by: ActorRef },
): Promise<boolean> {
  return together(scope, async tx => {
    const result = await tx.db
      .updateTable('applications')
      .set(eb => ({
        kind: 'deleted' as const,
        deleted_kind: eb.ref('kind'),
        // Unique among what is deleted, too.
        alias_key: eb.ref('id'),
        deleted_at: at,
        deleted_by_kind: by.kind,
        deleted_by_id: by.id,
        deleted_by_name: by.name,
        version: eb('version', '+', 1),
      }))
      .where('business_unit_id', '=', tx.businessUnitId)
      .where('id', '=', target.id)
      .where('kind', 'in', ['internal', 'authorization'])
      .where('active', '=', 0)
      .where('contained_from', 'is', null)
      .where('version', '=', target.version)
      .executeTakeFirst()
    if (!won(result)) return false
    // Whoever restores it may be somebody else than gave it that.
    await removeApplicationProfile(tx, target.id)
    await dropGrams(tx.db, { business_unit_id: tx.businessUnitId, id: target.id })
    await tx.db
      .deleteFrom('clients')
      .where('id', '=', target.id)
      .where('business_unit_id', '=', tx.businessUnitId)
      .execute()
    return true
  })
}

/** A deleted application of this business unit, or null. */
export async function findDeleted(scope: Scoped, id: ApplicationId): Promise<DeletedApplication | null> {
  const row = await scope.db
    .selectFrom('applications')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('kind', '=', 'deleted')
    .executeTakeFirst()
  return row === undefined ? null : toDeleted(row)
}

/** The deleted applications of this business unit, latest registered first. `before`: the id of the page before's last. */
export async function listDeleted(
  scope: Scoped,
  page: { readonly before: string | null; readonly limit: number },
): Promise<DeletedApplication[]> {
  let query = scope.lists
    .selectFrom('applications')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('kind', '=', 'deleted')
  if (page.before !== null) query = query.where('alias_key', '<', page.before)
  // What is deleted has its id as its key, so the unique index of names holds it in this order.
  const rows = await query.orderBy('alias_key', 'desc').limit(page.limit).execute()
  return rows.map(toDeleted)
}

/**
 * Brings a deleted application back, inactive, under a name that the caller found free: a clash with somebody faster
 * throws as every unique key does. Out: false when it is not there any more.
 */
export async function restoreApplication(
  scope: Scoped,
  deleted: DeletedApplication,
  keys: Omit<RegistrationKeys, 'vendorId'>,
): Promise<boolean> {
  return together(scope, async tx => {
    const result = await tx.db
      .updateTable('applications')
      .set(eb => ({
        kind: deleted.kind,
        name: deleted.name,
        vendor_name: deleted.vendorName,
        alias_key: keys.aliasKey,
        sort_name: keys.sortName,
        sort_vendor: keys.sortVendor,
        deleted_kind: null,
        deleted_at: null,
        deleted_by_kind: null,
        deleted_by_id: null,
        deleted_by_name: null,
        version: eb('version', '+', 1),
      }))
      .where('business_unit_id', '=', tx.businessUnitId)
      .where('id', '=', deleted.id)
      .where('kind', '=', 'deleted')
      .executeTakeFirst()
    if (!won(result)) return false
    await makeFindable(tx, deleted.id)
    if (deleted.kind === 'internal') {
      const client = { id: deleted.id, business_unit_id: tx.businessUnitId }
      await tx.db.insertInto('clients').values(client).execute()
    }
    return true
  })
}

/** What was deleted by then, of any business unit: at most `limit`. */
export async function listDeletedUntil(
  handle: Handle,
  until: Instant,
  limit: number,
): Promise<{ readonly businessUnitId: BusinessUnitId; readonly id: ApplicationId }[]> {
  const rows = await handle.db
    .selectFrom('applications')
    .select(['business_unit_id', 'id'])
    .where('deleted_at', 'is not', null)
    .where('deleted_at', '<=', until)
    .orderBy('deleted_at')
    .limit(limit)
    .execute()
  return rows.map(row => ({ businessUnitId: row.business_unit_id, id: row.id }))
}

/** What belongs to an application and ends with it. What ages by itself is swept. */
const OWN_TABLES = [
  'credentials',
  'consents',
  'business_unit_consents',
  'client_pictures',
  'dynamic_clients',
  'application_notes',
  'alerts',
  'application_owners',
  'callback_uses',
  'application_profiles',
  'application_keys',
  'key_set_urls',
] as const satisfies readonly (keyof Database)[]

/** Ends a deleted application for good, with its secrets and what people consented to. Its history stays. */
export async function purgeApplication(scope: Scoped, id: ApplicationId): Promise<boolean> {
  return together(scope, async tx => {
    if (!(await holdApplication(tx, id, 'deleted'))) return false
    for (const table of OWN_TABLES) {
      await sql`delete from ${sql.table(table)}
        where business_unit_id = ${tx.businessUnitId} and application_id = ${id}`.execute(tx.db)
    }
    await tx.db
      .deleteFrom('applications')
      .where('business_unit_id', '=', tx.businessUnitId)
      .where('id', '=', id)
      .execute()
    return true
  })
}
