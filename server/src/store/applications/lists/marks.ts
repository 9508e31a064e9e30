import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Bit } from '../../column-groups.ts'
import { fromBit, fromWords } from '../../columns.ts'
import { holdsWord } from '../../words.ts'
import { gramOf } from '../grams.ts'

/** Something an application has or has not, by which a list is narrowed. `unowned`: none of its owners is active. */
export type Mark =
  | { readonly kind: 'scope' | 'tag' | 'owner'; readonly value: string }
  | { readonly kind: 'legacy' | 'unowned' | 'contained' }

/** The columns that say which marks an application has. */
export type MarkColumns = {
  readonly scopes: string
  readonly tags: string | null
  readonly owners: string | null
  readonly implicit_allowed: Bit
  /** Whether an active user is among its owners. */
  readonly owned: Bit | null
  /** What it was before it was contained; null while it is not. */
  readonly contained_from?: string | null
}

/** The marks of an application, as words for the search index. */
export function wordsOfMarks(row: MarkColumns): string[] {
  return [
    ...fromWords(row.scopes).map(value => wordOf({ kind: 'scope', value })),
    ...fromWords(row.tags ?? '').map(value => wordOf({ kind: 'tag', value })),
    ...fromWords(row.owners ?? '').map(value => wordOf({ kind: 'owner', value })),
    ...(fromBit(row.implicit_allowed) ? [wordOf({ kind: 'legacy' })] : []),
    ...((row.contained_from ?? null) === null ? [] : [wordOf({ kind: 'contained' })]),
    ...(fromBit(row.owned ?? 0) ? [] : [wordOf({ kind: 'unowned' })]),
  ]
}

/** A mark as a word. */
export function wordOf(mark: Mark): string {
  return 'value' in mark ? `${mark.kind} ${mark.value}` : mark.kind
}

/** A double holds whole numbers of 53 bits exactly, which is how both engines' drivers take them. */
const BITS = 52

/**
 * Marks as one number, two bits for each: whoever has a mark has its bits, and few others do. So an index that holds the
 * number tells most of those apart that lack a mark, without a look at the row.
 */
export function bitsOf(words: readonly string[]): number {
  const bits = new Set<number>()
  for (const word of words) {
    const hash = gramOf('', word) >>> 0
    bits.add(hash % BITS)
    bits.add(Math.floor(hash / BITS) % BITS)
  }
  return [...bits].reduce((sum, bit) => sum + 2 ** bit, 0)
}

/** Whether a row of `applications`, called `table`, has a mark, by its own columns. */
export function hasMark(table: string, mark: Mark): RawBuilder<SqlBool> {
  const column = (name: string) => sql.ref(`${table}.${name}`)
  switch (mark.kind) {
    case 'scope':
      return holdsWord(column('scopes'), mark.value)
    case 'tag':
      return holdsWord(column('tags'), mark.value)
    case 'owner':
      return holdsWord(column('owners'), mark.value)
    case 'legacy':
      return sql<SqlBool>`${column('implicit_allowed')} = 1`
    case 'contained':
      return sql<SqlBool>`${column('contained_from')} is not null`
    case 'unowned':
      return sql<SqlBool>`coalesce(${column('owned')}, 0) = 0`
  }
}
