import type { Instant } from '../../lib/clock.ts'
import { won } from '../columns.ts'
import type { Handle } from '../handle.ts'

/** Adds a one-time link for making the first operator, keyed by the SHA-256 of its secret. */
export async function insertSetupLink(
  handle: Handle,
  link: { readonly hash: string; readonly createdAt: Instant; readonly expiresAt: Instant },
): Promise<void> {
  await handle.db
    .insertInto('setup_links')
    .values({ hash: link.hash, created_at: link.createdAt, expires_at: link.expiresAt, consumed_at: null })
    .execute()
}

/** True when the link is unspent and its time is not up. */
export async function findSetupLink(handle: Handle, hash: string, now: Instant): Promise<boolean> {
  const row = await handle.db
    .selectFrom('setup_links')
    .select('hash')
    .where('hash', '=', hash)
    .where('consumed_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row !== undefined
}

/** Spends a link. Out: true for exactly one caller, and only while the link lives. */
export async function consumeSetupLink(handle: Handle, hash: string, now: Instant): Promise<boolean> {
  const result = await handle.db
    .updateTable('setup_links')
    .set({ consumed_at: now })
    .where('hash', '=', hash)
    .where('consumed_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return won(result)
}
