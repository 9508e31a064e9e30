import { checkCallbackUrls } from '@latchkey/contract/applications/callback-url.ts'
import { say } from '../../../kit/words/say.ts'

/** One field each; an empty one is no URL and is not sent. */
export type Rows = readonly string[]

/** The URLs to send. Nothing is normalised but blank rows, which are left out. */
export function filled(rows: Rows): string[] {
  return rows.filter(row => row.trim() !== '')
}

/** The row that holds the nth URL sent, for a fault that the server reports by position; null when there is none. */
export function rowOf(rows: Rows, sent: number): number | null {
  let seen = -1
  for (const [index, row] of rows.entries()) {
    if (row.trim() !== '') seen += 1
    if (seen === sent) return index
  }
  return null
}

export type RowFaults = {
  /** What is wrong with the list itself, or null. */
  readonly list: string | null
  /** By row: the rule it breaks with the way to mend it. */
  readonly rows: ReadonlyMap<number, string>
}

/** Judges the rows by the contract's rules. */
export function judge(rows: Rows): RowFaults {
  const faults = checkCallbackUrls(filled(rows))
  const byRow = new Map<number, string>()
  for (const fault of faults) {
    const row = fault.index === null ? null : rowOf(rows, fault.index)
    if (row !== null) byRow.set(row, fault.message)
  }
  return { list: faults.find(fault => fault.index === null)?.message ?? null, rows: byRow }
}

/** Between URLs: white space, or a comma before another scheme. A comma within a URL is part of it. */
const SEPARATOR = /\s+|\s*,\s*(?=[A-Za-z][A-Za-z0-9+.-]*:)|,$/

/** What became of a paste: the new rows, how many URLs came, and how many of them were there already. */
type Pasted = { readonly rows: Rows; readonly came: number; readonly merged: number }

/**
 * Spreads pasted text over rows.
 *
 * In: the rows, the row pasted into, and the text. Out: the new rows, or null when the text is a single URL, which the
 * field takes by itself. URLs that are in the list already are merged. Nothing pasted is lost: there may be more rows
 * than are allowed, and the rule says so.
 */
export function paste(rows: Rows, into: number, text: string): Pasted | null {
  const pieces = text.split(SEPARATOR).filter(piece => piece !== '')
  if (pieces.length < 2) return null
  const before = filled(rows.slice(0, into))
  const after = filled(rows.slice(into))
  const spread = [...new Set([...before, ...pieces, ...after])]
  const kept = new Set([...before, ...after]).size
  return { rows: spread, came: pieces.length, merged: pieces.length - (spread.length - kept) }
}

/** The rows alone of {@link paste}. */
export function spreadPaste(rows: Rows, into: number, text: string): Rows | null {
  return paste(rows, into, text)?.rows ?? null
}

/** What a paste did, as a sentence. In: what became of it, and how many rows break a rule now. */
export function pasteWords({ came, merged }: Pasted, broken: number): string {
  const values = { came, merged, broken }
  if (merged === 0) {
    return broken === 0
      ? say('{came} URLs pasted.', values)
      : say(
          '{came} URLs pasted; {broken, plural, one {# row breaks a rule} other {# rows break a rule}}.',
          values,
        )
  }
  return broken === 0
    ? say(
        '{came} URLs pasted; {merged, plural, one {# was there already and is merged} other {# were there already and are merged}}.',
        values,
      )
    : say(
        '{came} URLs pasted; {merged, plural, one {# was there already and is merged} other {# were there already and are merged}}; {broken, plural, one {# row breaks a rule} other {# rows break a rule}}.',
        values,
      )
}

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
