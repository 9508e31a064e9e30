import type { Bit } from './column-groups.ts'

/** Writes a truth value as both engines keep it. */
export function toBit(value: boolean): Bit {
  return value ? 1 : 0
}

/** Reads a truth value as both engines keep it. */
export function fromBit(bit: Bit): boolean {
  return bit === 1
}

/** Writes a list of words, none of which is empty or holds a space, as one column. Order is kept. */
export function toWords(words: readonly string[]): string {
  for (const word of words) {
    if (word === '' || word.includes(' ')) throw new Error(`Not a word that can be kept in a list: "${word}"`)
  }
  return words.join(' ')
}

/** Reads a list written by {@link toWords}. */
export function fromWords(text: string): string[] {
  return text === '' ? [] : text.split(' ')
}

/** What a write reports: how many rows it touched. */
type Touched = {
  readonly numUpdatedRows?: bigint
  readonly numInsertedOrUpdatedRows?: bigint | undefined
  readonly numDeletedRows?: bigint
}

/** The number of rows that a write touched. In: what Kysely's `executeTakeFirst` returns for it. */
export function rowsOf(result: Touched): number {
  return Number(result.numUpdatedRows ?? result.numInsertedOrUpdatedRows ?? result.numDeletedRows ?? 0n)
}

/** True when a conditional write touched its row, so that this caller is the one winner. */
export function won(result: Touched): boolean {
  return rowsOf(result) > 0
}

/**
 * True when the text can stand in a column at all. PostgreSQL refuses U+0000 in text with an error; a search for
 * such text can find nothing, and is answered so without asking.
 */
export function canBeKept(text: string): boolean {
  return !text.includes('\0')
}
