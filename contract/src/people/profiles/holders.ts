import { Type } from 'typebox'
import { ActorSummary, EXAMPLE_ID, exampleActor, Time } from '../../applications/applications.ts'
import { COMMON_RESPONSES, CursorQuery, defineRoute, pageOf } from '../../route.ts'
import { exampleUser, UserSummary } from '../users.ts'
import { EXAMPLE_PROFILE_ID, ProfileParams, profileNotFound, tag } from './profiles.ts'

export const listProfileUsers = defineRoute({
  id: 'listProfileUsers',
  method: 'GET',
  path: '/security-profiles/{id}/users',
  tag,
  summary: 'List who has a security profile',
  description:
    'The users with this profile, inactive ones too, first made first. It needs users:view as well. Pages by cursor.',
  permission: 'security-profiles:view',
  params: ProfileParams,
  query: CursorQuery,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'One page.', schema: pageOf(UserSummary) },
    404: profileNotFound,
  },
  example: {
    params: { id: EXAMPLE_PROFILE_ID },
    response: { items: [exampleUser], nextCursor: null },
  },
})

const HoldingApplication = Type.Object({
  id: Type.String(),
  name: Type.String(),
  status: Type.Union([Type.Literal('active'), Type.Literal('inactive')]),
  givenBy: ActorSummary,
  givenAt: Time,
})

export const listProfileApplications = defineRoute({
  id: 'listProfileApplications',
  method: 'GET',
  path: '/security-profiles/{id}/applications',
  tag,
  summary: 'List the applications that were given a security profile',
  description:
    'The applications of your business unit with this profile of their own. It needs api-applications:view as well. Pages by cursor.',
  permission: 'security-profiles:view',
  params: ProfileParams,
  query: CursorQuery,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'One page.', schema: pageOf(HoldingApplication) },
    404: profileNotFound,
  },
  example: {
    params: { id: EXAMPLE_PROFILE_ID },
    response: {
      items: [
        {
          id: EXAMPLE_ID,
          name: 'Release Pipeline',
          status: 'active',
          givenBy: exampleActor,
          givenAt: '2026-11-22T09:00:00.000Z',
        },
      ],
      nextCursor: null,
    },
  },
})
