import { type Static, Type } from 'typebox'
import { Time } from '../applications/applications.ts'
import { Count } from '../business-units/needs.ts'
import { COMMON_RESPONSES, defineRoute } from '../route.ts'
import { UserParams, userNotFound } from './users.ts'

/** A browser in which a user is signed in, as an administrator sees it. */
const UserSession = Type.Object({
  id: Type.String({ description: 'The public name of the session, the sid of its ID tokens.' }),
  userAgent: Type.String({
    description: 'What the browser said it is when the user signed in; may be empty.',
  }),
  ip: Type.String({ description: 'The address the user signed in from; may be empty.' }),
  signedInAt: Time,
  lastSeenAt: Type.String({ format: 'date-time', description: 'When it was last used, to five minutes.' }),
})

/** What hangs on a user: where they are signed in, what applications hold in their name, and what they answer for. */
const UserStanding = Type.Object({
  lastSignInAt: Type.Union([Time, Type.Null()], { description: 'null: not since this is kept.' }),
  sessions: Type.Array(UserSession),
  signIns: Type.Object(Count.properties, {
    description: 'Sign-ins to applications that can be renewed now.',
  }),
  consents: Type.Object(Count.properties, { description: 'Applications that they said yes to.' }),
  owns: Type.Object(Count.properties, { description: 'Applications that they own.' }),
  ownsAlone: Type.Object(Count.properties, {
    description: 'Those of them that nobody else who is active owns.',
  }),
})
export type UserStanding = Static<typeof UserStanding>

const exampleId = 'usr_01934f6a5b7c7def8a1b2c3d4e5f6a7b'

export const getUserStanding = defineRoute({
  id: 'getUserStanding',
  method: 'GET',
  path: '/users/{id}/standing',
  tag: 'People',
  summary: 'See what hangs on a user',
  description:
    'What ends when the user is deactivated, and what nobody answers for then. Deactivating counts it anew: this is for whoever asks before.',
  permission: 'users:view',
  params: UserParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'As of now.', schema: UserStanding },
    404: userNotFound,
  },
  example: {
    params: { id: exampleId },
    response: {
      lastSignInAt: '2026-11-22T09:00:00.000Z',
      sessions: [
        {
          id: 'ses_01934f6a5b7e7def8a1b2c3d4e5f6a7b',
          userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
          ip: '203.0.113.9',
          signedInAt: '2026-11-22T09:00:00.000Z',
          lastSeenAt: '2026-11-22T09:40:00.000Z',
        },
      ],
      signIns: { count: 3, more: false },
      consents: { count: 2, more: false },
      owns: { count: 4, more: false },
      ownsAlone: { count: 1, more: false },
    },
  },
})

export const endUserSessions = defineRoute({
  id: 'endUserSessions',
  method: 'POST',
  path: '/users/{id}/end-sessions',
  tag: 'People',
  summary: 'Sign a user out everywhere',
  description:
    'Ends every session of the user, and what applications got in them but for what may stay connected (offline_access). The user can sign in again at once; to keep them out deactivate them.',
  permission: 'users:edit',
  params: UserParams,
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'Signed out.',
      schema: Type.Object({ ended: Type.Integer({ minimum: 0, description: 'How many sessions ended.' }) }),
    },
    404: userNotFound,
  },
  example: { params: { id: exampleId }, response: { ended: 1 } },
})
