import { findByAlias, isNameFree } from '../../src/store/applications/applications.ts'
import {
  deleteApplication,
  findDeleted,
  listDeleted,
  purgeApplication,
  restoreApplication,
} from '../../src/store/applications/deleted-applications.ts'
import type { Scoped } from '../../src/store/handle.ts'
import type { Furnished } from './furnish.ts'
import { ACTOR, keysOf, NOW, newApplicationId } from './records.ts'

type Attempt = (theirs: Furnished, mine: Scoped) => Promise<unknown>

/** What of deleted applications a stranger may not see, end or bring back, with what they get for asking. */
export const deletionQuestions: Record<string, readonly [expected: unknown, attempt: Attempt]> = {
  isNameFree: [
    true,
    ({ registeredItself }, mine) => isNameFree(mine, keysOf(registeredItself).aliasKey, newApplicationId()),
  ],
  findByAlias: [null, ({ registeredItself }, mine) => findByAlias(mine, keysOf(registeredItself).aliasKey)],
  deleteApplication: [
    false,
    ({ idle }, mine) => deleteApplication(mine, { id: idle.id, version: 2 }, { at: NOW, by: ACTOR }),
  ],
  findDeleted: [null, ({ deleted }, mine) => findDeleted(mine, deleted.id)],
  listDeleted: [[], (_, mine) => listDeleted(mine, { before: null, limit: 9 })],
  restoreApplication: [
    false,
    ({ deleted }, mine) =>
      restoreApplication(mine, { ...deleted, deletedAt: NOW, deletedBy: ACTOR }, keysOf(deleted)),
  ],
  purgeApplication: [false, ({ deleted }, mine) => purgeApplication(mine, deleted.id)],
}
