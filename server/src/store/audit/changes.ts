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
      place: null,
    })
    .execute()
}

const COUNTER = 1

/** The last place that was given to a change; 0 when none was. */
export async function lastPlace(handle: Handle): Promise<number> {
  const row = await handle.db
    .selectFrom('change_counter')
    .select('last')
    .where('id', '=', COUNTER)
    .executeTakeFirstOrThrow()
  return row.last
}

/** Whether some committed change has no place yet. */
export async function hasUnplaced(handle: Handle): Promise<boolean> {
  const row = await handle.db
    .selectFrom('changes')
    .select('id')
    .where('place', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Gives committed changes their places, one after the other, within a transaction. Whoever does so holds the counter
 * until its end, so places are committed in their order: who has seen one has seen all before it, however late a
 * change was committed and whatever any clock says.
 * In: how many at most. Out: how many there were.
 */
export async function placeChanges(tx: Handle, most: number): Promise<number> {
  // Taken first: what is read afterwards is what those before left.
  await tx.db
    .updateTable('change_counter')
    .set(eb => ({ last: eb.ref('last') }))
    .where('id', '=', COUNTER)
    .execute()
  const rows = await tx.db
    .selectFrom('changes')
    .select(['business_unit_id', 'id'])
    .where('place', 'is', null)
    .orderBy('id')
    .limit(most)
    .execute()
  let place = await lastPlace(tx)
  for (const row of rows) {
    place += 1
    await tx.db
      .updateTable('changes')
      .set({ place })
      .where('business_unit_id', '=', row.business_unit_id)
      .where('id', '=', row.id)
      .execute()
  }
  await tx.db.updateTable('change_counter').set({ last: place }).where('id', '=', COUNTER).execute()
  return rows.length
}

/** The changes behind a place, in their order. Places are without gaps: one that is missing was swept. */
export async function listChangesAfter(
  handle: Handle,
  after: number,
  limit: number,
): Promise<(Change & { readonly place: number })[]> {
  const rows = await handle.db
    .selectFrom('changes')
    .selectAll()
    .where('place', '>', after)
    .orderBy('place')
    .limit(limit)
    .execute()
  return rows.flatMap(({ place, ...row }) =>
    place === null
      ? []
      : [
          {
            id: row.id,
            at: row.at,
            businessUnitId: row.business_unit_id,
            kind: row.kind,
            ref: row.ref,
            place,
          },
        ],
  )
}
