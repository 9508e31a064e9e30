import { err, ok, type Result } from '../../lib/result.ts'
import { actionsOf, type Group } from '../../registry/audit/history-groups.ts'
import type { AuditEntry } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { findHistoryEntry, listHistory as loadHistory } from '../../store/audit/history.ts'
import { type ListPage, newestFirst } from '../applications/cursor.ts'
import { readApplication } from '../applications/read-applications.ts'
import type { Deps } from '../deps.ts'
import { type Actor, scopeOf } from '../people/actor.ts'

/** Of which application, and what of it: by whom, and what was done; null is anybody, and anything. */
type Wanted = {
  readonly id: string
  readonly actorName: string | null
  readonly group: Group | null
}

/** The history of one application, newest first. Refuses as reading the application does, and a cursor of another list. */
export async function listHistory(
  deps: Deps,
  actor: Actor,
  { id, actorName, group }: Wanted,
  cursor: string | null,
): Promise<Result<ListPage<AuditEntry>, RegistryRefusal>> {
  const found = await readApplication(deps, actor, id)
  if (!found.ok) return found
  const scope = scopeOf(deps.store, actor)
  const filter = { actorName, actions: group === null ? null : actionsOf(group) }
  // JSON, so that a name that looks like a group is another list.
  const list = ['history', scope.businessUnitId, id, JSON.stringify([actorName, group])]
  return newestFirst(deps, list, cursor, page =>
    loadHistory(scope, found.value.registration.id, filter, page),
  )
}

/** One entry of it. Refuses as reading the application does, and an entry that its history does not have. */
export async function readHistoryEntry(
  deps: Deps,
  actor: Actor,
  { id, entryId }: { readonly id: string; readonly entryId: string },
): Promise<Result<AuditEntry, RegistryRefusal>> {
  const found = await readApplication(deps, actor, id)
  if (!found.ok) return found
  const entry = await findHistoryEntry(scopeOf(deps.store, actor), found.value.registration.id, entryId)
  return entry === null ? err({ kind: 'not-found', what: 'history-entry' }) : ok(entry)
}
