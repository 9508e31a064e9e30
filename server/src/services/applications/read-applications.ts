import { err, ok, type Result } from '../../lib/result.ts'
import { keysOf, searchKey } from '../../registry/applications/application.ts'
import type { Registration } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { listAndCountApplications } from '../../store/applications/application-list.ts'
import type { Deps } from '../deps.ts'
import { type Actor, demand, scopeOf } from '../people/actor.ts'
import { type ApplicationView, loadView } from './application-view.ts'
import { type ListPage, openCursor, sealCursor } from './cursor.ts'

export type ListRequest = {
  readonly search: string | null
  readonly type: 'internal' | 'external' | null
  readonly status: 'active' | 'inactive' | null
  readonly sort: 'name' | 'vendor' | 'created'
  readonly descending: boolean
  readonly cursor: string | null
  readonly limit: number
}

const KINDS = { internal: 'internal', external: 'authorization' } as const
/** Counting further would cost more the more there are, and tell nobody more. */
const COUNTED = 1000

/** With how many match on all pages: exact up to a thousand, and then that there are more. */
type ApplicationPage = ListPage<Registration> & { readonly total: number; readonly moreThanTotal: boolean }

/**
 * One page of the applications of the actor's business unit.
 * Refuses without `api-applications:view`, and a cursor that does not belong to this list.
 */
export async function listApplications(
  deps: Deps,
  actor: Actor,
  request: ListRequest,
): Promise<Result<ApplicationPage, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  const { sort, descending, limit } = request
  const filter = {
    kinds: request.type === null ? Object.values(KINDS) : [KINDS[request.type]],
    search: searchKey(request.search),
    active: request.status === null ? null : request.status === 'active',
  }
  const bound = JSON.stringify(['applications', scope.businessUnitId, filter, sort, descending])
  const after = request.cursor === null ? null : openCursor(deps, bound, request.cursor)
  if (request.cursor !== null && after === null) return err({ kind: 'cursor' })
  const query = { ...filter, sort, descending, after, limit: limit + 1 }
  const { items: rows, total } = await listAndCountApplications(scope, query)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const nextCursor =
    rows.length > limit && last !== undefined ? sealCursor(deps, bound, keyOf(last, sort)) : null
  return ok({ items, nextCursor, total: Math.min(total, COUNTED), moreThanTotal: total > COUNTED })
}

function keyOf(last: Registration, sort: ListRequest['sort']): { key: string | number; id: string } {
  if (sort === 'created') return { key: last.createdAt, id: last.id }
  const keys = keysOf(last)
  return { key: sort === 'name' ? keys.sortName : keys.sortVendor, id: last.id }
}

/** One application of the actor's business unit. Refuses without `api-applications:view`, and an unknown id. */
export async function readApplication(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<ApplicationView, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  return allowed.ok ? loadView(scopeOf(deps.store, actor), id) : allowed
}
