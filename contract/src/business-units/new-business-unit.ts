import { type Static, Type } from 'typebox'
import { Time } from '../applications/applications.ts'
import { MAX_NAME_LENGTH } from '../names.ts'
import { BusinessUnitSummary } from '../people/people.ts'
import { COMMON_RESPONSES, defineRoute } from '../route.ts'
import { STATED } from '../stated.ts'
import { LANGUAGES } from '../words/language.ts'
import { BusinessUnitListed, exampleUnit, UnitParams, unitNotFound } from './unit-shapes.ts'

/** Who was asked to be the first administrator of a business unit that nobody has entered yet. */
export const FirstAdministrator = Type.Object({
  userName: Type.String({ description: 'The user name they will have; the letter goes to this address.' }),
  fullName: Type.String({ description: 'Empty: they say it themselves.' }),
  state: Type.Union([Type.Literal('open'), Type.Literal('expired')], {
    description: 'expired: the link works no more. Invite them again.',
  }),
  sentAt: Time,
  expiresAt: Time,
})
export type FirstAdministrator = Static<typeof FirstAdministrator>

const Administrator = Type.Object(
  {
    userName: Type.String({
      maxLength: 200_000,
      description: 'An e-mail address: the invitation goes there, and they sign in with it.',
    }),
    fullName: Type.Optional(Type.String({ maxLength: 200_000 })),
    language: Type.Optional(
      Type.Enum(LANGUAGES, {
        description: 'The language of the letter; else the one you are answered in.',
      }),
    ),
  },
  { additionalProperties: false },
)

const link = Type.Union([Type.String(), Type.Null()], {
  description: 'null: it was sent by mail. Else no mail server is set, and you hand it on.',
})

const exampleAdministrator: FirstAdministrator = {
  userName: 'kim@quay.example',
  fullName: 'Kim Quay',
  state: 'open',
  sentAt: '2026-11-22T09:00:00.000Z',
  expiresAt: '2026-11-29T09:00:00.000Z',
}
const asked = { userName: exampleAdministrator.userName, fullName: exampleAdministrator.fullName }

export const createBusinessUnit = defineRoute({
  id: 'createBusinessUnit',
  method: 'POST',
  path: '/business-units',
  tag: 'Business units',
  summary: 'Make a business unit',
  description:
    'Makes a business unit, gives it a number, and invites its first administrator, all at once: somebody with the profile Manager, by a link that works once, for seven days. A name that looks like that of another business unit is refused. For operators.',
  permission: 'business-units:create',
  idempotent: true,
  body: Type.Object(
    {
      name: Type.String({ maxLength: 200_000, [STATED]: { maxLength: MAX_NAME_LENGTH } }),
      environment: Type.Optional(BusinessUnitSummary.properties.environment),
      apis: Type.Optional(
        Type.Array(Type.String({ maxLength: 200 }), {
          maxItems: 1000,
          description: 'The names of the APIs that are switched on; else all that stand.',
        }),
      ),
      administrator: Administrator,
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    201: {
      description: 'Made.',
      schema: Type.Object({
        businessUnit: BusinessUnitListed,
        administrator: Type.Union([FirstAdministrator, Type.Null()], {
          description: 'null: answered again after they accepted.',
        }),
        link,
      }),
    },
    409: { description: 'The Idempotency-Key came with another request.' },
  },
  example: {
    body: { name: 'Quay Logistics', environment: 'production', administrator: asked },
    response: {
      businessUnit: { ...exampleUnit, number: '4730912', name: 'Quay Logistics' },
      administrator: exampleAdministrator,
      link: null,
    },
  },
})

export const inviteFirstAdministrator = defineRoute({
  id: 'inviteFirstAdministrator',
  method: 'POST',
  path: '/business-units/{number}/administrator',
  tag: 'Business units',
  summary: 'Invite the first administrator anew',
  description:
    'For a business unit that nobody has entered yet: whoever was invited before can no longer accept, and this person can, for seven days. Once it has a user, its own people invite. For operators.',
  permission: 'business-units:create',
  params: UnitParams,
  body: Administrator,
  responses: {
    ...COMMON_RESPONSES,
    201: { description: 'Invited.', schema: Type.Object({ administrator: FirstAdministrator, link }) },
    404: unitNotFound,
    409: {
      description: 'It has users, who invite whoever comes next.',
      problem: { type: '/problems/has-users', title: 'Has users' },
    },
  },
  example: {
    params: { number: exampleUnit.number },
    body: asked,
    response: { administrator: exampleAdministrator, link: null },
  },
})
