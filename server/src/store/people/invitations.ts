import type { Selectable } from 'kysely'
import type { Instant } from '../../lib/clock.ts'
import type { Invitation } from '../../registry/people/invitation.ts'
import { fromBit, toBit, won } from '../columns.ts'
import { type Handle, mustBelong, type Scoped } from '../handle.ts'
import type { Database } from '../schema.ts'

/** Its link, keyed by the SHA-256 of its secret, and until when it works. */
type Link = Pick<Invitation, 'byMail' | 'sentAt' | 'expiresAt'> & { readonly hash: string }

/** Adds an invitation. Out: false, and nothing is written, when one for the same name waits in this business unit. */
export async function insertInvitation(
  scope: Scoped,
  invitation: Invitation & { readonly hash: string },
): Promise<boolean> {
  mustBelong(scope, invitation.businessUnitId)
  const result = await scope.db
    .insertInto('invitations')
    .values({
      business_unit_id: scope.businessUnitId,
      id: invitation.id,
      user_name: invitation.userName,
      full_name: invitation.fullName,
      security_profile_id: invitation.securityProfileId,
      language: invitation.language,
      by_kind: invitation.invitedBy.kind,
      by_id: invitation.invitedBy.id,
      by_name: invitation.invitedBy.name,
      created_at: invitation.createdAt,
      settled_at: null,
      ...linkColumns(invitation),
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return won(result)
}

/** The invitation of this business unit that waits under this id, or null. */
export async function findInvitation(scope: Scoped, id: string): Promise<Invitation | null> {
  const row = await scope.db
    .selectFrom('invitations')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('settled_at', 'is', null)
    .executeTakeFirst()
  return row === undefined ? null : toInvitation(row)
}

/** The invitation whose link's secret hashes to this, while it waits and its time is not up; null otherwise. */
export async function findInvitationByLink(
  handle: Handle,
  hash: string,
  now: Instant,
): Promise<Invitation | null> {
  const row = await handle.db
    .selectFrom('invitations')
    .selectAll()
    .where('hash', '=', hash)
    .where('settled_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row === undefined ? null : toInvitation(row)
}

/** Invitations of the business unit that wait, newest first. In: the id that ended the page before, or null. */
export async function listInvitations(
  scope: Scoped,
  { before, limit }: { readonly before: string | null; readonly limit: number },
): Promise<Invitation[]> {
  const rows = await scope.lists
    .selectFrom('invitations')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('settled_at', 'is', null)
    .$if(before !== null, query => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toInvitation)
}

/** How many invitations of the business unit wait, counted as far as `most`. */
export async function countInvitations(scope: Scoped, most: number): Promise<number> {
  const rows = await scope.db
    .selectFrom('invitations')
    .select('id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('settled_at', 'is', null)
    .limit(most)
    .execute()
  return rows.length
}

/**
 * How many invitations of the business unit that wait end after one moment and not after another, counted as far as `most`.
 * In: `after` null: from the first on.
 */
export async function countEnding(
  scope: Scoped,
  { after, until }: { readonly after: Instant | null; readonly until: Instant },
  most: number,
): Promise<number> {
  const rows = await scope.lists
    .selectFrom('invitations')
    .select('id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('settled_at', 'is', null)
    .where('expires_at', '<=', until)
    .$if(after !== null, query => query.where('expires_at', '>', after ?? 0))
    .limit(most)
    .execute()
  return rows.length
}

/** Which of these folded names are invited by this business unit and have not answered. */
export async function invitedAmong(scope: Scoped, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return []
  const rows = await scope.db
    .selectFrom('invitations')
    .select('user_name')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('settled_at', 'is', null)
    .where('user_name', 'in', names)
    .execute()
  return rows.map(row => row.user_name)
}

/** Which of these folded names are of users of this business unit. Says nothing of those of others. */
export async function usersAmong(scope: Scoped, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return []
  const rows = await scope.db
    .selectFrom('user_names')
    .select('name_key')
    .where('name_key', 'in', names)
    .where('business_unit_id', '=', scope.businessUnitId)
    .execute()
  return rows.map(row => row.name_key)
}

/** Gives an invitation that waits another link; the one before ends. Out: false when it does not wait here. */
export async function renewInvitation(scope: Scoped, id: string, link: Link): Promise<boolean> {
  const result = await waiting(scope).set(linkColumns(link)).where('id', '=', id).executeTakeFirst()
  return won(result)
}

/** Spends the link of an invitation. Out: true for exactly one caller, and only while it waits and its time is not up. */
export async function consumeInvitation(scope: Scoped, hash: string, now: Instant): Promise<boolean> {
  const result = await waiting(scope)
    .set({ settled_at: now })
    .where('hash', '=', hash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return won(result)
}

/** Withdraws an invitation. Out: false when it does not wait here. */
export async function withdrawInvitation(scope: Scoped, id: string, at: Instant): Promise<boolean> {
  const result = await waiting(scope).set({ settled_at: at }).where('id', '=', id).executeTakeFirst()
  return won(result)
}

function waiting(scope: Scoped) {
  return scope.db
    .updateTable('invitations')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('settled_at', 'is', null)
}

function linkColumns({ hash, byMail, sentAt, expiresAt }: Link) {
  return { hash, by_mail: toBit(byMail), sent_at: sentAt, expires_at: expiresAt }
}

function toInvitation(row: Selectable<Database['invitations']>): Invitation {
  return {
    businessUnitId: row.business_unit_id,
    id: row.id,
    userName: row.user_name,
    fullName: row.full_name,
    securityProfileId: row.security_profile_id,
    language: row.language,
    byMail: fromBit(row.by_mail),
    invitedBy: { kind: row.by_kind, id: row.by_id, name: row.by_name },
    createdAt: row.created_at,
    sentAt: row.sent_at,
    expiresAt: row.expires_at,
  }
}
