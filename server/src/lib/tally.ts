/** How many there are at least, and whether there may be more. */
export type Tally = { readonly count: number; readonly more: boolean }

/** Counting further would cost more the more there are, and tell nobody more. */
export const COUNTED = 1000

/** How many of what was counted are told. In: the count, and whether everything was looked at. */
export function tallyOf(count: number, whole = true): Tally {
  return { count: Math.min(count, COUNTED), more: count > COUNTED || !whole }
}
