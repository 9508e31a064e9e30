import { type Static, Type } from 'typebox'
import { EXAMPLE_ID, Time } from '../../applications/applications.ts'
import { Count } from '../../applications/status/effects.ts'
import { COMMON_RESPONSES, defineRoute, PERMISSIONS, pageOf } from '../../route.ts'
import {
  EXAMPLE_PROFILE_ID,
  GivenPermissions,
  GivenScopes,
  ProfileParams,
  profileNotFound,
  tag,
} from './profiles.ts'

const LostScope = Type.Object({
  scope: Type.String(),
  consents: Type.Object(Count.properties, {
    description: 'Consents of these people that hold it. They stay, and hold less.',
  }),
  signIns: Type.Object(Count.properties, {
    description: 'Sign-ins by which an application can renew tokens with it now.',
  }),
  people: Type.Object(Count.properties, { description: 'Whose sign-ins those are, each person once.' }),
})

export const ProfileEffects = Type.Object({
  people: Type.Object(Count.properties, { description: 'Active users for whom it would change.' }),
  applications: Type.Object(Count.properties, {
    description:
      'Applications with a security profile of their own for which it would change: they were given this one, or whoever gave them theirs has it.',
  }),
  lostPermissions: Type.Array(Type.Enum(PERMISSIONS)),
  gainedPermissions: Type.Array(Type.Enum(PERMISSIONS)),
  lostScopes: Type.Array(LostScope),
  gainedScopes: Type.Array(Type.String()),
  locksOut: Type.Boolean({
    description:
      'True: nobody active would be left who may manage users and security profiles, and it is refused.',
  }),
})
export type ProfileEffects = Static<typeof ProfileEffects>

export const exampleEffects: ProfileEffects = {
  people: { count: 12, more: false },
  applications: { count: 1, more: false },
  lostPermissions: ['users:view'],
  gainedPermissions: [],
  lostScopes: [
    {
      scope: 'ReportingApi',
      consents: { count: 5, more: false },
      signIns: { count: 3, more: false },
      people: { count: 2, more: false },
    },
  ],
  gainedScopes: [],
  locksOut: false,
}

export const previewProfileEffects = defineRoute({
  id: 'previewProfileEffects',
  method: 'POST',
  path: '/security-profiles/{id}/effects',
  tag,
  summary: 'What a change would take from whom',
  description:
    'Changes nothing. Give each list as an edit takes it, and learn who has or uses today what would go. Counts are exact up to 1,000, and of no more than 50,000 consents and 50,000 sign-ins. Whether the edit would be refused for another reason is not judged.',
  permission: 'security-profiles:view',
  params: ProfileParams,
  body: Type.Object(
    { permissions: Type.Optional(GivenPermissions), scopes: Type.Optional(GivenScopes) },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The answer.', schema: ProfileEffects },
    404: profileNotFound,
  },
  example: {
    params: { id: EXAMPLE_PROFILE_ID },
    body: { permissions: ['api-applications:view'], scopes: ['RealTimeApi'] },
    response: exampleEffects,
  },
})

const Affected = Type.Object({
  user: Type.Object({ id: Type.String(), userName: Type.String(), fullName: Type.String() }),
  application: Type.Object({ id: Type.String(), name: Type.String() }),
  since: Type.String({
    format: 'date-time',
    description: 'When it was consented to, or signed in for.',
  }),
  endsAt: Type.Union([Time, Type.Null()], {
    description: 'When the sign-in ends by itself; null: of a consent.',
  }),
})

export const listProfileUses = defineRoute({
  id: 'listProfileUses',
  method: 'GET',
  path: '/security-profiles/{id}/uses',
  tag,
  summary: 'List who uses an API scope by a security profile',
  description:
    'The consents, or the sign-ins that can be renewed, of active users with this profile; those that hold a scope are what would lose it. By user. Pages by cursor.',
  permission: 'security-profiles:view',
  params: ProfileParams,
  query: Type.Object(
    {
      scope: Type.Optional(
        Type.String({ minLength: 1, maxLength: 200, description: 'Only those that hold this one.' }),
      ),
      of: Type.Optional(
        Type.Union([Type.Literal('consents'), Type.Literal('sign-ins')], { default: 'sign-ins' }),
      ),
      userId: Type.Optional(Type.String({ maxLength: 100, description: 'Of this user alone.' })),
      cursor: Type.Optional(Type.String({ maxLength: 1000 })),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'One page.', schema: pageOf(Affected) },
    404: profileNotFound,
  },
  example: {
    params: { id: EXAMPLE_PROFILE_ID },
    query: { scope: 'ReportingApi', of: 'consents' },
    response: {
      items: [
        {
          user: {
            id: 'usr_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
            userName: 'agent@harbour.example',
            fullName: 'Harbour Agent',
          },
          application: { id: EXAMPLE_ID, name: 'Night Reports' },
          since: '2026-11-22T09:00:00.000Z',
          endsAt: null,
        },
      ],
      nextCursor: null,
    },
  },
})
