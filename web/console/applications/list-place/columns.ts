import { say } from '../../../kit/words/say.ts'
/** The columns that can stand beside the name, in the order in which they stand. */
export const COLUMNS = [
  { id: 'vendor', words: say('Vendor Name') },
  { id: 'type', words: say('Type') },
  { id: 'scopes', words: say('API Scopes') },
  { id: 'status', words: say('Status') },
  { id: 'owner', words: say('Owners') },
  { id: 'tags', words: say('Tags') },
  { id: 'used', words: say('Last used') },
  { id: 'id', words: say('Application ID') },
  { id: 'created', words: say('Created') },
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
