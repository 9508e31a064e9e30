import type { Deps } from '../deps.ts'

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
