import { say } from '../../../kit/words/say.ts'
import { ListLink } from '../list-place/ListLink.tsx'

/** The way to a page below the list of API applications. */
export const LIST_CRUMBS = [
  say('Admin'),
  say('Account Settings'),
  <ListLink key="list">{say('API Applications')}</ListLink>,
] as const
