import { type Static, Type } from 'typebox'
import { ApplicationStatus, exampleActor, lockout, Time } from '../applications/applications.ts'
import { COMMON_RESPONSES, CursorQuery, defineRoute, pageOf } from '../route.ts'

/** A user of the caller's business unit. */
const UserSummary = Type.Object({
  id: Type.String(),
  userName: Type.String(),
  fullName: Type.String(),
  securityProfile: Type.Object({ id: Type.String(), name: Type.String() }),
  status: ApplicationStatus,
  statusChangedAt: Type.Union([Time, Type.Null()], {
    description: 'When the user was last deactivated or activated; null: never.',
  }),
})
export type UserSummary = Static<typeof UserSummary>

const exampleUser = {
  id: exampleActor.id,
  userName: 'agent@harbour.example',
  fullName: 'Harbour Agent',
  securityProfile: { id: 'agent', name: 'Agent' },
  status: 'active' as const,
  statusChangedAt: null,
}
const exampleInactive = {
  ...exampleUser,
  status: 'inactive' as const,
  statusChangedAt: '2026-11-22T09:00:00.000Z',
}

const UserParams = Type.Object({ id: Type.String({ maxLength: 100 }) }, { additionalProperties: false })
const userNotFound = { description: 'No such user in this business unit.' }

export const listUsers = defineRoute({
  id: 'listUsers',
  method: 'GET',
  path: '/users',
  tag: 'People',
  summary: 'List users',
  description: 'The users of your business unit, first made first. Pages by cursor.',
  permission: 'users:view',
  query: CursorQuery,
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'One page.',
      schema: pageOf(UserSummary),
    },
  },
  example: { response: { items: [exampleUser], nextCursor: null } },
})

export const deactivateUser = defineRoute({
  id: 'deactivateUser',
  method: 'POST',
  path: '/users/{id}/deactivate',
  tag: 'People',
  summary: 'Deactivate a user',
  description:
    'Signs the user out everywhere and ends at once what any application holds in the name of the user, also where it may stay connected (offline_access). Doing it twice changes nothing. Nobody deactivates themselves.',
  permission: 'users:deactivate',
  params: UserParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The user, inactive.', schema: UserSummary },
    404: userNotFound,
    409: lockout,
  },
  example: { params: { id: exampleUser.id }, response: exampleInactive },
})

export const activateUser = defineRoute({
  id: 'activateUser',
  method: 'POST',
  path: '/users/{id}/activate',
  tag: 'People',
  summary: 'Activate a user',
  description: 'Lets the user sign in again. Sessions and tokens from before the deactivation stay ended.',
  permission: 'users:deactivate',
  params: UserParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The user, active.', schema: UserSummary },
    404: userNotFound,
    409: lockout,
  },
  example: {
    params: { id: exampleUser.id },
    response: { ...exampleUser, statusChangedAt: '2026-11-22T09:10:00.000Z' },
  },
})
