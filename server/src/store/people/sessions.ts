import type { Selectable } from 'kysely'
import type { Instant } from '../../lib/clock.ts'
import type { SessionId, UserId } from '../../lib/ids.ts'
import type { Session } from '../../registry/model.ts'
import { won } from '../columns.ts'
import { type Handle, mustBelong, type Scoped } from '../handle.ts'
import type { Database } from '../schema.ts'

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
      method: session.method,
      last_seen_at: session.lastSeenAt,
      ends_at: session.endsAt,
      ended_at: null,
      id: session.id,
      user_agent: session.userAgent,
      ip: session.ip,
      proved_at: session.provedAt,
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
  return row ? toSession(row) : null
}

function toSession(row: Selectable<Database['sessions']>): Session | null {
  // A session of before sessions had ids is over.
  if (row.id === null) return null
  return {
    hash: row.hash,
    id: row.id,
    businessUnitId: row.business_unit_id,
    userId: row.user_id,
    signedInAt: row.signed_in_at,
    // Before this was kept there was one way.
    method: row.method ?? 'password',
    lastSeenAt: row.last_seen_at,
    endsAt: row.ends_at,
    userAgent: row.user_agent ?? '',
    ip: row.ip ?? '',
    provedAt: row.proved_at,
  }
}

/** The sessions of a user that nobody has ended, latest used first. Whether their time is up is the caller's to judge. */
export async function listSessionsOfUser(scope: Scoped, userId: UserId): Promise<Session[]> {
  const rows = await scope.db
    .selectFrom('sessions')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .orderBy('last_seen_at', 'desc')
    .orderBy('hash')
    .execute()
  return rows.map(toSession).filter(session => session !== null)
}

/** Some of the business unit's sessions that nobody has ended and whose latest end is after `now`. */
export async function listSessionsOfBusinessUnit(
  scope: Scoped,
  now: Instant,
  limit: number,
): Promise<Session[]> {
  const rows = await scope.db
    .selectFrom('sessions')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('ended_at', 'is', null)
    .where('id', 'is not', null)
    .where('ends_at', '>', now)
    .limit(limit)
    .execute()
  return rows.map(toSession).filter(session => session !== null)
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

/** Notes that the user of a session typed the password. Out: false when it has ended or is unknown here. */
export async function proveSession(scope: Scoped, id: SessionId, at: Instant): Promise<boolean> {
  const result = await scope.db
    .updateTable('sessions')
    .set({ proved_at: at })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', at)
    .executeTakeFirst()
  return won(result)
}

/**
 * Proves that a session has not ended, and keeps it so until the caller's transaction ends: whoever ends it meanwhile
 * waits, and then ends what this transaction made as well. Out: false when it has ended or is unknown here.
 */
export async function holdSession(scope: Scoped, id: SessionId, now: Instant): Promise<boolean> {
  const result = await scope.db
    .updateTable('sessions')
    .set(eb => ({ ends_at: eb.ref('ends_at') }))
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', now)
    .executeTakeFirst()
  return won(result)
}

/**
 * Goes on with a session whose user signed in again: everything but its id and its user is new, the hash too, so that
 * the cookie of before opens nothing any more. Out: false when it has ended or is unknown here.
 */
export async function renewSession(scope: Scoped, hash: string, renewed: Session): Promise<boolean> {
  mustBelong(scope, renewed.businessUnitId)
  const result = await scope.db
    .updateTable('sessions')
    .set({
      hash: renewed.hash,
      signed_in_at: renewed.signedInAt,
      method: renewed.method,
      last_seen_at: renewed.lastSeenAt,
      ends_at: renewed.endsAt,
      user_agent: renewed.userAgent,
      ip: renewed.ip,
      proved_at: renewed.provedAt,
    })
    .where('hash', '=', hash)
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', renewed.id)
    .where('user_id', '=', renewed.userId)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', renewed.signedInAt)
    .executeTakeFirst()
  return won(result)
}

/**
 * Ends a session, by its id, which stays when its cookie is renewed. Out: false when it was ended before or is unknown
 * here. Only `services/people/end-session.ts` calls this: more than a row ends with a session.
 */
export async function endSession(scope: Scoped, id: SessionId, at: Instant): Promise<boolean> {
  const result = await scope.db
    .updateTable('sessions')
    .set({ ended_at: at })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return won(result)
}
