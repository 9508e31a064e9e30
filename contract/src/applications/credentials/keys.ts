import { type Static, Type } from 'typebox'
import { COMMON_RESPONSES, defineRoute } from '../../route.ts'
import {
  ActorSummary,
  ApplicationParams,
  applicationNotFound,
  EXAMPLE_ID,
  exampleApplication,
  Time,
} from '../applications.ts'
import { Algorithm } from './algorithms.ts'
import { FetchFailure, KeyFault } from './public-keys.ts'

const Adding = {
  addedAt: Type.Union([Time, Type.Null()], {
    description:
      'When it was added, or was first used where it comes from a URL; null: before that was kept.',
  }),
  addedBy: Type.Union([ActorSummary, Type.Null()], {
    description: 'Who added it; null: it comes from a URL, or was added before that was kept.',
  }),
}

const ApplicationKey = Type.Object({
  thumbprint: Type.String({ description: 'RFC 7638, SHA-256.' }),
  kid: Type.Union([Type.String(), Type.Null()], { description: 'Its name, where it has one.' }),
  kind: Type.Union([Type.String(), Type.Null()], {
    description: 'What it is, such as "EC, P-256"; null: it comes from a URL, and is not kept.',
  }),
  algorithms: Type.Array(Algorithm),
  fault: KeyFault,
  ...Adding,
  lastUsedAt: Type.Union([Time, Type.Null()], {
    description:
      'When the application last proved itself, or signed a request, with it, to the minute; null: not since this is kept.',
  }),
  lastUsedFrom: Type.Union([Type.String(), Type.Null()], {
    description: 'The address it came from then; null where a browser brought it.',
  }),
})
export type ApplicationKey = Static<typeof ApplicationKey>

const KeySetUrl = Type.Object({
  url: Type.String(),
  ...Adding,
  fetchedAt: Type.Union([Time, Type.Null()], { description: 'When it last gave a key set, to the minute.' }),
  failed: Type.Union(
    [
      Type.Object({
        at: Time,
        failure: FetchFailure,
        status: Type.Union([Type.Integer(), Type.Null()], { description: 'What it answered, if anything.' }),
      }),
      Type.Null(),
    ],
    {
      description:
        'When it last gave none, and why; it is over where `fetchedAt` is later. It is asked when the application proves itself.',
    },
  ),
})
export type KeySetUrl = Static<typeof KeySetUrl>

export const listKeys = defineRoute({
  id: 'listKeys',
  method: 'GET',
  path: '/applications/{id}/keys',
  tag: 'API applications',
  summary: 'List the public keys of an application',
  description:
    'What an internal application proves itself with beside its secrets: the keys that were added, or those from the URL of its key set that were used, with when and by whom each was added and when it was last used. They are changed as `metadata.jwks` and `metadata.jwksUri`.',
  permission: 'api-applications:view',
  params: ApplicationParams,
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'The keys.',
      schema: Type.Object({
        items: Type.Array(ApplicationKey),
        keySet: Type.Union([KeySetUrl, Type.Null()], {
          description: 'Where the keys come from; null: they were added here.',
        }),
      }),
    },
    404: applicationNotFound,
  },
  example: {
    params: { id: EXAMPLE_ID },
    response: {
      items: [
        {
          thumbprint: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
          kid: 'reports-1',
          kind: 'OKP, Ed25519',
          algorithms: ['EdDSA'],
          fault: null,
          addedAt: '2026-11-22T09:00:00.000Z',
          addedBy: exampleApplication.createdBy,
          lastUsedAt: '2026-11-22T09:40:00.000Z',
          lastUsedFrom: '203.0.113.9',
        },
      ],
      keySet: null,
    },
  },
})
