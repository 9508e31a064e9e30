import type { Handle, Scoped } from '../../src/store/handle.ts'
import { tablesOfBusinessUnits } from './store-functions.ts'

/** Every row of one business unit, table by table. */
export async function rowsOf(handle: Handle, their: Scoped): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {}
  for (const table of tablesOfBusinessUnits()) {
    const found = await handle.db
      .withTables<Record<string, { business_unit_id: string }>>()
      .selectFrom(table)
      .selectAll()
      .where('business_unit_id', '=', their.businessUnitId)
      .execute()
    rows[table] = found.map(row => JSON.stringify(row)).sort()
  }
  return rows
}
