import { type Static, Type } from 'typebox'
import { ActorSummary, exampleActor, needsIfMatch, stale, Time } from '../../applications/applications.ts'
import { COMMON_RESPONSES, CursorQuery, defineRoute, PERMISSIONS, pageOf } from '../../route.ts'
import {
  EXAMPLE_PROFILE_ID,
  exampleProfile,
  getSecurityProfile,
  ProfileParams,
  profileNotFound,
  tag,
} from './profiles.ts'

const Differences = Type.Object(
  {
    name: Type.Union([Type.String(), Type.Null()], { description: 'The name before; null: it is the same.' }),
    addedPermissions: Type.Array(Type.Enum(PERMISSIONS)),
    removedPermissions: Type.Array(Type.Enum(PERMISSIONS)),
    addedScopes: Type.Array(Type.String()),
    removedScopes: Type.Array(Type.String()),
  },
  { description: 'What it changed of the version before it. For the first one: all that it permits.' },
)

const ProfileVersion = Type.Object({
  version: Type.Integer(),
  current: Type.Boolean(),
  at: Time,
  by: ActorSummary,
  name: Type.String(),
  permissions: Type.Array(Type.Enum(PERMISSIONS)),
  scopes: Type.Array(Type.String()),
  differences: Differences,
})
export type ProfileVersion = Static<typeof ProfileVersion>

export const listProfileVersions = defineRoute({
  id: 'listProfileVersions',
  method: 'GET',
  path: '/security-profiles/{id}/versions',
  tag,
  summary: 'List the versions of a security profile',
  description:
    'What it permitted from when on, newest first, each with what changed. A system profile has none. Pages by cursor.',
  permission: 'security-profiles:view',
  params: ProfileParams,
  query: CursorQuery,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'One page.', schema: pageOf(ProfileVersion) },
    404: profileNotFound,
  },
  example: {
    params: { id: EXAMPLE_PROFILE_ID },
    response: {
      items: [
        {
          version: 2,
          current: true,
          at: '2026-11-22T09:00:00.000Z',
          by: exampleActor,
          name: 'Night shift lead',
          permissions: ['api-applications:view', 'users:view'],
          scopes: ['RealTimeApi', 'ReportingApi'],
          differences: {
            name: null,
            addedPermissions: ['users:view'],
            removedPermissions: [],
            addedScopes: [],
            removedScopes: [],
          },
        },
      ],
      nextCursor: null,
    },
  },
})

export const restoreProfileVersion = defineRoute({
  id: 'restoreProfileVersion',
  method: 'POST',
  path: '/security-profiles/{id}/versions/{version}/restore',
  tag,
  summary: 'Go back to an older version',
  description:
    'Makes a new version that is as the older one was, name and all. It is checked as the edit that it is: nobody brings back more than they may do themselves.',
  permission: 'security-profiles:edit',
  ifMatch: true,
  params: Type.Object(
    { id: Type.String({ maxLength: 100 }), version: Type.String({ maxLength: 20 }) },
    { additionalProperties: false },
  ),
  responses: {
    ...getSecurityProfile.responses,
    404: { description: 'No such security profile in this business unit, or no such version of it.' },
    409: {
      description:
        'The name is taken meanwhile, it is a system profile, or nobody would be left who may manage users and security profiles.',
    },
    412: stale,
    428: needsIfMatch,
  },
  example: {
    params: { id: EXAMPLE_PROFILE_ID, version: '1' },
    response: { ...exampleProfile, version: 3 },
  },
})
