import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { COUNTED } from '../../lib/tally.ts'
import { keysOf } from '../../registry/applications/application.ts'
import { MOST_COUNTED_ALERTS } from '../../registry/audit/alerts.ts'
import type { Registration } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { listAndCountApplications } from '../../store/applications/application-list.ts'
import { useKept } from '../../store/applications/lists/kept-since.ts'
import { countOpenAlertsAmong } from '../../store/audit/alerts.ts'
import type { Deps } from '../deps.ts'
import { type Actor, demand, scopeOf } from '../people/actor.ts'
import { type ApplicationView, loadView } from './application-view.ts'
import { type ListPage, openCursor, sealCursor } from './cursor.ts'
import { type ListFilter, readFilter } from './lists/list-filter.ts'
import { inOrder, type Owner, ownersOf } from './lists/owners.ts'

export type ListRequest = ListFilter & {
  readonly sort: 'name' | 'vendor' | 'created'
  readonly descending: boolean
  readonly cursor: string | null
  readonly limit: number
}

/** An application in a list. */
export type Listed = { readonly registration: Registration; readonly owners: readonly Owner[] }

/** With how many match on all pages: exact up to a thousand, and then that there are more. */
type ApplicationPage = ListPage<Listed> & {
  readonly total: number
  readonly moreThanTotal: boolean
  /** Of those that somebody should look at: how many alerts are open. */
  readonly openAlerts: ReadonlyMap<ApplicationId, number>
  /** Since when it is kept when applications are used. */
  readonly useKnownSince: Instant
}

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
  const { cursor: _cursor, ...asked } = request
  const bound = JSON.stringify(['applications', scope.businessUnitId, { ...asked, limit: null }])
  const after = request.cursor === null ? null : openCursor(deps, bound, request.cursor)
  if (request.cursor !== null && after === null) return err({ kind: 'cursor' })
  const filter = await readFilter(scope, request, deps.clock())
  const useKnownSince = await useKept(scope)
  if (filter === null) return ok({ ...NOTHING, useKnownSince })
  const query = { ...filter, sort, descending, after, limit: limit + 1 }
  const { items: rows, total } = await listAndCountApplications(scope, query)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const nextCursor =
    rows.length > limit && last !== undefined ? sealCursor(deps, bound, keyOf(last, sort)) : null
  const owners = await ownersOf(scope, items)
  const ids = items.map(({ id }) => id)
  return ok({
    items: items.map(registration => ({ registration, owners: inOrder(registration, owners) })),
    nextCursor,
    total: Math.min(total, COUNTED),
    moreThanTotal: total > COUNTED,
    useKnownSince,
    openAlerts: await countOpenAlertsAmong(scope, ids, MOST_COUNTED_ALERTS),
  })
}

const NOTHING = {
  items: [],
  nextCursor: null,
  total: 0,
  moreThanTotal: false,
  openAlerts: new Map(),
} as const

/** Where the page after an application begins. */
export function keyOf(
  last: Registration,
  sort: ListRequest['sort'],
): { readonly key: string | number; readonly id: string } {
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
