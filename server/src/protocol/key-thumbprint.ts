import { createHash, type JsonWebKey } from 'node:crypto'

/** RFC 7638 §3.2, RFC 8037 §2: what a thumbprint is made of, in the order of the alphabet. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  RSA: ['e', 'kty', 'n'],
  EC: ['crv', 'kty', 'x', 'y'],
  OKP: ['crv', 'kty', 'x'],
}

/** The public members of a key, in the order of the alphabet; null for a kind of key that is not known. */
export function publicMembers(jwk: JsonWebKey): readonly (readonly [string, string])[] | null {
  const members = MEMBERS[jwk.kty ?? '']
  if (members === undefined) return null
  return members.flatMap(name => {
    const part: unknown = jwk[name]
    return typeof part === 'string' ? [[name, part] as const] : []
  })
}

/** The SHA-256 of a key's public members (RFC 7638 §3). In: what {@link publicMembers} gave. */
export function thumbprintOf(members: readonly (readonly [string, string])[]): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.fromEntries(members)))
    .digest('base64url')
}
