import type { AuditEntry } from '../../registry/model.ts'
import type { Scoped } from '../handle.ts'
import { toEntry } from './audit.ts'

/**
 * Changes made to the business unit itself, newest first.
 * In: which were done, and the id of the page before's last entry.
 */
export async function listUnitHistory(
  scope: Scoped,
  actions: readonly string[],
  page: { readonly before: string | null; readonly limit: number },
): Promise<AuditEntry[]> {
  let query = scope.lists
    .selectFrom('audit_entries')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('target_id', '=', scope.businessUnitId)
    .where('target_kind', '=', 'business-unit')
    .where('action', 'in', actions)
  if (page.before !== null) query = query.where('id', '<', page.before)
  const rows = await query.orderBy('id', 'desc').limit(page.limit).execute()
  return rows.map(toEntry)
}
