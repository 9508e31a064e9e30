import { createPublicKey, generateKeyPair, type JsonWebKey, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import type { Instant } from '../lib/clock.ts'
import { sha256Base64Url } from './hash.ts'
import type { Sealer } from './sealing.ts'

/** What a key may sign with. A key serves one algorithm alone (RFC 8725 §3.1): RS256 and PS256 share none. */
export type SigningAlgorithm = 'ES256' | 'RS256' | 'PS256' | 'EdDSA'

/** A signing key as it is kept: the public half as JWK text, the private half as sealed PKCS #8. */
export type SigningKey = {
  readonly id: string
  readonly algorithm: SigningAlgorithm
  readonly publicJwk: string
  /** Empty once the key is retired. */
  readonly sealedPrivateKey: string
  /** When it was made, and published from then on. */
  readonly createdAt: Instant
  /** When it begins to sign, unless a newer one does. */
  readonly activeFrom: Instant
  /** When it was withdrawn: it verifies nothing since then. */
  readonly retiredAt: Instant | null
}

/** What the key set shows of a key (RFC 7517 §4); by construction without private members. */
export type PublicJwk = KeyMaterial & {
  readonly use: 'sig'
  readonly alg: SigningAlgorithm
  readonly kid: string
}
type KeyMaterial =
  | { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string }
  | { readonly kty: 'RSA'; readonly e: string; readonly n: string }
  | { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string }

const generate = promisify(generateKeyPair)

/** The purpose under which a private key is sealed. It holds the key id, so sealed keys cannot be swapped. */
export function signingKeyPurpose(id: string): string {
  return `signing-key:${id}`
}

/**
 * Makes a signing key: P-256 for ES256, RSA of 2048 bits for RS256 and PS256 (RFC 7518 §3.3 to §3.5), Ed25519 for
 * EdDSA (RFC 8037 §3.1). Its id, the kid, is the RFC 7638 thumbprint of the public half.
 * In: `now`, when it is made and may begin to sign; whoever wants it published first moves `activeFrom`.
 */
export async function generateSigningKey(
  algorithm: SigningAlgorithm,
  sealer: Sealer,
  now: Instant,
): Promise<SigningKey> {
  const { publicKey, privateKey } = await generatePair(algorithm)
  const jwk = describePublicKey(publicKey, algorithm)
  const privateText = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return {
    id: jwk.kid,
    algorithm,
    publicJwk: JSON.stringify(jwk),
    sealedPrivateKey: sealer.seal(signingKeyPurpose(jwk.kid), privateText),
    createdAt: now,
    activeFrom: now,
    retiredAt: null,
  }
}

function generatePair(algorithm: SigningAlgorithm): Promise<{ publicKey: KeyObject; privateKey: KeyObject }> {
  switch (algorithm) {
    case 'ES256':
      return generate('ec', { namedCurve: 'P-256' })
    case 'RS256':
    case 'PS256':
      return generate('rsa', { modulusLength: 2048 })
    case 'EdDSA':
      return generate('ed25519', {})
  }
}

/**
 * Describes the public half of a key for the key set. In: a public or private key that fits the algorithm; throws on
 * another kind. Out: the members of an allow-list, computed anew, whatever the stored text held.
 */
export function describePublicKey(key: KeyObject, algorithm: SigningAlgorithm): PublicJwk {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key
  const material = materialOf(publicKey.export({ format: 'jwk' }), algorithm)
  return { ...material, use: 'sig', alg: algorithm, kid: thumbprint(material) }
}

function materialOf(jwk: JsonWebKey, algorithm: SigningAlgorithm): KeyMaterial {
  const material = FITTING[algorithm](jwk)
  if (material === null) throw new Error(`a signing key does not fit its algorithm ${algorithm}`)
  return material
}

/** What each algorithm takes from a key; null when the key is of another kind. */
const FITTING: Readonly<Record<SigningAlgorithm, (jwk: JsonWebKey) => KeyMaterial | null>> = {
  ES256: ({ kty, crv, x, y }) =>
    kty === 'EC' && crv === 'P-256' && x !== undefined && y !== undefined ? { kty, crv, x, y } : null,
  RS256: rsaMaterial,
  PS256: rsaMaterial,
  EdDSA: ({ kty, crv, x }) =>
    kty === 'OKP' && crv === 'Ed25519' && x !== undefined ? { kty, crv, x } : null,
}

function rsaMaterial({ kty, e, n }: JsonWebKey): KeyMaterial | null {
  return kty === 'RSA' && e !== undefined && n !== undefined ? { kty, e, n } : null
}

/** RFC 7638 §3, RFC 8037 §2: the required members in alphabetical order, no spaces, SHA-256. */
function thumbprint(material: KeyMaterial): string {
  switch (material.kty) {
    case 'EC':
      return sha256Base64Url(
        JSON.stringify({ crv: material.crv, kty: material.kty, x: material.x, y: material.y }),
      )
    case 'RSA':
      return sha256Base64Url(JSON.stringify({ e: material.e, kty: material.kty, n: material.n }))
    case 'OKP':
      return sha256Base64Url(JSON.stringify({ crv: material.crv, kty: material.kty, x: material.x }))
  }
}

/** Reads the stored public half. Throws when the text is no JWK: the store holds only what `generateSigningKey` made. */
export function parsePublicJwk(text: string): KeyObject {
  const value: unknown = JSON.parse(text)
  if (!isJsonObject(value)) throw new Error('a stored public key is not a JSON Web Key')
  return createPublicKey({ key: value, format: 'jwk' })
}

function isJsonObject(value: unknown): value is JsonWebKey {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
