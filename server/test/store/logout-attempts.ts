import { HOUR } from '../../src/lib/clock.ts'
import {
  claimDelivery,
  giveUpDelivery,
  insertDelivery,
  markDelivered,
  postponeDelivery,
} from '../../src/store/audit/deliveries.ts'
import type { Scoped } from '../../src/store/handle.ts'
import {
  addSessionApplication,
  listSessionApplications,
  prolongSessionApplications,
} from '../../src/store/people/session-applications.ts'
import { holdSession, renewSession } from '../../src/store/people/sessions.ts'
import { expireCodesOfSession } from '../../src/store/tokens/codes.ts'
import { revokeFamiliesOfSession } from '../../src/store/tokens/token-families.ts'
import type { Furnished } from './furnish.ts'
import { NOW, newHash, newSessionId } from './records.ts'

type Attempt = (theirs: Furnished, mine: Scoped) => Promise<unknown>

/** An attempt at the delivery below, under a claim that ends when it falls due. */
const FAILED = { id: 'dlv_1', claimedUntil: NOW, failure: 'spite' }

/** What of the end of a session a stranger may not reach, with what they get for asking. */
export const logoutQuestions: Record<string, readonly [expected: unknown, attempt: Attempt]> = {
  holdSession: [false, ({ signedIn }, mine) => holdSession(mine, signedIn.id, NOW)],
  renewSession: [
    false,
    ({ signedIn }, mine) => {
      const { businessUnitId } = mine
      return renewSession(mine, signedIn.hash, { ...signedIn, businessUnitId, hash: newHash() })
    },
  ],
  listSessionApplications: [[], ({ signedIn }, mine) => listSessionApplications(mine, signedIn.id)],
  claimDelivery: [false, (_, mine) => claimDelivery(mine, { id: 'dlv_1', dueAt: NOW }, NOW + 1)],
  markDelivered: [false, (_, mine) => markDelivered(mine, 'dlv_1', NOW)],
  postponeDelivery: [false, (_, mine) => postponeDelivery(mine, FAILED, NOW + 1)],
  giveUpDelivery: [false, (_, mine) => giveUpDelivery(mine, FAILED, NOW + 1)],
  expireCodesOfSession: [
    0,
    ({ issued }, mine) => expireCodesOfSession(mine, issued.sessionId ?? newSessionId(), NOW),
  ],
  revokeFamiliesOfSession: [
    0,
    ({ live }, mine) => {
      const ending = { at: NOW, because: 'spite', sparing: 'offline_access' }
      return revokeFamiliesOfSession(mine, live.sessionId ?? newSessionId(), ending)
    },
  ],
}

/** What of it they may write, with the ids of others too. */
export const logoutChanges: Record<string, Attempt> = {
  addSessionApplication: ({ part }, mine) => addSessionApplication(mine, { ...part, endsAt: NOW }),
  prolongSessionApplications: ({ part }, mine) =>
    prolongSessionApplications(mine, part.sessionId, part.endsAt + HOUR),
  insertDelivery: ({ delivery }, mine) => insertDelivery(mine, { ...delivery, subject: 'forged' }),
}
