import { createHash, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import { err, ok, type Result } from '../lib/result.ts'

/** A public key of somebody else, as a key set names it. */
export type ForeignKey = {
  readonly kid: string | null
  /** The one algorithm it is for, when the set says so. */
  readonly alg: string | null
  readonly key: KeyObject
  /** RFC 7638, SHA-256: what it is known by, whatever it is called. */
  readonly thumbprint: string
}

/** How many keys a set may hold. */
export const MOST_KEYS = 20
const LONGEST = 64 * 1024
/** RFC 7518 §6.2.2, §6.3.2, §6.4: members that only a private or a shared key has. */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']
/** RFC 8725 §3.5, RFC 7518 §3.3. */
const SHORTEST_RSA = 2048
const LONGEST_RSA = 8192

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a value has the form of a JWK. */
export function isJwk(value: unknown): value is JsonWebKey {
  return isRecord(value) && typeof value['kty'] === 'string'
}

/**
 * Reads a JWK Set of somebody else (RFC 7517 §5).
 * In: its text, at most 64 kB. Out: the keys for signatures that we could use; keys for encryption and of types we do
 * not know are left out, as §5 wants. Refuses, in a sentence: what is no key set, private or shared keys, RSA keys
 * under 2048 bits (RFC 8725 §3.5), two keys of one kid, and a set with no key to use.
 */
export function parseKeySet(text: string): Result<readonly ForeignKey[], string> {
  if (text.length > LONGEST) return err('The key set may have at most 64 kB.')
  const keys = keysOf(text)
  if (keys === null) return err('This is not a JWK Set: a JSON object with a list "keys".')
  if (keys.length > MOST_KEYS) return err(`A key set may hold at most ${MOST_KEYS} keys.`)
  const usable: ForeignKey[] = []
  for (const [index, jwk] of keys.entries()) {
    if (!isJwk(jwk)) return err(`Key ${index + 1} of the set is not a JWK.`)
    if (PRIVATE_MEMBERS.some(member => Object.hasOwn(jwk, member))) {
      return err(`Key ${index + 1} of the set is not a public key. Keep the private half to yourself.`)
    }
    if (jwk['use'] === 'enc') continue
    const read = readKey(jwk)
    if (read === 'weak') return err(`Key ${index + 1} of the set is too weak: RSA needs 2048 bits at least.`)
    if (read === 'broken') return err(`Key ${index + 1} of the set cannot be read.`)
    if (read !== 'unknown') usable.push(read)
  }
  const kids = usable.flatMap(({ kid }) => (kid === null ? [] : [kid]))
  if (new Set(kids).size < kids.length) return err('Two keys of the set have the same kid.')
  return usable.length === 0 ? err('The set holds no RSA, P-256 or Ed25519 key for signatures.') : ok(usable)
}

function keysOf(text: string): readonly unknown[] | null {
  try {
    const set: unknown = JSON.parse(text)
    const keys = isRecord(set) ? set['keys'] : null
    return Array.isArray(keys) ? keys : null
  } catch {
    return null
  }
}

/** Whether signatures of such a key can be checked here: RSA, P-256 and Ed25519. */
export function usableKind(jwk: JsonWebKey): boolean {
  return (
    jwk.kty === 'RSA' ||
    (jwk.kty === 'EC' && jwk.crv === 'P-256') ||
    (jwk.kty === 'OKP' && jwk.crv === 'Ed25519')
  )
}

/** Whether an RSA key of so many bits is neither too weak nor too long to check. */
export function isSoundLength(bits: number): boolean {
  return bits >= SHORTEST_RSA && bits <= LONGEST_RSA
}

function readKey(jwk: JsonWebKey): ForeignKey | 'unknown' | 'weak' | 'broken' {
  if (!usableKind(jwk)) return 'unknown'
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    const bits = key.asymmetricKeyDetails?.modulusLength
    if (bits !== undefined && !isSoundLength(bits)) return 'weak'
    const { kid, alg } = jwk
    return {
      kid: typeof kid === 'string' ? kid : null,
      alg: typeof alg === 'string' ? alg : null,
      key,
      thumbprint: thumbprintOf(publicMembers(jwk) ?? []),
    }
  } catch {
    return 'broken'
  }
}

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
