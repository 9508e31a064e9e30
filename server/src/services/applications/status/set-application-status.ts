import { err, ok, type Result } from '../../../lib/result.ts'
import { checkStatusReason } from '../../../registry/applications/status-reason.ts'
import type { FieldChange, Registration } from '../../../registry/model.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import {
  findApplication,
  setApplicationActive,
  setStatusReason,
} from '../../../store/applications/applications.ts'
import { revokeFamiliesOfApplication } from '../../../store/tokens/token-families.ts'
import { type Commit, commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, refOf, scopeOf } from '../../people/actor.ts'
import { type ApplicationView, loadToChange, reload } from '../application-view.ts'

type Answer = Promise<Result<ApplicationView, RegistryRefusal>>

/**
 * Deactivates an application in the actor's business unit, and ends all its token families there in the same
 * transaction. In: the reason as typed, which may be empty. Doing it twice changes nothing but a reason that is another.
 * Refuses without `api-applications:deactivate`, an unknown id, a reason that breaks the rule, and what is contained.
 */
export async function deactivateApplication(deps: Deps, actor: Actor, id: string, typed: string): Answer {
  const found = await findStoppable(deps, actor, id)
  if (!found.ok) return found
  const reason = checkStatusReason(typed)
  if (!reason.ok) return err({ kind: 'invalid', faults: reason.error })
  const applicationId = found.value.id
  const given = reason.value
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    const at = deps.clock()
    const before = (await findApplication(scope, applicationId))?.statusReason ?? null
    const told = { field: 'reason', before, after: given }
    const status = { active: false, at, by: refOf(actor), reason: given }
    if (await setApplicationActive(scope, applicationId, status)) {
      await revokeFamiliesOfApplication(scope, applicationId, at, 'application deactivated')
      const stopped = { field: 'status', before: 'active', after: 'inactive' }
      const changes = given === null ? [stopped] : [stopped, told]
      await recordStatus(tx, actor, { applicationId, action: 'application.deactivated', changes })
    } else if (given !== null && (await setStatusReason(scope, applicationId, given))) {
      await recordStatus(tx, actor, { applicationId, action: 'application.reason-changed', changes: [told] })
    }
    return uncontained(await reload(scope, applicationId))
  })
}

/**
 * Activates an application in the actor's business unit. What ended when it was deactivated stays ended, and the reason
 * for that is forgotten but by its history. Doing it twice changes nothing.
 * Refuses without `api-applications:deactivate`, an unknown id, and what is contained.
 */
export async function activateApplication(deps: Deps, actor: Actor, id: string): Answer {
  const found = await findStoppable(deps, actor, id)
  if (!found.ok) return found
  const applicationId = found.value.id
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    const before = (await findApplication(scope, applicationId))?.statusReason ?? null
    const status = { active: true, at: deps.clock(), by: refOf(actor), reason: null }
    if (await setApplicationActive(scope, applicationId, status)) {
      const started = { field: 'status', before: 'inactive', after: 'active' }
      const changes = before === null ? [started] : [started, { field: 'reason', before, after: null }]
      await recordStatus(tx, actor, { applicationId, action: 'application.activated', changes })
    }
    return uncontained(await reload(scope, applicationId))
  })
}

/** Of what is contained nothing changes before that is lifted. */
function uncontained(view: ApplicationView): Result<ApplicationView, RegistryRefusal> {
  return view.registration.containment === null ? ok(view) : err({ kind: 'contained' })
}

/** The application whose status is to change. Refuses without `api-applications:deactivate`, and an unknown id. */
export async function findStoppable(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<Registration, RegistryRefusal>> {
  const loaded = await loadToChange(deps, actor, id, 'api-applications:deactivate')
  return loaded.ok ? ok(loaded.value.registration) : loaded
}

/** Writes down a change of an application's status, so that every node honours it. Out: the entry in its history. */
export function recordStatus(
  tx: Commit,
  actor: Actor,
  done: {
    readonly applicationId: Registration['id']
    readonly action: string
    readonly changes: readonly FieldChange[]
  },
): ReturnType<Commit['record']> {
  const { applicationId, action, changes } = done
  return tx.record(scopeOf(tx.handle, actor), {
    actor: refOf(actor),
    action,
    target: { kind: 'application', id: applicationId },
    changes,
    requestId: actor.requestId,
    touches: [{ kind: 'application', ref: applicationId }],
  })
}
