import { Type } from 'typebox'
import { MAX_NAME_LENGTH } from '../../names.ts'
import { COMMON_RESPONSES, defineRoute } from '../../route.ts'
import { STATED } from '../../stated.ts'
import {
  Application,
  ApplicationParams,
  applicationNotFound,
  EXAMPLE_ID,
  EXAMPLE_SECRET_ID,
  exampleApplication,
  NewSecret,
  Time,
} from '../applications.ts'
import { MAX_REASON_LENGTH } from '../status/reason.ts'

const Label = Type.String({ maxLength: 200_000, [STATED]: { maxLength: MAX_NAME_LENGTH } })
const Expiry = Type.Union([Time, Type.Null()], {
  description: 'When it stops working: in the future, and within five years. null: not until it is revoked.',
})

/** How long the old secret goes on beside the new one at most, in seconds. */
const MAX_OVERLAP = 2_592_000

const SecretParams = Type.Object(
  { id: Type.String({ maxLength: 100 }), secretId: Type.String({ maxLength: 100 }) },
  { additionalProperties: false },
)

export const addSecret = defineRoute({
  id: 'addSecret',
  method: 'POST',
  path: '/applications/{id}/secrets',
  tag: 'API applications',
  summary: 'Add a client secret',
  description:
    'Up to five secrets may live at once, so that one can replace another without an interruption. The value is shown once. With a session, the password must have been typed in the last 15 minutes (POST /account/proof).',
  permission: 'api-applications:edit',
  idempotent: true,
  params: ApplicationParams,
  body: Type.Object(
    {
      label: Type.Optional(Label),
      expiresAt: Type.Optional(Expiry),
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
  params: SecretParams,
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

export const editSecret = defineRoute({
  id: 'editSecret',
  method: 'PATCH',
  path: '/applications/{id}/secrets/{secretId}',
  tag: 'API applications',
  summary: 'Change the label or the end of a client secret',
  description: 'Changes only the fields given. A secret that has expired can be given a later end.',
  permission: 'api-applications:edit',
  params: SecretParams,
  body: Type.Object(
    { label: Type.Optional(Label), expiresAt: Type.Optional(Expiry) },
    { additionalProperties: false, minProperties: 1 },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The application as it stands now.', schema: Application },
    404: applicationNotFound,
  },
  example: {
    params: { id: EXAMPLE_ID, secretId: EXAMPLE_SECRET_ID },
    body: { label: 'Report server' },
    response: exampleApplication,
  },
})

export const releaseSecret = defineRoute({
  id: 'releaseSecret',
  method: 'POST',
  path: '/applications/{id}/secrets/{secretId}/release',
  tag: 'API applications',
  summary: 'Release a client secret from quarantine',
  description:
    'A secret that was found where it does not belong is in quarantine where the business unit chose that (`leakPolicy`). Released, it works again at once, and stays so when it is found once more; the alert is settled by the reason. To end it, revoke it. With a session, the password must have been typed in the last 15 minutes (POST /account/proof).',
  permission: 'api-applications:edit',
  params: SecretParams,
  body: Type.Object(
    {
      reason: Type.String({
        maxLength: 200_000,
        [STATED]: { maxLength: MAX_REASON_LENGTH },
        description: 'Why, in one line; it stands in the history.',
      }),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The application as it stands now.', schema: Application },
    404: applicationNotFound,
    409: {
      description: 'The secret is not in quarantine.',
      problem: { type: '/problems/not-quarantined', title: 'Not in quarantine' },
    },
  },
  example: {
    params: { id: EXAMPLE_ID, secretId: EXAMPLE_SECRET_ID },
    body: { reason: 'A private repository, and taken out of it.' },
    response: exampleApplication,
  },
})

export const rotateSecret = defineRoute({
  id: 'rotateSecret',
  method: 'POST',
  path: '/applications/{id}/secrets/{secretId}/rotate',
  tag: 'API applications',
  summary: 'Replace a client secret',
  description:
    'Adds a secret with the label of the old one, which goes on for `overlap` seconds (0: it stops working at once). The value of the new one is shown once. Whoever holds `api-applications:edit` holds the permission for this too. With a session, the password must have been typed in the last 15 minutes (POST /account/proof).',
  permission: 'api-applications:rotate',
  idempotent: true,
  params: SecretParams,
  body: Type.Object(
    { overlap: Type.Integer({ minimum: 0, maximum: MAX_OVERLAP, description: 'Seconds; at most 30 days.' }) },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    201: { description: 'Replaced.', schema: Type.Object({ application: Application, secret: NewSecret }) },
    404: applicationNotFound,
    409: {
      description:
        'There are five already and the old one is to go on, or the Idempotency-Key came with another request.',
      problem: { type: '/problems/too-many-secrets', title: 'Too many secrets' },
    },
  },
  example: {
    params: { id: EXAMPLE_ID, secretId: EXAMPLE_SECRET_ID },
    body: { overlap: 86_400 },
    response: {
      application: exampleApplication,
      secret: { id: EXAMPLE_SECRET_ID, value: 'lks_examplevalueshownonce' },
    },
  },
})
