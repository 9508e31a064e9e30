import type { Person } from '../../protocol/openid/profile-claims.ts'
import { BUSINESS_UNIT_SCOPE } from '../../protocol/scope.ts'
import type { BusinessUnit, SecurityProfile, User } from '../../registry/model.ts'
import { systemProfile } from '../../registry/people/profiles.ts'
import type { Scoped } from '../../store/handle.ts'
import { findProfile } from '../../store/people/profiles/profiles.ts'

/** A system profile by its id, else one of the business unit's own; null when there is none. */
export async function findAnyProfile(scope: Scoped, id: string): Promise<SecurityProfile | null> {
  return systemProfile(id) ?? (await findProfile(scope, id))
}

/** The security profile of a user: a system profile by its id, else the business unit's own. */
export async function profileOf(scope: Scoped, user: User): Promise<SecurityProfile> {
  const profile = await findAnyProfile(scope, user.securityProfileId)
  if (profile === null)
    throw new Error(`user ${user.id} has the unknown security profile ${user.securityProfileId}`)
  return profile
}

/**
 * A user as claims are made of them. Where they belong is looked up only when the granted scopes cover it.
 * In: the scope of their business unit, the user and the business unit, and the granted scopes.
 */
export async function personOf(
  scope: Scoped,
  { user, businessUnit }: { readonly user: User; readonly businessUnit: BusinessUnit },
  granted: readonly string[],
): Promise<Person> {
  if (!granted.includes(BUSINESS_UNIT_SCOPE)) return user
  const { name } = await profileOf(scope, user)
  const membership = {
    businessUnitNumber: businessUnit.number,
    businessUnitName: businessUnit.name,
    securityProfile: name,
  }
  return { ...user, membership }
}
