import { type QueryExecutorProvider, type RawBuilder, type SqlBool, sql } from 'kysely'
import { beginsWith, wordsOfSearch } from '../words.ts'

/** Makes a business unit findable by words. Those that it has already stay. */
export async function writeWords(
  db: QueryExecutorProvider,
  id: string,
  words: readonly string[],
): Promise<void> {
  if (words.length === 0) return
  const rows = words.map(word => sql`(${word}, ${id})`)
  await sql`insert into business_unit_words (word, business_unit_id) values ${sql.join(rows)}
    on conflict do nothing`.execute(db)
}

/** Holds for a business unit that has, for each word of a search, one that begins so. */
export function foundBy(search: string): RawBuilder<SqlBool>[] {
  const words = wordsOfSearch(search)
  // Of signs alone nothing is found, rather than everything.
  if (words.length === 0) return [sql<SqlBool>`1 = 0`]
  return words.map(
    word =>
      sql<SqlBool>`business_units.id in (select business_unit_id from business_unit_words
        where ${beginsWith(word)})`,
  )
}
