import type { Instant } from '../../../lib/clock.ts'
import type { BusinessUnitId } from '../../../lib/ids.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { countTooOld, faultOfDays, versionOfDays } from '../../../registry/audit/retention.ts'
import type { BusinessUnit } from '../../../registry/model.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { listSealed } from '../../../store/audit/audit.ts'
import {
  type ErasedRange,
  eraseUpTo,
  findRetention,
  setKeepDays,
  unitsThatErase,
} from '../../../store/audit/log/retention.ts'
import { findBusinessUnit, holdBusinessUnit } from '../../../store/business-units/business-units.ts'
import { inBusinessUnit } from '../../../store/handle.ts'
import { type Commit, commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, refOf, scopeOf } from '../../people/actor.ts'
import { newRequestId } from '../../request-id.ts'
import { linkHash } from '../chain.ts'
import { startOf } from '../verify-chain.ts'
import { isOurs, state } from './statements.ts'

/** How long a log is kept, what stands in place of what was erased, and the version of the setting. */
type RetentionView = {
  readonly keepDays: number | null
  readonly erased: ErasedRange | null
  readonly version: number
}

/** How long the log of the actor's business unit is kept. Refuses without `audit:view`. */
export async function readRetention(
  deps: Deps,
  actor: Actor,
): Promise<Result<RetentionView, RegistryRefusal>> {
  const allowed = demand(actor, 'audit:view')
  if (!allowed.ok) return allowed
  const stands = await findRetention(scopeOf(deps.store, actor))
  return ok({ ...stands, version: versionOfDays(stands.keepDays) })
}

/**
 * Sets for how many days the log of the actor's business unit is kept; null: for ever.
 * Refuses without `business-unit:edit`, a number of days that is out of bounds, and a version that is no longer.
 */
export async function setRetention(
  deps: Deps,
  actor: Actor,
  request: { readonly keepDays: number | null; readonly version: number },
): Promise<Result<RetentionView, RegistryRefusal>> {
  const allowed = demand(actor, 'business-unit:edit')
  if (!allowed.ok) return allowed
  const { keepDays } = request
  const fault = faultOfDays(keepDays)
  if (fault !== null) return err({ kind: 'invalid', faults: [fault] })
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    await holdBusinessUnit(scope)
    const stands = await findRetention(scope)
    const current = versionOfDays(stands.keepDays)
    if (request.version !== current) return err({ kind: 'version-conflict', current } as const)
    if (keepDays !== stands.keepDays) {
      await setKeepDays(scope, keepDays)
      await tx.record(scope, {
        actor: refOf(actor),
        action: 'audit.retention-set',
        target: { kind: 'business-unit', id: scope.businessUnitId },
        changes: [{ field: 'keepDays', before: textOf(stands.keepDays), after: textOf(keepDays) }],
        requestId: actor.requestId,
      })
    }
    return ok({ keepDays, erased: stands.erased, version: versionOfDays(keepDays) })
  })
}

function textOf(days: number | null): string {
  return days === null ? 'for ever' : String(days)
}

const ACTOR = { kind: 'system', id: 'retention', name: 'Latchkey' } as const
/** How many entries one transaction erases at most: few, since the embedded store has one writer. */
const STEP = 500
const UNITS = 50
const MOST_STEPS = 40

/**
 * Makes the function that erases entries by their age: one call does at most forty steps, and the next goes on where it
 * ended. Out: how many entries were erased. Throws, after the others had their turn, where a log was changed: what is to
 * be erased there is evidence.
 */
export function auditEraser(deps: Deps): () => Promise<number> {
  let after: BusinessUnitId | null = null
  return async () => {
    const ids: readonly BusinessUnitId[] = await unitsThatErase(deps.store, UNITS, after)
    const faults: unknown[] = []
    let [erased, steps] = [0, 0]
    for (const id of ids) {
      after = id
      for (let count = STEP; count === STEP && steps < MOST_STEPS; steps++) {
        count = await eraseStep(deps, id).catch((fault: unknown) => {
          faults.push(fault)
          return 0
        })
        erased += count
      }
      if (steps === MOST_STEPS) break
    }
    if (ids.length < UNITS && steps < MOST_STEPS) after = null
    if (faults.length > 0) throw faults[0]
    return erased
  }
}

/** Erases some of the oldest entries of one business unit, in one transaction. Out: how many. */
async function eraseStep(deps: Deps, id: BusinessUnitId): Promise<number> {
  return commit(deps, async tx => {
    const scope = inBusinessUnit(tx.handle, id)
    // The sealer holds it too: neither works on a chain that the other changes.
    await holdBusinessUnit(scope)
    const [unit, { keepDays, erased }] = [await findBusinessUnit(scope, id), await findRetention(scope)]
    if (unit === null || keepDays === null) return 0
    const loaded = await listSealed(scope, erased?.seq ?? 0, STEP + 1)
    const more = loaded.length > STEP
    const page = loaded.slice(0, STEP)
    const old = page.slice(0, countTooOld(page, { more, keepDays, now: deps.clock() }))
    if (old.length === 0) return 0
    const last = mustHold(deps, unit, erased, old)
    await eraseUpTo(scope, state(deps, 'audit-erasure+jwt', { unit, ...last }))
    await recordErasure(tx, scope, { from: (erased?.seq ?? 0) + 1, to: last.seq, until: last.at })
    return old.length
  })
}

type Old = Awaited<ReturnType<typeof listSealed>>

/** Checks what is to be erased. Out: where it ends. Throws where it does not hold: then nothing of it may go. */
function mustHold(
  deps: Deps,
  { id, number }: BusinessUnit,
  erased: ErasedRange | null,
  old: Old,
): { readonly seq: number; readonly hash: string; readonly at: Instant } {
  const changed = (seq: number) =>
    new Error(`The audit log of business unit ${number} was changed at ${seq}; nothing of it is erased.`)
  if (erased !== null && !isOurs(deps, 'audit-erasure+jwt', id, erased)) throw changed(erased.seq)
  const start = startOf(id)
  let end = { seq: erased?.seq ?? 0, hash: erased?.hash ?? start.hash, at: 0 }
  for (const entry of old) {
    const seq = end.seq + 1
    const hash = linkHash(end.hash, seq, entry)
    if (entry.seq !== seq || entry.hash !== hash) throw changed(seq)
    end = { seq, hash, at: entry.at }
  }
  return end
}

async function recordErasure(
  tx: Commit,
  scope: ReturnType<typeof inBusinessUnit>,
  { from, to, until }: { readonly from: number; readonly to: number; readonly until: Instant },
): Promise<void> {
  await tx.record(scope, {
    actor: ACTOR,
    action: 'audit.erased',
    target: { kind: 'business-unit', id: scope.businessUnitId },
    changes: [
      { field: 'entries', before: `${from}–${to}`, after: null },
      { field: 'until', before: null, after: new Date(until).toISOString() },
    ],
    requestId: newRequestId(),
  })
}
