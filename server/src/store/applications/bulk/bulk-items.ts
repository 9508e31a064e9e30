import { type Selectable, type SqlBool, sql } from 'kysely'
import type { Instant } from '../../../lib/clock.ts'
import { type ApplicationId, isUserId } from '../../../lib/ids.ts'
import type {
  BulkCount,
  BulkItem,
  ItemReason,
  ItemState,
  Touchable,
} from '../../../registry/applications/bulk/bulk-change.ts'
import type { Registration } from '../../../registry/model.ts'
import { fromWords, toWords, won } from '../../columns.ts'
import type { Scoped } from '../../handle.ts'
import type { Database } from '../../schema.ts'
import { toRegistration } from '../applications.ts'

function toItem(row: Selectable<Database['bulk_items']>): BulkItem {
  return {
    applicationId: row.application_id,
    name: row.name,
    state: row.state,
    reason: row.reason,
    detail: row.detail,
    expected: row.expected,
    restore: toTouchable(row.restore_tags, row.restore_owners, row.restore_reason),
    before: toTouchable(row.before_tags, row.before_owners, row.before_reason),
    left: row.left_version,
  }
}

function toTouchable(tags: string | null, owners: string | null, reason: string | null): Touchable | null {
  if (tags === null || owners === null) return null
  return { tags: fromWords(tags), owners: fromWords(owners).filter(isUserId), statusReason: reason }
}

/** Applications of the business unit among these ids, in no order; what is deleted is not there. */
export async function findApplications(
  scope: Scoped,
  ids: readonly ApplicationId[],
): Promise<Registration[]> {
  if (ids.length === 0) return []
  const rows = await scope.lists
    .selectFrom('applications')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', 'in', ids)
    .where('kind', '!=', 'deleted')
    .execute()
  return rows.map(toRegistration)
}

/** Writes down applications of a bulk change. One that is there already stays as it is. */
export async function addBulkItems(
  scope: Scoped,
  bulkId: string,
  items: readonly BulkItem[],
  at: Instant,
): Promise<void> {
  if (items.length === 0) return
  const values = items.map(item => ({
    business_unit_id: scope.businessUnitId,
    bulk_id: bulkId,
    application_id: item.applicationId,
    name: item.name,
    state: item.state,
    reason: item.reason,
    detail: item.detail,
    expected: item.expected,
    restore_tags: item.restore === null ? null : toWords(item.restore.tags),
    restore_owners: item.restore === null ? null : toWords(item.restore.owners),
    restore_reason: item.restore?.statusReason ?? null,
    created_at: at,
  }))
  await scope.db
    .insertInto('bulk_items')
    .values(values)
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** One page of the applications of a bulk change, by their ids. In: the state that is asked for, or null for all. */
export async function listBulkItems(
  scope: Scoped,
  bulkId: string,
  page: { readonly state: ItemState | null; readonly after: string | null; readonly limit: number },
): Promise<BulkItem[]> {
  const rows = await scope.lists
    .selectFrom('bulk_items')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('bulk_id', '=', bulkId)
    .$if(page.state !== null, query => query.where('state', '=', page.state ?? 'waiting'))
    .$if(page.after !== null, query => query.where(sql<SqlBool>`application_id > ${page.after}`))
    .orderBy('application_id')
    .limit(page.limit)
    .execute()
  return rows.map(toItem)
}

/** Some applications of a bulk change that wait for it, as they are now. */
export async function nextBulkItems(scope: Scoped, bulkId: string, limit: number): Promise<BulkItem[]> {
  const rows = await scope.db
    .selectFrom('bulk_items')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('bulk_id', '=', bulkId)
    .where('state', '=', 'waiting')
    .orderBy('application_id')
    .limit(limit)
    .execute()
  return rows.map(toItem)
}

/** What became of an item; `before` and `left` of one that was changed. */
export type Settled = {
  readonly state: Exclude<ItemState, 'waiting'>
  readonly reason: ItemReason | null
  readonly detail: string | null
  readonly before: Touchable | null
  readonly left: number | null
}

/** Notes what became of an item that waits. Out: false when it waits no more: of several at once one wins. */
export async function settleBulkItem(
  scope: Scoped,
  { bulkId, applicationId }: { readonly bulkId: string; readonly applicationId: string },
  settled: Settled,
): Promise<boolean> {
  const { before } = settled
  const result = await scope.db
    .updateTable('bulk_items')
    .set({
      state: settled.state,
      reason: settled.reason,
      detail: settled.detail,
      before_tags: before === null ? null : toWords(before.tags),
      before_owners: before === null ? null : toWords(before.owners),
      before_reason: before?.statusReason ?? null,
      left_version: settled.left,
    })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('bulk_id', '=', bulkId)
    .where('application_id', '=', applicationId)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return won(result)
}

/** How the applications of bulk changes stand, by bulk change. */
export async function countBulkItems(
  scope: Scoped,
  bulkIds: readonly string[],
): Promise<ReadonlyMap<string, readonly BulkCount[]>> {
  if (bulkIds.length === 0) return new Map()
  const rows = await scope.lists
    .selectFrom('bulk_items')
    .select(eb => ['bulk_id', 'state', 'reason', eb.fn.countAll<number>().as('count')])
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('bulk_id', 'in', bulkIds)
    .groupBy(['bulk_id', 'state', 'reason'])
    .orderBy('bulk_id')
    .orderBy('state')
    .orderBy('reason')
    .execute()
  const counts = new Map<string, BulkCount[]>()
  for (const { bulk_id: id, state, reason, count } of rows) {
    counts.set(id, [...(counts.get(id) ?? []), { state, reason, count: Number(count) }])
  }
  return counts
}
