import type { Instant } from '../../../lib/clock.ts'
import type { FamilyId } from '../../../lib/ids.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { checkContainmentReason } from '../../../registry/applications/status-reason.ts'
import type { Registration } from '../../../registry/model.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { findApplication } from '../../../store/applications/applications.ts'
import {
  containApplication as commitContainment,
  liftContainment as commitLifting,
  setContainmentReason,
} from '../../../store/applications/contained.ts'
import { insertAlert } from '../../../store/audit/alerts.ts'
import { revokeSomeOfApplication } from '../../../store/tokens/token-families.ts'
import { type Commit, commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, refOf, scopeOf } from '../../people/actor.ts'
import { type ApplicationView, reload } from '../application-view.ts'
import { findStoppable, recordStatus } from './set-application-status.ts'

type Answer = Promise<Result<ApplicationView, RegistryRefusal>>

/** How many families one transaction revokes. */
const FAMILIES_AT_ONCE = 500

/**
 * Contains an application in the actor's business unit: in one small transaction everything stops, since what began
 * before counts as ended from then on (mayIssue); its token families are revoked after that in bounded steps. It cannot be
 * activated, deleted or swept clean of evidence before that is lifted. In: the reason as typed.
 * Doing it twice revokes what an earlier call did not get to, and changes nothing else but a reason that is another.
 * Refuses without `api-applications:deactivate`, an unknown id, what is in the catalogue, and a reason that is missing or
 * breaks the rule.
 */
export async function containApplication(deps: Deps, actor: Actor, id: string, typed: string): Answer {
  const found = await findStoppable(deps, actor, id)
  if (!found.ok) return found
  const { value: registration } = found
  if (registration.kind === 'catalogue') return err({ kind: 'not-found', what: 'application' })
  const reason = checkContainmentReason(typed)
  if (!reason.ok) return err({ kind: 'invalid', faults: reason.error })
  const at = deps.clock()
  await commit(deps, tx => contain(tx, actor, { id: registration.id, reason: reason.value, at }))
  await revokeAll(deps, actor, registration.id, at)
  return ok(await reload(scopeOf(deps.store, actor), registration.id))
}

type Containing = { readonly id: Registration['id']; readonly reason: string; readonly at: Instant }

async function contain(tx: Commit, actor: Actor, { id, reason, at }: Containing): Promise<void> {
  const scope = scopeOf(tx.handle, actor)
  const before = await findApplication(scope, id)
  if (await commitContainment(scope, id, { at, by: refOf(actor), reason })) {
    const was = before?.active === true ? 'active' : 'inactive'
    const changes = [
      { field: 'status', before: was, after: 'contained' },
      { field: 'reason', before: null, after: reason },
    ]
    await recordStatus(tx, actor, { applicationId: id, action: 'application.contained', changes })
    const kind = 'alert.application-contained'
    const told = await recordStatus(tx, actor, { applicationId: id, action: kind, changes: [] })
    const about = { applicationId: id, subject: '', facts: [], requestId: actor.requestId }
    await insertAlert(scope, { id: told.id, at: told.at, kind, ...about })
  } else if (await setContainmentReason(scope, id, reason)) {
    const changes = [{ field: 'reason', before: before?.containment?.reason ?? null, after: reason }]
    await recordStatus(tx, actor, { applicationId: id, action: 'application.reason-changed', changes })
  }
}

/** Revokes what began by a moment. There may be a million, so each transaction revokes some; how many is recorded. */
async function revokeAll(deps: Deps, actor: Actor, id: Registration['id'], at: Instant): Promise<void> {
  let after: FamilyId | null = null
  let revoked = 0
  do {
    const done = await revokeSome(deps, actor, id, { at, after })
    revoked += done.revoked
    after = done.last
  } while (after !== null)
  if (revoked === 0) return
  const changes = [{ field: 'signIns', before: null, after: String(revoked) }]
  await commit(deps, tx =>
    recordStatus(tx, actor, { applicationId: id, action: 'application.tokens-revoked', changes }),
  )
}

function revokeSome(
  deps: Deps,
  actor: Actor,
  id: Registration['id'],
  from: { readonly at: Instant; readonly after: FamilyId | null },
): ReturnType<typeof revokeSomeOfApplication> {
  const step = { ...from, because: 'application contained', limit: FAMILIES_AT_ONCE }
  return deps.store.transact(tx => revokeSomeOfApplication(scopeOf(tx, actor), id, step))
}

/**
 * Lifts the containment of an application: it stands as it did before, active or not. What was revoked stays revoked.
 * Doing it twice changes nothing. Refuses without `api-applications:deactivate`, and an unknown id.
 */
export async function liftContainment(deps: Deps, actor: Actor, id: string): Answer {
  const found = await findStoppable(deps, actor, id)
  if (!found.ok) return found
  const applicationId = found.value.id
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    const before = await findApplication(scope, applicationId)
    if (await commitLifting(scope, applicationId, { at: deps.clock(), by: refOf(actor) })) {
      const after = before?.containment?.wasActive === true ? 'active' : 'inactive'
      const changes = [
        { field: 'status', before: 'contained', after },
        { field: 'reason', before: before?.containment?.reason ?? null, after: before?.statusReason ?? null },
      ]
      await recordStatus(tx, actor, { applicationId, action: 'application.lifted', changes })
    }
    return ok(await reload(scope, applicationId))
  })
}
