import {
  acknowledgeAlert,
  countOpenAlerts,
  countOpenAlertsAmong,
  findAlert,
  insertAlert,
  listAlerts,
  listAlertsOf,
  settleAlerts,
} from '../../src/store/audit/alerts.ts'
import type { Scoped } from '../../src/store/handle.ts'
import type { Furnished } from './furnish.ts'
import { ACTOR, NOW } from './records.ts'

type Attempt = (theirs: Furnished, mine: Scoped) => Promise<unknown>

const page = { before: null, limit: 9 } as const
const word = { at: NOW, by: ACTOR, note: 'stolen' } as const

/** What of alerts a stranger may not see or acknowledge, with what they get for asking. */
export const alertQuestions: Record<string, readonly [expected: unknown, attempt: Attempt]> = {
  listAlerts: [[], (_, mine) => listAlerts(mine, false, page)],
  listAlertsOf: [[], ({ application }, mine) => listAlertsOf(mine, application.id, page)],
  findAlert: [null, ({ alert }, mine) => findAlert(mine, alert.id)],
  acknowledgeAlert: [false, ({ alert }, mine) => acknowledgeAlert(mine, alert.id, word)],
  settleAlerts: [
    0,
    ({ application, alert }, mine) =>
      settleAlerts(mine, { applicationId: application.id, subject: alert.subject, kind: alert.kind }, word),
  ],
  countOpenAlerts: [0, (_, mine) => countOpenAlerts(mine, 9)],
  countOpenAlertsAmong: [
    new Map(),
    ({ application }, mine) => countOpenAlertsAmong(mine, [application.id], 9),
  ],
}

/** What of them they may write, with the ids of others too. */
export const alertChanges: Record<string, Attempt> = {
  insertAlert: ({ alert }, mine) => insertAlert(mine, { ...alert, subject: 'forged' }),
}
