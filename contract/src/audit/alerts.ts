import { type Static, Type } from 'typebox'
import { ApplicationParams, applicationNotFound, EXAMPLE_ID, Time } from '../applications/applications.ts'
import { COMMON_RESPONSES, CursorQuery, defineRoute, pageOf } from '../route.ts'

const TextOrNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description })

export const AlertEntry = Type.Object({
  id: Type.String(),
  at: Time,
  kind: Type.Union(
    [
      Type.Literal('refresh-token-reused'),
      Type.Literal('code-redeemed-twice'),
      Type.Literal('challenge-reused'),
      Type.Literal('application-contained'),
    ],
    {
      description:
        'refresh-token-reused, code-redeemed-twice: what was used up came back, so somebody else may hold it; its token family was ended. challenge-reused: the application sends the same PKCE code_challenge again, which then protects nobody. application-contained: somebody contained it; the history says who, and why.',
    },
  ),
  userName: TextOrNull('Whose sign-in it was; null in the list of the vendor of an external application.'),
  businessUnitNumber: TextOrNull(
    'In the list of the vendor of an external application: the business unit where it happened.',
  ),
  familyId: TextOrNull('The token family that was ended, as the claim fam of its access tokens.'),
  requestId: Type.String({ description: 'The request id that the answer carried.' }),
})

export type AlertEntry = Static<typeof AlertEntry>

export const listAlerts = defineRoute({
  id: 'listAlerts',
  method: 'GET',
  path: '/applications/{id}/alerts',
  tag: 'API applications',
  summary: 'What may be theft or a fault of the application',
  description:
    'Events of one application that its owner should look into, newest first. They are part of its history too, and go out as messages of the topics alert.refresh-token-reused, alert.code-redeemed-twice, alert.challenge-reused and alert.application-contained. That it was contained is told in the business unit that did so alone. Of an external application the business unit where it happened sees them and its vendor, who is not told the user.',
  permission: 'api-applications:view',
  params: ApplicationParams,
  query: CursorQuery,
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'One page of at most 50 entries.',
      schema: pageOf(AlertEntry),
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
          kind: 'refresh-token-reused',
          userName: 'agent@harbour.example',
          businessUnitNumber: null,
          familyId: 'fam_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
          requestId: 'req_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
        },
      ],
      nextCursor: null,
    },
  },
})
