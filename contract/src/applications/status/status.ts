import { Type } from 'typebox'
import { COMMON_RESPONSES, defineRoute } from '../../route.ts'
import { STATED } from '../../stated.ts'
import {
  Application,
  ApplicationParams,
  applicationNotFound,
  EXAMPLE_ID,
  exampleApplication,
} from '../applications.ts'
import { MAX_REASON_LENGTH } from './reason.ts'

/** Wide bounds: the rule answers with its own words. */
const Reason = Type.String({
  maxLength: 200_000,
  [STATED]: { maxLength: MAX_REASON_LENGTH },
  description:
    'Why, in one line. The application is told it at the token endpoint once it has proven itself, and nobody else is. There, letters outside of ASCII lose their marks or become question marks.',
})

export const deactivateApplication = defineRoute({
  id: 'deactivateApplication',
  method: 'POST',
  path: '/applications/{id}/deactivate',
  tag: 'API applications',
  summary: 'Deactivate',
  description:
    'Stops new tokens at once and makes introspection answer inactive. Tokens already issued end by themselves within their lifetime (15 minutes). Doing it twice changes nothing, but for the reason where another one is given.',
  permission: 'api-applications:deactivate',
  params: ApplicationParams,
  body: Type.Object({ reason: Type.Optional(Reason) }, { additionalProperties: false }),
  bodyOptional: true,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The application, inactive.', schema: Application },
    404: applicationNotFound,
  },
  example: {
    params: { id: EXAMPLE_ID },
    body: { reason: 'Replaced by Day Reports. Ask the night team.' },
    response: {
      ...exampleApplication,
      status: 'inactive',
      statusReason: 'Replaced by Day Reports. Ask the night team.',
      version: 3,
    },
  },
})

export const activateApplication = defineRoute({
  id: 'activateApplication',
  method: 'POST',
  path: '/applications/{id}/activate',
  tag: 'API applications',
  summary: 'Activate',
  description:
    'Lets the application get tokens again. Tokens and refresh tokens from before the deactivation stay ended.',
  permission: 'api-applications:deactivate',
  params: ApplicationParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The application, active.', schema: Application },
    404: applicationNotFound,
  },
  example: { params: { id: EXAMPLE_ID }, response: { ...exampleApplication, version: 4 } },
})
