import { type Static, Type } from 'typebox'
import { ApplicationParams, applicationNotFound, EXAMPLE_ID, Time } from '../applications/applications.ts'
import { COMMON_RESPONSES, CursorQuery, defineRoute, pageOf } from '../route.ts'

export const RefusalEntry = Type.Object({
  id: Type.String(),
  at: Time,
  endpoint: Type.String({ description: 'Where it was refused, for example /oauth2/token.' }),
  reason: Type.String({ description: 'A stable word, more precise than the error code on the wire.' }),
  description: Type.String({ description: 'What was told to the developer.' }),
  requestId: Type.String({ description: 'The request id that the answer carried.' }),
})

export type RefusalEntry = Static<typeof RefusalEntry>

export const listRefusals = defineRoute({
  id: 'listRefusals',
  method: 'GET',
  path: '/applications/{id}/refusals',
  tag: 'API applications',
  summary: 'Why requests were refused',
  description:
    'Requests in the name of one application that the authorization server refused in the last 30 days, newest first. They appear within two seconds. At most 60 a minute are kept of one application. Of an external application only its vendor sees them.',
  permission: 'api-applications:view',
  params: ApplicationParams,
  query: CursorQuery,
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
    response: {
      items: [
        {
          id: 'aud_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
          at: '2026-11-22T09:00:00.000Z',
          endpoint: '/oauth2/token',
          reason: 'client_secret_wrong',
          description: 'The client_id or the client secret is wrong.',
          requestId: 'req_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
        },
      ],
      nextCursor: null,
    },
  },
})
