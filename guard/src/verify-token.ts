import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose'
import { type Caller, readCaller } from './caller.ts'
import type { KeySet } from './key-set.ts'
import type { InvalidReason, Refusal } from './refusal.ts'

/** What a token is worth. */
export type Verdict =
  | { readonly ok: true; readonly caller: Caller }
  | { readonly ok: false; readonly refusal: Refusal }

export type Trust = {
  readonly issuer: string
  /** The token must be meant for at least one of these. */
  readonly audiences: readonly string[]
  readonly algorithms: readonly string[]
  readonly clockToleranceSeconds: number
  readonly keys: KeySet
  /** Milliseconds since 1970. */
  readonly clock: () => number
}

/** Longer than any token of ours; what is longer is not worth parsing. */
const LONGEST_TOKEN = 8192

/**
 * Checks one access token (RFC 9068 §4, RFC 8725): algorithm from our list, key published by the issuer,
 * signature, type `at+jwt`, issuer, audience, times, and the claims that a caller is made of.
 *
 * @returns the caller, or `invalid_token` with its reason, or `unavailable` when the keys cannot be had
 */
export async function verifyToken(token: string, trust: Trust): Promise<Verdict> {
  if (token.length > LONGEST_TOKEN || !isCompact(token)) return invalid('malformed')
  const header = readHeader(token)
  if (header === undefined) return invalid('malformed')
  const { alg, kid } = header
  if (typeof alg !== 'string' || !trust.algorithms.includes(alg)) return invalid('algorithm')
  if (typeof kid !== 'string' || kid === '') return invalid('unknown_key')
  const found = await trust.keys.find({ alg, kid })
  if (found.kind === 'unknown') return invalid('unknown_key')
  if (found.kind === 'unavailable') return { ok: false, refusal: found }
  try {
    const { payload } = await jwtVerify(token, found.key, {
      algorithms: [alg],
      typ: 'at+jwt',
      issuer: trust.issuer,
      audience: [...trust.audiences],
      clockTolerance: trust.clockToleranceSeconds,
      currentDate: new Date(trust.clock()),
      requiredClaims: ['sub', 'exp', 'iat', 'jti', 'client_id'],
    })
    return admit(payload)
  } catch (error) {
    return { ok: false, refusal: refusalFor(error, trust.audiences) }
  }
}

function admit(payload: JWTPayload): Verdict {
  const caller = readCaller(payload)
  return caller === undefined ? invalid('malformed') : { ok: true, caller }
}

function invalid(reason: InvalidReason): Verdict {
  return { ok: false, refusal: { kind: 'invalid_token', reason } }
}

function readHeader(token: string): { readonly alg?: unknown; readonly kid?: unknown } | undefined {
  try {
    return decodeProtectedHeader(token)
  } catch {
    return undefined
  }
}

/** Three parts, each in the one spelling that its bytes have: two spellings would be two tokens. */
function isCompact(token: string): boolean {
  const parts = token.split('.')
  return parts.length === 3 && parts.every(part => part !== '' && isCanonical(part))
}

/** RFC 4648 §3.5: the bits that a last character has to spare are zero. */
function isCanonical(part: string): boolean {
  if (!/^[A-Za-z0-9_-]+$/.test(part)) return false
  const last = part.slice(-1)
  switch (part.length % 4) {
    case 0:
      return true
    case 2:
      return 'AQgw'.includes(last)
    case 3:
      return 'AEIMQUYcgkosw048'.includes(last)
    default:
      return false
  }
}

/** Names what jose found. An error that is not jose's own is a bug and goes on up. */
function refusalFor(error: unknown, accepted: readonly string[]): Refusal {
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') {
    return { kind: 'invalid_token', reason: 'audience', accepted }
  }
  return { kind: 'invalid_token', reason: reasonFor(error) }
}

function reasonFor(error: unknown): InvalidReason {
  if (error instanceof errors.JWTExpired) return 'expired'
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature'
  if (error instanceof errors.JOSEAlgNotAllowed) return 'algorithm'
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'iss') return 'issuer'
    if (error.claim === 'typ') return 'type'
    return error.claim === 'nbf' && error.reason === 'check_failed' ? 'not_yet_valid' : 'malformed'
  }
  if (error instanceof errors.JOSEError) return 'malformed'
  throw error
}
