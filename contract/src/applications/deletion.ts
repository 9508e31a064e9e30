import { type Static, Type } from 'typebox'
import { COMMON_RESPONSES, defineRoute } from '../route.ts'
import {
  ActorSummary,
  Application,
  ApplicationParams,
  ApplicationType,
  applicationNotFound,
  EXAMPLE_ID,
  exampleActor,
  exampleApplication,
  NameText,
  nameTaken,
  needsIfMatch,
  stale,
  Time,
} from './applications.ts'

export const DeletedApplication = Type.Object({
  id: Type.String(),
  type: ApplicationType,
  vendorName: Type.String(),
  name: Type.String(),
  deletedAt: Time,
  deletedBy: ActorSummary,
  restorableUntil: Type.String({ format: 'date-time', description: 'After this it is gone for good.' }),
})

export type DeletedApplication = Static<typeof DeletedApplication>

const exampleDeleted = {
  id: EXAMPLE_ID,
  type: 'internal' as const,
  vendorName: 'Harbour Support',
  name: 'Night Reports',
  deletedAt: '2026-11-23T09:00:00.000Z',
  deletedBy: exampleActor,
  restorableUntil: '2026-11-30T09:00:00.000Z',
}

export const deleteApplication = defineRoute({
  id: 'deleteApplication',
  method: 'DELETE',
  path: '/applications/{id}',
  tag: 'API applications',
  summary: 'Delete an inactive application',
  description:
    'Nobody finds it any more, its client id is unknown, and its name is free. For seven days it can be restored with its secrets and what people consented to; then they are gone for good, and its history stays. Of an external application the authorization is deleted.',
  permission: 'api-applications:deactivate',
  ifMatch: true,
  params: ApplicationParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'What was deleted.', schema: DeletedApplication },
    404: applicationNotFound,
    409: {
      description:
        'It is active: deactivate it first, and see that nobody misses it. Or it is contained, which keeps it as it is.',
      problem: { type: '/problems/still-active', title: 'Still active' },
    },
    412: stale,
    428: needsIfMatch,
  },
  example: { params: { id: EXAMPLE_ID }, response: exampleDeleted },
})

export const listDeletedApplications = defineRoute({
  id: 'listDeletedApplications',
  method: 'GET',
  path: '/deleted-applications',
  tag: 'API applications',
  summary: 'List what was deleted and can be restored',
  description: 'The applications of your business unit that were deleted in the last seven days.',
  permission: 'api-applications:view',
  query: Type.Object(
    { cursor: Type.Optional(Type.String({ maxLength: 1000 })) },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'One page.',
      schema: Type.Object({
        items: Type.Array(DeletedApplication),
        nextCursor: Type.Union([Type.String(), Type.Null()]),
      }),
    },
  },
  example: { response: { items: [exampleDeleted], nextCursor: null } },
})

export const restoreApplication = defineRoute({
  id: 'restoreApplication',
  method: 'POST',
  path: '/deleted-applications/{id}/restore',
  tag: 'API applications',
  summary: 'Restore a deleted application',
  description:
    'Brings it back as it was, inactive. Give another name where somebody took its own meanwhile; of an external application the names are its vendor’s.',
  permission: 'api-applications:deactivate',
  params: ApplicationParams,
  body: Type.Object(
    { vendorName: Type.Optional(NameText), name: Type.Optional(NameText) },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The application, inactive.', schema: Application },
    404: { description: 'Nothing of this id was deleted here in the last seven days.' },
    409: { ...nameTaken, description: 'Another application of your business unit has its name by now.' },
  },
  example: {
    params: { id: EXAMPLE_ID },
    body: {},
    response: { ...exampleApplication, status: 'inactive' as const, version: 5 },
  },
})
