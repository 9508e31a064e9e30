import { type Selectable, sql } from 'kysely'
import type { Instant } from '../../../lib/clock.ts'
import type { ApplicationId } from '../../../lib/ids.ts'
import type { Transfer } from '../../../registry/applications/transfer.ts'
import { canBeKept, won } from '../../columns.ts'
import type { Scoped } from '../../handle.ts'
import type { Database } from '../../schema.ts'

type Page = { readonly before: string | null; readonly limit: number }

function toTransfer(row: Selectable<Database['application_transfers']>): Transfer {
  return {
    businessUnitId: row.business_unit_id,
    id: row.id,
    applicationId: row.application_id,
    toBusinessUnitId: row.to_business_unit_id,
    toNumber: row.to_number,
    vendorName: row.vendor_name,
    name: row.name,
    words: row.words,
    state: row.state,
    createdAt: row.created_at,
    createdBy: { kind: row.created_by_kind, id: row.created_by_id, name: row.created_by_name },
    endsAt: row.ends_at,
    answer: row.answer,
    answeredAt: row.answered_at,
  }
}

/**
 * Keeps an offer of an application of this business unit, in place of one that ended by itself.
 * Out: false when the application is on offer already.
 */
export async function insertTransfer(
  scope: Scoped,
  transfer: Omit<Transfer, 'businessUnitId' | 'state' | 'answer' | 'answeredAt'>,
): Promise<boolean> {
  await scope.db
    .updateTable('application_transfers')
    .set({ state: 'ended' })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', transfer.applicationId)
    .where('state', '=', 'offered')
    .where('ends_at', '<=', transfer.createdAt)
    .execute()
  const result = await scope.db
    .insertInto('application_transfers')
    .values({
      business_unit_id: scope.businessUnitId,
      id: transfer.id,
      application_id: transfer.applicationId,
      to_business_unit_id: transfer.toBusinessUnitId,
      to_number: transfer.toNumber,
      vendor_name: transfer.vendorName,
      name: transfer.name,
      words: transfer.words,
      state: 'offered',
      created_at: transfer.createdAt,
      created_by_kind: transfer.createdBy.kind,
      created_by_id: transfer.createdBy.id,
      created_by_name: transfer.createdBy.name,
      ends_at: transfer.endsAt,
      answer: null,
      answered_at: null,
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return won(result)
}

/** How many offers of the business unit wait for an answer, counted up to a bound. */
export async function countOffered(scope: Scoped, now: Instant, most: number): Promise<number> {
  const rows = await scope.db
    .selectFrom('application_transfers')
    .select('id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('state', '=', 'offered')
    .where('ends_at', '>', now)
    .limit(most)
    .execute()
  return rows.length
}

/** One of the transfers that this business unit offered, or null. */
export async function findGiven(scope: Scoped, id: string): Promise<Transfer | null> {
  if (!canBeKept(id)) return null
  const row = await scope.db
    .selectFrom('application_transfers')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : toTransfer(row)
}

/** What this business unit offered, newest first. `before` is the id of the page before's last. */
export async function listGiven(scope: Scoped, page: Page): Promise<Transfer[]> {
  let query = scope.lists
    .selectFrom('application_transfers')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
  if (page.before !== null) query = query.where('id', '<', page.before)
  return (await query.orderBy('id', 'desc').limit(page.limit).execute()).map(toTransfer)
}

/** One of the transfers that were offered to this business unit, whoever offers it; or null. */
export async function findOfferedTo(scope: Scoped, id: string): Promise<Transfer | null> {
  if (!canBeKept(id)) return null
  const row = await scope.db
    .selectFrom('application_transfers')
    .selectAll()
    .where('to_business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : toTransfer(row)
}

/** What others offered to this business unit, newest first. */
export async function listOfferedTo(scope: Scoped, page: Page): Promise<Transfer[]> {
  let query = scope.lists
    .selectFrom('application_transfers')
    .selectAll()
    .where('to_business_unit_id', '=', scope.businessUnitId)
  if (page.before !== null) query = query.where('id', '<', page.before)
  return (await query.orderBy('id', 'desc').limit(page.limit).execute()).map(toTransfer)
}

/** How many offers to this business unit wait for its answer, counted as far as `most`. */
export async function countOfferedTo(scope: Scoped, now: Instant, most: number): Promise<number> {
  // Said as it stands in the index, which a parameter would not be known to be.
  const rows = await scope.lists
    .selectFrom('application_transfers')
    .select('id')
    .where('to_business_unit_id', '=', scope.businessUnitId)
    .where('state', '=', sql.lit('offered'))
    .where('ends_at', '>', now)
    .limit(most)
    .execute()
  return rows.length
}

/** How many offers of this business unit were accepted or declined since then, counted as far as `most`. */
export async function countAnswered(scope: Scoped, since: Instant, most: number): Promise<number> {
  const rows = await scope.lists
    .selectFrom('application_transfers')
    .select('id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('state', 'in', ['accepted', 'declined'])
    .where('answered_at', '>=', since)
    .limit(most)
    .execute()
  return rows.length
}

/** The offer of an application of this business unit that waits for an answer, or null. */
export async function findOffer(
  scope: Scoped,
  applicationId: ApplicationId,
  now: Instant,
): Promise<Transfer | null> {
  const row = await scope.db
    .selectFrom('application_transfers')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
    .where('state', '=', 'offered')
    .where('ends_at', '>', now)
    .executeTakeFirst()
  return row === undefined ? null : toTransfer(row)
}

/** Takes an offer back that waits. Out: false when it waits no longer, or is not this business unit's. */
export async function withdrawTransfer(scope: Scoped, id: string, now: Instant): Promise<boolean> {
  const result = await scope.db
    .updateTable('application_transfers')
    .set({ state: 'withdrawn', answered_at: now })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('state', '=', 'offered')
    .where('ends_at', '>', now)
    .executeTakeFirst()
  return won(result)
}

/** Answers an offer to this business unit, once. Out: false when it waits no longer, or is another's to answer. */
export async function answerTransfer(
  scope: Scoped,
  id: string,
  answer: { readonly state: 'accepted' | 'declined'; readonly words: string | null; readonly at: Instant },
): Promise<boolean> {
  const result = await scope.db
    .updateTable('application_transfers')
    .set({ state: answer.state, answer: answer.words, answered_at: answer.at })
    .where('to_business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('state', '=', 'offered')
    .where('ends_at', '>', answer.at)
    .executeTakeFirst()
  return won(result)
}
