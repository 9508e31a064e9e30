import type { Instant } from '../../lib/clock.ts'
import { won } from '../columns.ts'
import type { Scoped } from '../handle.ts'

/** What was answered to a request that bore an Idempotency-Key. */
type IdempotentAnswer = {
  /** SHA-256 of the request, so that the key cannot be used for another. */
  readonly requestHash: string
  readonly sealedResponse: string
  readonly createdAt: Instant
}

/**
 * Claims an Idempotency-Key, by the SHA-256 of it and of whose it is, in the transaction of what it guards.
 * Out: true for exactly one caller; the others find the answer with {@link findKey}.
 */
export async function claimKey(
  scope: Scoped,
  claim: IdempotentAnswer & { readonly keyHash: string },
): Promise<boolean> {
  const result = await scope.db
    .insertInto('idempotency')
    .values({
      business_unit_id: scope.businessUnitId,
      key_hash: claim.keyHash,
      request_hash: claim.requestHash,
      sealed_response: claim.sealedResponse,
      created_at: claim.createdAt,
    })
    .onConflict(conflict => conflict.columns(['business_unit_id', 'key_hash']).doNothing())
    .executeTakeFirst()
  return won(result)
}

/** What was answered under this key, or null. Kept for 24 hours, then swept. */
export async function findKey(scope: Scoped, keyHash: string): Promise<IdempotentAnswer | null> {
  const row = await scope.db
    .selectFrom('idempotency')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('key_hash', '=', keyHash)
    .executeTakeFirst()
  if (!row) return null
  return { requestHash: row.request_hash, sealedResponse: row.sealed_response, createdAt: row.created_at }
}
