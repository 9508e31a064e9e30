import { type Static, Type } from 'typebox'
import { COMMON_RESPONSES, defineRoute } from '../../route.ts'
import { ApplicationParams, applicationNotFound, EXAMPLE_ID, Time } from '../applications.ts'

export const Count = Type.Object({
  count: Type.Integer({ minimum: 0, maximum: 1000 }),
  more: Type.Boolean({ description: 'Whether there are more, or may be: then `count` is the least.' }),
})

const CountOrNull = (description: string) => Type.Union([Count, Type.Null()], { description })

const Effect = Type.Object({
  kind: Type.Union(
    [
      Type.Literal('scope'),
      Type.Literal('callback-url'),
      Type.Literal('grant'),
      Type.Literal('stopped'),
      Type.Literal('transferred'),
    ],
    { description: 'What is taken away.' },
  ),
  subject: Type.Union([Type.String(), Type.Null()], {
    description: 'The scope, URL or grant type; null where it is everything.',
  }),
  signIns: CountOrNull('Sign-ins that can be renewed now and lose it. Null: they lose nothing by it.'),
  people: CountOrNull('Whose sign-ins those are, each person once.'),
  consented: CountOrNull('People whose own consent covers it. Null: it needs none, or that is not kept.'),
  everybody: Type.Boolean({
    description: 'Whether an administrator consented to it for everybody of the business unit.',
  }),
  recent: CountOrNull(
    'People who signed in or renewed a sign-in that holds it since `knownSince`, each once. Null: that is not kept.',
  ),
  words: Type.String({ description: 'What becomes of it, as a sentence.' }),
})

export const Effects = Type.Object({
  effects: Type.Array(Effect, {
    description: 'What would be taken away, one by one; empty where nothing is.',
  }),
  knownSince: Type.String({
    format: 'date-time',
    description:
      'Since when `recent` is known: at most 30 days, and less where sign-ins are forgotten sooner. What is done with a token between two renewals is not counted.',
  }),
  credentialsLastUsedAt: Type.Union([Time, Type.Null()], {
    description:
      'When one of its client secrets last opened something. Null: not since this is kept, or they are its vendor’s.',
  }),
})

export type Count = Static<typeof Count>
export type Effect = Static<typeof Effect>
export type Effects = Static<typeof Effects>

const Words = Type.Array(Type.String({ maxLength: 2000 }), { maxItems: 1000 })

export const previewEffects = defineRoute({
  id: 'previewEffects',
  method: 'POST',
  path: '/applications/{id}/effects',
  tag: 'API applications',
  summary: 'Who would notice a change',
  description:
    'Changes nothing. Give of each list what would be left, as an edit takes it, and learn who has or uses today what would go. What would be added is passed over, and whether the edit would be refused is not judged. Counts are exact up to 1,000, and of no more than 50,000 sign-ins and 50,000 consents.',
  permission: 'api-applications:view',
  params: ApplicationParams,
  body: Type.Object(
    {
      scopes: Type.Optional(Words),
      callbackUrls: Type.Optional(Words),
      grantTypes: Type.Optional(Words),
      stopped: Type.Optional(
        Type.Boolean({ description: 'True: it is deactivated or deleted, and everything goes.' }),
      ),
      transferred: Type.Optional(
        Type.Boolean({
          description: 'True: another business unit accepts it, and whatever it holds here ends.',
        }),
      ),
    },
    { additionalProperties: false, minProperties: 1 },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The answer.', schema: Effects },
    404: applicationNotFound,
  },
  example: {
    params: { id: EXAMPLE_ID },
    body: { scopes: ['ReportingApi'] },
    response: {
      effects: [
        {
          kind: 'scope',
          subject: 'RealTimeApi',
          signIns: { count: 3, more: false },
          people: { count: 2, more: false },
          consented: { count: 5, more: false },
          everybody: false,
          recent: { count: 4, more: false },
          words: 'Tokens lose RealTimeApi at once, those already issued as well.',
        },
      ],
      knownSince: '2026-10-24T09:00:00.000Z',
      credentialsLastUsedAt: '2026-11-22T23:00:04.000Z',
    },
  },
})
