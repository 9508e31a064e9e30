import { type Static, Type } from 'typebox'
import {
  ActorSummary,
  ApplicationParams,
  applicationNotFound,
  EXAMPLE_ID,
  exampleActor,
  Time,
} from '../applications/applications.ts'
import { COMMON_RESPONSES, CursorQuery, defineRoute, pageOf } from '../route.ts'

export const HistoryEntry = Type.Object({
  id: Type.String(),
  at: Time,
  action: Type.String({ description: 'A stable word, for example application.deactivated.' }),
  actor: ActorSummary,
  changes: Type.Array(
    Type.Object({
      field: Type.String(),
      before: Type.Union([Type.String(), Type.Null()]),
      after: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
})

export type HistoryEntry = Static<typeof HistoryEntry>

export const listHistory = defineRoute({
  id: 'listHistory',
  method: 'GET',
  path: '/applications/{id}/history',
  tag: 'API applications',
  summary: 'Who changed what',
  description: 'The audit entries of one application, newest first.',
  permission: 'api-applications:view',
  params: ApplicationParams,
  query: CursorQuery,
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'One page of at most 50 entries.',
      schema: pageOf(HistoryEntry),
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
          action: 'application.registered',
          actor: exampleActor,
          changes: [{ field: 'scopes', before: null, after: 'RealTimeApi ReportingApi' }],
        },
      ],
      nextCursor: null,
    },
  },
})
