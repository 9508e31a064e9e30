import type { Selectable } from 'kysely'
import type { Instant } from '../../lib/clock.ts'
import { won } from '../columns.ts'
import type { Handle, Scoped } from '../handle.ts'
import type { Database } from '../schema.ts'

/** What a letter is about. */
export type MailKind = Database['mail']['kind']

/** A letter as it is kept: what it says is sealed. */
type MailRecord = {
  readonly id: string
  /** What it is about, a stable word. */
  readonly kind: MailKind
  readonly recipient: string
  readonly letter: string
  readonly createdAt: Instant
  /** Until when it is of use to anybody. */
  readonly usefulUntil: Instant
}

/** What became of a letter. */
export type MailState = MailRecord & {
  readonly businessUnitId: Scoped['businessUnitId']
  readonly attempts: number
  /** When it is tried next, or when the claim of whoever is trying ends; null once nothing is left to do. */
  readonly nextAt: Instant | null
  readonly sentAt: Instant | null
  readonly lastFailure: string | null
}

/** Puts a letter into the queue, due at once, in the transaction of what it tells of. */
export async function insertMail(scope: Scoped, mail: MailRecord): Promise<void> {
  await scope.db
    .insertInto('mail')
    .values({
      business_unit_id: scope.businessUnitId,
      id: mail.id,
      kind: mail.kind,
      recipient: mail.recipient,
      letter: mail.letter,
      created_at: mail.createdAt,
      useful_until: mail.usefulUntil,
      attempts: 0,
      next_at: mail.createdAt,
      sent_at: null,
      last_failure: null,
    })
    .execute()
}

/** Letters whose time has come, of all business units, the longest waiting first. */
export async function listDueMail(handle: Handle, now: Instant, limit: number): Promise<MailState[]> {
  const rows = await handle.lists
    .selectFrom('mail')
    .selectAll()
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(limit)
    .execute()
  return rows.map(toMail)
}

/** Letters of the whole platform, newest first, for operators. In: the id that ended the page before, or null. */
export async function listMail(
  handle: Handle,
  { before, limit }: { readonly before: string | null; readonly limit: number },
): Promise<MailState[]> {
  const letters = handle.lists.selectFrom('mail').selectAll().orderBy('id', 'desc').limit(limit)
  const rows = await (before === null ? letters : letters.where('id', '<', before)).execute()
  return rows.map(toMail)
}

/** One letter of the platform, whichever business unit it is of; null when there is none. For operators. */
export async function findMail(handle: Handle, id: string): Promise<MailState | null> {
  const row = await handle.lists.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toMail(row)
}

/**
 * Claims a due letter for one attempt until `until`; who claimed it and was heard of no more by then loses it.
 * Out: true for exactly one of all that saw it due at `nextAt`.
 */
export async function claimMail(
  scope: Scoped,
  mail: Pick<MailState, 'id' | 'nextAt'>,
  until: Instant,
): Promise<boolean> {
  const result = await one(scope, mail.id)
    .set(eb => ({ next_at: until, attempts: eb('attempts', '+', 1) }))
    .where('next_at', '=', mail.nextAt)
    .executeTakeFirst()
  return won(result)
}

/** Notes that a letter was taken, whoever holds the claim by now. Out: false when it was done before. */
export async function markMailSent(scope: Scoped, id: string, at: Instant): Promise<boolean> {
  const result = await one(scope, id)
    .set({ sent_at: at, next_at: null, last_failure: null })
    .where('next_at', 'is not', null)
    .executeTakeFirst()
  return won(result)
}

/**
 * Notes a failed attempt. In: which claim it was made under, why it failed, and when it is tried again, or null when it
 * is given up. Out: false when the claim was lost meanwhile.
 */
export async function settleMailFailure(
  scope: Scoped,
  failed: { readonly id: string; readonly claimedUntil: Instant; readonly failure: string },
  next: Instant | null,
): Promise<boolean> {
  const result = await one(scope, failed.id)
    .set({ next_at: next, last_failure: failed.failure })
    .where('next_at', '=', failed.claimedUntil)
    .executeTakeFirst()
  return won(result)
}

function one(scope: Scoped, id: string) {
  return scope.db
    .updateTable('mail')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
}

function toMail(row: Selectable<Database['mail']>): MailState {
  return {
    businessUnitId: row.business_unit_id,
    id: row.id,
    kind: row.kind,
    recipient: row.recipient,
    letter: row.letter,
    createdAt: row.created_at,
    usefulUntil: row.useful_until,
    attempts: row.attempts,
    nextAt: row.next_at,
    sentAt: row.sent_at,
    lastFailure: row.last_failure,
  }
}
