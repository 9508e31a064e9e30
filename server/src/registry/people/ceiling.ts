import type { BusinessUnit, SecurityProfile } from '../model.ts'
import { permissionsOf } from './profiles.ts'

/**
 * Whether a security profile permits anything that another does not: nobody gives what they do not have.
 * In: the business unit, the profile of whoever gives, and the one that is given.
 */
export function goesBeyond(
  unit: Pick<BusinessUnit, 'platform'>,
  mine: SecurityProfile,
  given: SecurityProfile,
): boolean {
  const held = permissionsOf(unit, mine)
  return (
    permissionsOf(unit, given).some(permission => !held.includes(permission)) ||
    given.scopes.some(scope => !mine.scopes.includes(scope))
  )
}
