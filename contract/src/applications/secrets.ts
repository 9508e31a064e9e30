import { Type } from 'typebox'
import { MAX_NAME_LENGTH } from '../names.ts'
import { COMMON_RESPONSES, defineRoute } from '../route.ts'
import { STATED } from '../stated.ts'
import {
  Application,
  ApplicationParams,
  applicationNotFound,
  EXAMPLE_ID,
  EXAMPLE_SECRET_ID,
  exampleApplication,
  NewSecret,
} from './applications.ts'

export const addSecret = defineRoute({
  id: 'addSecret',
  method: 'POST',
  path: '/applications/{id}/secrets',
  tag: 'API applications',
  summary: 'Add a client secret',
  description:
    'Up to five secrets may live at once, so that one can replace another without an interruption. The value is shown once.',
  permission: 'api-applications:edit',
  idempotent: true,
  params: ApplicationParams,
  body: Type.Object(
    {
      label: Type.Optional(Type.String({ maxLength: 200_000, [STATED]: { maxLength: MAX_NAME_LENGTH } })),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    201: { description: 'Added.', schema: Type.Object({ application: Application, secret: NewSecret }) },
    404: applicationNotFound,
    409: {
      description:
        'There are five already, the application can have none, or the Idempotency-Key came with another request.',
      problem: { type: '/problems/too-many-secrets', title: 'Too many secrets' },
    },
  },
  example: {
    params: { id: EXAMPLE_ID },
    body: { label: 'Second secret' },
    response: {
      application: exampleApplication,
      secret: { id: EXAMPLE_SECRET_ID, value: 'lks_examplevalueshownonce' },
    },
  },
})

export const revokeSecret = defineRoute({
  id: 'revokeSecret',
  method: 'DELETE',
  path: '/applications/{id}/secrets/{secretId}',
  tag: 'API applications',
  summary: 'Revoke a client secret',
  description: 'The secret stops working at once. Tokens already issued with it end within their lifetime.',
  permission: 'api-applications:edit',
  params: Type.Object(
    { id: Type.String({ maxLength: 100 }), secretId: Type.String({ maxLength: 100 }) },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The application without it.', schema: Application },
    404: applicationNotFound,
  },
  example: {
    params: { id: EXAMPLE_ID, secretId: EXAMPLE_SECRET_ID },
    response: { ...exampleApplication, secrets: [] },
  },
})
