import type { Instant } from '../../lib/clock.ts'
import type { Alert } from '../../registry/audit/alerts.ts'
import type { TokenFamily } from '../../registry/model.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { findUser } from '../../store/people/users.ts'
import { revokeFamily } from '../../store/tokens/token-families.ts'
import { raiseAlert } from '../audit/raise-alert.ts'
import type { Commit } from '../commit.ts'

/** Why a family ends before its time, and what the application's owner is alerted to when that is no routine. */
const CAUSES = {
  'code redeemed twice': 'alert.code-redeemed-twice',
  'refresh token reused': 'alert.refresh-token-reused',
  'found elsewhere': 'alert.refresh-token-leaked',
  'revoked by the application': null,
} as const satisfies { readonly [because: string]: Alert | null }

/**
 * Ends a token family within a transaction: its refresh token and every access token issued with it. What came back
 * that should not have is told to the application's owner (RFC 9700 §4.14.2).
 * In: the family; why, when and by which request, and what else is known. Ending one that has ended changes nothing.
 */
export async function endFamily(
  tx: Commit,
  family: Pick<TokenFamily, 'businessUnitId' | 'id' | 'applicationId' | 'userId'>,
  ending: {
    readonly because: keyof typeof CAUSES
    readonly at: Instant
    readonly requestId: string
    /** What else its owner is told, by its name. */
    readonly facts?: Readonly<Record<string, string>>
  },
): Promise<void> {
  const scope = inBusinessUnit(tx.handle, family.businessUnitId)
  const { because, at, requestId, facts = {} } = ending
  if (!(await revokeFamily(scope, family.id, at, because))) return
  await tx.record(scope, {
    actor: { kind: 'application', id: family.applicationId, name: family.applicationId },
    action: 'family.revoked',
    target: { kind: 'family', id: family.id },
    changes: [{ field: 'because', before: null, after: because }],
    requestId,
  })
  const alert = CAUSES[because]
  if (alert === null) return
  const userName = (await findUser(scope, family.userId))?.userName ?? family.userId
  await raiseAlert(tx, { ...family, alert, facts: { family: family.id, ...facts }, userName, requestId })
}
