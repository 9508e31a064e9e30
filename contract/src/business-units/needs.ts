import { type Static, Type } from 'typebox'
import { COMMON_RESPONSES, defineRoute } from '../route.ts'

/** What the lists behind the numbers are narrowed by: a number and the list that it leads to never differ. */
export const NEEDS_WITHIN = { secretEnds: '30d', idle: '90d' } as const

/** For how many days an answer of the operators counts as new. */
export const NEW_ANSWER_DAYS = 14

/** For how many days an invitation counts as about to end. */
export const ENDING_INVITATION_DAYS = 2

/** How many there are of something. */
export const Count = Type.Object(
  {
    count: Type.Integer({ minimum: 0, maximum: 1000 }),
    more: Type.Boolean({ description: 'Whether there are more than `count`, which is the bound then.' }),
  },
  { description: 'Exact up to a bound, and then that there are more.' },
)

export type Count = Static<typeof Count>

const Needs = Type.Object({
  openAlerts: Count,
  secretsEnding: Type.Object(Count.properties, {
    description: 'Active applications of which a client secret ends within 30 days.',
  }),
  versions: Type.Object(
    {
      ...Count.properties,
      first: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), vendorName: Type.String() }), {
        maxItems: 5,
        description: 'The first five by name.',
      }),
    },
    {
      description:
        'External applications, active here, that ask for more than they did when you last decided. They have what they had until then.',
    },
  ),
  requests: Type.Object({
    waiting: Type.Object(Count.properties, {
      description: 'What you asked the operators for, without an answer yet.',
    }),
    answered: Type.Object(Count.properties, {
      description: 'What they answered within the last 14 days.',
    }),
  }),
  transfers: Type.Object({
    offered: Type.Object(Count.properties, {
      description: 'Applications that other business units offer to yours, without an answer yet.',
    }),
    answered: Type.Object(Count.properties, {
      description: 'What yours offered and others accepted or declined within the last 14 days.',
    }),
  }),
  invitations: Type.Union(
    [
      Type.Object({
        ending: Type.Object(Count.properties, {
          description: 'Invitations without an answer whose link works for two days more at most.',
        }),
        expired: Type.Object(Count.properties, {
          description: 'Invitations whose link works no more. They are kept for 30 days.',
        }),
      }),
      Type.Null(),
    ],
    { description: 'Null without `users:view`.' },
  ),
  unowned: Type.Object(Count.properties, { description: 'Active applications without an active owner.' }),
  idle: Type.Object(Count.properties, {
    description: 'Active applications that were given no token for 90 days, as far as is known.',
  }),
  legacy: Type.Object(Count.properties, {
    description: 'Active applications with the implicit grant (legacy).',
  }),
  useKnownSince: Type.String({
    format: 'date-time',
    description: 'Since when it is kept when applications are used. UTC, RFC 3339.',
  }),
})

export type Needs = Static<typeof Needs>

const none = { count: 0, more: false } as const

const example: Needs = {
  openAlerts: { count: 1, more: false },
  secretsEnding: { count: 2, more: false },
  versions: {
    count: 1,
    more: false,
    first: [
      { id: 'app_01934f6a5b7c7def8a1b2c3d4e5f6a7b', name: 'Night Reports', vendorName: 'Beacon Analytics' },
    ],
  },
  requests: { waiting: none, answered: none },
  transfers: { offered: { count: 1, more: false }, answered: none },
  invitations: { ending: none, expired: none },
  unowned: none,
  idle: { count: 4, more: false },
  legacy: none,
  useKnownSince: '2026-11-01T08:00:00.000Z',
}

export const getNeeds = defineRoute({
  id: 'getNeeds',
  method: 'GET',
  path: '/needs',
  tag: 'Business unit',
  summary: 'What needs somebody',
  description:
    'What somebody of your business unit should look into, as numbers: the first page of the console. Each is counted up to 1,000, and is the total of the list that is narrowed in the same way.',
  permission: 'api-applications:view',
  responses: { ...COMMON_RESPONSES, 200: { description: 'The numbers.', schema: Needs } },
  example: { response: example },
})
