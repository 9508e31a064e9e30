import { ok, type Result } from '../../../lib/result.ts'
import { MOST_COUNTED_ALERTS } from '../../../registry/audit/alerts.ts'
import type { FieldChange } from '../../../registry/model.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { listApplications } from '../../../store/applications/application-list.ts'
import { countOpenAlertsAmong } from '../../../store/audit/alerts.ts'
import { commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, refOf, scopeOf } from '../../people/actor.ts'
import { keyOf, type Listed, type ListRequest } from '../read-applications.ts'
import { readFilter } from './list-filter.ts'
import { inOrder, ownersOf } from './owners.ts'

export type ExportRequest = Omit<ListRequest, 'cursor' | 'limit'> & { readonly format: string }

/** An application of an export, with how many alerts are open, as the list has it. */
export type Exported = Listed & { readonly openAlerts: number }

/** How many applications are read at a time. */
const PAGE = 500

/**
 * Exports exactly what a list with this filter and order shows. That it begins is written down before anything goes out,
 * with the filter, and how many went out once it ends, also when it is broken off.
 * Out: the applications, page by page. Refuses without `api-applications:view`.
 */
export async function exportApplications(
  deps: Deps,
  actor: Actor,
  request: ExportRequest,
): Promise<Result<AsyncIterable<readonly Exported[]>, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  await record(deps, actor, 'applications.exported', asked(request))
  return ok(pagesOf(deps, actor, request))
}

async function* pagesOf(
  deps: Deps,
  actor: Actor,
  request: ExportRequest,
): AsyncGenerator<readonly Exported[]> {
  const scope = scopeOf(deps.store, actor)
  const { sort, descending } = request
  let [count, whole] = [0, false]
  try {
    const filter = await readFilter(scope, request, deps.clock())
    let after: ReturnType<typeof keyOf> | null = null
    while (filter !== null) {
      const rows = await listApplications(scope, { ...filter, sort, descending, after, limit: PAGE })
      const owners = await ownersOf(scope, rows)
      count += rows.length
      if (rows.length > 0) {
        const ids = rows.map(({ id }) => id)
        const open = await countOpenAlertsAmong(scope, ids, MOST_COUNTED_ALERTS)
        yield rows.map(registration => ({
          registration,
          owners: inOrder(registration, owners),
          openAlerts: open.get(registration.id) ?? 0,
        }))
      }
      const last = rows.at(-1)
      if (rows.length < PAGE || last === undefined) break
      after = keyOf(last, sort)
    }
    whole = true
  } finally {
    const how = whole ? 'whole' : 'broken off'
    await record(deps, actor, 'applications.export-ended', [
      { field: 'count', before: null, after: String(count) },
      { field: 'outcome', before: null, after: how },
    ])
  }
}

/** What was asked for, as the history says it: whatever was left open is left out. */
function asked(request: ExportRequest): FieldChange[] {
  const { owner, implicit, descending: _descending, ...plain } = request
  const by = owner === null ? null : owner === 'none' ? owner : owner.of
  return Object.entries({ ...plain, owner: by, implicit: implicit ? 'on' : null }).flatMap(
    ([field, value]) => (value === null ? [] : [{ field, before: null, after: String(value) }]),
  )
}

async function record(
  deps: Deps,
  actor: Actor,
  action: string,
  changes: readonly FieldChange[],
): Promise<void> {
  await commit(deps, tx =>
    tx.record(scopeOf(tx.handle, actor), {
      actor: refOf(actor),
      action,
      target: { kind: 'business-unit', id: actor.businessUnit.id },
      changes,
      requestId: actor.requestId,
    }),
  )
}
