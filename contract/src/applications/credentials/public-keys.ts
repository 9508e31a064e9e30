import { type Static, Type } from 'typebox'
import { COMMON_RESPONSES, defineRoute } from '../../route.ts'
import { Algorithm } from './algorithms.ts'

/** Why a key cannot be used. */
export const KeyFault = Type.Union(
  [Type.Literal('weak'), Type.Literal('kind'), Type.Literal('encryption'), Type.Null()],
  {
    description:
      'Why it cannot be used here. weak: RSA under 2048 bits, or over 8192. kind: not RSA, P-256 or Ed25519, or it names an algorithm that does not fit. encryption: it is not for signatures. null: it can be used.',
  },
)

/** Why a URL gave no key set. */
export const FetchFailure = Type.Union([
  Type.Literal('unanswered'),
  Type.Literal('status'),
  Type.Literal('private'),
  Type.Literal('unreadable'),
  Type.Literal('unusable'),
])

const PublicKey = Type.Object({
  kid: Type.String({ description: 'Its name; of a key without one its thumbprint.' }),
  kind: Type.String({ description: 'What it is, such as "RSA, 2048 bits" or "EC, P-256".' }),
  algorithms: Type.Array(Algorithm, {
    description: 'The algorithm it names, or those that fit it.',
  }),
  use: Type.Union([Type.String(), Type.Null()]),
  thumbprint: Type.String({ description: 'RFC 7638, SHA-256.' }),
  jwk: Type.Record(Type.String(), Type.String(), {
    description: 'Its public members, as metadata.jwks takes them.',
  }),
  fault: KeyFault,
})

export type PublicKey = Static<typeof PublicKey>

const KeysFound = Type.Object({ items: Type.Array(PublicKey) })

const exampleKey = {
  kid: 'reports-1',
  kind: 'OKP, Ed25519',
  algorithms: ['EdDSA'],
  use: 'sig',
  thumbprint: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
  jwk: {
    crv: 'Ed25519',
    kty: 'OKP',
    x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    kid: 'reports-1',
    use: 'sig',
  },
  fault: null,
}

export const readPublicKeys = defineRoute({
  id: 'readPublicKeys',
  method: 'POST',
  path: '/public-keys/read',
  tag: 'API applications',
  summary: 'Read public keys',
  description:
    'Says what public keys a text holds: PEM (a public key or a certificate), a JWK or a JWK Set. Nothing is stored. A private key is refused and goes no further.',
  permission: 'api-applications:view',
  body: Type.Object({ text: Type.String({ maxLength: 65_536 }) }, { additionalProperties: false }),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The keys.', schema: KeysFound },
  },
  example: {
    body: {
      text: '{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"reports-1","use":"sig"}',
    },
    response: { items: [exampleKey] },
  },
})

export const fetchKeySet = defineRoute({
  id: 'fetchKeySet',
  method: 'POST',
  path: '/public-keys/fetch',
  tag: 'API applications',
  summary: 'Fetch a key set by its URL',
  description:
    'Asks a key-set URL once, as it is asked when an application proves itself, and says which keys it gives. Nothing is stored. At most 20 a minute in a business unit.',
  permission: 'api-applications:edit',
  body: Type.Object({ url: Type.String({ maxLength: 2000 }) }, { additionalProperties: false }),
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'What it gave.',
      schema: Type.Object({
        items: Type.Array(PublicKey),
        failure: Type.Union(
          [
            Type.Literal('unanswered'),
            Type.Literal('status'),
            Type.Literal('private'),
            Type.Literal('unreadable'),
            Type.Literal('unusable'),
            Type.Null(),
          ],
          {
            description:
              'Why an application could not prove itself with it. unanswered: no answer within three seconds. status: another status than 200. private: a private key is in it, of which nothing is told. unreadable: no key set. unusable: it is refused as a whole, or holds no key for signatures. null: it is good.',
          },
        ),
        status: Type.Union([Type.Integer(), Type.Null()], { description: 'The status of the answer.' }),
      }),
    },
    429: { description: 'Too many checks. Retry-After says how many seconds to wait.' },
  },
  example: {
    body: { url: 'https://reports.harbour.example/jwks.json' },
    response: { items: [exampleKey], failure: null, status: 200 },
  },
})
