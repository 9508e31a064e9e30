import { type QueryExecutorProvider, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ApplicationId } from '../../lib/ids.ts'
import type { Registration } from '../../registry/model.ts'
import type { Bit } from '../column-groups.ts'
import { toBit } from '../columns.ts'
import { engineOf } from '../engine.ts'
import type { Scoped } from '../handle.ts'
import { gramOf, gramsOf, gramsOfSearch } from './grams.ts'
import { type Mark, type MarkColumns, wordOf, wordsOfMarks } from './lists/marks.ts'

/** What an application is searched by: folded texts, and where it is listed. */
export type Indexed = {
  readonly business_unit_id: string
  readonly id: string
  readonly sort_name: string
  readonly sort_vendor: string
  readonly kind: Registration['kind'] | 'deleted'
  readonly active: Bit
  /** Absent in a database of before there were marks. */
  readonly marked?: MarkColumns
}

/** Makes applications findable by parts of their names and vendors, in place of what was written for them before. */
export async function writeGrams(db: QueryExecutorProvider, rows: readonly Indexed[]): Promise<void> {
  if (rows.length === 0) return
  if (engineOf(db) === 'sqlite') {
    for (const row of rows) await writeWords(db, row)
    return
  }
  const values = rows.map(
    row =>
      sql`(${row.business_unit_id}, ${row.id}, ${row.sort_name}, ${row.sort_vendor}, ${gramsOfRow(row)}::integer[])`,
  )
  await sql`insert into application_search (business_unit_id, application_id, sort_name, sort_vendor, grams)
    values ${sql.join(values)}
    on conflict (business_unit_id, application_id) do update
    set sort_name = excluded.sort_name, sort_vendor = excluded.sort_vendor, grams = excluded.grams`.execute(
    db,
  )
}

/** Makes an application findable no longer. */
export async function dropGrams(
  db: QueryExecutorProvider,
  row: Pick<Indexed, 'business_unit_id' | 'id'>,
): Promise<void> {
  if (engineOf(db) === 'sqlite') {
    await dropWords(db, row.id)
    return
  }
  await sql`delete from application_search
    where business_unit_id = ${row.business_unit_id} and application_id = ${row.id}`.execute(db)
}

async function dropWords(db: QueryExecutorProvider, id: string): Promise<void> {
  await sql`delete from application_search where rowid in (
      select rowid from application_search
      where application_search match ${ownWord(id)} and application_id = ${id})`.execute(db)
}

/** FTS5 finds nothing by a column that it does not index, so the application's own id is one more word. */
async function writeWords(db: QueryExecutorProvider, row: Indexed): Promise<void> {
  await dropWords(db, row.id)
  const words = [ownWord(row.id), ...gramsOfRow(row).map(word)].join(' ')
  await sql`insert into application_search (business_unit_id, application_id, sort_name, sort_vendor, grams)
    values (${row.business_unit_id}, ${row.id}, ${row.sort_name}, ${row.sort_vendor}, ${words})`.execute(db)
}

function gramsOfRow(row: Indexed): number[] {
  const { business_unit_id, sort_name, sort_vendor, kind, active, marked } = row
  const marks = marked === undefined ? [] : wordsOfMarks(marked)
  return [
    ...gramsOf(business_unit_id, [sort_name, sort_vendor]),
    stretchOf(business_unit_id, kind, active),
    ...marks.map(each => gramOf(business_unit_id, each)),
  ]
}

/**
 * Applications of one kind and status whose name or vendor holds a text, where one is given, and that have all of the
 * marks: ids, of `limit` of them, in no order. What has another mark of the same number may be among them.
 */
export async function idsByText(
  scope: Scoped,
  search: string | null,
  among: Among,
): Promise<ApplicationId[]> {
  const text = search === null ? sql`1 = 1` : holds(search)
  const { rows } = await sql<{ application_id: ApplicationId }>`
    select application_id from application_search
    where business_unit_id = ${scope.businessUnitId} and ${holding(scope, search, among)} and ${text}
    limit ${among.limit}`.execute(scope.lists)
  return rows.map(row => row.application_id)
}

/** Whether the name or the vendor of a row holds a text. */
export function holds(search: string): RawBuilder<SqlBool> {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return sql`(sort_name like ${pattern} escape '\\' or sort_vendor like ${pattern} escape '\\')`
}

type Among = {
  readonly kind: Registration['kind']
  readonly active: boolean
  readonly marks: readonly Mark[]
  readonly limit: number
}

function holding(scope: Scoped, search: string | null, { kind, active, marks }: Among): RawBuilder<boolean> {
  const grams = [
    ...(search === null ? [] : gramsOfSearch(scope.businessUnitId, search)),
    stretchOf(scope.businessUnitId, kind, toBit(active)),
    ...marks.map(mark => gramOf(scope.businessUnitId, wordOf(mark))),
  ]
  if (engineOf(scope.lists) === 'postgres') return sql`grams @> ${grams}::integer[]`
  return sql`application_search match ${grams.map(word).join(' AND ')}`
}

/** Kind and status as one more piece, so that a search among few of many looks at those alone. */
function stretchOf(businessUnitId: string, kind: Indexed['kind'], active: Bit): number {
  return gramOf(businessUnitId, `${kind} ${active}`)
}

/** A piece as a word of FTS5: letters and digits alone. */
function word(gram: number): string {
  return `g${(gram >>> 0).toString(36)}`
}

function ownWord(id: string): string {
  return `id${id.replace(/[^0-9A-Za-z]/g, '')}`
}
