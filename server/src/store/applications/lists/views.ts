import type { Selectable } from 'kysely'
import type { Instant } from '../../../lib/clock.ts'
import type { UserId } from '../../../lib/ids.ts'
import type { ListView } from '../../../registry/applications/list-view.ts'
import { canBeKept, fromBit, toBit, won } from '../../columns.ts'
import type { Scoped } from '../../handle.ts'
import type { Database } from '../../schema.ts'

function toView(row: Selectable<Database['list_views']>): ListView {
  return {
    id: row.id,
    userId: row.user_id,
    name: row.name,
    query: toQuery(row.query),
    columns: row.columns,
    default: fromBit(row.by_default),
  }
}

/** Parameters as they were written; whatever is no text is none. */
function toQuery(json: string): Record<string, string> {
  const value: unknown = JSON.parse(json)
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return Object.fromEntries(
    entries.flatMap(([name, text]): [string, string][] => (typeof text === 'string' ? [[name, text]] : [])),
  )
}

/**
 * The views of one user, by name. Within a transaction they stay as they are until it ends: whoever saves another of
 * the same user meanwhile waits.
 */
export async function holdViews(tx: Scoped, userId: UserId): Promise<ListView[]> {
  await tx.db
    .updateTable('users')
    .set(eb => ({ active: eb.ref('active') }))
    .where('business_unit_id', '=', tx.businessUnitId)
    .where('id', '=', userId)
    .execute()
  return listViewsOf(tx, userId)
}

/** The views of one user, by name. */
export async function listViewsOf(scope: Scoped, userId: UserId): Promise<ListView[]> {
  const rows = await scope.db
    .selectFrom('list_views')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('user_id', '=', userId)
    .orderBy('name_key')
    .execute()
  return rows.map(toView)
}

/**
 * Keeps a view, new or changed, under a name that the caller found free. A default takes the place of the one before.
 * In: the view, the key of its name, and when it is first kept.
 */
export async function keepView(tx: Scoped, view: ListView, nameKey: string, at: Instant): Promise<void> {
  const said = {
    name: view.name,
    name_key: nameKey,
    query: JSON.stringify(view.query),
    columns: view.columns,
    by_default: toBit(view.default),
  }
  if (view.default) {
    await tx.db
      .updateTable('list_views')
      .set({ by_default: 0 })
      .where('business_unit_id', '=', tx.businessUnitId)
      .where('user_id', '=', view.userId)
      .execute()
  }
  const key = { business_unit_id: tx.businessUnitId, user_id: view.userId, id: view.id }
  await tx.db
    .insertInto('list_views')
    .values({ ...key, ...said, created_at: at })
    .onConflict(conflict => conflict.columns(['business_unit_id', 'user_id', 'id']).doUpdateSet(said))
    .execute()
}

/** Deletes a view of a user. Out: false when the user has none of this id. */
export async function deleteViewOf(scope: Scoped, userId: UserId, id: string): Promise<boolean> {
  if (!canBeKept(id)) return false
  const result = await scope.db
    .deleteFrom('list_views')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst()
  return won(result)
}
