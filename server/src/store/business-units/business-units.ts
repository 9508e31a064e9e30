import type { Selectable } from 'kysely'
import type { Instant } from '../../lib/clock.ts'
import type { BusinessUnitId } from '../../lib/ids.ts'
import type { BusinessUnit } from '../../registry/model.ts'
import { canBeKept, fromBit, toBit, won } from '../columns.ts'
import type { Handle, Scoped } from '../handle.ts'
import type { Database } from '../schema.ts'

function toBusinessUnit(row: Selectable<Database['business_units']>): BusinessUnit {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    environment: row.environment,
    platform: fromBit(row.platform),
    active: fromBit(row.active),
    implicitAllowed: fromBit(row.implicit_allowed),
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
  const result = await handle.db
    .insertInto('business_units')
    .values({
      id: unit.id,
      number: unit.number,
      name: unit.name,
      environment: unit.environment,
      platform: toBit(unit.platform),
      active: toBit(unit.active),
      implicit_allowed: toBit(unit.implicitAllowed),
      created_at: unit.createdAt,
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return won(result)
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

/** Sets whether the business unit's applications may opt into the implicit grant. */
export async function setImplicitAllowed(scope: Scoped, allowed: boolean): Promise<void> {
  await scope.db
    .updateTable('business_units')
    .set({ implicit_allowed: toBit(allowed) })
    .where('id', '=', scope.businessUnitId)
    .execute()
}

/** Activates or deactivates the business unit. Out: false when it stood so already. */
export async function setBusinessUnitActive(scope: Scoped, active: boolean): Promise<boolean> {
  const result = await scope.db
    .updateTable('business_units')
    .set({ active: toBit(active) })
    .where('id', '=', scope.businessUnitId)
    .where('active', '=', toBit(!active))
    .executeTakeFirst()
  return won(result)
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
