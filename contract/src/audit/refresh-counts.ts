import { Type } from 'typebox'
import { ApplicationParams, applicationNotFound, EXAMPLE_ID } from '../applications/applications.ts'
import { COMMON_RESPONSES, defineRoute } from '../route.ts'

const RefreshCounts = Type.Object({
  days: Type.Integer({ description: 'How many days are added up, today included.' }),
  benignRetries: Type.Integer({
    description: 'Replaced refresh tokens that came back harmlessly and got the same successor again.',
  }),
  suspectedReuses: Type.Integer({
    description: 'Replaced refresh tokens that came back too late: their token families were ended.',
  }),
})

export const getRefreshCounts = defineRoute({
  id: 'getRefreshCounts',
  method: 'GET',
  path: '/applications/{id}/refresh-counts',
  tag: 'API applications',
  summary: 'How often refresh tokens came back',
  description:
    'Of one application, in your business unit. Many harmless retries tell of lost answers or of several tabs that refresh at once; each suspected reuse is among the alerts too.',
  permission: 'api-applications:view',
  params: ApplicationParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The counts.', schema: RefreshCounts },
    404: applicationNotFound,
  },
  example: { params: { id: EXAMPLE_ID }, response: { days: 30, benignRetries: 12, suspectedReuses: 0 } },
})
