import type { HistoryGroup } from '@latchkey/contract/audit/groups.ts'
import { ALERTS } from './alerts.ts'

/** What stands in the history of an application, by what somebody looks for there. */
const GROUPS = {
  settings: [
    'application.registered',
    'application.authorized',
    'application.drafted',
    'application.published',
    'application.version-published',
    'application.version-accepted',
    'application.version-kept',
    'application.edited',
    'application.addresses-set',
    'application.profile-given',
    'application.profile-taken',
  ],
  status: [
    'application.deactivated',
    'application.activated',
    'application.reason-changed',
    'application.contained',
    'application.tokens-revoked',
    'application.lifted',
    'application.deleted',
    'application.restored',
    'application.purged',
    'application.offered',
    'application.offer-withdrawn',
    'application.offer-declined',
    'application.transferred',
    'application.received',
  ],
  secrets: [
    'secret.added',
    'secret.edited',
    'secret.rotated',
    'secret.quarantined',
    'secret.released',
    'secret.revoked',
  ],
  notes: ['application.note-added', 'application.note-edited', 'application.note-deleted'],
  consents: [
    'consent.given',
    'consent.declined',
    'consent.withdrawn',
    'consent.given-for-all',
    'consent.withdrawn-for-all',
  ],
  alerts: [...ALERTS, 'alert.acknowledged', 'logout.not-delivered'],
} as const satisfies Record<HistoryGroup, readonly string[]>

export type Group = keyof typeof GROUPS

/** The audit actions of a group. */
export function actionsOf(group: Group): readonly string[] {
  return GROUPS[group]
}
