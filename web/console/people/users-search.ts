/** What the list of users is narrowed by, as it stands in the address. */
export type UsersSearch = {
  readonly search?: string
  readonly status?: 'active' | 'inactive'
  /** The id of a security profile. */
  readonly profile?: string
}

/** Reads the list's part of the address; what is unknown is dropped. */
export function readUsersSearch(raw: { readonly [name: string]: unknown }): UsersSearch {
  const { search, status, profile } = raw
  return {
    ...(typeof search === 'string' && search !== '' ? { search: search.slice(0, 200) } : {}),
    ...(status === 'active' || status === 'inactive' ? { status } : {}),
    ...(typeof profile === 'string' && profile !== '' ? { profile: profile.slice(0, 100) } : {}),
  }
}
