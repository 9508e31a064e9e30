import { PERMISSIONS, type Permission as Permitted } from '@latchkey/contract/route.ts'
import type { SecurityProfile } from './model.ts'

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

/** Whether the profile holds the permission. The one place where permissions are decided. */
export function permits(profile: SecurityProfile, permission: Permission): boolean {
  return profile.permissions.includes(permission)
}
