import { type Static, Type } from 'typebox'
import { ApplicationStatus, Time } from '../applications/applications.ts'
import { BusinessUnitSummary } from '../people/people.ts'

/** A business unit as operators see it. */
export const BusinessUnitListed = Type.Object({
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

export const exampleUnit = {
  number: '4512345',
  name: 'Harbour Support',
  environment: 'production' as const,
  platform: false,
  status: 'active' as const,
  statusChangedAt: null,
}

export const UnitParams = Type.Object(
  { number: Type.String({ maxLength: 100 }) },
  { additionalProperties: false },
)
export const unitNotFound = { description: 'No business unit has this number.' }
