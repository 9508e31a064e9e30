import type { SecurityProfile, User } from '../../registry/model.ts'
import { systemProfile } from '../../registry/people/profiles.ts'
import type { Scoped } from '../../store/handle.ts'
import { findProfile } from '../../store/people/profiles.ts'

/** The security profile of a user: a system profile by its id, else the business unit's own. */
export async function profileOf(scope: Scoped, user: User): Promise<SecurityProfile> {
  const profile = systemProfile(user.securityProfileId) ?? (await findProfile(scope, user.securityProfileId))
  if (profile === null)
    throw new Error(`user ${user.id} has the unknown security profile ${user.securityProfileId}`)
  return profile
}
