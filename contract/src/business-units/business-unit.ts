import { Type } from 'typebox'
import { exampleLimits, LifetimesEdit } from '../applications/client-metadata.ts'
import { BusinessUnitSummary, LeakPolicy, RefreshGrace } from '../people/people.ts'
import { COMMON_RESPONSES, defineRoute } from '../route.ts'

export const editBusinessUnit = defineRoute({
  id: 'editBusinessUnit',
  method: 'PATCH',
  path: '/business-unit',
  tag: 'Business unit',
  summary: 'Change the settings of your business unit',
  description:
    'Changes only the fields given, within limits too. Limits are in seconds, null for none; a lower one acts at once on refresh tokens, while access tokens already issued keep their end. Opting in to the implicit grant lets the applications that also opted in receive access tokens in the address of the callback (legacy). It is off by default because such tokens leak through browser histories and logs. With dynamic registration on, software that holds a registration token may register itself; switching it off stops that at once, and leaves what is registered as it is. `refreshGrace` is in seconds.',
  permission: 'business-unit:edit',
  body: Type.Object(
    {
      implicitAllowed: Type.Optional(Type.Boolean()),
      dynamicRegistrationAllowed: Type.Optional(Type.Boolean()),
      limits: Type.Optional(LifetimesEdit),
      refreshGrace: Type.Optional(RefreshGrace),
      leakPolicy: Type.Optional(LeakPolicy),
    },
    { additionalProperties: false, minProperties: 1 },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The business unit as it stands now.', schema: BusinessUnitSummary },
  },
  example: {
    body: { limits: { refreshLongest: 7_776_000 } },
    response: {
      number: '4512345',
      name: 'Harbour Support',
      environment: 'production',
      implicitAllowed: false,
      dynamicRegistrationAllowed: false,
      limits: exampleLimits,
      refreshGrace: 60,
      leakPolicy: 'revoke',
    },
  },
})
