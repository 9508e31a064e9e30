import { type Static, Type } from 'typebox'
import { ActorSummary, exampleActor, Time } from '../applications/applications.ts'
import { COMMON_RESPONSES, defineRoute } from '../route.ts'
import { STATED } from '../stated.ts'

/** What a registration token may be at most; its life in seconds. */
export const TOKEN_BOUNDS = { label: 80, uses: 1000, shortestLife: 60, longestLife: 7_776_000 } as const

const EXAMPLE_ID = 'rgt_01934f6a5b7c7def8a1b2c3d4e5f6a7b'

/** An initial access token of RFC 7591 without its value. */
export const RegistrationToken = Type.Object({
  id: Type.String(),
  label: Type.String(),
  hint: Type.String({ description: 'The last four characters.' }),
  status: Type.Union(
    [Type.Literal('active'), Type.Literal('spent'), Type.Literal('expired'), Type.Literal('revoked')],
    { description: 'Only an active one registers anything.' },
  ),
  uses: Type.Integer({ description: 'How many clients may be registered with it.' }),
  usesLeft: Type.Integer(),
  scopes: Type.Array(Type.String(), {
    description: 'The API scopes that clients registered with it may have at most.',
  }),
  requirePkce: Type.Boolean({
    description: 'Whether its clients must use PKCE. Public ones always must.',
  }),
  tokenEndpointAudienceAllowed: Type.Boolean({
    description: 'Whether client assertions of its clients may name the token endpoint as their audience.',
  }),
  createdAt: Time,
  createdBy: ActorSummary,
  expiresAt: Time,
})

export type RegistrationToken = Static<typeof RegistrationToken>

const example: RegistrationToken = {
  id: EXAMPLE_ID,
  label: 'Build server',
  hint: 'x7Qk',
  status: 'active',
  uses: 10,
  usesLeft: 10,
  scopes: ['RealTimeApi'],
  requirePkce: true,
  tokenEndpointAudienceAllowed: false,
  createdAt: '2026-11-22T09:00:00.000Z',
  createdBy: exampleActor,
  expiresAt: '2026-11-23T09:00:00.000Z',
}

const off = {
  description:
    'Dynamic registration is off for the business unit, or the Idempotency-Key came with another request.',
  problem: { type: '/problems/registration-off', title: 'Dynamic registration is off' },
}

export const listRegistrationTokens = defineRoute({
  id: 'listRegistrationTokens',
  method: 'GET',
  path: '/registration-tokens',
  tag: 'Business unit',
  summary: 'List registration tokens',
  description:
    'The newest hundred tokens with which software may register itself, newest first; those that are over, for 30 days more.',
  permission: 'registration-tokens:create',
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'The tokens, without their values.',
      schema: Type.Object({ items: Type.Array(RegistrationToken) }),
    },
  },
  example: { response: { items: [example] } },
})

export const createRegistrationToken = defineRoute({
  id: 'createRegistrationToken',
  method: 'POST',
  path: '/registration-tokens',
  tag: 'Business unit',
  summary: 'Make a registration token',
  description:
    'Makes an initial access token of RFC 7591: whoever holds it registers clients in your business unit at the registration endpoint, as often as it has uses and until it expires. The value is shown once. requirePkce false and tokenEndpointAudienceAllowed true are for old software that cannot do better.',
  permission: 'registration-tokens:create',
  idempotent: true,
  body: Type.Object(
    {
      label: Type.Optional(Type.String({ maxLength: 200_000, [STATED]: { maxLength: TOKEN_BOUNDS.label } })),
      uses: Type.Optional(
        Type.Integer({
          description: '1 to 1000; 1 unless told.',
          [STATED]: { minimum: 1, maximum: TOKEN_BOUNDS.uses },
        }),
      ),
      expiresInSeconds: Type.Optional(
        Type.Integer({
          description: '60 seconds to 90 days; one day unless told.',
          [STATED]: { minimum: TOKEN_BOUNDS.shortestLife, maximum: TOKEN_BOUNDS.longestLife },
        }),
      ),
      scopes: Type.Optional(Type.Array(Type.String({ maxLength: 200_000 }), { maxItems: 1000 })),
      requirePkce: Type.Optional(Type.Boolean()),
      tokenEndpointAudienceAllowed: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    201: {
      description: 'Made.',
      schema: Type.Object({
        token: RegistrationToken,
        value: Type.String({ description: 'The token. Shown this once; only its hash is kept.' }),
      }),
    },
    409: off,
  },
  example: {
    body: { label: 'Build server', uses: 10, expiresInSeconds: 86_400, scopes: ['RealTimeApi'] },
    response: { token: example, value: 'lkp_examplevalueshownonce' },
  },
})

export const revokeRegistrationToken = defineRoute({
  id: 'revokeRegistrationToken',
  method: 'DELETE',
  path: '/registration-tokens/{id}',
  tag: 'Business unit',
  summary: 'Revoke a registration token',
  description:
    'Nobody registers with it from now on. Clients that did so stay as they are; deactivate those one by one. Doing it twice changes nothing.',
  permission: 'registration-tokens:create',
  params: Type.Object({ id: Type.String({ maxLength: 100 }) }, { additionalProperties: false }),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The token, revoked.', schema: RegistrationToken },
    404: { description: 'No such registration token in this business unit.' },
  },
  example: { params: { id: EXAMPLE_ID }, response: { ...example, status: 'revoked' } },
})
