import type { Selectable } from 'kysely'
import type { Instant } from '../../../lib/clock.ts'
import type { BusinessUnitId } from '../../../lib/ids.ts'
import type { BulkChange, BulkEffects, BulkState } from '../../../registry/applications/bulk/bulk-change.ts'
import { canBeKept, fromBit, toBit, won } from '../../columns.ts'
import type { Handle, Scoped } from '../../handle.ts'
import type { Database } from '../../schema.ts'

function toChange(row: Selectable<Database['bulk_changes']>): BulkChange {
  const { action, undoes, reason, tag, owner } = row
  return {
    id: row.id,
    state: row.state,
    work: { action, undoes, reason, tag, owner },
    by: { kind: row.by_kind, id: row.by_id, name: row.by_name },
    total: row.total,
    effects: toEffects(row),
    createdAt: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    undoOf: row.undo_of,
    undoneBy: row.undone_by,
    asked: row.asked,
  }
}

function toEffects(row: Selectable<Database['bulk_changes']>): BulkEffects | null {
  const { sign_ins: signIns, people, consented, families_whole: families, consents_whole: consents } = row
  if (signIns === null || people === null || consented === null) return null
  const more = !fromBit(families ?? 0)
  return {
    signIns: { count: signIns, more },
    people: { count: people, more },
    consented: { count: consented, more: !fromBit(consents ?? 0) },
  }
}

/** Adds a bulk change whose applications are yet to be written down. In: until when whoever does that is left alone. */
export async function insertBulkChange(
  scope: Scoped,
  bulk: Pick<BulkChange, 'id' | 'work' | 'by' | 'createdAt' | 'undoOf' | 'total' | 'asked'>,
  leasedUntil: Instant,
): Promise<void> {
  await scope.db
    .insertInto('bulk_changes')
    .values({
      business_unit_id: scope.businessUnitId,
      id: bulk.id,
      state: 'collecting',
      ...bulk.work,
      by_kind: bulk.by.kind,
      by_id: bulk.by.id,
      by_name: bulk.by.name,
      total: bulk.total,
      created_at: bulk.createdAt,
      undo_of: bulk.undoOf,
      leased_until: leasedUntil,
      asked: bulk.asked,
    })
    .execute()
}

/** Notes that all applications of a bulk change are written down, and what would end. Out: false when it is not being planned. */
export async function finishPlan(scope: Scoped, id: string, effects: BulkEffects | null): Promise<boolean> {
  const result = await scope.db
    .updateTable('bulk_changes')
    .set({
      state: 'planned',
      asked: null,
      leased_until: 0,
      sign_ins: effects?.signIns.count ?? null,
      people: effects?.people.count ?? null,
      consented: effects?.consented.count ?? null,
      families_whole: effects === null ? null : toBit(!effects.signIns.more),
      consents_whole: effects === null ? null : toBit(!effects.consented.more),
    })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('state', '=', 'collecting')
    .executeTakeFirst()
  return won(result)
}

/** Notes that the planning goes on, so that others leave it alone. Out: false when it is not being planned any more. */
export async function keepPlanning(scope: Scoped, id: string, until: Instant): Promise<boolean> {
  const result = await scope.db
    .updateTable('bulk_changes')
    .set({ leased_until: until })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('state', '=', 'collecting')
    .executeTakeFirst()
  return won(result)
}

/**
 * Ends a planning that made no progress for as long as it was given. Out: false when it went on, came to its end, or was
 * ended by somebody else meanwhile: of several at once one wins.
 */
export async function cutPlanShort(scope: Scoped, id: string, now: Instant): Promise<boolean> {
  const result = await scope.db
    .updateTable('bulk_changes')
    .set({ state: 'cut-short', ended_at: now })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('state', '=', 'collecting')
    .where('leased_until', '<=', now)
    .executeTakeFirst()
  return won(result)
}

/** The bulk change of the business unit with this id, or null. */
export async function findBulkChange(scope: Scoped, id: string): Promise<BulkChange | null> {
  if (!canBeKept(id)) return null
  const row = await scope.db
    .selectFrom('bulk_changes')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : toChange(row)
}

const STARTED = ['running', 'done', 'stopped'] as const

/** One page of the bulk changes of the business unit that were started, newest first. */
export async function listBulkChanges(
  scope: Scoped,
  { before, limit }: { readonly before: string | null; readonly limit: number },
): Promise<BulkChange[]> {
  const rows = await scope.lists
    .selectFrom('bulk_changes')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('state', 'in', STARTED)
    .$if(before !== null, query => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toChange)
}

/**
 * Takes a bulk change from one state to the next, and notes when. Out: false when it is in another state by now, or
 * unknown here: of several at once one wins.
 */
export async function moveBulkChange(
  scope: Scoped,
  id: string,
  move: { readonly from: BulkState; readonly to: 'running' | 'done' | 'stopped'; readonly at: Instant },
): Promise<boolean> {
  const result = await scope.db
    .updateTable('bulk_changes')
    .set({
      state: move.to,
      ...(move.to === 'running' ? { started_at: move.at } : { ended_at: move.at }),
    })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('state', '=', move.from)
    .executeTakeFirst()
  return won(result)
}

/** Notes which bulk change undoes another. Out: false when one does already: each is undone once. */
export async function claimUndo(scope: Scoped, id: string, undoneBy: string): Promise<boolean> {
  const result = await scope.db
    .updateTable('bulk_changes')
    .set({ undone_by: undoneBy })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('undone_by', 'is', null)
    .executeTakeFirst()
  return won(result)
}

/**
 * A bulk change that runs, or is being planned, and that nobody works on, in any business unit: the one that waits longest.
 * Null: there is none.
 */
export async function nextBulkChange(
  handle: Handle,
  state: 'running' | 'collecting',
  now: Instant,
): Promise<{ readonly businessUnitId: BusinessUnitId; readonly id: string } | null> {
  const row = await handle.db
    .selectFrom('bulk_changes')
    .select(['business_unit_id', 'id'])
    .where('state', '=', state)
    .where('leased_until', '<=', now)
    .orderBy('leased_until')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : { businessUnitId: row.business_unit_id, id: row.id }
}

/**
 * Takes a running bulk change to work on, so that others leave it alone for a while, or gives it back. Out: false when
 * somebody else has it or it runs no more.
 */
export async function leaseBulkChange(
  scope: Scoped,
  id: string,
  lease: { readonly freeBy: Instant; readonly until: Instant },
): Promise<boolean> {
  const result = await scope.db
    .updateTable('bulk_changes')
    .set({ leased_until: lease.until })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('leased_until', '<=', lease.freeBy)
    .executeTakeFirst()
  return won(result)
}
