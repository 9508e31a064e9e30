import { Type } from 'typebox'
import { BusinessUnitSummary } from './people.ts'
import { COMMON_RESPONSES, defineRoute } from './route.ts'

export const editBusinessUnit = defineRoute({
  id: 'editBusinessUnit',
  method: 'PATCH',
  path: '/business-unit',
  tag: 'Business unit',
  summary: 'Change a setting of your business unit',
  description:
    'Opting in to the implicit grant lets the applications that also opted in receive access tokens in the address of the callback (legacy). It is off by default because such tokens leak through browser histories and logs.',
  permission: 'business-unit:edit',
  body: Type.Object({ implicitAllowed: Type.Boolean() }, { additionalProperties: false }),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The business unit as it stands now.', schema: BusinessUnitSummary },
  },
  example: {
    body: { implicitAllowed: false },
    response: {
      number: '4512345',
      name: 'Harbour Support',
      environment: 'production',
      implicitAllowed: false,
    },
  },
})
