import { ok, type Result } from '../../../lib/result.ts'
import type { FieldChange } from '../../../registry/model.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { lastSealed, listSealed } from '../../../store/audit/audit.ts'
import { listLog } from '../../../store/audit/log/log.ts'
import { keepCaller } from '../../called-from.ts'
import { commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, refOf, scopeOf } from '../../people/actor.ts'
import { sealNow } from '../seal-audit.ts'
import { filterOf, type LogRequest, type SealedEntry } from './read-log.ts'

/** How many entries are read at a time. */
const PAGE = 500

type Pages = AsyncGenerator<readonly SealedEntry[]>

/**
 * Exports exactly what the log with this filter shows, oldest first; without a filter the whole chain in its order, which
 * can be checked. That it begins is written down before anything goes out, with the filter, and how many went out once it
 * ends, also when it is broken off. Out: the entries, page by page. Refuses without `audit:export`.
 */
export async function exportLog(
  deps: Deps,
  actor: Actor,
  request: LogRequest & { readonly format: string },
): Promise<Result<Pages, RegistryRefusal>> {
  const allowed = demand(actor, 'audit:export')
  if (!allowed.ok) return allowed
  await record(deps, actor, 'audit.exported', asked(request))
  await sealNow(deps, actor.businessUnit.id)
  const { format: _format, ...filter } = request
  return ok(counted(deps, actor, pagesOf(deps, actor, filter)))
}

/** What is there now, and nothing that is written down while it goes out: the export would never end. */
async function* pagesOf(deps: Deps, actor: Actor, request: LogRequest): Pages {
  const scope = scopeOf(deps.store, actor)
  const end = (await lastSealed(scope))?.seq ?? 0
  const whole = Object.values(request).every(value => value === null)
  const filter = await filterOf(scope, request)
  let after: SealedEntry | null = null
  for (;;) {
    const page: readonly SealedEntry[] = whole
      ? await listSealed(scope, after?.seq ?? 0, PAGE)
      : await listLog(scope, filter, { after, limit: PAGE, order: 'oldest-first' })
    const wanted = page.filter(({ seq }) => seq <= end)
    if (wanted.length > 0) yield wanted
    after = page.at(-1) ?? null
    if (page.length < PAGE || (whole && wanted.length < page.length)) return
  }
}

async function* counted(deps: Deps, actor: Actor, pages: Pages): Pages {
  const asCalled = keepCaller()
  let [count, whole] = [0, false]
  try {
    for await (const page of pages) {
      count += page.length
      yield page
    }
    whole = true
  } finally {
    const how = whole ? 'whole' : 'broken off'
    await asCalled(() =>
      record(deps, actor, 'audit.export-ended', [
        { field: 'count', before: null, after: String(count) },
        { field: 'outcome', before: null, after: how },
      ]),
    )
  }
}

/** What was asked for, as the log says it: whatever was left open is left out. */
function asked({ from, until, ...rest }: LogRequest & { readonly format: string }): FieldChange[] {
  const time = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString())
  return Object.entries({ ...rest, from: time(from), until: time(until) }).flatMap(([field, value]) =>
    value === null ? [] : [{ field, before: null, after: value }],
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
