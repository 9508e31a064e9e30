import { type Static, Type } from 'typebox'
import {
  ActorSummary,
  ApplicationParams,
  applicationNotFound,
  EXAMPLE_ID,
  exampleActor,
  Time,
} from '../../applications/applications.ts'
import { COMMON_RESPONSES, defineRoute, PERMISSIONS } from '../../route.ts'
import { EXAMPLE_PROFILE_ID } from './profiles.ts'

const Given = Type.Object({
  securityProfile: Type.Object({ id: Type.String(), name: Type.String() }),
  givenBy: ActorSummary,
  givenAt: Time,
  permissions: Type.Array(Type.Enum(PERMISSIONS), {
    description: 'What it permits now: what the profile permits and whoever gave it has themselves.',
  }),
  bounded: Type.Union([Type.Literal('no'), Type.Literal('giver'), Type.Literal('inactive')], {
    description:
      'giver: whoever gave it has less by now than the profile permits, which bounds it. inactive: they were deactivated, and it permits nothing until they are activated or somebody else gives it.',
  }),
})

const ApplicationProfile = Type.Object({
  given: Type.Union([Given, Type.Null()], {
    description: 'null: it has none, and its own tokens of scope AdminApi are refused at the management API.',
  }),
})
export type ApplicationProfile = Static<typeof ApplicationProfile>

const example: ApplicationProfile = {
  given: {
    securityProfile: { id: EXAMPLE_PROFILE_ID, name: 'Release pipeline' },
    givenBy: exampleActor,
    givenAt: '2026-11-22T09:00:00.000Z',
    permissions: ['api-applications:view', 'api-applications:create'],
    bounded: 'no',
  },
}
const tag = 'API applications'

export const getApplicationProfile = defineRoute({
  id: 'getApplicationProfile',
  method: 'GET',
  path: '/applications/{id}/security-profile',
  tag,
  summary: 'Read the security profile of an application',
  description:
    'By which the application uses the management API for itself, with client credentials of scope AdminApi, and who gave it.',
  permission: 'api-applications:view',
  params: ApplicationParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The security profile, or that it has none.', schema: ApplicationProfile },
    404: applicationNotFound,
  },
  example: { params: { id: EXAMPLE_ID }, response: example },
})

export const giveApplicationProfile = defineRoute({
  id: 'giveApplicationProfile',
  method: 'PUT',
  path: '/applications/{id}/security-profile',
  tag,
  summary: 'Give an application a security profile of its own',
  description:
    'From then on the application uses the management API for itself: with client credentials of scope AdminApi, in the audit under its own name, as far as the profile permits and you have it yourself at the time of the call. For internal applications that keep a secret or a key. Takes security-profiles:edit as well; the profile can permit no more than yours. Only a person gives one.',
  permission: 'api-applications:edit',
  sessionOnly: true,
  params: ApplicationParams,
  body: Type.Object({ securityProfileId: Type.String({ maxLength: 100 }) }, { additionalProperties: false }),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The security profile as it is given.', schema: ApplicationProfile },
    404: applicationNotFound,
    409: {
      description: 'An application of this kind can have none; the detail says why.',
      problem: { type: '/problems/no-own-profile', title: 'Cannot have a security profile' },
    },
  },
  example: {
    params: { id: EXAMPLE_ID },
    body: { securityProfileId: EXAMPLE_PROFILE_ID },
    response: example,
  },
})

export const takeApplicationProfile = defineRoute({
  id: 'takeApplicationProfile',
  method: 'DELETE',
  path: '/applications/{id}/security-profile',
  tag,
  summary: 'Take the security profile of an application away',
  description:
    'Its own tokens are refused at the management API from then on, those already issued as well. Doing it twice changes nothing.',
  permission: 'api-applications:edit',
  params: ApplicationParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'That it has none.', schema: ApplicationProfile },
    404: applicationNotFound,
  },
  example: { params: { id: EXAMPLE_ID }, response: { given: null } },
})
