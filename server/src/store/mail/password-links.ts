import type { Instant } from '../../lib/clock.ts'
import type { BusinessUnitId, UserId } from '../../lib/ids.ts'
import { won } from '../columns.ts'
import type { Handle, Scoped } from '../handle.ts'

/** A one-time link to a new password, keyed by the SHA-256 of its secret. */
export type PasswordLink = {
  readonly hash: string
  readonly businessUnitId: BusinessUnitId
  readonly userId: UserId
  /** Where its user wanted to go when they asked for it, sealed; null: nowhere. */
  readonly way: string | null
  readonly createdAt: Instant
  readonly expiresAt: Instant
}

/** Adds a link of a user of this business unit. */
export async function insertPasswordLink(
  scope: Scoped,
  link: Omit<PasswordLink, 'businessUnitId'>,
): Promise<void> {
  await scope.db
    .insertInto('password_links')
    .values({
      hash: link.hash,
      business_unit_id: scope.businessUnitId,
      user_id: link.userId,
      way: link.way,
      created_at: link.createdAt,
      expires_at: link.expiresAt,
      consumed_at: null,
    })
    .execute()
}

/** The link whose secret hashes to this, while it is unspent and its time is not up; null otherwise. */
export async function findPasswordLink(
  handle: Handle,
  hash: string,
  now: Instant,
): Promise<PasswordLink | null> {
  const row = await handle.db
    .selectFrom('password_links')
    .selectAll()
    .where('hash', '=', hash)
    .where('consumed_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    hash: row.hash,
    businessUnitId: row.business_unit_id,
    userId: row.user_id,
    way: row.way,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}

/** Spends a link. Out: true for exactly one caller, and only while the link lives. */
export async function consumePasswordLink(scope: Scoped, hash: string, now: Instant): Promise<boolean> {
  const result = await scope.db
    .updateTable('password_links')
    .set({ consumed_at: now })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('hash', '=', hash)
    .where('consumed_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return won(result)
}

/** Spends every link of a user that nobody used: what they asked for is done. */
export async function endPasswordLinks(scope: Scoped, userId: UserId, now: Instant): Promise<void> {
  await scope.db
    .updateTable('password_links')
    .set({ consumed_at: now })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('user_id', '=', userId)
    .where('consumed_at', 'is', null)
    .execute()
}
