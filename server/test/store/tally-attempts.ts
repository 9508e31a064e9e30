import { listUnitHistory } from '../../src/store/audit/unit-history.ts'
import { findUnitFacts } from '../../src/store/business-units/business-units.ts'
import { tallyUnit } from '../../src/store/business-units/unit-tally.ts'
import type { Scoped } from '../../src/store/handle.ts'
import { tallyConsents } from '../../src/store/people/consent-tally.ts'
import { listConsentsTo } from '../../src/store/people/consents.ts'
import { findLastSignIns, noteSignIn } from '../../src/store/people/last-sign-ins.ts'
import { tallyUser } from '../../src/store/people/user-tally.ts'
import { tallyFamilies } from '../../src/store/tokens/family-tally.ts'
import type { Furnished } from './furnish.ts'
import { NOW } from './records.ts'

type Attempt = (theirs: Furnished, mine: Scoped) => Promise<unknown>

const NONE = { count: 0, more: false }
const NO_FAMILY = { signIns: NONE, people: NONE, recent: NONE }

/** What of the sign-ins and consents of others may not even be counted. */
export const tallyQuestions: Record<string, readonly [expected: unknown, attempt: Attempt]> = {
  tallyFamilies: [
    { all: NO_FAMILY, byScope: new Map([['RealTimeApi', NO_FAMILY]]) },
    ({ application }, mine) =>
      tallyFamilies(mine, application.id, { scopes: ['RealTimeApi'], now: NOW, since: 0 }),
  ],
  listConsentsTo: [
    [],
    ({ application }, mine) => listConsentsTo(mine, application.id, { after: null, limit: 9 }),
  ],
  tallyConsents: [
    { all: NONE, byScope: new Map(), byPlace: new Map([['x.example', NONE]]) },
    ({ application }, mine) => tallyConsents(mine, application.id, { scopes: [], places: ['x.example'] }),
  ],
  tallyUnit: [
    { users: NONE, applications: NONE, authorizations: NONE, sessions: NONE, signIns: NONE },
    (_, mine) => tallyUnit(mine, NOW),
  ],
  tallyUser: [
    { signIns: NONE, consents: NONE, owns: NONE, ownsAlone: NONE },
    ({ person }, mine) => tallyUser(mine, person.id, NOW),
  ],
  findLastSignIns: [new Map(), ({ person }, mine) => findLastSignIns(mine, [person.id])],
  noteSignIn: [undefined, ({ person }, mine) => noteSignIn(mine, person.id, NOW)],
  findUnitFacts: [{ statusReason: null, createdAt: NOW }, (_, mine) => findUnitFacts(mine)],
  listUnitHistory: [
    [],
    (_, mine) => listUnitHistory(mine, ['business-unit.created'], { before: null, limit: 9 }),
  ],
}
