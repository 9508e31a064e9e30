import { isUserId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { SecurityProfile, User } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { wantOwnerCheck } from '../../store/applications/lists/owners.ts'
import { holdBusinessUnit } from '../../store/business-units/business-units.ts'
import type { Scoped } from '../../store/handle.ts'
import { listSessionsOfUser } from '../../store/people/sessions.ts'
import { findByNames } from '../../store/people/user-words.ts'
import { findUser, setUserActive } from '../../store/people/users.ts'
import { revokeFamiliesOfUser } from '../../store/tokens/token-families.ts'
import { checkOwnersAnew } from '../applications/lists/owners.ts'
import { type Commit, commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type Actor, asOfNow, demand, refOf, scopeOf } from './actor.ts'
import { changeDetails, type DetailsEdit } from './contact.ts'
import { endSessionOf } from './end-session.ts'
import { profileOf } from './profile-of.ts'
import { leavesAdministrator } from './profiles/last-administrator.ts'

export type UserView = { readonly user: User; readonly profile: SecurityProfile }

/** As many as a list below a field holds. */
const MOST_SUGGESTED = 8

/** Active users of the actor's business unit whose names begin with what was typed. Refuses without `users:view`. */
export async function suggestUsers(
  deps: Deps,
  actor: Actor,
  typed: string,
): Promise<Result<readonly User[], RegistryRefusal>> {
  const allowed = demand(actor, 'users:view')
  if (!allowed.ok) return allowed
  return ok(await findByNames(scopeOf(deps.store, actor), typed, MOST_SUGGESTED))
}

/**
 * A user of the actor's business unit with what is said of them.
 * Refuses without `users:view`, and an unknown id, whether it is another business unit's or nobody's, in the same way.
 */
export async function readUser(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<UserView, RegistryRefusal>> {
  const allowed = demand(actor, 'users:view')
  return allowed.ok ? loadUser(scopeOf(deps.store, actor), id) : allowed
}

/** A user of the business unit with their security profile. Refuses an unknown id. */
export async function loadUser(scope: Scoped, id: string): Promise<Result<UserView, RegistryRefusal>> {
  const user = isUserId(id) ? await findUser(scope, id) : null
  if (user === null) return err({ kind: 'not-found', what: 'user' })
  return ok({ user, profile: await profileOf(scope, user) })
}

/** The version of a user that an edit must name: it grows with each change of what is shown of them. */
export function versionOf({ details, statusChangedAt, profileChangedAt }: User): number {
  return Math.max(details.updatedAt, statusChangedAt ?? 0, profileChangedAt ?? 0)
}

/**
 * Changes what is said of a user of the actor's business unit, by the rules that hold for the user's own account page.
 * In: the user's id, the version the actor last saw, and the fields to change. Out: the user as they stand now.
 * Refuses without `users:edit`, an unknown id, a version that is no longer the current one, and faults (all at once).
 */
export async function editUser(
  deps: Deps,
  actor: Actor,
  target: { readonly id: string; readonly version: number },
  edit: DetailsEdit,
): Promise<Result<UserView, RegistryRefusal>> {
  const allowed = demand(actor, 'users:edit')
  if (!allowed.ok) return allowed
  return commit(deps, async tx => {
    const loaded = await loadUser(scopeOf(tx.handle, actor), target.id)
    if (!loaded.ok) return loaded
    const { user, profile } = loaded.value
    if (versionOf(user) !== target.version) return err({ kind: 'version-conflict', current: versionOf(user) })
    const changed = await changeDetails(tx, actor, { user, edit, now: deps.clock() })
    return changed.ok ? ok({ user: { ...user, details: changed.value }, profile }) : changed
  })
}

/**
 * Deactivates or activates a user of the actor's business unit. Deactivating ends in the same transaction every
 * session and everything that any application holds in the user's name; activating brings none of it back, not even
 * what was being issued at that moment (mayIssue). Doing it twice changes nothing.
 * Refuses without `users:deactivate`, an unknown id, and oneself, so that somebody is left who can undo it.
 */
export async function setUserStatus(
  deps: Deps,
  actor: Actor,
  id: string,
  active: boolean,
): Promise<Result<UserView, RegistryRefusal>> {
  const allowed = demand(actor, 'users:deactivate')
  if (!allowed.ok) return allowed
  if (id === actor.user?.id && !active) {
    return err({ kind: 'locks-out', why: 'You cannot deactivate yourself. Ask another manager to do it.' })
  }
  const done = await commit(deps, async (tx): Promise<Result<UserView, RegistryRefusal>> => {
    const scope = scopeOf(tx.handle, actor)
    // One at a time, or two managers who deactivate each other at once would both succeed.
    await holdBusinessUnit(scope)
    const self = await asOfNow(scope, actor)
    if (self.user?.active === false) {
      return err({ kind: 'locks-out', why: 'You were deactivated at this moment. Nothing was changed.' })
    }
    const still = demand(self, 'users:deactivate')
    if (!still.ok) return still
    const loaded = await loadUser(scope, id)
    if (!loaded.ok) return loaded
    const left = active ? ok(null) : await leavesAdministrator(scope, actor.businessUnit, gone(loaded.value))
    if (!left.ok) return left
    const changed = await change(deps, tx, actor, { user: loaded.value.user, active })
    return ok({ user: changed, profile: loaded.value.profile })
  })
  // In steps of its own, since somebody may own thousands; what does not come to it now, a job does.
  if (done.ok) await checkOwnersAnew(deps)
  return done
}

function gone({ user, profile }: UserView) {
  return { besides: user, before: profile, after: null } as const
}

/** Out: the user as they stand now. */
async function change(
  deps: Deps,
  tx: Commit,
  actor: Actor,
  { user, active }: { readonly user: User; readonly active: boolean },
): Promise<User> {
  const scope = scopeOf(tx.handle, actor)
  const [at, by] = [deps.clock(), refOf(actor)]
  if (!(await setUserActive(scope, user.id, active, at))) return user
  await wantOwnerCheck(scope, user.id)
  if (!active) {
    const ending = {
      actor: by,
      because: 'ended by an administrator',
      at,
      requestId: actor.requestId,
    } as const
    for (const session of await listSessionsOfUser(scope, user.id)) {
      await endSessionOf(deps, tx, session, ending)
    }
    await revokeFamiliesOfUser(scope, user.id, at, 'user deactivated')
  }
  const words = active ? (['inactive', 'active'] as const) : (['active', 'inactive'] as const)
  await tx.record(scope, {
    actor: by,
    action: active ? 'user.activated' : 'user.deactivated',
    target: { kind: 'user', id: user.id },
    changes: [{ field: 'status', before: words[0], after: words[1] }],
    requestId: actor.requestId,
  })
  return { ...user, active, statusChangedAt: at }
}
