import { type Static, Type } from 'typebox'
import { lockout, Time } from '../applications/applications.ts'
import { exampleLimits } from '../applications/client-metadata.ts'
import { MAX_REASON_LENGTH } from '../applications/status/reason.ts'
import { BusinessUnitSummary } from '../people/people.ts'
import { COMMON_RESPONSES, CursorQuery, defineRoute, pageOf } from '../route.ts'
import { STATED } from '../stated.ts'
import { Count } from './needs.ts'
import { FirstAdministrator } from './new-business-unit.ts'
import { BusinessUnitListed, exampleUnit, UnitParams, unitNotFound } from './unit-shapes.ts'

const { implicitAllowed, dynamicRegistrationAllowed, limits } = BusinessUnitSummary.properties

const BusinessUnitDetails = Type.Object({
  ...BusinessUnitListed.properties,
  statusReason: Type.Union([Type.String(), Type.Null()], {
    description: 'Why it was deactivated, if somebody said so.',
  }),
  createdAt: Time,
  apis: Type.Array(Type.String(), { description: 'The APIs that are switched on.' }),
  implicitAllowed,
  dynamicRegistrationAllowed,
  limits,
  firstAdministrator: Type.Union([FirstAdministrator, Type.Null()], {
    description:
      'Who was invited to be its first administrator; null once it has a user, or when nobody waits.',
  }),
  has: Type.Object({
    users: Count,
    applications: Type.Object(Count.properties, { description: 'Internal applications.' }),
    authorizations: Type.Object(Count.properties, { description: 'External applications that it let in.' }),
    sessions: Type.Object(Count.properties, { description: 'Browsers in which somebody is signed in.' }),
    signIns: Type.Object(Count.properties, { description: 'Sign-ins to applications that can be renewed.' }),
  }),
})
export type BusinessUnitDetails = Static<typeof BusinessUnitDetails>

const BusinessUnitEvent = Type.Object({
  id: Type.String(),
  at: Time,
  what: Type.Union([Type.Literal('created'), Type.Literal('deactivated'), Type.Literal('activated')]),
  by: Type.String({ description: 'The user name of the operator, or what of the platform did it.' }),
  reason: Type.Union([Type.String(), Type.Null()]),
})
export type BusinessUnitEvent = Static<typeof BusinessUnitEvent>

const exampleInactive = {
  ...exampleUnit,
  status: 'inactive' as const,
  statusChangedAt: '2026-11-22T09:00:00.000Z',
}

const exampleDetails = {
  ...exampleUnit,
  statusReason: null,
  createdAt: '2026-11-20T09:00:00.000Z',
  apis: ['RealTimeApi', 'AgentApi'],
  implicitAllowed: false,
  dynamicRegistrationAllowed: false,
  limits: exampleLimits,
  firstAdministrator: null,
  has: {
    users: { count: 3, more: false },
    applications: { count: 12, more: false },
    authorizations: { count: 2, more: false },
    sessions: { count: 1, more: false },
    signIns: { count: 40, more: false },
  },
}

export const listBusinessUnits = defineRoute({
  id: 'listBusinessUnits',
  method: 'GET',
  path: '/business-units',
  tag: 'Business units',
  summary: 'List business units',
  description:
    'Business units of the platform by their numbers. A search finds those that have, for each of its words, one in the name or the number that begins so. Pages by cursor, with the other parameters unchanged. For operators.',
  permission: 'business-units:view',
  query: Type.Object(
    {
      search: Type.Optional(Type.String({ maxLength: 200 })),
      status: Type.Optional(Type.Union([Type.Literal('active'), Type.Literal('inactive')])),
      cursor: Type.Optional(Type.String({ maxLength: 1000 })),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'One page.',
      schema: Type.Object({
        items: Type.Array(BusinessUnitListed),
        nextCursor: Type.Union([Type.String(), Type.Null()]),
        total: Type.Object(Count.properties, {
          description: 'How many match, on all pages, counted up to 1,000.',
        }),
      }),
    },
  },
  example: { response: { items: [exampleUnit], nextCursor: null, total: { count: 1, more: false } } },
})

export const getBusinessUnit = defineRoute({
  id: 'getBusinessUnit',
  method: 'GET',
  path: '/business-units/{number}',
  tag: 'Business units',
  summary: 'Read one business unit',
  description:
    'A business unit with its settings and how much it has: numbers, and nothing of what is its own. For operators.',
  permission: 'business-units:view',
  params: UnitParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The business unit.', schema: BusinessUnitDetails },
    404: unitNotFound,
  },
  example: { params: { number: exampleUnit.number }, response: exampleDetails },
})

export const listBusinessUnitHistory = defineRoute({
  id: 'listBusinessUnitHistory',
  method: 'GET',
  path: '/business-units/{number}/history',
  tag: 'Business units',
  summary: 'What operators did to a business unit',
  description:
    'When it was made, deactivated and activated, by whom and why, newest first. What its own people do stays theirs. Pages by cursor. For operators.',
  permission: 'business-units:view',
  params: UnitParams,
  query: CursorQuery,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'One page.', schema: pageOf(BusinessUnitEvent) },
    404: unitNotFound,
  },
  example: {
    params: { number: exampleUnit.number },
    response: {
      items: [
        {
          id: 'aud_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
          at: exampleInactive.statusChangedAt,
          what: 'deactivated' as const,
          by: 'operator@latchkey.example',
          reason: 'The contract ended.',
        },
      ],
      nextCursor: null,
    },
  },
})

export const deactivateBusinessUnit = defineRoute({
  id: 'deactivateBusinessUnit',
  method: 'POST',
  path: '/business-units/{number}/deactivate',
  tag: 'Business units',
  summary: 'Deactivate a business unit',
  description:
    "Signs out all of its users, and ends at once every token that was issued there, to its own applications and to external ones. Doing it twice changes nothing. The platform's own business unit cannot be deactivated. With a session, the password must have been typed in the last 15 minutes (POST /account/proof). For operators.",
  permission: 'business-units:deactivate',
  params: UnitParams,
  body: Type.Object(
    {
      reason: Type.Optional(
        Type.String({
          maxLength: 200_000,
          [STATED]: { maxLength: MAX_REASON_LENGTH },
          description: 'Why, in one line. Operators see it, and the audit log of the business unit has it.',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  bodyOptional: true,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The business unit, inactive.', schema: BusinessUnitListed },
    404: unitNotFound,
    409: lockout,
  },
  example: {
    params: { number: exampleUnit.number },
    body: { reason: 'The contract ended.' },
    response: exampleInactive,
  },
})

export const activateBusinessUnit = defineRoute({
  id: 'activateBusinessUnit',
  method: 'POST',
  path: '/business-units/{number}/activate',
  tag: 'Business units',
  summary: 'Activate a business unit',
  description:
    'Lets its users sign in and its applications get tokens again. Sessions and tokens from before the deactivation stay ended. For operators.',
  permission: 'business-units:deactivate',
  params: UnitParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The business unit, active.', schema: BusinessUnitListed },
    404: unitNotFound,
    409: lockout,
  },
  example: {
    params: { number: exampleUnit.number },
    response: { ...exampleUnit, statusChangedAt: '2026-11-22T09:10:00.000Z' },
  },
})
