import type { Instant } from '../../lib/clock.ts'
import type { BusinessUnitId } from '../../lib/ids.ts'
import { canBeKept } from '../columns.ts'
import type { Handle, Scoped } from '../handle.ts'

type RevokedToken = {
  readonly tokenId: string
  readonly businessUnitId: BusinessUnitId
  readonly expiresAt: Instant
}

/** Withdraws one access token by its id (`jti`) until its own end. Doing it again changes nothing. */
export async function revokeToken(scope: Scoped, tokenId: string, expiresAt: Instant): Promise<void> {
  await scope.db
    .insertInto('revoked_tokens')
    .values({ token_id: tokenId, business_unit_id: scope.businessUnitId, expires_at: expiresAt })
    .onConflict(conflict => conflict.column('token_id').doNothing())
    .execute()
}

/** True when the access token with this id (`jti`) was withdrawn. */
export async function isTokenRevoked(handle: Handle, tokenId: string): Promise<boolean> {
  if (!canBeKept(tokenId)) return false
  const row = await handle.db
    .selectFrom('revoked_tokens')
    .select('token_id')
    .where('token_id', '=', tokenId)
    .executeTakeFirst()
  return row !== undefined
}

/** Every withdrawn access token whose own end has not come, soonest end first: what a deny-list starts from. */
export async function listRevokedTokens(handle: Handle, now: Instant): Promise<RevokedToken[]> {
  const rows = await handle.db
    .selectFrom('revoked_tokens')
    .selectAll()
    .where('expires_at', '>', now)
    .orderBy('expires_at')
    .orderBy('token_id')
    .execute()
  return rows.map(row => ({
    tokenId: row.token_id,
    businessUnitId: row.business_unit_id,
    expiresAt: row.expires_at,
  }))
}
