import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely'
import type { ApplicationId } from '../../lib/ids.ts'
import { engineOf } from '../engine.ts'
import type { Scoped } from '../handle.ts'
import { gramsOf, gramsOfSearch } from './grams.ts'

/** What an application is searched by: folded texts. */
export type Indexed = {
  readonly business_unit_id: string
  readonly id: string
  readonly sort_name: string
  readonly sort_vendor: string
}

/** Makes applications findable by parts of their names and vendors, in place of what was written for them before. */
export async function writeGrams(db: QueryExecutorProvider, rows: readonly Indexed[]): Promise<void> {
  if (rows.length === 0) return
  if (engineOf(db) === 'sqlite') {
    for (const row of rows) await writeWords(db, row)
    return
  }
  const values = rows.map(row => sql`(${row.business_unit_id}, ${row.id}, ${gramsOfRow(row)}::integer[])`)
  await sql`insert into application_search (business_unit_id, application_id, grams) values ${sql.join(values)}
    on conflict (business_unit_id, application_id) do update set grams = excluded.grams`.execute(db)
}

/** FTS5 finds nothing by a column that it does not index, so the application's own id is one more word. */
async function writeWords(db: QueryExecutorProvider, row: Indexed): Promise<void> {
  const own = ownWord(row)
  await sql`delete from application_search where rowid in (
      select rowid from application_search
      where application_search match ${own} and application_id = ${row.id})`.execute(db)
  const words = [own, ...gramsOfRow(row).map(word)].join(' ')
  await sql`insert into application_search (business_unit_id, application_id, grams)
    values (${row.business_unit_id}, ${row.id}, ${words})`.execute(db)
}

function gramsOfRow(row: Indexed): number[] {
  return gramsOf(row.business_unit_id, [row.sort_name, row.sort_vendor])
}

/**
 * Applications of the business unit whose name or vendor may hold a text. Out: ids, none of those that do left out
 * unless there are more than `limit`; some may hold only pieces of it, so whoever asks must look at them.
 */
export async function idsByText(scope: Scoped, search: string, limit: number): Promise<ApplicationId[]> {
  const { rows } = await sql<{ application_id: ApplicationId }>`
    select application_id from application_search
    where business_unit_id = ${scope.businessUnitId} and ${holding(scope, search)} limit ${limit}`.execute(
    scope.lists,
  )
  return rows.map(row => row.application_id)
}

function holding(scope: Scoped, search: string): RawBuilder<boolean> {
  const grams = gramsOfSearch(scope.businessUnitId, search)
  if (engineOf(scope.lists) === 'postgres') return sql`grams @> ${grams}::integer[]`
  return sql`application_search match ${grams.map(word).join(' AND ')}`
}

/** A piece as a word of FTS5: letters and digits alone. */
function word(gram: number): string {
  return `g${(gram >>> 0).toString(36)}`
}

function ownWord(row: Indexed): string {
  return `id${row.id.replace(/[^0-9A-Za-z]/g, '')}`
}
