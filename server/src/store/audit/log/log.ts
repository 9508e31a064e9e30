import { type SelectQueryBuilder, sql } from 'kysely'
import type { Instant } from '../../../lib/clock.ts'
import { canBeKept } from '../../columns.ts'
import type { Scoped } from '../../handle.ts'
import type { Database } from '../../schema.ts'
import { type SealedEntry, toSealedEntry } from '../audit.ts'

/** What a log is narrowed to; null: not by this. */
export type LogFilter = {
  /** Who did it, by the name that the entry has. */
  readonly actor: string | null
  /** Any of these was done. */
  readonly actions: readonly string[] | null
  readonly targetKind: string | null
  readonly targetId: string | null
  readonly requestId: string | null
  /** Not before this moment. */
  readonly from: Instant | null
  /** Before this moment. */
  readonly until: Instant | null
}

/** Where a page begins: behind the entry with this time and place. */
type LogPlace = { readonly at: Instant; readonly seq: number }

type LogPage = {
  readonly after: LogPlace | null
  readonly limit: number
  readonly order: 'newest-first' | 'oldest-first'
}

/** The sealed entries of the business unit that a filter lets through, by their time, then by their place. */
export async function listLog(scope: Scoped, filter: LogFilter, page: LogPage): Promise<SealedEntry[]> {
  const { actor, actions, targetKind, targetId, requestId } = filter
  if (![actor, targetKind, targetId, requestId].every(text => text === null || canBeKept(text))) return []
  const [first, ...rest] = actions ?? [null]
  if (first === undefined) return []
  const query = (action: string | null) => stretchOf(scope, filter, action, page)
  if (rest.length === 0) return (await query(first).execute()).map(toSealedEntry)
  // One action at a time, so that each is read from the end of its own stretch of an index; one question in all.
  const [one, ...others] = [first, ...rest].map(action =>
    scope.lists.selectFrom(query(action).as('stretch')).selectAll(),
  )
  if (one === undefined) return []
  const all = others.reduce((union, next) => union.unionAll(next), one)
  const direction = page.order === 'newest-first' ? 'desc' : 'asc'
  const rows = await scope.lists
    .selectFrom(all.as('stretches'))
    .selectAll()
    .orderBy('at', direction)
    .orderBy('seq', direction)
    .limit(page.limit)
    .execute()
  return rows.map(toSealedEntry)
}

type Stretch = SelectQueryBuilder<Database, 'audit_entries', Database['audit_entries']>

function stretchOf(scope: Scoped, filter: LogFilter, action: string | null, page: LogPage): Stretch {
  const { actor, targetKind, targetId, requestId, from, until } = filter
  const { after, limit, order } = page
  let query: Stretch = scope.lists
    .selectFrom('audit_entries')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    // Written out, since the indexes of sealed entries are used only when a statement says so by itself.
    .where('seq', 'is not', null)
  if (action !== null) query = query.where('action', '=', action)
  if (actor !== null) query = query.where('actor_name', '=', actor)
  if (targetKind !== null) query = query.where('target_kind', '=', targetKind)
  if (targetId !== null) query = query.where('target_id', '=', targetId)
  if (requestId !== null) query = query.where('request_id', '=', requestId)
  if (from !== null) query = query.where('at', '>=', from)
  if (until !== null) query = query.where('at', '<', until)
  if (after !== null) {
    const { at, seq } = after
    query =
      order === 'newest-first'
        ? query.where(sql<boolean>`(at, seq) < (${at}, ${seq})`)
        : query.where(sql<boolean>`(at, seq) > (${at}, ${seq})`)
  }
  const direction = order === 'newest-first' ? 'desc' : 'asc'
  return query.orderBy('at', direction).orderBy('seq', direction).limit(limit)
}

/** One sealed entry of the business unit, or null. */
export async function findLogEntry(scope: Scoped, id: string): Promise<SealedEntry | null> {
  if (!canBeKept(id)) return null
  const row = await scope.db
    .selectFrom('audit_entries')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('seq', 'is not', null)
    .executeTakeFirst()
  return row === undefined ? null : toSealedEntry(row)
}

/**
 * Every action that the business unit's log holds, in order. Each is found by stepping over the entries of the one before
 * it, so that as many are read as there are actions, however long the log is.
 */
export async function listActions(scope: Scoped): Promise<string[]> {
  const unit = scope.businessUnitId
  const { rows } = await sql<{ action: string }>`
    with recursive found(action) as (
      select min(action) from audit_entries where business_unit_id = ${unit} and seq is not null
      union all
      select (
        select min(action) from audit_entries
        where business_unit_id = ${unit} and seq is not null and action > found.action
      ) from found where found.action is not null
    )
    select action from found where action is not null`.execute(scope.lists)
  return rows.map(({ action }) => action)
}
