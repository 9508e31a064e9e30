import { ok, type Result } from '../../../lib/result.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { lastSealed, listSealed } from '../../../store/audit/audit.ts'
import { listLog } from '../../../store/audit/log/log.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, scopeOf } from '../../people/actor.ts'
import { recordExport } from '../record-export.ts'
import { sealNow } from '../seal-audit.ts'
import { filterOf, type LogRequest, type SealedEntry } from './read-log.ts'

/** How many entries are read at a time. */
const PAGE = 500

type Pages = AsyncIterable<readonly SealedEntry[]>

/**
 * Exports exactly what the log with this filter shows, oldest first; without a filter the whole chain in its order, which
 * can be checked; beginning and end are written down. Out: the entries, page by page. Refuses without `audit:export`.
 */
export async function exportLog(
  deps: Deps,
  actor: Actor,
  request: LogRequest & { readonly format: string },
): Promise<Result<Pages, RegistryRefusal>> {
  const allowed = demand(actor, 'audit:export')
  if (!allowed.ok) return allowed
  const what = { begun: 'audit.exported', ended: 'audit.export-ended', asked: asked(request) }
  const { format: _format, ...filter } = request
  return ok(await recordExport(deps, actor, what, pagesOf(deps, actor, filter)))
}

/** What is there now, and nothing that is written down while it goes out: the export would never end. */
async function* pagesOf(
  deps: Deps,
  actor: Actor,
  request: LogRequest,
): AsyncGenerator<readonly SealedEntry[]> {
  await sealNow(deps, actor.businessUnit.id)
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

/** What was asked for, as the log says it. */
function asked({ from, until, ...rest }: LogRequest & { readonly format: string }) {
  const time = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString())
  return { ...rest, from: time(from), until: time(until) }
}
