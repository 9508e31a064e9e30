import { type QueryExecutorProvider, sql } from 'kysely'
import type { BusinessUnitId } from '../../lib/ids.ts'
import type { Handle } from '../handle.ts'

/** Letters of other alphabets, and digits, that are drawn like a Latin letter; folded to lower case. */
const DRAWN_ALIKE: readonly (readonly [drawn: string, like: string])[] = [
  // Cyrillic
  ['а', 'a'],
  ['в', 'b'],
  ['с', 'c'],
  ['ԁ', 'd'],
  ['е', 'e'],
  ['ё', 'ë'],
  ['һ', 'h'],
  ['і', 'i'],
  ['ї', 'ï'],
  ['ј', 'j'],
  ['к', 'k'],
  ['м', 'm'],
  ['н', 'h'],
  ['о', 'o'],
  ['р', 'p'],
  ['ԛ', 'q'],
  ['ѕ', 's'],
  ['т', 't'],
  ['у', 'y'],
  ['ԝ', 'w'],
  ['х', 'x'],
  // Greek
  ['α', 'a'],
  ['β', 'b'],
  ['ε', 'e'],
  ['η', 'h'],
  ['ι', 'i'],
  ['κ', 'k'],
  ['μ', 'm'],
  ['ν', 'v'],
  ['ο', 'o'],
  ['ρ', 'p'],
  ['τ', 't'],
  ['υ', 'y'],
  ['χ', 'x'],
  ['ζ', 'z'],
  // Digits
  ['0', 'o'],
  ['1', 'l'],
]
const LIKE = new Map(DRAWN_ALIKE)

/**
 * The key under which names of business units are compared: letters and digits alone, folded, and each letter that is
 * drawn like a Latin one as that. In: a name. Out: the key, empty when the name has neither letter nor digit.
 */
export function lookAlikeKey(name: string): string {
  // By way of upper case, so that ß and SS fold alike.
  const folded = name.toWellFormed().normalize('NFKC').toLowerCase().toUpperCase().toLowerCase()
  const bare = folded.normalize('NFKC').replace(/[^\p{L}\p{N}\p{M}]+/gu, '')
  return Array.from(bare, letter => LIKE.get(letter) ?? letter).join('')
}

/** Notes the name of a business unit; where one has a name that looks like it, that one keeps it and nothing is written. */
export async function writeUnitName(db: QueryExecutorProvider, id: string, name: string): Promise<void> {
  const key = lookAlikeKey(name)
  if (key === '') return
  await sql`insert into business_unit_names (name_key, business_unit_id) values (${key}, ${id})
    on conflict do nothing`.execute(db)
}

/** The business unit whose name is so, or looks like it; null: none's does. */
export async function findUnitNamedLike(handle: Handle, name: string): Promise<BusinessUnitId | null> {
  const row = await handle.db
    .selectFrom('business_unit_names')
    .select('business_unit_id')
    .where('name_key', '=', lookAlikeKey(name))
    .executeTakeFirst()
  return row?.business_unit_id ?? null
}
