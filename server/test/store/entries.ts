import { HOUR } from '../../src/lib/clock.ts'
import type { ApplicationId } from '../../src/lib/ids.ts'
import type { AuditEntry, RefusalEntry, User } from '../../src/registry/model.ts'
import { insertHead } from '../../src/store/audit/log/heads.ts'
import { setKeepDays } from '../../src/store/audit/log/retention.ts'
import type { Scoped } from '../../src/store/handle.ts'
import { ACTOR, NOW, newHash } from './records.ts'

export function refusalEntry(
  applicationId: ApplicationId,
  changes: Partial<RefusalEntry> = {},
): RefusalEntry {
  const base = { endpoint: '/oauth2/token', reason: 'code_spent', description: 'Spent.', requestId: 'req_1' }
  return { id: `aud_${newHash()}`, at: NOW, applicationId, inputs: [], ...base, ...changes }
}

/** An entry of the history. Later ones have greater ids, as with UUIDv7. */
export function auditEntry(targetId: string, changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: `aud_${newHash()}`,
    at: NOW,
    class: 'A',
    actor: ACTOR,
    action: 'application.edited',
    targetKind: 'application',
    targetId,
    changes: [{ field: 'scopes', before: null, after: 'AgentApi' }],
    requestId: 'req_1',
    address: null,
    ...changes,
  }
}

/** A letter to a user that is due now. */
export function mailOf(to: Pick<User, 'userName'>) {
  const kind = 'password-reset' as const
  const id = `mai_${newHash().slice(32)}`
  const times = { createdAt: NOW, usefulUntil: NOW + HOUR }
  return { id, kind, recipient: to.userName, letter: 'sealed', ...times }
}

/** A link to a new password that nobody used. */
export function passwordLinkOf(user: Pick<User, 'id'>) {
  return { hash: newHash(), userId: user.id, way: null, createdAt: NOW, expiresAt: NOW + HOUR }
}

/** An invitation of a business unit that nobody answered. */
export function invitationTo(scope: Scoped) {
  const id = newHash().slice(32)
  return {
    businessUnitId: scope.businessUnitId,
    id: `inv_${id}`,
    hash: newHash(),
    userName: `${id}@harbour.example`,
    fullName: 'Kim Quay',
    securityProfileId: 'agent',
    language: 'de',
    byMail: false,
    invitedBy: ACTOR,
    createdAt: NOW,
    sentAt: NOW,
    expiresAt: NOW + HOUR,
  } as const
}

/** The end of a chain, published, as nobody signed it. */
export const HEAD = { seq: 1, hash: 'h1', at: NOW, signed: 'signed', publicKey: 'key', mac: 'mac' }

/** Gives a business unit what its audit log has beside its entries. */
export async function furnishLog(scope: Scoped): Promise<void> {
  await insertHead(scope, HEAD)
  await setKeepDays(scope, 365)
}

/** A process as it says of itself. */
export function processOf(id: string) {
  const delay = { middle: 120, high: 2_000, most: 15_000 }
  return { id, name: `${id}:1`, version: '0.1.0', startedAt: NOW, seenAt: NOW, memory: 3_000_000_000, delay }
}

/** A turn of a job that went well. */
export function runOf(job: string) {
  const turn = { pause: 60_000, startedAt: NOW, lasted: 12, turns: 3, failures: 0 }
  return { job, ...turn, failedAt: null, failure: null }
}
