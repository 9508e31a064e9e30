import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** Holds where a column that is a list of words holds one of them. In: the column, and a word without a space. */
export function holdsWord(column: RawBuilder<unknown>, word: string): RawBuilder<SqlBool> {
  // A word has no space, so that one on either side makes it a whole word of the list. Not LIKE, to which small and
  // capital letters are the same on one of the engines.
  return sql<SqlBool>`replace(' ' || coalesce(${column}, '') || ' ', ${` ${word} `}, '') <> ' ' || coalesce(${column}, '') || ' '`
}
