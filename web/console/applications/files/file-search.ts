/** What the page of a file shows, as it stands in the address: the application whose file it begins with. */
type FileSearch = { readonly id?: string }

/** Reads the page's part of the address; anything else is dropped. */
export function readFileSearch(raw: { readonly [name: string]: unknown }): FileSearch {
  const id = raw['id']
  return typeof id === 'string' && id !== '' ? { id: id.slice(0, 100) } : {}
}
