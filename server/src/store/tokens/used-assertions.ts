import type { Instant } from '../../lib/clock.ts'
import { won } from '../columns.ts'
import type { Scoped } from '../handle.ts'

/**
 * Uses a client assertion, which works once (RFC 7523 §3, jti).
 * In: the SHA-256 of its client and jti, and when it would be over anyway. Out: false when it was used before.
 */
export async function consumeAssertion(scope: Scoped, hash: string, expiresAt: Instant): Promise<boolean> {
  const result = await scope.db
    .insertInto('used_assertions')
    .values({ hash, business_unit_id: scope.businessUnitId, expires_at: expiresAt })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return won(result)
}
