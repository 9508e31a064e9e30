import type { ApplicationId } from '../../../lib/ids.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { BusinessUnit, SecurityProfile } from '../../../registry/model.ts'
import { goesBeyond } from '../../../registry/people/ceiling.ts'
import { boundedBy } from '../../../registry/people/security-profile.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import type { Scoped } from '../../../store/handle.ts'
import {
  type ApplicationProfile,
  findApplicationProfile,
} from '../../../store/people/profiles/application-profiles.ts'
import { findUser } from '../../../store/people/users.ts'
import { findAnyProfile, profileOf } from '../profile-of.ts'

/** The security profile that an application has of its own, and what it comes to now. */
export type OwnProfile = {
  readonly given: ApplicationProfile
  /** As it was given. */
  readonly whole: SecurityProfile
  /** What of it whoever gave it has now. */
  readonly effective: SecurityProfile
  /** Whether whoever gave it is active. */
  readonly vouched: boolean
}

/** The security profile that an application of the business unit has of its own, read anew; null when it has none. */
export async function ownProfileOf(
  scope: Scoped,
  unit: BusinessUnit,
  id: ApplicationId,
): Promise<OwnProfile | null> {
  const given = await findApplicationProfile(scope, id)
  const whole = given === null ? null : await findAnyProfile(scope, given.profileId)
  if (given === null || whole === null) return null
  const giver = await findUser(scope, given.givenBy.id)
  const vouched = giver?.active === true
  const bound = giver !== null && vouched ? await profileOf(scope, giver) : null
  return { given, whole, effective: boundedBy(unit, whole, bound), vouched }
}

const WORTH_MORE =
  'The application has a security profile of its own that permits more than yours, and whoever holds its secrets or keys has that. Ask somebody who may do as much as it permits.'

/** Refuses whoever could become more than they are by a secret or a key of an application with a profile of its own. */
export async function mayHoldCredentials(
  scope: Scoped,
  {
    businessUnit: unit,
    profile: mine,
  }: { readonly businessUnit: BusinessUnit; readonly profile: SecurityProfile },
  id: ApplicationId,
): Promise<Result<null, RegistryRefusal>> {
  const own = await ownProfileOf(scope, unit, id)
  return own !== null && goesBeyond(unit, mine, own.whole)
    ? err({ kind: 'beyond', why: WORTH_MORE })
    : ok(null)
}
