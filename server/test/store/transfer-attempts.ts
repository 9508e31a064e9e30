import { holdForTransfer, moveApplication } from '../../src/store/applications/transfers/move-application.ts'
import {
  answerTransfer,
  countAnswered,
  countOffered,
  countOfferedTo,
  findGiven,
  findOffer,
  findOfferedTo,
  insertTransfer,
  listGiven,
  listOfferedTo,
  withdrawTransfer,
} from '../../src/store/applications/transfers/transfers.ts'
import type { Scoped } from '../../src/store/handle.ts'
import type { Furnished } from './furnish.ts'
import { ACTOR, keysOf, NOW } from './records.ts'

type Attempt = (theirs: Furnished, mine: Scoped) => Promise<unknown>

const page = { before: null, limit: 9 } as const

/** What of transfers a stranger, who neither gives nor receives, may not see, answer or carry out. */
export const transferQuestions: Record<string, readonly [expected: unknown, attempt: Attempt]> = {
  findGiven: [null, ({ offered }, mine) => findGiven(mine, offered.id)],
  findOffer: [null, ({ offered }, mine) => findOffer(mine, offered.applicationId, NOW)],
  findOfferedTo: [null, ({ offered }, mine) => findOfferedTo(mine, offered.id)],
  listGiven: [[], (_, mine) => listGiven(mine, page)],
  listOfferedTo: [[], (_, mine) => listOfferedTo(mine, page)],
  countOffered: [0, (_, mine) => countOffered(mine, NOW, 9)],
  countOfferedTo: [0, (_, mine) => countOfferedTo(mine, 0, 9)],
  countAnswered: [0, (_, mine) => countAnswered(mine, 0, 9)],
  withdrawTransfer: [false, ({ offered }, mine) => withdrawTransfer(mine, offered.id, NOW)],
  answerTransfer: [
    false,
    ({ offered }, mine) => answerTransfer(mine, offered.id, { state: 'accepted', words: 'mine', at: NOW }),
  ],
  holdForTransfer: [false, ({ ranged }, mine) => holdForTransfer(mine, { id: ranged.id, version: 2 })],
  moveApplication: [
    false,
    ({ ranged }, mine) => {
      const move = {
        to: mine.businessUnitId,
        arrival: ranged,
        owners: [],
        keys: keysOf(ranged),
        at: NOW,
        by: ACTOR,
      }
      return moveApplication(mine, { id: ranged.id, version: 2 }, move)
    },
  ],
}

/** What of them they may write, with the ids of others too. */
export const transferChanges: Record<string, Attempt> = {
  insertTransfer: ({ offered }, mine) => insertTransfer(mine, { ...offered, words: 'forged' }),
}
