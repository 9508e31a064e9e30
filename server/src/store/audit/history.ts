import { sql } from 'kysely'
import type { ApplicationId } from '../../lib/ids.ts'
import type { AuditEntry } from '../../registry/model.ts'
import { canBeKept } from '../columns.ts'
import type { Scoped } from '../handle.ts'
import { toEntry } from './audit.ts'

/** What a history is narrowed to; null: not by this. */
type HistoryFilter = {
  /** Who did it, by the name that the entry has. */
  readonly actorName: string | null
  /** Any of these was done. */
  readonly actions: readonly string[] | null
}

type Page = { readonly before: string | null; readonly limit: number }

/** The changes (class A) made to one application, newest first. `before` is the id of the page before's last entry. */
export async function listHistory(
  scope: Scoped,
  applicationId: ApplicationId,
  filter: HistoryFilter,
  page: Page,
): Promise<AuditEntry[]> {
  const { actorName, actions } = filter
  if (actorName !== null && !canBeKept(actorName)) return []
  if (actions === null) return ofAction(scope, applicationId, { actorName, action: null }, page)
  // One action at a time, so that each is read from the end of its own stretch of the index.
  const found = await Promise.all(
    actions.map(action => ofAction(scope, applicationId, { actorName, action }, page)),
  )
  return found
    .flat()
    .toSorted((one, other) => (one.id < other.id ? 1 : -1))
    .slice(0, page.limit)
}

/** One change made to an application, or null. */
export async function findHistoryEntry(
  scope: Scoped,
  applicationId: ApplicationId,
  id: string,
): Promise<AuditEntry | null> {
  if (!canBeKept(id)) return null
  const row = await scope.db
    .selectFrom('audit_entries')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('target_id', '=', applicationId)
    .where('class', '=', 'A')
    .executeTakeFirst()
  return row ? toEntry(row) : null
}

async function ofAction(
  scope: Scoped,
  applicationId: ApplicationId,
  filter: { readonly actorName: string | null; readonly action: string | null },
  page: Page,
): Promise<AuditEntry[]> {
  let query = scope.lists
    .selectFrom('audit_entries')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('target_id', '=', applicationId)
    // Written out, since the indexes of applications alone are used only when a statement says so by itself.
    .where('target_kind', '=', sql.lit('application'))
    .where('class', '=', 'A')
  if (filter.action !== null) query = query.where('action', '=', filter.action)
  if (filter.actorName !== null) query = query.where('actor_name', '=', filter.actorName)
  if (page.before !== null) query = query.where('id', '<', page.before)
  const rows = await query.orderBy('id', 'desc').limit(page.limit).execute()
  return rows.map(toEntry)
}
