import {
  type ApplicationListQuery,
  countApplications,
  listApplications,
} from '../../src/store/applications/application-list.ts'
import { idsByText } from '../../src/store/applications/search-index.ts'
import type { Scoped } from '../../src/store/handle.ts'
import type { Furnished } from './furnish.ts'

type Attempt = (theirs: Furnished, mine: Scoped) => Promise<unknown>

const all: ApplicationListQuery = {
  kinds: ['internal', 'catalogue', 'authorization'],
  search: null,
  active: null,
  sort: 'name',
  descending: false,
  after: null,
  limit: 10,
}

/** What of the lists a stranger may not see, with what they get for asking. */
export const listQuestions: Record<string, readonly [expected: unknown, attempt: Attempt]> = {
  listApplications: [
    [],
    ({ application }, mine) => listApplications(mine, { ...all, search: application.id }),
  ],
  countApplications: [0, (_, mine) => countApplications(mine, all, 9)],
  idsByText: [[], ({ application }, mine) => idsByText(mine, application.name.toLowerCase(), 9)],
}
