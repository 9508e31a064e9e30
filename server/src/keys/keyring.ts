import { constants, createPrivateKey, type KeyObject, sign } from 'node:crypto'
import { errors, type JWTHeaderParameters, jwtVerify } from 'jose'
import type { Clock, Instant } from '../lib/clock.ts'
import { compactParts } from '../lib/compact-jws.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { compareKeys, lifeOf } from './key-life.ts'
import type { Sealer } from './sealing.ts'
import {
  describePublicKey,
  type PublicJwk,
  parsePublicJwk,
  type SigningAlgorithm,
  type SigningKey,
  signingKeyPurpose,
} from './signing-key.ts'

/**
 * `at+jwt`: access tokens (RFC 9068 §2.1). `logout+jwt`: logout tokens (Back-Channel Logout §2.4). `JWT`: id tokens.
 * The others are no tokens but statements about the audit log, and are never taken for one (RFC 8725 §3.11).
 */
type JwtType = 'at+jwt' | 'logout+jwt' | 'JWT' | 'audit-head+jwt' | 'audit-erasure+jwt'

type JwtFault = 'malformed' | 'signature' | 'expired' | 'issuer' | 'type'

export type Keyring = {
  /**
   * Signs claims with the newest key of the algorithm whose time has come; throws when there is none.
   * In: any object that JSON can hold; members that are undefined are left out. Out: a JWT in compact form.
   */
  readonly signJwt: (algorithm: SigningAlgorithm, typ: JwtType, claims: object) => string
  /** The key set to publish: what signs, what will sign, and what still verifies; newest first. */
  readonly publicKeys: () => { keys: PublicJwk[] }
  /**
   * Verifies a JWT that one of these keys signed. In: any text; what it must be; the time now.
   * Out: its claims, or the first fault in the order form, signature, type, issuer, expiry.
   */
  readonly verifyJwt: (
    token: string,
    expected: { readonly typ: string; readonly issuer: string; readonly now: Instant },
  ) => Promise<Result<Record<string, unknown>, JwtFault>>
}

type Signer = {
  readonly id: string
  /** Signature over the first two parts, in the form that JWS wants. */
  readonly sign: (input: Buffer) => Buffer
  /** The first part of every token with its dot, encoded once. */
  readonly header: Readonly<Record<JwtType, string>>
  readonly activeFrom: Instant
}
/** `until`: when it stops verifying; infinite while no newer key is there. */
type PublicKey = { readonly key: KeyObject; readonly jwk: PublicJwk; readonly until: Instant }

/** What signs access tokens. */
export const ACCESS_TOKEN_ALGORITHM: SigningAlgorithm = 'ES256'

const LONGEST_TOKEN = 16 * 1024
const COORDINATE_BYTES = 32

/**
 * Opens the signing keys that the store holds. In: all of them; the clock, since a key begins to sign, and later to
 * verify no more, without anybody opening the keyring anew. Retired keys count only for who took over from whom.
 * Throws, naming the key, when a live private key cannot be opened or does not belong to its record.
 */
export function openKeyring(records: readonly SigningKey[], sealer: Sealer, clock: Clock): Keyring {
  const newestFirst = records
    .filter(record => record.retiredAt === null)
    .toSorted((a, b) => compareKeys(b, a))
  const publicKeys = new Map(newestFirst.map(record => [record.id, openPublicKey(record, records)]))
  const signers = new Map<SigningAlgorithm, Signer[]>()
  for (const record of newestFirst) {
    // Every live key is opened, so that a wrong sealing key shows at the start and not at the next rotation.
    const signer = openSigner(record, sealer)
    const known = signers.get(record.algorithm)
    if (known === undefined) signers.set(record.algorithm, [signer])
    else known.push(signer)
  }

  return {
    signJwt(algorithm, typ, claims) {
      const signer = newestActive(signers.get(algorithm), clock())
      if (signer === undefined) throw new Error(`the keyring holds no live signing key for ${algorithm}`)
      const input = signer.header[typ] + Buffer.from(JSON.stringify(claims)).toString('base64url')
      return `${input}.${signer.sign(Buffer.from(input, 'latin1')).toString('base64url')}`
    },
    publicKeys() {
      const now = clock()
      const keys = [...publicKeys.values()].filter(({ until }) => until > now).map(({ jwk }) => jwk)
      // Some verifiers of access tokens take the first key there is.
      const first = newestActive(signers.get(ACCESS_TOKEN_ALGORITHM), now)?.id
      return { keys: keys.sort((a, b) => Number(b.kid === first) - Number(a.kid === first)) }
    },
    verifyJwt: (token, expected) => verify(publicKeys, token, expected),
  }
}

/**
 * The newest signer whose time has come. In: newest first. When none has, the oldest: a clock that runs behind the
 * one that made the first key must not keep this node from signing.
 */
function newestActive(signers: readonly Signer[] | undefined, now: Instant): Signer | undefined {
  return signers?.find(({ activeFrom }) => activeFrom <= now) ?? signers?.at(-1)
}

