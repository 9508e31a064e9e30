import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { writeUnitName } from '../business-units/unit-names.ts'
import { step } from './step.ts'

const BATCH = 500

type Units = { business_units: { id: string; name: string } }

/** Business units of before: of several that look alike the first has the name. May begin anew. */
const fillNames: Migration = {
  up: async (any: Kysely<unknown>) => {
    const db = any.withTables<Units>()
    let after: string | undefined = ''
    while (after !== undefined) {
      const rows: Units['business_units'][] = await db
        .selectFrom('business_units')
        .select(['id', 'name'])
        .where('id', '>', after)
        .orderBy('id')
        .limit(BATCH)
        .execute()
      for (const { id, name } of rows) await writeUnitName(any, id, name)
      after = rows.at(-1)?.id
    }
  },
}

/** Which business unit has a name, so that no two look alike. */
export const unitNameMigrations = {
  '0062-01-business-unit-names': step(schema =>
    schema
      .createTable('business_unit_names')
      .ifNotExists()
      .addColumn('name_key', 'text', column => column.notNull())
      .addColumn('business_unit_id', 'text', column => column.notNull())
      .addPrimaryKeyConstraint('business_unit_names_pkey', ['name_key']),
  ),
  '0062-02-business-unit-names-filled': fillNames,
} as const
