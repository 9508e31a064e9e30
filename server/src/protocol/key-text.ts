import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import { err, ok, type Result } from '../lib/result.ts'
import { isJwk, isSoundLength, MOST_KEYS, publicMembers, thumbprintOf, usableKind } from './key-set.ts'
import type { SigningAlgorithm } from './signing-algorithms.ts'

/** A public key that somebody gave as text, and what is to be said of it. */
export type KeyInText = {
  /** The public members alone, with its name, algorithm and use where they are told. */
  readonly jwk: Readonly<Record<string, string>>
  readonly kid: string
  /** What it is, such as `RSA, 2048 bits` or `EC, P-256`. */
  readonly kind: string
  /** The algorithms for which it can be used: the one it names, or those that fit it. */
  readonly algorithms: readonly SigningAlgorithm[]
  readonly use: string | null
  /** RFC 7638, SHA-256. */
  readonly thumbprint: string
  /** Why it cannot be used here; null: it can. */
  readonly fault: 'weak' | 'kind' | 'encryption' | null
}

const PEM = /-----BEGIN ([A-Z0-9 ]{1,40})-----[A-Za-z0-9+/=\s]*-----END \1-----/g

/**
 * Reads public keys from what people have: PEM (SPKI, PKCS #1, X.509 certificates; several after another), one JWK, or
 * a JWK Set. In: the text. Out: each key, also one that cannot be used here, with why. A key without a name is called by
 * its thumbprint. Refuses, in a sentence, what holds no key that can be read. Private keys are the caller's to refuse.
 */
export function readKeyText(text: string): Result<readonly KeyInText[], string> {
  const given = text.includes('-----BEGIN ') ? fromPem(text) : fromJson(text)
  if (!given.ok) return given
  if (given.value.length === 0) return err('There is no key in it.')
  if (given.value.length > MOST_KEYS) return err(`A key set may hold at most ${MOST_KEYS} keys.`)
  const keys: KeyInText[] = []
  for (const [index, jwk] of given.value.entries()) {
    const key = describe(jwk)
    if (key === null) return err(`Key ${index + 1} of the set cannot be read.`)
    keys.push(key)
  }
  return ok(keys)
}

function fromPem(text: string): Result<readonly JsonWebKey[], string> {
  const blocks = [...text.matchAll(PEM)].map(([block, kind]) => ({ block, kind: kind ?? '' }))
  if (blocks.length === 0) return err('The PEM is not whole: copy it with its first and its last line.')
  const keys: JsonWebKey[] = []
  for (const { block, kind } of blocks) {
    if (!['PUBLIC KEY', 'RSA PUBLIC KEY', 'CERTIFICATE'].includes(kind)) {
      return err(`This is PEM of a ${kind.toLowerCase()}. Paste a public key or a certificate.`)
    }
    try {
      // Node reads the key of an X.509 certificate as well.
      keys.push(createPublicKey(block).export({ format: 'jwk' }))
    } catch {
      return err('This PEM cannot be read, or holds a key of a kind that is not used for signatures.')
    }
  }
  return ok(keys)
}

function fromJson(text: string): Result<readonly JsonWebKey[], string> {
  const wrong = err('This is no public key: paste PEM that begins with -----BEGIN, a JWK or a JWK Set.')
  try {
    const value: unknown = JSON.parse(text)
    if (isJwk(value)) return ok([value])
    const keys: unknown = typeof value === 'object' && value !== null && 'keys' in value ? value.keys : null
    return Array.isArray(keys) && keys.every(isJwk) ? ok(keys) : wrong
  } catch {
    return wrong
  }
}

function describe(jwk: JsonWebKey): KeyInText | null {
  const parts = publicMembers(jwk)
  const key = publicKeyOf(jwk)
  if (parts === null || key === null) return null
  const thumbprint = thumbprintOf(parts)
  const { kid, alg, use } = jwk
  const bits = key.asymmetricKeyDetails?.modulusLength
  const fits = algorithmsOf(jwk)
  const said = typeof alg === 'string' ? (alg === 'Ed25519' ? 'EdDSA' : alg) : null
  const algorithms = said === null ? fits : fits.filter(each => each === said)
  const weak = bits !== undefined && !isSoundLength(bits)
  return {
    jwk: {
      ...Object.fromEntries(parts),
      kid: typeof kid === 'string' && kid !== '' ? kid : thumbprint,
      ...(algorithms.length === 1 && said !== null ? { alg: String(alg) } : {}),
      ...(typeof use === 'string' ? { use } : {}),
    },
    kid: typeof kid === 'string' && kid !== '' ? kid : thumbprint,
    kind: bits === undefined ? `${jwk.kty}, ${jwk.crv}` : `RSA, ${bits} bits`,
    algorithms,
    use: typeof use === 'string' ? use : null,
    thumbprint,
    fault: weak ? 'weak' : use === 'enc' ? 'encryption' : algorithms.length === 0 ? 'kind' : null,
  }
}

function publicKeyOf(jwk: JsonWebKey): KeyObject | null {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' })
  } catch {
    return null
  }
}

function algorithmsOf(jwk: JsonWebKey): readonly SigningAlgorithm[] {
  if (!usableKind(jwk)) return []
  if (jwk.kty === 'RSA') return ['RS256', 'PS256']
  return jwk.kty === 'EC' ? ['ES256'] : ['EdDSA']
}
