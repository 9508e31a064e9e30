import { plain } from './terminal.ts'

/** Rows as columns of one width each, two spaces apart. In: a row of headings, and rows of as many cells. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows.map(row => row.map(plain))]
  const widths = head.map((_, column) => Math.max(...all.map(row => lengthOf(row[column] ?? ''))))
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - lengthOf(cell))))
      .join('  ')
      .trimEnd()
  return all.map(line).join('\n')
}

/** Characters as a reader counts them. */
function lengthOf(text: string): number {
  return Array.from(text).length
}
