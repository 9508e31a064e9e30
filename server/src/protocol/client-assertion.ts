import { HOUR, type Instant, SECOND } from '../lib/clock.ts'
import type { DecodedJwt } from '../lib/compact-jws.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { type Reason, type Refusal, refusal } from './refusal.ts'
import { SIGNING_ALGORITHMS, type SigningAlgorithm } from './signing-algorithms.ts'

/** RFC 7523 §2.2: the one kind of assertion there is for clients. */
export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
/** Room for any header and claims that clients really send, and too little to keep anybody busy. */
export const LONGEST_ASSERTION = 8000

/** What an assertion is to be verified with, and what makes it unique. */
export type JudgedAssertion = {
  readonly sought: { readonly algorithm: SigningAlgorithm; readonly kid: string | null }
  readonly tokenId: string
  /** Until when it could be sent again. */
  readonly expiresAt: Instant
}

type Around = {
  readonly clientId: string
  readonly issuer: string
  readonly tokenEndpoint: string
  /** Whether the token endpoint may stand for the issuer: for old software, as its owner chose. */
  readonly tokenEndpointAudienceAllowed: boolean
  /** The one algorithm that is registered; null: any that is offered. */
  readonly algorithm: SigningAlgorithm | null
  readonly now: Instant
}

/** How far the clock of a client may be off. */
const SKEW = 30 * SECOND
/** How long an assertion may live: so long its jti is remembered. */
const LONGEST_LIFE = HOUR
const LONGEST_ID = 300
/** RFC 7523 names none, and software of its time the second; rfc7523bis the first. */
const TYPES = ['client-authentication+jwt', 'jwt']

function refuse(reason: Reason, description: string): Result<never, Refusal> {
  return err(refusal(reason, description))
}

/** What a client assertion may be signed with, as the metadata says it. */
export const ASSERTION_ALGORITHMS = [...SIGNING_ALGORITHMS, 'Ed25519'] as const

/** The client that an assertion says it is of, before anything of it is believed; null when it says none. */
export function subjectOf(assertion: DecodedJwt): string | null {
  const { sub } = assertion.claims
  return typeof sub === 'string' ? sub : null
}

/**
 * Judges a client assertion before its signature is looked at (RFC 7523 §3, OpenID Connect Core §9).
 * In: it, taken apart; for whom it must be. Out: the key to look for and what makes it unique. Members of the header
 * that name or bring a key are not looked at (RFC 8725 §3.10).
 * Refuses another type of JWT (RFC 8725 §3.11), an algorithm that is not offered or not registered, another iss or sub
 * than the client, an aud that is not exactly the issuer (rfc7523bis), one that is over, begins later or lives too
 * long, and one without a jti.
 */
export function judgeAssertion(assertion: DecodedJwt, around: Around): Result<JudgedAssertion, Refusal> {
  const { typ, alg, kid } = assertion.header
  if (typ !== undefined && !isType(typ)) {
    return refuse('assertion_malformed', 'The typ of a client assertion must be JWT or absent.')
  }
  if (kid !== undefined && typeof kid !== 'string') {
    return refuse('assertion_malformed', 'The kid of the client assertion must be a string.')
  }
  const allowed = around.algorithm === null ? SIGNING_ALGORITHMS : [around.algorithm]
  // RFC 9864 §2.2: libraries of today say Ed25519 for what was registered as EdDSA.
  const algorithm = allowed.find(known => known === (alg === 'Ed25519' ? 'EdDSA' : alg))
  if (algorithm === undefined || !assertion.signed) {
    return refuse('assertion_algorithm', `The client assertion must be signed with ${allowed.join(', ')}.`)
  }
  const party = judgeParties(assertion.claims, around)
  if (!party.ok) return party
  const expiresAt = judgeTimes(assertion.claims, around.now)
  if (!expiresAt.ok) return expiresAt
  const { jti } = assertion.claims
  if (typeof jti !== 'string' || jti === '' || jti.length > LONGEST_ID) {
    const description = `The client assertion needs a jti of 1 to ${LONGEST_ID} characters, another each time.`
    return refuse('assertion_malformed', description)
  }
  return ok({ sought: { algorithm, kid: kid ?? null }, tokenId: jti, expiresAt: expiresAt.value })
}

/** RFC 7515 §4.1.9: media types in any case, and `application/` may be left out. */
function isType(typ: unknown): boolean {
  return typeof typ === 'string' && TYPES.includes(typ.toLowerCase().replace(/^application\//, ''))
}

function judgeParties(claims: DecodedJwt['claims'], around: Around): Result<null, Refusal> {
  const { clientId, issuer, tokenEndpoint, tokenEndpointAudienceAllowed } = around
  if (claims['iss'] !== clientId || claims['sub'] !== clientId) {
    return refuse('assertion_party', 'The iss and the sub of a client assertion must be the client_id.')
  }
  const { aud } = claims
  // rfc7523bis: a string, since a list would let somebody else accept it too.
  if (aud === issuer || (tokenEndpointAudienceAllowed && aud === tokenEndpoint)) return ok(null)
  return refuse('assertion_party', `The aud of a client assertion must be the string ${issuer}.`)
}

/** Out: until when it is good, the skew included. */
function judgeTimes(claims: DecodedJwt['claims'], now: Instant): Result<Instant, Refusal> {
  const times: { [name: string]: Instant } = {}
  for (const name of ['exp', 'nbf', 'iat']) {
    const value = claims[name]
    if (value === undefined) continue
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      return refuse('assertion_malformed', `The ${name} of the client assertion must be a number of seconds.`)
    }
    times[name] = value * SECOND
  }
  const { exp, nbf = 0, iat = 0 } = times
  if (exp === undefined) return refuse('assertion_malformed', 'The client assertion needs an exp.')
  if (exp <= now - SKEW) {
    return refuse('assertion_expired', 'The client assertion has expired. Make a new one for each request.')
  }
  if (exp > now + LONGEST_LIFE + SKEW) {
    return refuse('assertion_expired', 'The client assertion lives too long: one hour at most.')
  }
  if (Math.max(nbf, iat) > now + SKEW) {
    return refuse('assertion_expired', 'The client assertion lies in the future. Check the clock.')
  }
  return ok(exp + SKEW)
}
