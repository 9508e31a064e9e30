import type { SecurityProfile } from '@latchkey/contract/people/profiles/profiles.ts'
import type { Permission } from '@latchkey/contract/route.ts'

/** What the form of a security profile holds. */
export type ProfileValues = {
  readonly name: string
  readonly permissions: readonly Permission[]
  readonly scopes: readonly string[]
}

export const NO_VALUES: ProfileValues = { name: '', permissions: [], scopes: [] }

/** What a profile's form begins with. */
export function valuesOf({ name, permissions, scopes }: SecurityProfile): ProfileValues {
  return { name, permissions, scopes }
}

function differs(one: readonly string[], other: readonly string[]): boolean {
  return one.length !== other.length || one.some(each => !other.includes(each))
}

/** The fields of an edit that differ from what it began with. */
export function patchOf(
  before: ProfileValues,
  after: ProfileValues,
): {
  -readonly [K in keyof ProfileValues]?: K extends 'name'
    ? string
    : K extends 'scopes'
      ? string[]
      : Permission[]
} {
  return {
    ...(before.name === after.name ? {} : { name: after.name }),
    ...(differs(before.permissions, after.permissions) ? { permissions: [...after.permissions] } : {}),
    ...(differs(before.scopes, after.scopes) ? { scopes: [...after.scopes] } : {}),
  }
}

/**
 * The permissions with one switched. Whoever may edit applications may replace their secrets, so that one comes and is
 * held with the other.
 */
export function withPermission(
  permissions: readonly Permission[],
  permission: Permission,
  on: boolean,
): readonly Permission[] {
  const others = permissions.filter(each => each !== permission)
  if (!on) return others
  const both: readonly Permission[] =
    permission === 'api-applications:edit'
      ? ['api-applications:edit', 'api-applications:rotate']
      : [permission]
  return [...others.filter(each => !both.includes(each)), ...both]
}

/** Whether a permission comes with another and cannot be taken away alone. */
export function isImplied(permissions: readonly Permission[], permission: Permission): boolean {
  return permission === 'api-applications:rotate' && permissions.includes('api-applications:edit')
}
