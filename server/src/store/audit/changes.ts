import type { Instant } from '../../lib/clock.ts'
import type { BusinessUnitId } from '../../lib/ids.ts'
import type { Handle, Scoped } from '../handle.ts'

/** What changed: `kind` names the sort of thing, `ref` the thing. */
type Change = {
  readonly id: string
  readonly at: Instant
  readonly businessUnitId: BusinessUnitId
  readonly kind: string
  readonly ref: string
}

/** Tells other nodes that something changed, in the transaction of the change. */
export async function recordChange(scope: Scoped, change: Omit<Change, 'businessUnitId'>): Promise<void> {
  await scope.db
    .insertInto('changes')
    .values({
      id: change.id,
      at: change.at,
      business_unit_id: scope.businessUnitId,
      kind: change.kind,
      ref: change.ref,
    })
    .execute()
}

/**
 * What changed at `afterAt` or later, oldest first. The moment itself is included, since more of the same
 * millisecond may have been committed since; for the same reason a reader begins a little before what it saw last
 * and passes over the ids it knows.
 */
export async function listChangesSince(handle: Handle, afterAt: Instant, limit: number): Promise<Change[]> {
  const rows = await handle.db
    .selectFrom('changes')
    .selectAll()
    .where('at', '>=', afterAt)
    .orderBy('at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(row => ({
    id: row.id,
    at: row.at,
    businessUnitId: row.business_unit_id,
    kind: row.kind,
    ref: row.ref,
  }))
}
