import { type Static, Type } from 'typebox'

/** The signature algorithms (RFC 7518 §3.1, RFC 8037 §3.1) that tokens are signed with. */
export const Algorithm = Type.Union([
  Type.Literal('ES256'),
  Type.Literal('RS256'),
  Type.Literal('PS256'),
  Type.Literal('EdDSA'),
])
export type SigningAlgorithm = Static<typeof Algorithm>
