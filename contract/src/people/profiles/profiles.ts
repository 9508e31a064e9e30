import { type Static, Type } from 'typebox'
import { needsIfMatch, stale, Time } from '../../applications/applications.ts'
import { Count } from '../../applications/status/effects.ts'
import { MAX_NAME_LENGTH } from '../../names.ts'
import { COMMON_RESPONSES, defineRoute, PERMISSIONS } from '../../route.ts'
import { STATED } from '../../stated.ts'

/** The profile of the examples. */
export const EXAMPLE_PROFILE_ID = 'prf_01934f6a5b7c7def8a1b2c3d4e5f6a7b'

const PermissionList = Type.Array(Type.Enum(PERMISSIONS), {
  description: 'What it permits in the console and the management API.',
})
const ScopeList = Type.Array(Type.String(), {
  description: 'The API scopes that its people may grant, and use through an application.',
})

/** Wide bounds: the rules answer with their own words. */
const NameText = Type.String({ maxLength: 200_000, [STATED]: { minLength: 1, maxLength: MAX_NAME_LENGTH } })
export const GivenPermissions = Type.Array(Type.Enum(PERMISSIONS), { maxItems: 200 })
export const GivenScopes = Type.Array(Type.String({ maxLength: 200 }), { maxItems: 500 })

const ProfileFacts = {
  id: Type.String(),
  name: Type.String(),
  kind: Type.Union([Type.Literal('system'), Type.Literal('custom')], {
    description: 'system: every business unit has it, and nobody can change it.',
  }),
  permissions: PermissionList,
  scopes: ScopeList,
  mayGive: Type.Boolean({
    description: 'Whether it permits no more than yours, so that you may give, edit and delete it.',
  }),
}

const SecurityProfile = Type.Object({
  ...ProfileFacts,
  version: Type.Integer({ description: 'Grows by one with each change; 1 for a system profile.' }),
  createdAt: Type.Union([Time, Type.Null()], { description: 'null: it is a system profile.' }),
  changedAt: Type.Union([Time, Type.Null()], { description: 'When it was last changed; null: never.' }),
})
export type SecurityProfile = Static<typeof SecurityProfile>

const ListedProfile = Type.Object({
  ...ProfileFacts,
  people: Type.Object(Count.properties, { description: 'How many users have it, inactive ones too.' }),
  applications: Type.Object(Count.properties, { description: 'How many applications were given it.' }),
})
export type ListedProfile = Static<typeof ListedProfile>

const exampleProfileFacts = {
  id: EXAMPLE_PROFILE_ID,
  name: 'Night shift lead',
  kind: 'custom' as const,
  permissions: ['api-applications:view' as const, 'users:view' as const],
  scopes: ['RealTimeApi', 'ReportingApi'],
  mayGive: true,
}
export const exampleProfile: SecurityProfile = {
  ...exampleProfileFacts,
  version: 2,
  createdAt: '2026-11-20T09:00:00.000Z',
  changedAt: '2026-11-22T09:00:00.000Z',
}

export const ProfileParams = Type.Object(
  { id: Type.String({ maxLength: 100 }) },
  { additionalProperties: false },
)
export const profileNotFound = { description: 'No such security profile in this business unit.' }
export const profileLockout = {
  description: 'It would leave nobody who may manage users and security profiles. Nothing was changed.',
  problem: { type: '/problems/locks-out', title: 'Would lock people out' },
}
const profileNameTaken = {
  description:
    'Another security profile of the business unit has the name, or the Idempotency-Key came with another request.',
}
export const tag = 'Security profiles'

export const listSecurityProfiles = defineRoute({
  id: 'listSecurityProfiles',
  method: 'GET',
  path: '/security-profiles',
  tag,
  summary: 'List security profiles',
  description:
    'The three that every business unit has, and then those of your own by name, each with how many have it. Counts are exact up to 1,000.',
  permission: 'security-profiles:view',
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'All of them.', schema: Type.Object({ items: Type.Array(ListedProfile) }) },
  },
  example: {
    response: {
      items: [
        {
          ...exampleProfileFacts,
          people: { count: 12, more: false },
          applications: { count: 1, more: false },
        },
      ],
    },
  },
})

export const getSecurityProfile = defineRoute({
  id: 'getSecurityProfile',
  method: 'GET',
  path: '/security-profiles/{id}',
  tag,
  summary: 'Read one security profile',
  description: 'What it permits. The ETag header is what an edit must send back.',
  permission: 'security-profiles:view',
  params: ProfileParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The security profile.', schema: SecurityProfile },
    404: profileNotFound,
  },
  example: { params: { id: EXAMPLE_PROFILE_ID }, response: exampleProfile },
})

export const createSecurityProfile = defineRoute({
  id: 'createSecurityProfile',
  method: 'POST',
  path: '/security-profiles',
  tag,
  summary: 'Create a security profile',
  description:
    'Makes one anew, or as a copy: what is not given is taken from the profile that copyOf names. Nobody permits more than they may do themselves. A business unit can have 100 of its own.',
  permission: 'security-profiles:create',
  idempotent: true,
  body: Type.Object(
    {
      name: NameText,
      copyOf: Type.Optional(
        Type.String({ maxLength: 100, description: 'The id of the security profile to copy.' }),
      ),
      permissions: Type.Optional(GivenPermissions),
      scopes: Type.Optional(GivenScopes),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    201: { description: 'The new security profile.', schema: SecurityProfile },
    404: {
      description: 'There is no security profile to copy, or what the Idempotency-Key made is deleted.',
    },
    409: profileNameTaken,
  },
  example: {
    body: { name: 'Night shift lead', permissions: ['api-applications:view'], scopes: ['RealTimeApi'] },
    response: { ...exampleProfile, version: 1, changedAt: null },
  },
})

export const editSecurityProfile = defineRoute({
  id: 'editSecurityProfile',
  method: 'PATCH',
  path: '/security-profiles/{id}',
  tag,
  summary: 'Edit a security profile',
  description:
    'Changes only the fields given; each list is what is left. It counts at once for everybody who has the profile: in the console, for new tokens and for those already issued. A system profile cannot be changed, nor one that permits more than yours; and somebody active must be left who may manage users and security profiles.',
  permission: 'security-profiles:edit',
  ifMatch: true,
  params: ProfileParams,
  body: Type.Object(
    {
      name: Type.Optional(NameText),
      permissions: Type.Optional(GivenPermissions),
      scopes: Type.Optional(GivenScopes),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The security profile as it stands now.', schema: SecurityProfile },
    404: profileNotFound,
    409: {
      description:
        'The name is taken, it is a system profile, or nobody would be left who may manage users and security profiles.',
    },
    412: stale,
    428: needsIfMatch,
  },
  example: {
    params: { id: EXAMPLE_PROFILE_ID },
    body: { permissions: ['api-applications:view', 'users:view'] },
    response: exampleProfile,
  },
})

export const deleteSecurityProfile = defineRoute({
  id: 'deleteSecurityProfile',
  method: 'DELETE',
  path: '/security-profiles/{id}',
  tag,
  summary: 'Delete a security profile',
  description:
    'Only while nobody has it: no user, not even an inactive one, no application, and no invitation that waits. Its versions go with it; the audit log keeps what it permitted last.',
  permission: 'security-profiles:delete',
  ifMatch: true,
  params: ProfileParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The security profile as it was.', schema: SecurityProfile },
    404: profileNotFound,
    409: { description: 'Somebody has it, or it is a system profile.' },
    412: stale,
    428: needsIfMatch,
  },
  example: { params: { id: EXAMPLE_PROFILE_ID }, response: exampleProfile },
})
