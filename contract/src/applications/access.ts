import { type Static, Type } from 'typebox'
import { COMMON_RESPONSES, defineRoute } from '../route.ts'
import { ApplicationParams, applicationNotFound, EXAMPLE_ID, Time } from './applications.ts'
import { Count } from './status/effects.ts'

/** Which wall is in the way of a scope. */
const Because = Type.Union([
  Type.Literal('not-registered'),
  Type.Literal('not-authorized'),
  Type.Literal('api-off'),
  Type.Literal('profile'),
  Type.Literal('consent'),
  Type.Literal('needs-user'),
  Type.Literal('unknown'),
])

const ScopeAccess = Type.Object({
  scope: Type.String(),
  granted: Type.Boolean({ description: 'Whether a token that is asked for now would hold it.' }),
  because: Type.Union([Because, Type.Null()], {
    description: 'Which wall is in the way; null when none is.',
  }),
  words: Type.Union([Type.String(), Type.Null()], { description: 'The same as a sentence.' }),
})

const Access = Type.Object({
  blocked: Type.Union([Type.String(), Type.Null()], {
    description: 'Why it would get no token at all, as a sentence; null when it would.',
  }),
  scopes: Type.Array(ScopeAccess, { description: 'Each scope that it may ask for.' }),
  audiences: Type.Array(Type.String(), { description: 'What such a token is good for.' }),
})

const AccessForUser = Type.Object({
  ...Access.properties,
  user: Type.Object({ id: Type.String(), userName: Type.String(), fullName: Type.String() }),
  securityProfile: Type.String(),
})

const AtMost = Type.Object(
  { scopes: Type.Array(Type.String()), audiences: Type.Array(Type.String()) },
  {
    description:
      'What it reaches at most: for somebody whose security profile permits everything and who consented to all of it.',
  },
)

const InUse = Type.Object(
  {
    signIns: Count,
    people: Count,
    recent: Count,
    consented: Count,
    knownSince: Time,
  },
  {
    description:
      'What it holds of people now: sign-ins that can be renewed, whose they are, who signed in or renewed one since `knownSince` (at most 30 days), and whose own consent stands. Exact up to 1,000.',
  },
)

const ApplicationAccess = Type.Object({
  forItself: Access,
  forUser: Type.Union([AccessForUser, Type.Null()], { description: 'null when no user was asked about.' }),
  atMost: AtMost,
  inUse: InUse,
})

export type Access = Static<typeof Access>
export type ApplicationAccess = Static<typeof ApplicationAccess>

export const getAccess = defineRoute({
  id: 'getAccess',
  method: 'GET',
  path: '/applications/{id}/access',
  tag: 'API applications',
  summary: 'What an application can reach now, and why not the rest',
  description:
    'Computed as it is when a token is issued: registration, authorization, APIs of the business unit, security profile and consent. With `user` also for that user of your business unit, which needs `users:view`.',
  permission: 'api-applications:view',
  params: ApplicationParams,
  query: Type.Object(
    {
      user: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 320,
          description: 'The user name of somebody of your business unit.',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The answer.', schema: ApplicationAccess },
    404: {
      ...applicationNotFound,
      description: 'No such application, or no such user, in this business unit.',
    },
  },
  example: {
    params: { id: EXAMPLE_ID },
    query: { user: 'agent@harbour.example' },
    response: {
      forItself: {
        blocked: null,
        scopes: [{ scope: 'ReportingApi', granted: true, because: null, words: null }],
        audiences: ['https://api.latchkey.example/reporting'],
      },
      forUser: {
        blocked: null,
        scopes: [
          {
            scope: 'ReportingApi',
            granted: false,
            because: 'profile',
            words: 'The security profile of the user does not permit ReportingApi.',
          },
        ],
        audiences: [],
        user: {
          id: 'usr_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
          userName: 'agent@harbour.example',
          fullName: 'Harbour Agent',
        },
        securityProfile: 'Agent',
      },
      atMost: { scopes: ['ReportingApi'], audiences: ['https://api.latchkey.example/reporting'] },
      inUse: {
        signIns: { count: 3, more: false },
        people: { count: 2, more: false },
        recent: { count: 2, more: false },
        consented: { count: 5, more: false },
        knownSince: '2026-10-24T09:00:00.000Z',
      },
    },
  },
})
