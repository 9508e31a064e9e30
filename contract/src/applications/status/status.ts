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

/** Of a change of what is contained. */
const contained = {
  description: 'It is contained, which keeps it as it is: lift that first.',
  problem: { type: '/problems/contained', title: 'Contained' },
}

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
    409: contained,
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
    409: contained,
  },
  example: { params: { id: EXAMPLE_ID }, response: { ...exampleApplication, version: 4 } },
})

export const containApplication = defineRoute({
  id: 'containApplication',
  method: 'POST',
  path: '/applications/{id}/contain',
  tag: 'API applications',
  summary: 'Contain',
  description:
    'For when something may be wrong with it. It gets no tokens, everything it holds is revoked, and introspection answers inactive, at once. Until that is lifted nobody can activate or delete it, and its sign-ins and refused requests are kept beyond their time, as evidence. The reason is for your colleagues: the application is told no more than that it is deactivated. Doing it twice changes nothing, but for the reason where another one is given.',
  permission: 'api-applications:deactivate',
  params: ApplicationParams,
  body: Type.Object(
    {
      reason: Type.String({
        maxLength: 200_000,
        [STATED]: { minLength: 1, maxLength: MAX_REASON_LENGTH },
        description: 'Why, in one line.',
      }),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The application, contained.', schema: Application },
    404: applicationNotFound,
  },
  example: {
    params: { id: EXAMPLE_ID },
    body: { reason: 'Its secret was found in a public repository.' },
    response: {
      ...exampleApplication,
      status: 'contained',
      statusReason: 'Its secret was found in a public repository.',
      version: 3,
    },
  },
})

export const liftContainment = defineRoute({
  id: 'liftContainment',
  method: 'POST',
  path: '/applications/{id}/lift',
  tag: 'API applications',
  summary: 'Lift the containment',
  description:
    'Lets it stand as before it was contained: active, or inactive where it was. What was revoked stays revoked: people sign in again. Doing it twice changes nothing.',
  permission: 'api-applications:deactivate',
  params: ApplicationParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The application as it stood before.', schema: Application },
    404: applicationNotFound,
  },
  example: { params: { id: EXAMPLE_ID }, response: { ...exampleApplication, version: 4 } },
})
