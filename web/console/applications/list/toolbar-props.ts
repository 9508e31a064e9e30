import type { ListSearch } from '../list-place/list-search.ts'

/** What every part of the toolbar is given: how the list stands, and how to change it. */
export type ToolbarProps = { readonly search: ListSearch; readonly onChange: (next: ListSearch) => void }
