import type { Result } from '../../lib/result.ts'
import { ALERTS } from '../../registry/audit/alerts.ts'
import type { AuditEntry } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { listAlerts as loadPage } from '../../store/audit/audit.ts'
import type { Deps } from '../deps.ts'
import { type Actor, scopeOf } from '../people/actor.ts'
import { type ListPage, newestFirst } from './cursor.ts'
import { readApplication } from './read-applications.ts'

/**
 * One page of what an application's owner was alerted to, as entries of the history, newest first.
 * Refuses as reading the application does, and a cursor that does not belong to this list.
 */
export async function listAlerts(
  deps: Deps,
  actor: Actor,
  id: string,
  cursor: string | null,
): Promise<Result<ListPage<AuditEntry>, RegistryRefusal>> {
  const found = await readApplication(deps, actor, id)
  if (!found.ok) return found
  const scope = scopeOf(deps.store, actor)
  const applicationId = found.value.registration.id
  return newestFirst(deps, ['alerts', scope.businessUnitId, id], cursor, page =>
    loadPage(scope, applicationId, ALERTS, page),
  )
}
