import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { type Indexed, writeGrams } from '../applications/search-index.ts'
import { engineOf } from '../engine.ts'
import { step } from './step.ts'

const BATCH = 500

type Applications = {
  applications: Indexed
}

/** What each engine has for looking up pieces of text: FTS5 without the text itself, and an array under GIN. */
const searchTable: Migration = {
  up: async db => {
    const statement =
      engineOf(db) === 'sqlite'
        ? sql`create virtual table if not exists application_search using fts5(
            business_unit_id unindexed, application_id unindexed,
            sort_name unindexed, sort_vendor unindexed, grams,
            content = '', contentless_delete = 1, contentless_unindexed = 1, detail = none, tokenize = 'ascii')`
        : sql`create table if not exists application_search (
            business_unit_id text not null, application_id text not null,
            sort_name text not null, sort_vendor text not null, grams integer[] not null,
            primary key (business_unit_id, application_id))`
    await statement.execute(db)
  },
}

const searchTableIndex: Migration = {
  up: async db => {
    if (engineOf(db) === 'sqlite') return
    await sql`create index if not exists application_search_by_gram on application_search using gin (grams)`.execute(
      db,
    )
  },
}

/** Applications of before. May begin anew: what was written once is written again. */
const fillSearchTable: Migration = {
  up: async (any: Kysely<unknown>) => {
    const db = any.withTables<Applications>()
    let last: Indexed | undefined
    do {
      const { business_unit_id = '', id = '' } = last ?? {}
      const rows = await db
        .selectFrom('applications')
        .select(['business_unit_id', 'id', 'sort_name', 'sort_vendor', 'kind', 'active'])
        .where(sql<boolean>`(business_unit_id, id) > (${business_unit_id}, ${id})`)
        .orderBy('business_unit_id')
        .orderBy('id')
        .limit(BATCH)
        .execute()
      await writeGrams(any, rows)
      last = rows.at(-1)
    } while (last !== undefined)
  },
}

/**
 * A list begins with what it filters by, goes on with what it is ordered by, and holds what is searched, so that a page
 * of it is read from the index alone.
 */
function listIndex(name: string, order: 'sort_name' | 'sort_vendor' | 'created_at'): Migration {
  const searched = (['sort_name', 'sort_vendor'] as const).filter(column => column !== order)
  return step(schema =>
    schema
      .createIndex(name)
      .ifNotExists()
      .on('applications')
      .columns(['business_unit_id', 'kind', 'active', order, 'id', ...searched]),
  )
}

const dropIndex = (name: string): Migration => step(schema => schema.dropIndex(name).ifExists())

export const listMigrations = {
  '0025-01-applications-list-by-name': listIndex('applications_list_by_name', 'sort_name'),
  '0025-02-applications-list-by-vendor': listIndex('applications_list_by_vendor', 'sort_vendor'),
  '0025-03-applications-list-by-age': listIndex('applications_list_by_age', 'created_at'),
  '0025-04-no-applications-by-name': dropIndex('applications_by_name'),
  '0025-05-no-applications-by-vendor': dropIndex('applications_by_vendor'),
  '0025-06-no-applications-by-age': dropIndex('applications_by_age'),
  '0025-07-application-search': searchTable,
  '0025-08-application-search-by-gram': searchTableIndex,
  '0025-09-application-search-filled': fillSearchTable,
} as const
