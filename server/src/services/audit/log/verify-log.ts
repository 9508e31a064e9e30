import { err, ok, type Result } from '../../../lib/result.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { lastSealed } from '../../../store/audit/audit.ts'
import { type ChainHead, lastHead, listHeadsAfter } from '../../../store/audit/log/heads.ts'
import { findRetention } from '../../../store/audit/log/retention.ts'
import type { Scoped } from '../../../store/handle.ts'
import { openCursor, sealCursor } from '../../applications/cursor.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, scopeOf } from '../../people/actor.ts'
import { sealNow } from '../seal-audit.ts'
import { type ChainEnd, startOf, verifyChain } from '../verify-chain.ts'
import { isOurs } from './statements.ts'

/** How many entries one call checks, so that it answers within a second or so and keeps a reader for no longer. */
const MOST = 20_000
/** There is at most one head for each entry, and what is checked ends with a page. */
const MOST_HEADS = MOST + 500

type Fault = {
  readonly seq: number
  readonly because: 'missing' | 'changed' | 'not-as-published' | 'cut-off' | 'note'
}

type Verification = {
  readonly outcome: 'holds' | 'broken' | 'going-on'
  readonly first: number
  readonly checked: number
  readonly last: number
  readonly heads: number
  readonly fault: Fault | null
  readonly nextCursor: string | null
}

/**
 * Checks a stretch of the actor's business unit's log: the chain computed anew, the note in place of what was erased, and
 * every head that was published. In: the cursor of the stretch before. Refuses without `audit:view`, and a foreign cursor.
 */
export async function verifyLog(
  deps: Deps,
  actor: Actor,
  cursor: string | null,
): Promise<Result<Verification, RegistryRefusal>> {
  const allowed = demand(actor, 'audit:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  const list = JSON.stringify(['audit-verification', scope.businessUnitId])
  const place = cursor === null ? null : openCursor(deps, list, cursor)
  if (cursor !== null && place === null) return err({ kind: 'cursor' })
  if (cursor === null) await sealNow(deps, scope.businessUnitId)
  const before = place === null ? null : { entries: Number(place.id), hash: String(place.key) }
  const { first, from } = await whereToBegin(deps, scope, before)
  // Read before the stretch, so that a head that is published meanwhile is not missed behind the end.
  const head = await lastHead(scope)
  const last = (await lastSealed(scope))?.seq ?? 0
  const about = { first, last }
  if (from === null) {
    const fault = { seq: first - 1, because: 'note' as const }
    return ok({ ...about, checked: 0, heads: 0, outcome: 'broken', fault, nextCursor: null })
  }
  const heads = await listHeadsAfter(scope, from.entries, MOST_HEADS)
  const checked = await verifyChain(scope, { from, most: MOST, published: publishedBy(deps, scope, heads) })
  const end = checked.ok ? checked.value : { entries: checked.error.seq - 1, hash: '' }
  const compared = heads.filter(({ seq }) => seq <= end.entries).length
  const soFar = { ...about, checked: end.entries, heads: compared }
  if (!checked.ok) return ok({ ...soFar, outcome: 'broken', fault: checked.error, nextCursor: null })
  if (end.entries < last) {
    const nextCursor = sealCursor(deps, list, { key: end.hash, id: String(end.entries) })
    return ok({ ...soFar, outcome: 'going-on', fault: null, nextCursor })
  }
  const cutOff = head !== null && head.seq > end.entries
  const fault = cutOff ? ({ seq: end.entries + 1, because: 'cut-off' } as const) : null
  return ok({ ...soFar, outcome: cutOff ? 'broken' : 'holds', fault, nextCursor: null })
}

/** Behind what was checked before, or behind what was erased; null where the note of that is not ours. */
async function whereToBegin(
  deps: Deps,
  scope: Scoped,
  before: ChainEnd | null,
): Promise<{ readonly first: number; readonly from: ChainEnd | null }> {
  const { erased } = await findRetention(scope)
  const start = startOf(scope.businessUnitId)
  const first = (erased?.seq ?? 0) + 1
  if (erased === null) return { first, from: before ?? start }
  if (!isOurs(deps, 'audit-erasure+jwt', scope.businessUnitId, erased)) return { first, from: null }
  // More may have been erased since the stretch before was checked.
  if (before !== null && before.entries >= erased.seq) return { first, from: before }
  return { first, from: { entries: erased.seq, hash: erased.hash } }
}

/** The hashes that the heads name. One that we did not sign names none that any link could have. */
function publishedBy(deps: Deps, scope: Scoped, heads: readonly ChainHead[]): ReadonlyMap<number, string> {
  return new Map(
    heads.map(head => [
      head.seq,
      isOurs(deps, 'audit-head+jwt', scope.businessUnitId, head) ? head.hash : 'not ours',
    ]),
  )
}
