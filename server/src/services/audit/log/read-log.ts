import type { Instant } from '../../../lib/clock.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { groupOf, type LogGroup } from '../../../registry/audit/log-groups.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import type { SealedEntry } from '../../../store/audit/audit.ts'
import { findLogEntry, type LogFilter, listActions, listLog } from '../../../store/audit/log/log.ts'
import type { Scoped } from '../../../store/handle.ts'
import { type ListPage, openCursor, sealCursor } from '../../applications/cursor.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, scopeOf } from '../../people/actor.ts'
import { sealNow } from '../seal-audit.ts'

export type { SealedEntry } from '../../../store/audit/audit.ts'

/** What a log is asked for; null: not narrowed by this. */
export type LogRequest = {
  readonly actor: string | null
  readonly action: string | null
  readonly group: LogGroup | null
  readonly targetKind: string | null
  readonly target: string | null
  readonly requestId: string | null
  readonly from: Instant | null
  readonly until: Instant | null
}

const PAGE = 50

/**
 * One page of the whole log of the actor's business unit, newest first; what was done a moment ago is part of it.
 * Refuses without `audit:view`, and a cursor of another list.
 */
export async function readLog(
  deps: Deps,
  actor: Actor,
  request: LogRequest,
  cursor: string | null,
): Promise<Result<ListPage<SealedEntry>, RegistryRefusal>> {
  const allowed = demand(actor, 'audit:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  const list = JSON.stringify(['audit', scope.businessUnitId, request])
  const place = cursor === null ? null : openCursor(deps, list, cursor)
  if (cursor !== null && place === null) return err({ kind: 'cursor' })
  if (cursor === null) await sealNow(deps, scope.businessUnitId)
  const after = place === null ? null : { at: Number(place.key), seq: Number(place.id) }
  const filter = await filterOf(scope, request)
  const rows = await listLog(scope, filter, { after, limit: PAGE + 1, order: 'newest-first' })
  const items = rows.slice(0, PAGE)
  const last = items.at(-1)
  const more = rows.length > PAGE && last !== undefined
  return ok({
    items,
    nextCursor: more ? sealCursor(deps, list, { key: last.at, id: String(last.seq) }) : null,
  })
}

/** What the store is asked for: of a group, those actions that the log holds. */
export async function filterOf(scope: Scoped, request: LogRequest): Promise<LogFilter> {
  const { action, group, target, ...rest } = request
  const inGroup = group === null ? null : (await listActions(scope)).filter(each => groupOf(each) === group)
  const one = action === null ? null : [action]
  const actions =
    inGroup === null || one === null ? (inGroup ?? one) : inGroup.filter(each => each === action)
  return { ...rest, actions, targetId: target }
}

/** One entry of it. Refuses without `audit:view`, and an entry that the business unit does not have. */
export async function readLogEntry(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<SealedEntry, RegistryRefusal>> {
  const allowed = demand(actor, 'audit:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  await sealNow(deps, scope.businessUnitId)
  const entry = await findLogEntry(scope, id)
  return entry === null ? err({ kind: 'not-found', what: 'audit-entry' }) : ok(entry)
}

/** The actions that the log of the actor's business unit holds, each with its group. Refuses without `audit:view`. */
export async function readActions(
  deps: Deps,
  actor: Actor,
): Promise<Result<readonly { readonly action: string; readonly group: LogGroup }[], RegistryRefusal>> {
  const allowed = demand(actor, 'audit:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  await sealNow(deps, scope.businessUnitId)
  return ok((await listActions(scope)).map(action => ({ action, group: groupOf(action) })))
}
