import { checkName, nameKey } from '@latchkey/contract/names.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { BusinessUnit, SecurityProfile } from '../model.ts'
import type { FieldFault } from '../refusal.ts'
import { isForOperators, type Permission, permissionsOf, SYSTEM_PROFILES } from './profiles.ts'

/** What a security profile is called and permits. */
export type ProfileContent = Pick<SecurityProfile, 'name' | 'permissions' | 'scopes'>

/** How many security profiles of its own a business unit can have. */
export const MOST_PROFILES = 100

type Unit = Pick<BusinessUnit, 'platform'>

/** What somebody needs to undo what others did to users and security profiles. */
const ADMINISTERING: readonly Permission[] = ['users:edit', 'security-profiles:edit']

/** Whether whoever has a security profile may manage users and security profiles, so that they can let others in. */
export function administers(unit: Unit, profile: SecurityProfile): boolean {
  const held = permissionsOf(unit, profile)
  return ADMINISTERING.every(permission => held.includes(permission))
}

/**
 * Checks what a security profile is to be called and to permit.
 * In: the business unit, the profile of whoever asks, and what is asked for. Out: the content to keep, each permission and
 * scope once and in one order, and the key by which names are compared. Refuses with all faults at once: a name that none
 * can have, and every permission and scope that whoever asks has not.
 */
export function checkProfile(
  unit: Unit,
  mine: SecurityProfile,
  asked: ProfileContent,
): Result<ProfileContent & { readonly nameKey: string }, readonly FieldFault[]> {
  const name = checkName(asked.name, 'Profile Name')
  const key = name.ok ? nameKey(name.value) : ''
  const permissions = permissionsOf({ platform: true }, { ...mine, permissions: asked.permissions })
  const scopes = [...new Set(asked.scopes)].toSorted(byPlaceIn(mine.scopes))
  const faults: FieldFault[] = []
  if (!name.ok) faults.push({ path: '/name', rule: name.rule, message: name.message })
  else if (SYSTEM_PROFILES.some(system => nameKey(system.name) === key)) {
    const message = `Every business unit has a security profile called ${name.value}. Choose another name.`
    faults.push({ path: '/name', rule: 'taken', message })
  }
  faults.push(...permissionFaults(unit, mine, permissions), ...scopeFaults(mine, scopes))
  return name.ok && faults.length === 0
    ? ok({ name: name.value, nameKey: key, permissions, scopes })
    : err(faults)
}

function permissionFaults(unit: Unit, mine: SecurityProfile, asked: readonly Permission[]): FieldFault[] {
  const held = permissionsOf(unit, mine)
  return asked
    .filter(permission => !held.includes(permission))
    .map(permission => ({
      path: '/permissions',
      rule: 'beyond',
      message:
        isForOperators(permission) && !unit.platform
          ? `Only operators can be given ${permission}.`
          : `You cannot give ${permission}, since you do not have it.`,
    }))
}

function scopeFaults(mine: SecurityProfile, asked: readonly string[]): FieldFault[] {
  return asked
    .filter(scope => !mine.scopes.includes(scope))
    .map(scope => ({
      path: '/scopes',
      rule: 'beyond',
      message: `You cannot give the API scope ${scope.slice(0, 80)}, since your own security profile does not have it.`,
    }))
}

function byPlaceIn(order: readonly string[]): (one: string, other: string) => number {
  const place = (scope: string) => (order.includes(scope) ? order.indexOf(scope) : order.length)
  return (one, other) => place(one) - place(other)
}

/** What of two lists is in one alone. */
function without<T>(list: readonly T[], others: readonly T[]): readonly T[] {
  return list.filter(each => !others.includes(each))
}

export type ProfileDifferences = {
  /** The name before; null: it is the same. */
  readonly name: string | null
  readonly addedPermissions: readonly Permission[]
  readonly removedPermissions: readonly Permission[]
  readonly addedScopes: readonly string[]
  readonly removedScopes: readonly string[]
}

/** How one content differs from another. In: the one before, or null where there was none. */
export function differencesOf(before: ProfileContent | null, after: ProfileContent): ProfileDifferences {
  const { name, permissions, scopes } = before ?? { name: after.name, permissions: [], scopes: [] }
  return {
    name: name === after.name ? null : name,
    addedPermissions: without(after.permissions, permissions),
    removedPermissions: without(permissions, after.permissions),
    addedScopes: without(after.scopes, scopes),
    removedScopes: without(scopes, after.scopes),
  }
}

/**
 * What an application that acts for itself may do: what its own security profile permits and whoever gave it has now.
 * In: the business unit, the profile it was given, and the one that the giver has now; null: the giver is not active.
 */
export function boundedBy(
  unit: Unit,
  given: SecurityProfile,
  giver: SecurityProfile | null,
): SecurityProfile {
  const most = giver === null ? [] : permissionsOf(unit, giver)
  return {
    ...given,
    system: false,
    permissions: permissionsOf(unit, given).filter(permission => most.includes(permission)),
    scopes: given.scopes.filter(scope => giver?.scopes.includes(scope) ?? false),
  }
}
