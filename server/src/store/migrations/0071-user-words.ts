import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { BusinessUnitId, UserId } from '../../lib/ids.ts'
import { engineOf } from '../engine.ts'
import { writeUserWords } from '../people/user-words.ts'

const BATCH = 500

type Row = { business_unit_id: BusinessUnitId; id: UserId; user_name: string; full_name: string }

/** By bytes on both engines, so that the words that begin alike stand together. */
const wordTable: Migration = {
  up: async db => {
    const word = engineOf(db) === 'sqlite' ? sql`text` : sql`text collate "C"`
    await sql`create table if not exists user_words (
      business_unit_id text not null, word ${word} not null, user_id text not null,
      primary key (business_unit_id, word, user_id))`.execute(db)
  },
}

/** Users of before. May begin anew: what was written once is left as it is. */
const fillWordTable: Migration = {
  up: async (any: Kysely<unknown>) => {
    const db = any.withTables<{ users: Row }>()
    let last: Row | undefined
    do {
      const { business_unit_id = '', id = '' } = last ?? {}
      const rows: Row[] = await db
        .selectFrom('users')
        .select(['business_unit_id', 'id', 'user_name', 'full_name'])
        .where(sql<boolean>`(business_unit_id, id) > (${business_unit_id}, ${id})`)
        .orderBy('business_unit_id')
        .orderBy('id')
        .limit(BATCH)
        .execute()
      for (const row of rows) {
        const { user_name: userName, full_name: fullName } = row
        await writeUserWords(any, { businessUnitId: row.business_unit_id, id: row.id, userName, fullName })
      }
      last = rows.at(-1)
    } while (last !== undefined)
  },
}

/** What users are found by while somebody types whom they mean. */
export const userWordMigrations = {
  '0071-01-user-words': wordTable,
  '0071-02-user-words-filled': fillWordTable,
} as const
