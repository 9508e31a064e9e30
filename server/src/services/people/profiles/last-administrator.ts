import { err, ok, type Result } from '../../../lib/result.ts'
import type { BusinessUnit, SecurityProfile, User } from '../../../registry/model.ts'
import { SYSTEM_PROFILES } from '../../../registry/people/profiles.ts'
import { administers } from '../../../registry/people/security-profile.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import type { Scoped } from '../../../store/handle.ts'
import { anyActiveWith } from '../../../store/people/profiles/holders.ts'
import { listProfiles } from '../../../store/people/profiles/profiles.ts'

/**
 * What a change takes from whom: from the profile of everybody who has it, or from one user. `after`: null where the user
 * can do nothing any more.
 */
type Change = {
  readonly besides: User | null
  readonly before: SecurityProfile
  readonly after: SecurityProfile | null
}

const NOBODY_LEFT =
  'Nobody active would be left who may manage users and security profiles. Give somebody else a security profile that permits both first.'

/** Whether a change would leave nobody active in the business unit who may manage users and security profiles. */
export async function locksOut(scope: Scoped, unit: BusinessUnit, change: Change): Promise<boolean> {
  const { besides, before, after } = change
  if (!administers(unit, before) || (after !== null && administers(unit, after))) return false
  // Whoever does so little already is missed by nobody.
  if (besides !== null && !besides.active) return false
  const ids = [...SYSTEM_PROFILES, ...(await listProfiles(scope))]
    .filter(profile => administers(unit, profile))
    .filter(({ id }) => besides !== null || id !== before.id)
    .map(({ id }) => id)
  return !(await anyActiveWith(scope, ids, besides?.id ?? null))
}

/** Refuses what {@link locksOut} says. In: the scope of a transaction that holds the business unit, so that no two do it at once. */
export async function leavesAdministrator(
  scope: Scoped,
  unit: BusinessUnit,
  change: Change,
): Promise<Result<null, RegistryRefusal>> {
  return (await locksOut(scope, unit, change)) ? err({ kind: 'locks-out', why: NOBODY_LEFT }) : ok(null)
}
