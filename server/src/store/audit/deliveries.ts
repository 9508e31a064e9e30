import { sql } from 'kysely'
import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId, BusinessUnitId } from '../../lib/ids.ts'
import { won } from '../columns.ts'
import type { Handle, Scoped } from '../handle.ts'

/** A message about the end of a session that an application is to get. */
type Delivery = {
  readonly id: string
  readonly applicationId: ApplicationId
  /** The user and the session, by the names under which the application knows them. */
  readonly subject: string
  readonly sid: string
  readonly createdAt: Instant
}

/** A delivery whose time has come: how often it was tried, and the moment at which it fell due. */
export type DueDelivery = Delivery & {
  readonly businessUnitId: BusinessUnitId
  readonly attempts: number
  readonly dueAt: Instant
}

/** Rows looked at for one answer, so that a long queue costs no request its turn at the embedded store. */
const MOST_LOOKED_AT = 5000

/** Puts a delivery into the queue, due at once, in the transaction of what it tells of. */
export async function insertDelivery(scope: Scoped, delivery: Delivery): Promise<void> {
  await scope.db
    .insertInto('deliveries')
    .values({
      business_unit_id: scope.businessUnitId,
      id: delivery.id,
      application_id: delivery.applicationId,
      subject: delivery.subject,
      sid: delivery.sid,
      created_at: delivery.createdAt,
      attempts: 0,
      next_at: delivery.createdAt,
      delivered_at: null,
      given_up_at: null,
      last_failure: null,
    })
    .execute()
}

/**
 * Deliveries whose time has come, the longest waiting first, of all business units.
 * In: how many, and how many of one application, so that one that answers slowly does not hold up the others.
 */
export async function listDueDeliveries(
  handle: Handle,
  now: Instant,
  most: { readonly all: number; readonly ofOneApplication: number },
): Promise<DueDelivery[]> {
  const due = handle.lists
    .selectFrom('deliveries')
    .selectAll()
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(MOST_LOOKED_AT)
    .as('due')
  const placed = handle.lists
    .selectFrom(due)
    .selectAll()
    .select(sql<number>`row_number() over (partition by application_id order by next_at, id)`.as('place'))
    .as('placed')
  const rows = await handle.lists
    .selectFrom(placed)
    .selectAll()
    .where('place', '<=', most.ofOneApplication)
    .orderBy('next_at')
    .orderBy('id')
    .limit(most.all)
    .execute()
  return rows.map(row => ({
    businessUnitId: row.business_unit_id,
    id: row.id,
    applicationId: row.application_id,
    subject: row.subject,
    sid: row.sid,
    createdAt: row.created_at,
    attempts: row.attempts,
    dueAt: row.next_at ?? now,
  }))
}

/**
 * Claims a due delivery for one attempt until `until`; who claimed it and was heard of no more by then loses it.
 * Out: true for exactly one of all that saw it due at `dueAt`.
 */
export async function claimDelivery(
  scope: Scoped,
  delivery: Pick<DueDelivery, 'id' | 'dueAt'>,
  until: Instant,
): Promise<boolean> {
  const result = await scope.db
    .updateTable('deliveries')
    .set(eb => ({ next_at: until, attempts: eb('attempts', '+', 1) }))
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', delivery.id)
    .where('next_at', '=', delivery.dueAt)
    .executeTakeFirst()
  return won(result)
}

/** Notes that a delivery arrived, whoever holds the claim by now. Out: false when it was done before. */
export async function markDelivered(scope: Scoped, id: string, at: Instant): Promise<boolean> {
  const result = await scope.db
    .updateTable('deliveries')
    .set({ delivered_at: at, next_at: null, last_failure: null })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('next_at', 'is not', null)
    .executeTakeFirst()
  return won(result)
}

/** An attempt that failed: which claim it was made under, and why. */
type Failed = { readonly id: string; readonly claimedUntil: Instant; readonly failure: string }

/** Notes a failed attempt and when to try again. Out: false when the claim was lost meanwhile. */
export async function postponeDelivery(scope: Scoped, failed: Failed, nextAt: Instant): Promise<boolean> {
  const result = await claimed(scope, failed)
    .set({ next_at: nextAt, last_failure: failed.failure })
    .executeTakeFirst()
  return won(result)
}

/** Notes that a delivery will not be tried again. Out: false when the claim was lost meanwhile. */
export async function giveUpDelivery(scope: Scoped, failed: Failed, at: Instant): Promise<boolean> {
  const result = await claimed(scope, failed)
    .set({ given_up_at: at, next_at: null, last_failure: failed.failure })
    .executeTakeFirst()
  return won(result)
}

function claimed(scope: Scoped, { id, claimedUntil }: Failed) {
  return scope.db
    .updateTable('deliveries')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('next_at', '=', claimedUntil)
}
