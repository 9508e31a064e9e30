/** The columns that can stand beside the name, in the order in which they stand. */
export const COLUMNS = [
  { id: 'vendor', words: 'Vendor Name' },
  { id: 'type', words: 'Type' },
  { id: 'status', words: 'Status' },
  { id: 'owner', words: 'Owners' },
  { id: 'tags', words: 'Tags' },
  { id: 'scopes', words: 'API Scopes' },
  { id: 'used', words: 'Last used' },
  { id: 'id', words: 'Application ID' },
  { id: 'created', words: 'Created' },
] as const

export type ColumnId = (typeof COLUMNS)[number]['id']

/** What is shown to who has not chosen. */
const FIRST: readonly ColumnId[] = ['vendor', 'type', 'scopes', 'status', 'id', 'created']

/** Reads a choice of columns out of an address. Out: them in their order; those shown at first where none is said. */
export function readColumns(text: string | undefined): readonly ColumnId[] {
  if (text === undefined) return FIRST
  const wanted = new Set(text.split('.'))
  return COLUMNS.map(({ id }) => id).filter(id => wanted.has(id))
}

/** Writes a choice of columns for an address; undefined where it is what is shown at first. */
export function writeColumns(columns: readonly ColumnId[]): string | undefined {
  const text = columns.length === 0 ? 'name' : columns.join('.')
  return text === FIRST.join('.') ? undefined : text
}
