import { type Selectable, sql } from 'kysely'
import type { Instant } from '../../lib/clock.ts'
import type { BusinessUnitId } from '../../lib/ids.ts'
import type { BusinessUnit } from '../../registry/model.ts'
import { lifetimeColumns, toLifetimes } from '../applications/metadata-columns.ts'
import { canBeKept, fromBit, toBit, won } from '../columns.ts'
import { type Handle, type Scoped, together } from '../handle.ts'
import type { Database } from '../schema.ts'
import { wordsOf } from '../words.ts'
import { writeUnitName } from './unit-names.ts'
import { writeWords } from './unit-words.ts'

/** What holds where nothing was chosen, as before there was a choice: a minute. */
const USUAL_REFRESH_GRACE = 60_000

/** A business unit as it was kept. */
export function toBusinessUnit(row: Selectable<Database['business_units']>): BusinessUnit {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    environment: row.environment,
    platform: fromBit(row.platform),
    active: fromBit(row.active),
    statusChangedAt: row.status_changed_at,
    implicitAllowed: fromBit(row.implicit_allowed),
    dynamicRegistrationAllowed: fromBit(row.dynamic_registration_allowed ?? 0),
    limits: toLifetimes(row),
    refreshGrace: row.refresh_grace ?? USUAL_REFRESH_GRACE,
    leakPolicy: row.leak_policy ?? 'revoke',
  }
}

/**
 * Adds a business unit. Out: false when its id or number is taken, or when a second platform would arise; nothing
 * is written then.
 */
export async function insertBusinessUnit(
  handle: Handle,
  unit: BusinessUnit & { readonly createdAt: Instant },
): Promise<boolean> {
  return together(handle, async tx => {
    const result = await tx.db
      .insertInto('business_units')
      .values({
        id: unit.id,
        number: unit.number,
        name: unit.name,
        environment: unit.environment,
        platform: toBit(unit.platform),
        active: toBit(unit.active),
        status_changed_at: unit.statusChangedAt,
        implicit_allowed: toBit(unit.implicitAllowed),
        dynamic_registration_allowed: toBit(unit.dynamicRegistrationAllowed),
        created_at: unit.createdAt,
        refresh_grace: unit.refreshGrace,
        leak_policy: unit.leakPolicy,
        ...lifetimeColumns(unit.limits),
      })
      .onConflict(conflict => conflict.doNothing())
      .executeTakeFirst()
    if (!won(result)) return false
    await writeWords(tx.db, unit.id, wordsOf(`${unit.number} ${unit.name}`))
    await writeUnitName(tx.db, unit.id, unit.name)
    return true
  })
}

/** The business unit with this id, or null. */
export async function findBusinessUnit(handle: Handle, id: BusinessUnitId): Promise<BusinessUnit | null> {
  const row = await handle.db.selectFrom('business_units').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toBusinessUnit(row) : null
}

/** The business unit with this public number (7 digits), or null. */
export async function findBusinessUnitByNumber(handle: Handle, number: string): Promise<BusinessUnit | null> {
  if (!canBeKept(number)) return null
  const row = await handle.db
    .selectFrom('business_units')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirst()
  return row ? toBusinessUnit(row) : null
}

/** The platform's own business unit, or null before the first start has made it. */
export async function findPlatform(handle: Handle): Promise<BusinessUnit | null> {
  const row = await handle.db
    .selectFrom('business_units')
    .selectAll()
    .where('platform', '=', 1)
    .executeTakeFirst()
  return row ? toBusinessUnit(row) : null
}

/**
 * Takes hold of a business unit until the caller's transaction ends: whoever else wants hold of it waits, and then
 * sees what this transaction did. Everybody else reads and writes it undisturbed on PostgreSQL.
 */
export async function holdBusinessUnit(scope: Scoped): Promise<void> {
  await scope.db
    .updateTable('business_units')
    .set(eb => ({ platform: eb.ref('platform') }))
    .where('id', '=', scope.businessUnitId)
    .execute()
}

