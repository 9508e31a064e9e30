import { err, ok, type Result } from '../../../lib/result.ts'
import { goesBeyond } from '../../../registry/people/ceiling.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { holdBusinessUnit } from '../../../store/business-units/business-units.ts'
import { setSecurityProfile } from '../../../store/people/users.ts'
import { commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, asOfNow, demand, refOf, scopeOf } from '../actor.ts'
import { givenProfile } from '../invitations/invite.ts'
import { loadUser, type UserView, versionOf } from '../users.ts'
import { leavesAdministrator } from './last-administrator.ts'

const BEYOND =
  'The security profile of this user permits more than yours. Ask somebody who may do as much as they.'

/**
 * Gives a user of the actor's business unit another security profile; it counts at once.
 * In: the user's id and the version the actor last saw, and the profile's id. Out: the user as they stand now.
 * Refuses without `users:edit`, an unknown id, a version that is no longer the current one, a user whose profile permits
 * more than the actor's, an unknown profile or one that does, and what would leave nobody active who may manage users
 * and security profiles. Doing it twice changes nothing.
 */
export async function changeUserProfile(
  deps: Deps,
  actor: Actor,
  target: { readonly id: string; readonly version: number },
  profileId: string,
): Promise<Result<UserView, RegistryRefusal>> {
  const allowed = demand(actor, 'users:edit')
  if (!allowed.ok) return allowed
  return commit(deps, async (tx): Promise<Result<UserView, RegistryRefusal>> => {
    const scope = scopeOf(tx.handle, actor)
    await holdBusinessUnit(scope)
    const self = await asOfNow(scope, actor)
    const still = demand(self, 'users:edit')
    if (!still.ok) return still
    const { businessUnit: unit, profile: mine } = self
    const loaded = await loadUser(scope, target.id)
    if (!loaded.ok) return loaded
    const { user, profile: before } = loaded.value
    if (goesBeyond(unit, mine, before)) return err({ kind: 'beyond', why: BEYOND })
    const given = await givenProfile(scope, { unit, mine }, profileId)
    if (!given.ok) return err({ kind: 'invalid', faults: [given.error] })
    const after = given.value
    if (versionOf(user) !== target.version) return err({ kind: 'version-conflict', current: versionOf(user) })
    if (after.id === before.id) return loaded
    const left = await leavesAdministrator(scope, unit, { besides: user, before, after })
    if (!left.ok) return left
    // Later than the version that was named, also on a clock that stood still meanwhile.
    const at = Math.max(deps.clock(), versionOf(user) + 1)
    await setSecurityProfile(scope, user.id, after.id, at)
    await tx.record(scope, {
      actor: refOf(actor),
      action: 'user.security-profile-changed',
      target: { kind: 'user', id: user.id },
      changes: [{ field: 'securityProfile', before: before.name, after: after.name }],
      requestId: actor.requestId,
    })
    return ok({ user: { ...user, securityProfileId: after.id, profileChangedAt: at }, profile: after })
  })
}
