import { ok, type Result } from '../../../lib/result.ts'
import { MOST_COUNTED_ALERTS } from '../../../registry/audit/alerts.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { listApplications } from '../../../store/applications/application-list.ts'
import { countOpenAlertsAmong } from '../../../store/audit/alerts.ts'
import { recordExport } from '../../audit/record-export.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, scopeOf } from '../../people/actor.ts'
import { keyOf, type Listed, type ListRequest } from '../read-applications.ts'
import { readFilter } from './list-filter.ts'
import { inOrder, ownersOf } from './owners.ts'

export type ExportRequest = Omit<ListRequest, 'cursor' | 'limit'> & { readonly format: string }

/** An application of an export, with how many alerts are open, as the list has it. */
export type Exported = Listed & { readonly openAlerts: number }

/** How many applications are read at a time. */
const PAGE = 500

/**
 * Exports exactly what a list with this filter and order shows; beginning and end are written down.
 * Out: the applications, page by page. Refuses without `api-applications:view`.
 */
export async function exportApplications(
  deps: Deps,
  actor: Actor,
  request: ExportRequest,
): Promise<Result<AsyncIterable<readonly Exported[]>, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  const what = { begun: 'applications.exported', ended: 'applications.export-ended', asked: asked(request) }
  return ok(await recordExport(deps, actor, what, pagesOf(deps, actor, request)))
}

async function* pagesOf(
  deps: Deps,
  actor: Actor,
  request: ExportRequest,
): AsyncGenerator<readonly Exported[]> {
  const scope = scopeOf(deps.store, actor)
  const { sort, descending } = request
  const filter = await readFilter(scope, request, deps.clock())
  let after: ReturnType<typeof keyOf> | null = null
  while (filter !== null) {
    const rows = await listApplications(scope, { ...filter, sort, descending, after, limit: PAGE })
    const owners = await ownersOf(scope, rows)
    const ids = rows.map(({ id }) => id)
    const open = await countOpenAlertsAmong(scope, ids, MOST_COUNTED_ALERTS)
    if (rows.length > 0) {
      yield rows.map(registration => ({
        registration,
        owners: inOrder(registration, owners),
        openAlerts: open.get(registration.id) ?? 0,
      }))
    }
    const last = rows.at(-1)
    if (rows.length < PAGE || last === undefined) return
    after = keyOf(last, sort)
  }
}

/** What was asked for, as the history says it. */
function asked(request: ExportRequest) {
  const { owner, implicit, descending: _descending, ...plain } = request
  const by = owner === null ? null : owner === 'none' ? owner : owner.of
  return { ...plain, owner: by, implicit: implicit ? 'on' : null }
}
