import { DAY } from '../../src/lib/clock.ts'
import {
  type ApplicationListQuery,
  countApplications,
  listAndCountApplications,
  listApplications,
} from '../../src/store/applications/application-list.ts'
import { makeFindable } from '../../src/store/applications/applications.ts'
import {
  idsByIdleness,
  NO_CONDITIONS,
  withEndingSecret,
} from '../../src/store/applications/lists/conditions.ts'
import {
  hasActiveOwner,
  stepOwnerCheck,
  wantOwnerCheck,
  writeOwners,
} from '../../src/store/applications/lists/owners.ts'
import { noteUses } from '../../src/store/applications/lists/uses.ts'
import { deleteViewOf, holdViews, keepView, listViewsOf } from '../../src/store/applications/lists/views.ts'
import { idsByText } from '../../src/store/applications/search-index.ts'
import type { Scoped } from '../../src/store/handle.ts'
import { findUsers } from '../../src/store/people/users.ts'
import type { Furnished } from './furnish.ts'
import { keysOf, NOW } from './records.ts'

type Attempt = (theirs: Furnished, mine: Scoped) => Promise<unknown>

const all: ApplicationListQuery = {
  kinds: ['internal', 'catalogue', 'authorization'],
  search: null,
  active: null,
  conditions: NO_CONDITIONS,
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
  noteUses: [undefined, ({ application }, mine) => noteUses(mine, new Map([[application.id, NOW + DAY]]))],
  findUsers: [[], ({ person }, mine) => findUsers(mine, [person.id])],
  hasActiveOwner: [false, ({ application }, mine) => hasActiveOwner(mine, application.id)],
  stepOwnerCheck: [[], ({ person }, mine) => stepOwnerCheck(mine, person.id, 9)],
  idsByIdleness: [
    [],
    (_, mine) => idsByIdleness(mine, { kind: 'authorization', active: true, idleSince: NOW + DAY, limit: 9 }),
  ],
  withEndingSecret: [[], (_, mine) => withEndingSecret(mine, { from: 0, until: NOW + 999 * DAY }, 9)],
  holdViews: [[], ({ person }, mine) => holdViews(mine, person.id)],
  listViewsOf: [[], ({ person }, mine) => listViewsOf(mine, person.id)],
  deleteViewOf: [false, ({ person, view }, mine) => deleteViewOf(mine, person.id, view.id)],
  idsByText: [
    [],
    ({ application }, mine) => {
      const among = { kind: 'authorization', active: true, marks: [], limit: 9 } as const
      return idsByText(mine, keysOf(application).sortName, among)
    },
  ],
}

/** Writes about the lists to the stranger's own rows, with the very ids that the other business unit uses. */
export const listChanges: Record<string, Attempt> = {
  writeOwners: ({ application, person }, mine) => writeOwners(mine, application.id, [person.id]),
  keepView: ({ view }, mine) => keepView(mine, { ...view, name: 'forged', default: true }, 'forged', NOW),
  wantOwnerCheck: ({ person }, mine) => wantOwnerCheck(mine, person.id),
}
