import { err, ok, type Result } from '../../lib/result.ts'
import type { RefusalEntry } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { listRefusals as loadPage } from '../../store/audit/refusals.ts'
import type { Deps } from '../deps.ts'
import { type Actor, scopeOf } from '../people/actor.ts'
import { openCursor, sealCursor } from './cursor.ts'
import { type ListPage, readApplication } from './read-applications.ts'

const PAGE = 50

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
  const bound = JSON.stringify(['refusals', scope.businessUnitId, id])
  const after = cursor === null ? null : openCursor(deps, bound, cursor)
  if (cursor !== null && after === null) return err({ kind: 'cursor' })
  const { id: applicationId } = found.value.registration
  const rows = await loadPage(scope, applicationId, { before: after?.id ?? null, limit: PAGE + 1 })
  const items = rows.slice(0, PAGE)
  const last = items.at(-1)
  const more = rows.length > PAGE && last !== undefined
  return ok({ items, nextCursor: more ? sealCursor(deps, bound, { key: 0, id: last.id }) : null })
}
