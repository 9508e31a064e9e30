/** Where a page of a list read by cursor lies, as far as the way to it is known. */
export type Place = {
  /** The cursor of the page shown; undefined on the first page. */
  readonly cursor: string | undefined
  /** The cursors of the pages before it, first page first, the first page as the empty text. */
  readonly trail: readonly string[]
}

/** The page after this one. In: the place and the cursor that the answer named. */
export function onward(place: Place, nextCursor: string): Place {
  return { cursor: nextCursor, trail: [...place.trail, place.cursor ?? ''] }
}

/** The page before this one; the first page when the way here is not known (an address opened from elsewhere). */
export function back(place: Place): Place {
  const cursor = place.trail.at(-1)
  return {
    cursor: cursor === undefined || cursor === '' ? undefined : cursor,
    trail: place.trail.slice(0, -1),
  }
}

/**
 * Which rows are shown, for "26–50 of 312".
 * In: the place, how many rows a page takes and how many are shown. Out: null where the way here is not known.
 */
export function rangeOf(place: Place, size: number, shown: number): { from: number; to: number } | null {
  if (place.cursor !== undefined && place.trail.length === 0) return null
  const before = place.trail.length * size
  return { from: before + 1, to: before + shown }
}
