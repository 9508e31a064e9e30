import { findAskedScopes, noteAskedScopes } from '../../src/store/applications/catalogue/catalogue.ts'
import {
  answerRequest,
  countOpenRequests,
  findRequest,
  insertRequest,
  listRequests,
} from '../../src/store/applications/catalogue/requests.ts'
import { listOtherVersions } from '../../src/store/applications/catalogue/waiting-versions.ts'
import type { Scoped } from '../../src/store/handle.ts'
import type { Furnished } from './furnish.ts'
import { NOW } from './records.ts'

type Attempt = (theirs: Furnished, mine: Scoped) => Promise<unknown>

/** What of decisions on external applications, and of requests for them, a stranger may not reach. */
export const catalogueQuestions: Record<string, readonly [expected: unknown, attempt: Attempt]> = {
  findAskedScopes: [null, ({ application }, mine) => findAskedScopes(mine, application.id)],
  findRequest: [null, ({ asked }, mine) => findRequest(mine, asked.id)],
  countOpenRequests: [0, (_, mine) => countOpenRequests(mine, 9)],
  listRequests: [[], (_, mine) => listRequests(mine, { before: null, limit: 9 })],
  answerRequest: [
    false,
    ({ asked }, mine) => answerRequest(mine, asked.id, { state: 'no', words: 'stolen', at: NOW }),
  ],
}

/** What of them they may write, with the ids of others too. */
export const catalogueChanges: Record<string, Attempt> = {
  // What it finds is tried over the wire, in two business units (flows/needs).
  listOtherVersions: (_, mine) => listOtherVersions(mine),
  noteAskedScopes: ({ application }, mine) => noteAskedScopes(mine, application.id, ['stolen']),
  insertRequest: ({ asked }, mine) => insertRequest(mine, { ...asked, reason: 'forged' }),
}
