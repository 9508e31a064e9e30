import type { Result } from '../../lib/result.ts'
import type { RefusalEntry } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { listRefusals as loadPage } from '../../store/audit/refusals.ts'
import type { Deps } from '../deps.ts'
import { type Actor, scopeOf } from '../people/actor.ts'
import { type ListPage, newestFirst } from './cursor.ts'
import { readApplication } from './read-applications.ts'

/**
 * One page of what was refused to an application of the actor's business unit, newest first.
 * Refuses as reading the application does, and a cursor that does not belong to this list.
 */
export async function listRefusals(
  deps: Deps,
  actor: Actor,
  id: string,
  cursor: string | null,
): Promise<Result<ListPage<RefusalEntry>, RegistryRefusal>> {
  const found = await readApplication(deps, actor, id)
  if (!found.ok) return found
  const scope = scopeOf(deps.store, actor)
  const applicationId = found.value.registration.id
  return newestFirst(deps, ['refusals', scope.businessUnitId, id], cursor, page =>
    loadPage(scope, applicationId, page),
  )
}
