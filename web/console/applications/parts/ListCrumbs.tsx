import { ListLink } from '../list-place/ListLink.tsx'

/** The way to a page below the list of API applications. */
export const LIST_CRUMBS = [
  'Admin',
  'Account Settings',
  <ListLink key="list">API Applications</ListLink>,
] as const
