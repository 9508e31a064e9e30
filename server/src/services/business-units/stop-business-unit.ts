import type { Instant } from '../../lib/clock.ts'
import type { FamilyId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { checkStatusReason } from '../../registry/applications/status-reason.ts'
import type { BusinessUnit } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { findBusinessUnitByNumber, setBusinessUnitActive } from '../../store/business-units/business-units.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { listSessionsOfBusinessUnit } from '../../store/people/sessions.ts'
import { revokeFamiliesOfBusinessUnit } from '../../store/tokens/token-families.ts'
import { commit } from '../commit.ts'
import { demandProof } from '../credentials/prove.ts'
import type { Deps } from '../deps.ts'
import { type Actor, demand, refOf } from '../people/actor.ts'
import { endSessionOf } from '../people/end-session.ts'

/** How many sessions end in one transaction: enough to be quick, few enough to let others through in between. */
const SESSIONS_AT_ONCE = 50
const FAMILIES_AT_ONCE = 500

/**
 * Deactivates or activates a business unit by its number. Deactivating stops everything there in one small transaction:
 * from then on nobody signs in and no token is issued or active. Its families and sessions are ended after that in
 * bounded steps, which tells the applications; activating brings nothing back whether or not they are through, since
 * whatever began before counts as ended (mayIssue, liveSession). Doing it twice changes nothing.
 * Refuses without `business-units:deactivate`, an unknown number, the platform's own, a reason that is no line, and, to
 * deactivate, a session whose person typed no password lately.
 */
export async function setBusinessUnitStatus(
  deps: Deps,
  actor: Actor,
  number: string,
  wanted: { readonly active: true } | { readonly active: false; readonly reason: string | null },
): Promise<Result<BusinessUnit, RegistryRefusal>> {
  const { active } = wanted
  const allowed = demand(actor, 'business-units:deactivate')
  if (!allowed.ok) return allowed
  const unit = await findBusinessUnitByNumber(deps.store, number)
  if (unit === null) return err({ kind: 'not-found', what: 'business-unit' })
  if (unit.platform) {
    const why =
      "The platform's own business unit stays active: without its operators nobody could activate it again."
    return err({ kind: 'locks-out', why })
  }
  const checked = checkStatusReason(wanted.active ? '' : (wanted.reason ?? ''))
  if (!checked.ok) return err({ kind: 'invalid', faults: checked.error })
  const proven = active ? ok(null) : demandProof(deps, actor)
  if (!proven.ok) return proven
  const reason = checked.value
  const at = deps.clock()
  const changed = await commit(deps, async tx => {
    const scope = inBusinessUnit(tx.handle, unit.id)
    if (!(await setBusinessUnitActive(scope, active, at, reason))) return false
    const words = active ? (['inactive', 'active'] as const) : (['active', 'inactive'] as const)
    await tx.record(scope, {
      actor: refOf(actor),
      action: active ? 'business-unit.activated' : 'business-unit.deactivated',
      target: { kind: 'business-unit', id: unit.id },
      changes: [
        { field: 'status', before: words[0], after: words[1] },
        ...(reason === null ? [] : [{ field: 'reason', before: null, after: reason }]),
      ],
      requestId: actor.requestId,
      touches: [{ kind: 'business-unit', ref: unit.id }],
    })
    return true
  })
  // Also when it was inactive before: what an earlier call did not get to end is ended now.
  if (!active) {
    await revokeFamiliesOf(deps, unit, at)
    await endSessionsOf(deps, actor, unit)
  }
  return ok(changed ? { ...unit, active, statusChangedAt: at } : unit)
}

/** Revokes what began by a moment in a business unit. There may be a million, so each transaction revokes some. */
async function revokeFamiliesOf(deps: Deps, unit: BusinessUnit, at: Instant): Promise<void> {
  let after: FamilyId | null = null
  do {
    after = await revokeSome(deps, unit, at, after)
  } while (after !== null)
}

function revokeSome(
  deps: Deps,
  unit: BusinessUnit,
  at: Instant,
  after: FamilyId | null,
): Promise<FamilyId | null> {
  const step = { at, because: 'business unit deactivated', after, limit: FAMILIES_AT_ONCE }
  return deps.store.transact(tx => revokeFamiliesOfBusinessUnit(inBusinessUnit(tx, unit.id), step))
}

/**
 * Ends the sessions of a business unit that is inactive, so that they open nothing any more: only the applications in
 * them are still to be told. There may be thousands, so each transaction ends a few.
 */
async function endSessionsOf(deps: Deps, actor: Actor, unit: BusinessUnit): Promise<void> {
  const because = 'ended by an administrator'
  for (;;) {
    const at = deps.clock()
    const found = await commit(deps, async tx => {
      const scope = inBusinessUnit(tx.handle, unit.id)
      const sessions = await listSessionsOfBusinessUnit(scope, at, SESSIONS_AT_ONCE)
      for (const session of sessions) {
        const { requestId } = actor
        await endSessionOf(deps, tx, session, { actor: refOf(actor), because, at, requestId })
      }
      return sessions.length
    })
    if (found < SESSIONS_AT_ONCE) return
  }
}
