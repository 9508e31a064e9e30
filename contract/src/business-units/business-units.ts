import { type Static, Type } from 'typebox'
import { ApplicationStatus, lockout, Time } from '../applications/applications.ts'
import { BusinessUnitSummary } from '../people/people.ts'
import { COMMON_RESPONSES, CursorQuery, defineRoute, pageOf } from '../route.ts'

/** A business unit as operators see it. */
const BusinessUnitListed = Type.Object({
  number: BusinessUnitSummary.properties.number,
  name: BusinessUnitSummary.properties.name,
  environment: BusinessUnitSummary.properties.environment,
  platform: Type.Boolean({ description: "Whether it is the platform's own, whose users are operators." }),
  status: ApplicationStatus,
  statusChangedAt: Type.Union([Time, Type.Null()], {
    description: 'When it was last deactivated or activated; null: never.',
  }),
})
export type BusinessUnitListed = Static<typeof BusinessUnitListed>

const exampleUnit = {
  number: '4512345',
  name: 'Harbour Support',
  environment: 'production' as const,
  platform: false,
  status: 'active' as const,
  statusChangedAt: null,
}
const exampleInactive = {
  ...exampleUnit,
  status: 'inactive' as const,
  statusChangedAt: '2026-11-22T09:00:00.000Z',
}

const UnitParams = Type.Object({ number: Type.String({ maxLength: 100 }) }, { additionalProperties: false })
const unitNotFound = { description: 'No business unit has this number.' }

export const listBusinessUnits = defineRoute({
  id: 'listBusinessUnits',
  method: 'GET',
  path: '/business-units',
  tag: 'Business units',
  summary: 'List business units',
  description: 'Every business unit of the platform by its number. Pages by cursor. For operators.',
  permission: 'business-units:view',
  query: CursorQuery,
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'One page.',
      schema: pageOf(BusinessUnitListed),
    },
  },
  example: { response: { items: [exampleUnit], nextCursor: null } },
})

export const deactivateBusinessUnit = defineRoute({
  id: 'deactivateBusinessUnit',
  method: 'POST',
  path: '/business-units/{number}/deactivate',
  tag: 'Business units',
  summary: 'Deactivate a business unit',
  description:
    "Signs out all of its users, and ends at once every token that was issued there, to its own applications and to external ones. Doing it twice changes nothing. The platform's own business unit cannot be deactivated. For operators.",
  permission: 'business-units:deactivate',
  params: UnitParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The business unit, inactive.', schema: BusinessUnitListed },
    404: unitNotFound,
    409: lockout,
  },
  example: { params: { number: exampleUnit.number }, response: exampleInactive },
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
