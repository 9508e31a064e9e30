/** What the list of business units is narrowed by, as it stands in the address. */
export type UnitsSearch = { readonly search?: string; readonly status?: 'active' | 'inactive' }

/** Reads the list's part of the address; what is unknown is dropped. */
export function readUnitsSearch(raw: { readonly [name: string]: unknown }): UnitsSearch {
  const { search, status } = raw
  return {
    ...(typeof search === 'string' && search !== '' ? { search: search.slice(0, 100) } : {}),
    ...(status === 'active' || status === 'inactive' ? { status } : {}),
  }
}
