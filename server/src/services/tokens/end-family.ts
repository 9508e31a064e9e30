import type { Instant } from '../../lib/clock.ts'
import type { TokenFamily } from '../../registry/model.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { revokeFamily } from '../../store/tokens/token-families.ts'
import type { Commit } from '../commit.ts'

/** Why a family ends before its time. */
type Because = 'code redeemed twice' | 'refresh token reused' | 'revoked by the application'

/**
 * Ends a token family within a transaction: its refresh token and every access token issued with it.
 * In: the family, and why, when and by which request. Ending one that has ended changes nothing.
 */
export async function endFamily(
  tx: Commit,
  family: Pick<TokenFamily, 'businessUnitId' | 'id' | 'applicationId'>,
  ending: { readonly because: Because; readonly at: Instant; readonly requestId: string },
): Promise<void> {
  const scope = inBusinessUnit(tx.handle, family.businessUnitId)
  const { because, at, requestId } = ending
  if (!(await revokeFamily(scope, family.id, at, because))) return
  await tx.record(scope, {
    actor: { kind: 'application', id: family.applicationId, name: family.applicationId },
    action: 'family.revoked',
    target: { kind: 'family', id: family.id },
    changes: [{ field: 'because', before: null, after: because }],
    requestId,
  })
}
