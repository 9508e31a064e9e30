import { type Static, Type } from 'typebox'
import { COMMON_RESPONSES, defineRoute } from '../route.ts'
import { ApplicationParams, applicationNotFound, EXAMPLE_ID, Time } from './applications.ts'

const UrlVerdict = Type.Union(
  [
    Type.Literal('well'),
    Type.Literal('look'),
    Type.Literal('broken'),
    Type.Literal('unasked'),
    Type.Literal('unknown'),
  ],
  {
    description:
      'well: it answers. look: it answers, and something is worth a look. broken: nobody arrives there. unasked: it leads to the machine of whoever signs in. unknown: it could not be asked just now.',
  },
)

const OptionalTime = Type.Union([Time, Type.Null()])

const UrlUse = Type.Object({
  lastUsedAt: Type.Union([Time, Type.Null()], {
    description: 'When somebody was last sent there, to the minute; null: never, as far as known.',
  }),
  knownSince: Type.String({ format: 'date-time', description: 'Since when uses are written down.' }),
  unused: Type.Boolean({ description: 'Whether there was no use for 90 days, as far as known.' }),
})

const UrlCheck = Type.Object({
  url: Type.String(),
  purpose: Type.Union([Type.Literal('callback'), Type.Literal('post-logout')]),
  verdict: UrlVerdict,
  words: Type.String({ description: 'The same as a sentence or two.' }),
  certificateEnds: OptionalTime,
  status: Type.Union([Type.Integer(), Type.Null()], { description: 'The status that it answered with.' }),
  redirectsTo: Type.Union([Type.String(), Type.Null()], {
    description: 'Where it redirects, without query: scheme, host and path.',
  }),
  use: Type.Union([UrlUse, Type.Null()], { description: 'Of callback URLs alone.' }),
})

export type UrlCheck = Static<typeof UrlCheck>

export const checkUrls = defineRoute({
  id: 'checkUrls',
  method: 'POST',
  path: '/applications/{id}/url-checks',
  tag: 'API applications',
  summary: 'Look how the callback and post-logout URLs do',
  description:
    'Asks each registered URL once, in nobody’s name and without a code: whether its host is found, until when its certificate is valid, what it answers with and where it redirects. Nothing is followed and nothing kept. Loopback and private-use URLs are not asked. At most 10 a minute in a business unit.',
  permission: 'api-applications:edit',
  params: ApplicationParams,
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'What was found.',
      schema: Type.Object({ checkedAt: Time, items: Type.Array(UrlCheck) }),
    },
    404: applicationNotFound,
    429: { description: 'Too many checks. Retry-After says how many seconds to wait.' },
  },
  example: {
    params: { id: EXAMPLE_ID },
    response: {
      checkedAt: '2026-11-22T09:00:00.000Z',
      items: [
        {
          url: 'https://reports.harbour.example/callback',
          purpose: 'callback',
          verdict: 'well',
          words: 'It answers (200).',
          certificateEnds: '2027-02-20T00:00:00.000Z',
          status: 200,
          redirectsTo: null,
          use: {
            lastUsedAt: '2026-11-21T16:20:00.000Z',
            knownSince: '2026-11-01T00:00:00.000Z',
            unused: false,
          },
        },
      ],
    },
  },
})
