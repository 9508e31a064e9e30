import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { addColumn } from './add-column.ts'
import { step } from './step.ts'

/** The one row of the counter. */
const beginAtZero: Migration = {
  up: async (any: Kysely<unknown>) => {
    const db = any.withTables<{ change_counter: { id: number; last: number } }>()
    await db
      .insertInto('change_counter')
      .values({ id: 1, last: 0 })
      .onConflict(conflict => conflict.doNothing())
      .execute()
  },
}

/** Changes get a place in one order once they are committed, so that a reader asks for what is new and nothing else. */
export const changeOrderMigrations = {
  '0023-01-changes-place': addColumn('changes', 'place', 'bigint'),
  '0023-02-change-counter': step(schema =>
    schema
      .createTable('change_counter')
      .ifNotExists()
      .addColumn('id', 'integer', column => column.primaryKey())
      .addColumn('last', 'bigint', column => column.notNull()),
  ),
  '0023-03-change-counter-row': beginAtZero,
  '0023-04-changes-unplaced': step(schema =>
    schema
      .createIndex('changes_unplaced')
      .ifNotExists()
      .on('changes')
      .columns(['id'])
      .where(sql.ref('place'), 'is', null),
  ),
  '0023-05-changes-by-place': step(schema =>
    schema.createIndex('changes_by_place').ifNotExists().on('changes').columns(['place']),
  ),
} as const
