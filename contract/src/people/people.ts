import { type Static, Type } from 'typebox'
import { exampleLimits, Lifetimes } from '../applications/client-metadata.ts'
import { COMMON_RESPONSES, defineRoute, PERMISSIONS } from '../route.ts'
import { LANGUAGES } from '../words/language.ts'

/** How long tokens of a business unit's applications may live at most. */
const Limits = Type.Object(Lifetimes.properties, {
  additionalProperties: false,
  description:
    'The longest that tokens of its applications may live, in seconds; null where only the bounds of the platform hold.',
})

/** For how long a replaced refresh token may come back although its successor was used. */
export const RefreshGrace = Type.Integer({
  minimum: 0,
  maximum: 300,
  description:
    'For how many seconds a replaced refresh token may be presented again after its successor was used, 0 to 300. As long as the successor was never used it may come back at any time. Both get the same successor again.',
})

/** What becomes of a client secret that was found where it does not belong. */
export const LeakPolicy = Type.Union(
  [Type.Literal('revoke'), Type.Literal('quarantine'), Type.Literal('alert')],
  {
    description:
      'What becomes of a client secret that somebody found and reported. revoke: it stops working at once, for good. quarantine: it stops working at once, until somebody releases or revokes it. alert: it goes on working, and whoever is responsible decides.',
  },
)

export type LeakPolicy = Static<typeof LeakPolicy>

export const BusinessUnitSummary = Type.Object({
  number: Type.String({ description: 'Seven digits; public, never a secret.' }),
  name: Type.String(),
  environment: Type.Union([Type.Literal('production'), Type.Literal('sandbox')]),
  implicitAllowed: Type.Boolean({
    description: 'Whether the business unit opted in to the implicit grant (legacy).',
  }),
  dynamicRegistrationAllowed: Type.Boolean({
    description: 'Whether software may register itself here, with a registration token made for it.',
  }),
  limits: Limits,
  refreshGrace: RefreshGrace,
  leakPolicy: LeakPolicy,
})

export const Me = Type.Object({
  user: Type.Object({
    id: Type.String(),
    userName: Type.String(),
    fullName: Type.String(),
    operator: Type.Boolean(),
  }),
  businessUnit: BusinessUnitSummary,
  securityProfile: Type.Object({ id: Type.String(), name: Type.String() }),
  permissions: Type.Array(Type.Enum(PERMISSIONS)),
  language: Type.Enum(LANGUAGES, {
    description:
      'How pages and problems speak to the user: as chosen in the profile, else as Accept-Language says.',
  }),
})

export type Me = Static<typeof Me>

export const getMe = defineRoute({
  id: 'getMe',
  method: 'GET',
  path: '/me',
  tag: 'People',
  summary: 'Who am I',
  description: 'The signed-in user, the business unit, and what the security profile permits.',
  permission: null,
  personOnly: true,
  responses: { ...COMMON_RESPONSES, 200: { description: 'The signed-in user.', schema: Me } },
  example: {
    response: {
      user: {
        id: 'usr_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
        userName: 'manager@harbour.example',
        fullName: 'Harbour Manager',
        operator: false,
      },
      businessUnit: {
        number: '4512345',
        name: 'Harbour Support',
        environment: 'production',
        implicitAllowed: false,
        dynamicRegistrationAllowed: false,
        limits: exampleLimits,
        refreshGrace: 60,
        leakPolicy: 'revoke',
      },
      language: 'en',
      securityProfile: { id: 'manager', name: 'Manager' },
      permissions: ['api-applications:view', 'api-applications:create'],
    },
  },
})
