import { type QueryExecutorProvider, type RawBuilder, type SqlBool, sql } from 'kysely'

/** No byte stands behind this one in a word. */
const BEHIND_ALL = '\u{10ffff}'
/** More words narrow a search no further, and each must be looked up. */
const MOST_OF_A_SEARCH = 4

/** The words of a text, folded, each once: what a business unit is found by. In: its number and its name, or a search. */
export function wordsOf(text: string): string[] {
  // By way of upper case, so that ß and SS fold alike.
  const folded = text.toWellFormed().normalize('NFKC').toLowerCase().toUpperCase().toLowerCase()
  return [...new Set(folded.normalize('NFKC').match(/[\p{L}\p{N}\p{M}]+/gu))]
}

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
  const words = wordsOf(search)
  // Of signs alone nothing is found, rather than everything.
  if (words.length === 0) return [sql<SqlBool>`1 = 0`]
  return words.slice(0, MOST_OF_A_SEARCH).map(
    word =>
      sql<SqlBool>`business_units.id in (select business_unit_id from business_unit_words
        where word >= ${word} and word < ${word + BEHIND_ALL})`,
  )
}
