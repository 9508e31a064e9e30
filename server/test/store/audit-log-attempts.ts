import { lastSealed, listSealed, listUnsealed, setSeal } from '../../src/store/audit/audit.ts'
import { findHead, insertHead, lastHead, listHeads, listHeadsAfter } from '../../src/store/audit/log/heads.ts'
import { findLogEntry, listActions, listLog } from '../../src/store/audit/log/log.ts'
import { eraseUpTo, findRetention, setKeepDays } from '../../src/store/audit/log/retention.ts'
import type { Scoped } from '../../src/store/handle.ts'
import { HEAD } from './entries.ts'
import type { Furnished } from './furnish.ts'

type Attempt = (theirs: Furnished, mine: Scoped) => Promise<unknown>

const EVERYTHING = {
  actor: null,
  actions: null,
  targetKind: null,
  targetId: null,
  requestId: null,
  from: null,
  until: null,
}

/** What a stranger may not learn of a log, nor change. */
export const auditLogQuestions: Record<string, readonly [expected: unknown, attempt: Attempt]> = {
  listUnsealed: [[], (_, mine) => listUnsealed(mine, 9)],
  lastSealed: [null, (_, mine) => lastSealed(mine)],
  listSealed: [[], (_, mine) => listSealed(mine, 0, 9)],
  setSeal: [false, ({ open }, mine) => setSeal(mine, open.id, 2, 'h2')],
  listLog: [[], (_, mine) => listLog(mine, EVERYTHING, { after: null, limit: 9, order: 'newest-first' })],
  findLogEntry: [null, ({ sealed }, mine) => findLogEntry(mine, sealed.id)],
  listActions: [[], (_, mine) => listActions(mine)],
  findHead: [null, (_, mine) => findHead(mine, HEAD.seq)],
  lastHead: [null, (_, mine) => lastHead(mine)],
  listHeads: [[], (_, mine) => listHeads(mine, { before: null, limit: 9 })],
  listHeadsAfter: [[], (_, mine) => listHeadsAfter(mine, 0, 9)],
  findRetention: [{ keepDays: null, erased: null }, (_, mine) => findRetention(mine)],
  eraseUpTo: [0, (_, mine) => eraseUpTo(mine, HEAD)],
}

/** What of it they may write, of their own. */
export const auditLogChanges: Record<string, Attempt> = {
  insertHead: (_, mine) => insertHead(mine, { ...HEAD, hash: 'forged' }),
  setKeepDays: (_, mine) => setKeepDays(mine, 30),
}
