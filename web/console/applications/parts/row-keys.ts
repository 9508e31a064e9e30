import type { Rows } from './callback-rows.ts'

/**
 * Where Enter leads in rows of URLs. In: the rows, the row in which it was pressed, and how many there may be.
 * Out: the row that takes the focus, which is one more than there are where a row has to be added. Of an empty row
 * nothing follows, nor of the last one that is allowed: then it stays where it is.
 */
export function rowAfterEnter(rows: Rows, row: number, most: number): number {
  if (row + 1 < rows.length) return row + 1
  const empty = (rows[row] ?? '').trim() === ''
  return empty || rows.length >= most ? row : row + 1
}
