import { OPERATORS_ALONE, PERMISSIONS, type Permission as Permitted } from '@latchkey/contract/route.ts'
import type { BusinessUnit, Scope, SecurityProfile } from '../model.ts'

/** What a security profile can permit. */
export type Permission = Permitted

/** The seven APIs every platform starts with, in the order in which they are shown. */
export const BUILT_IN_APIS = [
  'RealTimeApi',
  'AdminApi',
  'AgentApi',
  'CustomApi',
  'AuthenticationApi',
  'PatronApi',
  'ReportingApi',
] as const

/** The profiles that every business unit has and nobody can change. */
export const SYSTEM_PROFILES: readonly SecurityProfile[] = [
  { id: 'manager', name: 'Manager', system: true, permissions: PERMISSIONS, scopes: BUILT_IN_APIS },
  {
    id: 'supervisor',
    name: 'Supervisor',
    system: true,
    permissions: ['api-applications:view'],
    scopes: BUILT_IN_APIS.filter(name => name !== 'AdminApi'),
  },
  {
    id: 'agent',
    name: 'Agent',
    system: true,
    permissions: [],
    scopes: ['RealTimeApi', 'AgentApi', 'AuthenticationApi', 'PatronApi', 'CustomApi'],
  },
]

/** Finds a system profile by its id. Out: the profile, or null when the id is not of one. */
export function systemProfile(id: string): SecurityProfile | null {
  return SYSTEM_PROFILES.find(profile => profile.id === id) ?? null
}

/**
 * The API scopes that a profile permits: those it names, and the finer ones within an API that it names whole. Managers
 * decide over everything of their business unit, also over what was made after their profile.
 * In: the profile, and every scope of the platform.
 */
export function permittedScopes(
  profile: SecurityProfile,
  scopes: readonly Pick<Scope, 'name' | 'apiName'>[],
): readonly string[] {
  const all = profile.system && profile.id === 'manager'
  const added = scopes.filter(({ apiName }) => all || profile.scopes.includes(apiName))
  return [...new Set([...profile.scopes, ...added.map(({ name }) => name)])]
}

/** Whether only operators can be permitted this: users of the platform's own business unit. */
export function isForOperators(permission: Permission): boolean {
  return OPERATORS_ALONE.includes(permission)
}

/**
 * What a user may do: what the profile holds, and in other business units than the platform's no operator's work. Whoever
 * may edit applications may replace their secrets, also by a profile of before there was a permission for that alone.
 */
export function permissionsOf(unit: Pick<BusinessUnit, 'platform'>, profile: SecurityProfile): Permission[] {
  const { permissions } = profile
  const held = (permission: Permission): boolean =>
    permissions.includes(permission) ||
    (permission === 'api-applications:rotate' && permissions.includes('api-applications:edit'))
  return PERMISSIONS.filter(each => held(each) && (unit.platform || !isForOperators(each)))
}
