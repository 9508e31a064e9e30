import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { writeWords } from '../business-units/unit-words.ts'
import { engineOf } from '../engine.ts'
import { wordsOf } from '../words.ts'
import { addColumn } from './add-column.ts'
import { step } from './step.ts'

const BATCH = 500

type Units = { business_units: { id: string; number: string; name: string } }

/** By bytes on both engines, so that the words that begin alike stand together. */
const wordTable: Migration = {
  up: async db => {
    const word = engineOf(db) === 'sqlite' ? sql`text` : sql`text collate "C"`
    await sql`create table if not exists business_unit_words (
      word ${word} not null, business_unit_id text not null,
      primary key (word, business_unit_id))`.execute(db)
  },
}

/** Business units of before. May begin anew: what was written once is left as it is. */
const fillWordTable: Migration = {
  up: async (any: Kysely<unknown>) => {
    const db = any.withTables<Units>()
    let after: string | undefined = ''
    while (after !== undefined) {
      const rows: Units['business_units'][] = await db
        .selectFrom('business_units')
        .select(['id', 'number', 'name'])
        .where('id', '>', after)
        .orderBy('id')
        .limit(BATCH)
        .execute()
      for (const { id, number, name } of rows) await writeWords(any, id, wordsOf(`${number} ${name}`))
      after = rows.at(-1)?.id
    }
  },
}

/** What operators find business units by, and why one was suspended. */
export const businessUnitWordMigrations = {
  '0061-01-business-unit-words': wordTable,
  '0061-02-business-unit-words-filled': fillWordTable,
  '0061-03-business-units-status-reason': addColumn('business_units', 'status_reason', 'text'),
  '0061-04-business-units-by-status': step(schema =>
    schema
      .createIndex('business_units_by_status')
      .ifNotExists()
      .on('business_units')
      .columns(['active', 'number']),
  ),
} as const
