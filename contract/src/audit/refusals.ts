import { type Static, Type } from 'typebox'
import { ApplicationParams, applicationNotFound, EXAMPLE_ID, Time } from '../applications/applications.ts'
import { COMMON_RESPONSES, defineRoute, pageOf } from '../route.ts'

/**
 * What of a refused request is kept, and nothing else: parameters that explain a refusal and are no secret. Never a code,
 * a token, a secret, a verifier, an assertion or a state.
 */
export const KEPT_INPUTS = [
  'grant_type',
  'response_type',
  'response_mode',
  'scope',
  'redirect_uri',
  'post_logout_redirect_uri',
  'resource',
  'code_challenge_method',
  'prompt',
  'acr_values',
  'token_type_hint',
  'client_assertion_type',
] as const

const RefusalOutcome = Type.Union(
  [Type.Literal('refused'), Type.Literal('answered'), Type.Literal('retried')],
  {
    description:
      'refused: an error was answered. answered: it was granted, and something of it ignored. retried: a refresh that was repeated harmlessly and answered as before.',
  },
)

const Input = Type.Object({
  name: Type.String({ description: `The parameter: one of ${KEPT_INPUTS.join(', ')}.` }),
  value: Type.String({
    description: 'What was sent. … stands for what is not kept: secrets, and what is too long.',
  }),
})

const Comparison = Type.Object({
  came: Type.String({ description: 'The URL that was sent, without fragment and user name.' }),
  nearest: Type.Union([Type.String(), Type.Null()], {
    description: 'The registered URL that differs least; null when none is registered.',
  }),
  differsAt: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
    description:
      'With how many characters (Unicode code points) both begin; null when they are the same by now, or none is registered.',
  }),
  words: Type.String({ description: 'What the difference is.' }),
})

export const RefusalEntry = Type.Object({
  id: Type.String(),
  at: Time,
  endpoint: Type.String({ description: 'Where it was refused, for example /oauth2/token.' }),
  outcome: RefusalOutcome,
  reason: Type.String({ description: 'A stable word, more precise than the error code on the wire.' }),
  description: Type.String({ description: 'What was told to the developer.' }),
  requestId: Type.String({
    description: 'The id that the answer carried, as request_id and at the end of error_uri.',
  }),
  rule: Type.String({ description: 'The rule that the request broke.' }),
  mend: Type.String({ description: 'What is missing, and what to do.' }),
  inputs: Type.Array(Input, {
    description: 'What came: a short list of parameters, never a secret. Empty for older refusals.',
  }),
  comparison: Type.Union([Comparison, Type.Null()], {
    description: 'For a URL that is not registered: how it differs from those that are registered now.',
  }),
})

export type RefusalEntry = Static<typeof RefusalEntry>

const exampleEntry: RefusalEntry = {
  id: 'aud_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
  at: '2026-11-22T09:00:00.000Z',
  endpoint: '/oauth2/authorize',
  outcome: 'refused',
  reason: 'redirect_uri_unregistered',
  description: 'The redirect_uri is not one of the authorized callback URLs of the application.',
  requestId: 'req_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
  rule: 'redirect_uri is compared with the authorized callback URLs character by character (RFC 9700 §2.1).',
  mend: 'Add the URL that came, if it is yours, or set the client to a registered one.',
  inputs: [
    { name: 'response_type', value: 'code' },
    { name: 'redirect_uri', value: 'https://reports.harbour.example/callback/' },
  ],
  comparison: {
    came: 'https://reports.harbour.example/callback/',
    nearest: 'https://reports.harbour.example/callback',
    differsAt: 40,
    words:
      'A slash came at the end of the path that is not registered. The registered one ends after 40 characters, where what came goes on with "/".',
  },
}

export const listRefusals = defineRoute({
  id: 'listRefusals',
  method: 'GET',
  path: '/applications/{id}/refusals',
  tag: 'API applications',
  summary: 'Why requests were refused',
  description:
    'Requests in the name of one application that the authorization server refused in the last 30 days, newest first; those it answered without something that was asked for; and refreshes that were repeated harmlessly. They appear within two seconds. At most 60 a minute are kept of one application, and of harmless retries 10. Of an external application only its vendor sees them.',
  permission: 'api-applications:view',
  params: ApplicationParams,
  query: Type.Object(
    {
      outcome: Type.Optional(RefusalOutcome),
      reason: Type.Optional(
        Type.String({ minLength: 1, maxLength: 100, description: 'Only of this reason.' }),
      ),
      cursor: Type.Optional(Type.String({ maxLength: 1000 })),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'One page of at most 50 entries.',
      schema: pageOf(RefusalEntry),
    },
    404: applicationNotFound,
  },
  example: {
    params: { id: EXAMPLE_ID },
    query: { outcome: 'refused' },
    response: { items: [exampleEntry], nextCursor: null },
  },
})

export const getRefusal = defineRoute({
  id: 'getRefusal',
  method: 'GET',
  path: '/refusals/{requestId}',
  tag: 'API applications',
  summary: 'Why one request was refused',
  description:
    'By the id that an error carries: `request_id` and the end of `error_uri` in OAuth errors, and the foot of error pages. Only for applications of your own business unit; every other id is unknown, whether it is real or not. Kept for 30 days, and there within two seconds.',
  permission: 'api-applications:view',
  params: Type.Object({ requestId: Type.String({ maxLength: 100 }) }, { additionalProperties: false }),
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'What was refused, and of which application.',
      schema: Type.Object({
        refusal: RefusalEntry,
        application: Type.Object({ id: Type.String(), vendorName: Type.String(), name: Type.String() }),
      }),
    },
    404: { description: 'No refused request of your applications has this id.' },
  },
  example: {
    params: { requestId: 'req_01934f6a5b7c7def8a1b2c3d4e5f6a7b' },
    response: {
      refusal: exampleEntry,
      application: { id: EXAMPLE_ID, vendorName: 'Harbour Support', name: 'Night Reports' },
    },
  },
})
