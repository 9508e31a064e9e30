import { err, ok, type Result } from '../../lib/result.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import type { Deps } from '../deps.ts'

/** One page of a list, and the cursor of the next one; null on the last page. */
export type ListPage<T> = { readonly items: readonly T[]; readonly nextCursor: string | null }

/** Where the next page begins: after the row with this sort key and id. */
type Place = { readonly key: string | number; readonly id: string }

/** Seals a place for one list. In: everything the list depends on, as text; the place. Out: an opaque cursor. */
export function sealCursor(deps: Deps, list: string, place: Place): string {
  return deps.sealer.seal(`cursor ${list}`, JSON.stringify([place.key, place.id]))
}

/** Opens a cursor. Out: the place, or null when it is not a cursor of exactly this list. */
export function openCursor(deps: Deps, list: string, cursor: string): Place | null {
  const text = deps.sealer.open(`cursor ${list}`, cursor)
  if (text === null) return null
  const value: unknown = JSON.parse(text)
  if (!Array.isArray(value)) return null
  const [key, id]: unknown[] = value
  if (typeof key !== 'string' && typeof key !== 'number') return null
  return typeof id === 'string' ? { key, id } : null
}

const NEWEST_PAGE = 50

/**
 * One page of a list that begins with the newest and whose ids grow with time.
 * In: everything the list depends on, the cursor, and how to load what is older than an id. Refuses a foreign cursor.
 */
export async function newestFirst<T extends { readonly id: string }>(
  deps: Deps,
  list: readonly string[],
  cursor: string | null,
  load: (page: { readonly before: string | null; readonly limit: number }) => Promise<readonly T[]>,
): Promise<Result<ListPage<T>, RegistryRefusal>> {
  const bound = JSON.stringify(list)
  const after = cursor === null ? null : openCursor(deps, bound, cursor)
  if (cursor !== null && after === null) return err({ kind: 'cursor' })
  const rows = await load({ before: after?.id ?? null, limit: NEWEST_PAGE + 1 })
  const items = rows.slice(0, NEWEST_PAGE)
  const last = items.at(-1)
  const more = rows.length > NEWEST_PAGE && last !== undefined
  return ok({ items, nextCursor: more ? sealCursor(deps, bound, { key: 0, id: last.id }) : null })
}
