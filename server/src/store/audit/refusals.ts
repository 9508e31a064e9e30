import type { ApplicationId } from '../../lib/ids.ts'
import type { RefusalEntry } from '../../registry/model.ts'
import type { Scoped } from '../handle.ts'

/** Keeps refusals of requests made in the name of applications of one business unit. */
export async function insertRefusals(scope: Scoped, entries: readonly RefusalEntry[]): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map(entry => ({
    business_unit_id: scope.businessUnitId,
    application_id: entry.applicationId,
    id: entry.id,
    at: entry.at,
    endpoint: entry.endpoint,
    reason: entry.reason,
    description: entry.description,
    request_id: entry.requestId,
  }))
  await scope.db.insertInto('refusals').values(rows).execute()
}

/** The refusals of one application, newest first. `before` is the id of the page before's last entry. */
export async function listRefusals(
  scope: Scoped,
  applicationId: ApplicationId,
  page: { readonly before: string | null; readonly limit: number },
): Promise<RefusalEntry[]> {
  let query = scope.lists
    .selectFrom('refusals')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
  if (page.before !== null) query = query.where('id', '<', page.before)
  const rows = await query.orderBy('id', 'desc').limit(page.limit).execute()
  return rows.map(row => ({
    id: row.id,
    at: row.at,
    applicationId: row.application_id,
    endpoint: row.endpoint,
    reason: row.reason,
    description: row.description,
    requestId: row.request_id,
  }))
}