/**
 * Sets whether the business unit's applications may opt into the implicit grant, whether software may register itself,
 * how long their tokens may live, for how long a replaced refresh token may come back, and what becomes of a secret
 * that was found.
 */
export async function editBusinessUnit(
  scope: Scoped,
  settings: Pick<
    BusinessUnit,
    'implicitAllowed' | 'dynamicRegistrationAllowed' | 'limits' | 'refreshGrace' | 'leakPolicy'
  >,
): Promise<void> {
  await scope.db
    .updateTable('business_units')
    .set({
      implicit_allowed: toBit(settings.implicitAllowed),
      dynamic_registration_allowed: toBit(settings.dynamicRegistrationAllowed),
      refresh_grace: settings.refreshGrace,
      leak_policy: settings.leakPolicy,
      ...lifetimeColumns(settings.limits),
    })
    .where('id', '=', scope.businessUnitId)
    .execute()
}

/**
 * What some active business unit lets its applications do, and whether some active application sends request objects
 * that nobody signed, since one issuer serves all of them.
 */
export async function findOffers(handle: Handle): Promise<{
  readonly registration: boolean
  readonly implicit: boolean
  readonly unsignedRequests: boolean
}> {
  const some = (column: 'dynamic_registration_allowed' | 'implicit_allowed') =>
    handle.db
      .selectFrom('business_units')
      .select('id')
      .where('active', '=', 1)
      .where(column, '=', 1)
      .limit(1)
      .executeTakeFirst()
  const unsigned = await handle.db
    .selectFrom('applications')
    .innerJoin('business_units', 'business_units.id', 'applications.business_unit_id')
    .select('applications.id')
    // Written out, so that both engines find the index that holds nothing else.
    .where('applications.request_object_signing_alg', '=', sql.lit('none'))
    .where('applications.active', '=', 1)
    .where('business_units.active', '=', 1)
    .limit(1)
    .executeTakeFirst()
  return {
    registration: (await some('dynamic_registration_allowed')) !== undefined,
    implicit: (await some('implicit_allowed')) !== undefined,
    unsignedRequests: unsigned !== undefined,
  }
}

/**
 * Activates or deactivates the business unit. In: whether it is to be active, since when, and why, in a line, or null.
 * Out: false when it stood so already, and then nothing changes, the reason neither.
 */
export async function setBusinessUnitActive(
  scope: Scoped,
  active: boolean,
  at: Instant,
  reason: string | null = null,
): Promise<boolean> {
  const result = await scope.db
    .updateTable('business_units')
    .set({ active: toBit(active), status_changed_at: at, status_reason: reason })
    .where('id', '=', scope.businessUnitId)
    .where('active', '=', toBit(!active))
    .executeTakeFirst()
  return won(result)
}

/** Why the business unit stands as it does, if somebody said so; and when it was made. */
export async function findUnitFacts(
  scope: Scoped,
): Promise<{ readonly statusReason: string | null; readonly createdAt: Instant } | null> {
  const row = await scope.db
    .selectFrom('business_units')
    .select(['status_reason', 'created_at'])
    .where('id', '=', scope.businessUnitId)
    .executeTakeFirst()
  return row ? { statusReason: row.status_reason, createdAt: row.created_at } : null
}

/** Switches APIs on for the business unit. Those that are on already stay so. */
export async function switchOnApis(scope: Scoped, names: readonly string[]): Promise<void> {
  if (names.length === 0) return
  await scope.db
    .insertInto('business_unit_apis')
    .values(names.map(name => ({ business_unit_id: scope.businessUnitId, api_name: name })))
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** The names of the APIs that are switched on for the business unit, in the order of their positions. */
export async function listSwitchedOnApis(scope: Scoped): Promise<string[]> {
  const rows = await scope.db
    .selectFrom('business_unit_apis')
    .innerJoin('apis', 'apis.name', 'business_unit_apis.api_name')
    .select('apis.name')
    .where('business_unit_apis.business_unit_id', '=', scope.businessUnitId)
    .orderBy('apis.position')
    .orderBy('apis.name')
    .execute()
  return rows.map(row => row.name)
}
