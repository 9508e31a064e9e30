type Entry = { readonly id: string }

/**
 * Splits a list, newest first, at the newest entry that is shown already.
 * In: all entries, and the id of that one. Out: those shown, and how many newer ones wait. When it is gone, all are shown.
 */
export function splitAt<T extends Entry>(
  entries: readonly T[],
  newest: string | null,
): { readonly shown: readonly T[]; readonly waiting: number } {
  const index = newest === null ? 0 : entries.findIndex(entry => entry.id === newest)
  return index <= 0 ? { shown: entries, waiting: 0 } : { shown: entries.slice(index), waiting: index }
}
