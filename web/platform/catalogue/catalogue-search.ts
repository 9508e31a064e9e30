import type { EntryState } from '@latchkey/contract/catalogue/catalogue.ts'

/** What the list of entries is narrowed by, as it stands in the address; without a state: what is published. */
type CatalogueSearch = { readonly search?: string; readonly state?: Exclude<EntryState, 'published'> }

/** Reads the list's part of the address; what is unknown is dropped. */
export function readCatalogueSearch(raw: { readonly [name: string]: unknown }): CatalogueSearch {
  const { search, state } = raw
  return {
    ...(typeof search === 'string' && search !== '' ? { search: search.slice(0, 100) } : {}),
    ...(state === 'draft' || state === 'withdrawn' ? { state } : {}),
  }
}
