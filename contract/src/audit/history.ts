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

const example: HistoryEntry = {
  id: 'aud_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
  at: '2026-11-22T09:00:00.000Z',
  action: 'application.registered',
  actor: exampleActor,
  changes: [{ field: 'scopes', before: null, after: 'RealTimeApi ReportingApi' }],
}

export const listHistory = defineRoute({
  id: 'listHistory',
  method: 'GET',
  path: '/applications/{id}/history',
  tag: 'API applications',
  summary: 'Who changed what',
  description:
    'The audit entries of one application, newest first, of one group of actions or by one actor where that is asked for.',
  permission: 'api-applications:view',
  params: ApplicationParams,
  query: Type.Object(
    {
      ...CursorQuery.properties,
      group: Type.Optional(
        Type.Union(
          [
            Type.Literal('settings'),
            Type.Literal('status'),
            Type.Literal('secrets'),
            Type.Literal('notes'),
            Type.Literal('consents'),
            Type.Literal('alerts'),
          ],
          { description: 'What was done: settings is registering, authorizing, publishing and editing.' },
        ),
      ),
      actor: Type.Optional(
        Type.String({
          maxLength: 300,
          description: 'Who did it: the name that the entry has, in full.',
        }),
      ),
    },
    { additionalProperties: false },
  ),
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
    query: { group: 'settings' },
    response: {
      items: [example],
      nextCursor: null,
    },
  },
})

export const getHistoryEntry = defineRoute({
  id: 'getHistoryEntry',
  method: 'GET',
  path: '/applications/{id}/history/{entryId}',
  tag: 'API applications',
  summary: 'Read one entry of the history',
  description: 'What a link to one change leads to.',
  permission: 'api-applications:view',
  params: Type.Object(
    { id: Type.String({ maxLength: 100 }), entryId: Type.String({ maxLength: 100 }) },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The entry.', schema: HistoryEntry },
    404: { description: 'No such application in this business unit, or no such entry in its history.' },
  },
  example: { params: { id: EXAMPLE_ID, entryId: example.id }, response: example },
})
