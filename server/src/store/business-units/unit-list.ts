import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { BusinessUnit } from '../../registry/model.ts'
import { canBeKept, toBit } from '../columns.ts'
import type { Handle } from '../handle.ts'
import { toBusinessUnit } from './business-units.ts'
import { foundBy } from './unit-words.ts'

/** What a list of business units is narrowed by; null: not by this. */
export type UnitFilter = {
  /** Words that its name or its number begin with. */
  readonly search: string | null
  readonly active: boolean | null
}

function conditionsOf({ search, active }: UnitFilter): RawBuilder<SqlBool>[] {
  return [
    ...(search === null ? [] : foundBy(search)),
    ...(active === null ? [] : [sql<SqlBool>`business_units.active = ${toBit(active)}`]),
  ]
}

/** One page of business units by their numbers. In: what they are narrowed by, and the number to begin after, or null. */
export async function listBusinessUnits(
  handle: Handle,
  filter: UnitFilter,
  page: { readonly after: string | null; readonly limit: number },
): Promise<BusinessUnit[]> {
  const { after, limit } = page
  if (filter.search !== null && !canBeKept(filter.search)) return []
  let query = handle.lists.selectFrom('business_units').selectAll()
  for (const condition of conditionsOf(filter)) query = query.where(condition)
  if (after !== null) query = query.where('number', '>', after)
  const rows = await query.orderBy('number').limit(limit).execute()
  return rows.map(toBusinessUnit)
}

/** How many business units the filter lets through, counted up to `most`. */
export async function countBusinessUnits(handle: Handle, filter: UnitFilter, most: number): Promise<number> {
  if (filter.search !== null && !canBeKept(filter.search)) return 0
  const { rows } = await sql<{ found: number }>`select count(*) as found from (
    select 1 as one from business_units where ${sql.join([sql`1 = 1`, ...conditionsOf(filter)], sql` and `)}
    limit ${most}) as counted`.execute(handle.lists)
  return Number(rows[0]?.found ?? 0)
}
