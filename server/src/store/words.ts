import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** Holds where a column that is a list of words holds one of them. In: the column, and a word without a space. */
export function holdsWord(column: RawBuilder<unknown>, word: string): RawBuilder<SqlBool> {
  // A word has no space, so that one on either side makes it a whole word of the list. Not LIKE, to which small and
  // capital letters are the same on one of the engines.
  return sql<SqlBool>`replace(' ' || coalesce(${column}, '') || ' ', ${` ${word} `}, '') <> ' ' || coalesce(${column}, '') || ' '`
}

/** No byte stands behind this one in a word. */
const BEHIND_ALL = '\u{10ffff}'
/** More words narrow a search no further, and each must be looked up. */
const MOST_OF_A_SEARCH = 4

/** The words of a text, folded, each once: what somebody is found by. */
export function wordsOf(text: string): string[] {
  // By way of upper case, so that ß and SS fold alike.
  const folded = text.toWellFormed().normalize('NFKC').toLowerCase().toUpperCase().toLowerCase()
  return [...new Set(folded.normalize('NFKC').match(/[\p{L}\p{N}\p{M}]+/gu))]
}

/** The beginnings of words that a search asks for; none of signs alone. */
export function wordsOfSearch(typed: string): string[] {
  return wordsOf(typed).slice(0, MOST_OF_A_SEARCH)
}

/** Whether the column `word` of a row begins so. */
export function beginsWith(word: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`word >= ${word} and word < ${word + BEHIND_ALL}`
}
