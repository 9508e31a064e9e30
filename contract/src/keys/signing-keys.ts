import { type Static, Type } from 'typebox'
import { Time } from '../applications/applications.ts'
import { Algorithm } from '../applications/credentials/algorithms.ts'
import { COMMON_RESPONSES, defineRoute } from '../route.ts'

const Status = Type.Union(
  [Type.Literal('upcoming'), Type.Literal('active'), Type.Literal('superseded'), Type.Literal('retired')],
  {
    description:
      'upcoming: published, does not sign yet. active: signs. superseded: a newer key signs, this one still verifies. retired: neither published nor trusted.',
  },
)

/** A signing key without either half; the public halves are at /oauth2/jwks. */
export const SigningKey = Type.Object({
  id: Type.String({ description: 'The kid, as tokens and the key set name it.' }),
  algorithm: Algorithm,
  status: Status,
  createdAt: Time,
  activeFrom: Time,
  supersededAt: Type.Union([Time, Type.Null()], {
    description: 'When a newer key takes over, which may lie ahead; null while no newer key is there.',
  }),
  endsAt: Type.Union([Time, Type.Null()], {
    description: 'When it stops verifying, which may lie ahead; null while no newer key is there.',
  }),
})
export type SigningKey = Static<typeof SigningKey>

const SigningKeys = Type.Object({ items: Type.Array(SigningKey, { description: 'Newest first.' }) })

const exampleActive = {
  id: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
  algorithm: 'ES256' as const,
  status: 'active' as const,
  createdAt: '2026-09-01T09:00:00.000Z',
  activeFrom: '2026-09-02T09:00:00.000Z',
  supersededAt: null,
  endsAt: null,
}
const exampleUpcoming = {
  ...exampleActive,
  id: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
  status: 'upcoming' as const,
  createdAt: '2026-11-22T09:00:00.000Z',
  activeFrom: '2026-11-22T09:10:00.000Z',
}
const exampleFollowed = {
  ...exampleActive,
  supersededAt: '2026-11-22T09:10:00.000Z',
  endsAt: '2026-11-23T10:10:00.000Z',
}

export const listSigningKeys = defineRoute({
  id: 'listSigningKeys',
  method: 'GET',
  path: '/signing-keys',
  tag: 'Signing keys',
  summary: 'List signing keys',
  description: 'The keys that sign tokens of this platform, retired ones for 30 days. For operators.',
  permission: 'signing-keys:rotate',
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'Every key that is kept.', schema: SigningKeys },
  },
  example: { response: { items: [exampleActive] } },
})

export const rotateSigningKeys = defineRoute({
  id: 'rotateSigningKeys',
  method: 'POST',
  path: '/signing-keys/rotate',
  tag: 'Signing keys',
  summary: 'Rotate signing keys now',
  description:
    'Publishes a new key that begins to sign ten minutes later, when every resource server has read it; the old one verifies for another 25 hours. While a new key waits for its turn, asking again makes no other. In an emergency, when a private key may be known to others, the new key signs at once and the old ones end at once: every token they signed is refused from then on. For that a session must have typed the password in the last 15 minutes (POST /account/proof). For operators.',
  permission: 'signing-keys:rotate',
  body: Type.Object(
    {
      algorithm: Type.Optional(Algorithm),
      emergency: Type.Optional(Type.Boolean({ description: 'Off unless told.' })),
    },
    { additionalProperties: false, description: 'Every algorithm unless one is named.' },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The keys as they stand now.', schema: SigningKeys },
  },
  example: {
    body: { algorithm: 'ES256', emergency: false },
    response: { items: [exampleUpcoming, exampleFollowed] },
  },
})