function openPublicKey(record: SigningKey, all: readonly SigningKey[]): PublicKey {
  const key = parsePublicJwk(record.publicJwk)
  const jwk = describePublicKey(key, record.algorithm)
  if (jwk.kid !== record.id)
    throw new Error(`the public half of signing key ${record.id} belongs to another key`)
  return { key, jwk: Object.freeze(jwk), until: lifeOf(record, all).endsAt ?? Number.POSITIVE_INFINITY }
}

function openSigner(record: SigningKey, sealer: Sealer): Signer {
  const text = sealer.open(signingKeyPurpose(record.id), record.sealedPrivateKey)
  if (text === null) {
    throw new Error(
      `signing key ${record.id} cannot be opened: the sealing key is not the one it was sealed with. ` +
        'Restore LATCHKEY_SEALING_KEY or the file sealing.key that belongs to this database.',
    )
  }
  const key = createPrivateKey(text)
  if (describePublicKey(key, record.algorithm).kid !== record.id) {
    throw new Error(`the private half of signing key ${record.id} belongs to another key`)
  }
  const header = (typ: JwtType) => {
    const json = JSON.stringify({ alg: record.algorithm, typ, kid: record.id })
    return `${Buffer.from(json).toString('base64url')}.`
  }
  return {
    id: record.id,
    sign: signatureOf(record.algorithm, key),
    header: {
      'at+jwt': header('at+jwt'),
      'logout+jwt': header('logout+jwt'),
      JWT: header('JWT'),
      'audit-head+jwt': header('audit-head+jwt'),
      'audit-erasure+jwt': header('audit-erasure+jwt'),
    },
    activeFrom: record.activeFrom,
  }
}

/** How each algorithm signs (RFC 7518 §3.3 to §3.5, RFC 8037 §3.1). */
function signatureOf(algorithm: SigningAlgorithm, key: KeyObject): Signer['sign'] {
  switch (algorithm) {
    case 'ES256':
      // Node signs twice as fast with the bare key as with options around it, so `dsaEncoding` is not used here.
      return input => sideBySide(sign('sha256', input, key))
    case 'RS256':
      return input => sign('sha256', input, key)
    case 'PS256': {
      const padded = {
        key,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
      }
      return input => sign('sha256', input, padded)
    }
    case 'EdDSA':
      return input => sign(null, input, key)
  }
}

/**
 * Turns a P-256 signature from DER, a sequence of two integers (RFC 3279 §2.2.3), into R and S of 32 bytes each
 * (RFC 7518 §3.4). DER drops leading zeros and adds one before a high bit, so an integer has 1 to 33 bytes.
 */
function sideBySide(der: Buffer): Buffer {
  const joined = Buffer.alloc(2 * COORDINATE_BYTES)
  const endOfR = copyInteger(der, 2, joined.subarray(0, COORDINATE_BYTES))
  copyInteger(der, endOfR, joined.subarray(COORDINATE_BYTES))
  return joined
}

/** Copies the DER integer at `offset` into `target`, right-aligned. Out: where the next element begins. */
function copyInteger(der: Buffer, offset: number, target: Buffer): number {
  const start = offset + 2
  const end = start + (der[offset + 1] ?? 0)
  const surplus = Math.max(0, end - start - target.length)
  der.copy(target, target.length - (end - start - surplus), start + surplus, end)
  return end
}

async function verify(
  publicKeys: ReadonlyMap<string, PublicKey>,
  token: string,
  expected: { readonly typ: string; readonly issuer: string; readonly now: Instant },
): Promise<Result<Record<string, unknown>, JwtFault>> {
  const signature = compactParts(token, LONGEST_TOKEN)?.[2] ?? ''
  if (signature === '') return err('malformed')
  // Only our own keys count: nothing in the header but kid leads to a key, and alg must be that key's own.
  const ownKey = ({ kid, alg }: JWTHeaderParameters) => {
    const found = kid === undefined ? undefined : publicKeys.get(kid)
    if (found === undefined || found.jwk.alg !== alg || found.until <= expected.now) {
      throw new errors.JWKSNoMatchingKey()
    }
    return found.key
  }
  try {
    const { payload } = await jwtVerify(token, ownKey, {
      algorithms: ['ES256', 'RS256', 'PS256', 'EdDSA'],
      typ: expected.typ,
      issuer: expected.issuer,
      requiredClaims: ['exp'],
      currentDate: new Date(expected.now),
    })
    return ok(payload)
  } catch (fault) {
    return err(faultOf(fault))
  }
}

function faultOf(fault: unknown): JwtFault {
  if (fault instanceof errors.JWTExpired) return 'expired'
  if (fault instanceof errors.JWTClaimValidationFailed) {
    if (fault.claim === 'typ') return 'type'
    return fault.claim === 'iss' ? 'issuer' : 'malformed'
  }
  if (
    fault instanceof errors.JWSSignatureVerificationFailed ||
    fault instanceof errors.JWKSNoMatchingKey ||
    fault instanceof errors.JOSEAlgNotAllowed
  ) {
    return 'signature'
  }
  if (fault instanceof errors.JOSEError) return 'malformed'
  throw fault
}
