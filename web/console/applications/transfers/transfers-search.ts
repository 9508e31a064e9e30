/** Which offers the page shows, as it stands in the address; without it: those to this business unit. */
export type TransfersSearch = { readonly by?: 'us' }

/** Reads the page's part of the address; what is unknown is dropped. */
export function readTransfersSearch(raw: { readonly [name: string]: unknown }): TransfersSearch {
  return raw['by'] === 'us' ? { by: 'us' } : {}
}
