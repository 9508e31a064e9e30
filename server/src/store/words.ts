import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** Holds where a column that is a list of words holds one of them. In: the column, and a word without a space. */
export function holdsWord(column: string, word: string): RawBuilder<SqlBool> {
  // A word has no space, so that a space on either side makes it a whole word of the list.
  const pattern = `% ${word.replace(/[%_!]/g, '!$&')} %`
  return sql<SqlBool>`' ' || ${sql.ref(column)} || ' ' like ${pattern} escape '!'`
}
