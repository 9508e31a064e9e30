import {
  type ApplicationListQuery,
  countApplications,
  listAndCountApplications,
  listApplications,
} from '../../src/store/applications/application-list.ts'
import { makeFindable } from '../../src/store/applications/applications.ts'
import { idsByText } from '../../src/store/applications/search-index.ts'
import type { Scoped } from '../../src/store/handle.ts'
import type { Furnished } from './furnish.ts'
import { keysOf } from './records.ts'

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
  listAndCountApplications: [
    { items: [], total: 0 },
    ({ application }, mine) => listAndCountApplications(mine, { ...all, search: application.id }),
  ],
  makeFindable: [undefined, ({ application }, mine) => makeFindable(mine, application.id)],
  countApplications: [0, (_, mine) => countApplications(mine, all)],
  idsByText: [
    [],
    ({ application }, mine) => {
      const among = { kind: 'authorization', active: true, limit: 9 } as const
      return idsByText(mine, keysOf(application).sortName, among)
    },
  ],
}
