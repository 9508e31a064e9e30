import type { Instant } from '../../lib/clock.ts'
import type { UserId } from '../../lib/ids.ts'
import type { Session } from '../../registry/model.ts'
import { rowsOf, won } from '../columns.ts'
import { type Handle, mustBelong, type Scoped } from '../handle.ts'

/** Adds a session, keyed by the SHA-256 of its cookie's value. */
export async function insertSession(scope: Scoped, session: Session): Promise<void> {
  mustBelong(scope, session.businessUnitId)
  await scope.db
    .insertInto('sessions')
    .values({
      hash: session.hash,
      business_unit_id: scope.businessUnitId,
      user_id: session.userId,
      signed_in_at: session.signedInAt,
      last_seen_at: session.lastSeenAt,
      ends_at: session.endsAt,
      ended_at: null,
    })
    .execute()
}

/** The session that nobody has ended, or null. Whether its time is up is the caller's to judge by `endsAt`. */
export async function findSession(handle: Handle, hash: string): Promise<Session | null> {
  const row = await handle.db
    .selectFrom('sessions')
    .selectAll()
    .where('hash', '=', hash)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  return {
    hash: row.hash,
    businessUnitId: row.business_unit_id,
    userId: row.user_id,
    signedInAt: row.signed_in_at,
    lastSeenAt: row.last_seen_at,
    endsAt: row.ends_at,
  }
}

/** Notes when a session was last used. Never moves the time back, and never wakes an ended session. */
export async function touchSession(scope: Scoped, hash: string, lastSeenAt: Instant): Promise<void> {
  await scope.db
    .updateTable('sessions')
    .set({ last_seen_at: lastSeenAt })
    .where('hash', '=', hash)
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('ended_at', 'is', null)
    .where('last_seen_at', '<', lastSeenAt)
    .execute()
}

/** Ends a session. Out: false when it was ended before or is unknown here. */
export async function endSession(scope: Scoped, hash: string, at: Instant): Promise<boolean> {
  const result = await scope.db
    .updateTable('sessions')
    .set({ ended_at: at })
    .where('hash', '=', hash)
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return won(result)
}

/** Ends every session of a user. Out: how many this call ended. */
export async function endSessionsOfUser(scope: Scoped, userId: UserId, at: Instant): Promise<number> {
  const result = await scope.db
    .updateTable('sessions')
    .set({ ended_at: at })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return rowsOf(result)
}
