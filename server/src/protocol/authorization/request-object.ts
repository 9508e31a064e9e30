import { type Instant, SECOND } from '../../lib/clock.ts'
import { type DecodedJwt, isJsonObject } from '../../lib/compact-jws.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { writeClaimsRequest } from '../openid/claims-request.ts'
import { type Parameters, single, singles } from '../parameters.ts'
import { type Reason, type Refusal, refusal } from '../refusal.ts'
import { SINGLE_PARAMETERS } from './authorization-request.ts'

/** What a request object may be signed with; RS256 first, as everywhere in OpenID Connect. */
export const REQUEST_OBJECT_ALGORITHMS = ['RS256', 'ES256', 'PS256', 'EdDSA'] as const
type Algorithm = (typeof REQUEST_OBJECT_ALGORITHMS)[number]

/** How a request came: as parameters, or in a request object, by value or by reference (RFC 9101 §5). */
type RequestForm =
  | { readonly kind: 'parameters' }
  | { readonly kind: 'value'; readonly object: string }
  | { readonly kind: 'reference'; readonly uri: string }

/** What a request object says, and what must be verified before a word of it counts; null: it needs no signature. */
type Judged = {
  readonly claims: DecodedJwt['claims']
  readonly signature: { readonly algorithm: Algorithm; readonly kid: string | null } | null
}

/** What an application registered (OpenID Connect Registration §2, RFC 9101 §10.5). */
type Registered = {
  readonly requestObjectSigningAlg: Algorithm | 'none' | null
  readonly requireSignedRequestObject: boolean
}

type Around = {
  readonly clientId: string
  readonly issuer: string
  /** The parameters that came beside the object. */
  readonly outer: Parameters
  readonly now: Instant
}

/** How far the clock of an application may be off. */
const SKEW = 30 * SECOND
/** RFC 9101 §10.8 names the first, OpenID Connect Core §6.1 none, and libraries of its time the second. */
const TYPES = ['oauth-authz-req+jwt', 'jwt']

function refuse(reason: Reason, description: string): Result<never, Refusal> {
  return err(refusal(reason, description))
}

/**
 * Finds out how a request came.
 * Refuses an object by value and by reference at once (RFC 9101 §5), and either of them repeated.
 */
export function findRequestObject(parameters: Parameters): Result<RequestForm, Refusal> {
  const read = singles(parameters, ['request', 'request_uri'])
  if (!read.ok) return read
  const { request, request_uri: uri } = read.value
  if (request !== null && uri !== null) {
    return refuse('several_request_objects', 'Send request or request_uri, not both.')
  }
  if (request !== null) return ok({ kind: 'value', object: request })
  return ok(uri === null ? { kind: 'parameters' } : { kind: 'reference', uri })
}

/**
 * Judges the header of a request object, before any key is looked for (RFC 8725 §3.1, §3.11).
 * In: the object, or null when it is no JWT; what its application registered. Out: what it says and what must be
 * verified. Members of the header that name or bring a key are not looked at (RFC 8725 §3.10). Refuses another type of
 * JWT, an algorithm that is not on our list or not the registered one, and `none` wherever it is not the registered one.
 */
export function judgeRequestObject(
  object: DecodedJwt | null,
  registered: Registered,
): Result<Judged, Refusal> {
  if (object === null) {
    const what = 'three parts of base64url without padding, the first two of them JSON objects, and no crit.'
    return refuse(
      'request_object_malformed',
      `The request object must be a signed JWT in compact form: ${what}`,
    )
  }
  const { typ, alg, kid } = object.header
  if (typ !== undefined && !isType(typ)) {
    return refuse(
      'request_object_malformed',
      'The typ of a request object must be oauth-authz-req+jwt, JWT or absent.',
    )
  }
  if (kid !== undefined && typeof kid !== 'string') {
    return refuse('request_object_malformed', 'The kid of the request object must be a string.')
  }
  const allowed = algorithmsFor(registered)
  if (alg === 'none' && allowed.includes('none')) {
    return object.signed
      ? refuse('request_object_malformed', 'The request object has alg none and a signature nevertheless.')
      : ok({ claims: object.claims, signature: null })
  }
  const algorithm = REQUEST_OBJECT_ALGORITHMS.find(known => known === alg && allowed.includes(known))
  if (algorithm === undefined) {
    const said = typeof alg === 'string' ? alg.slice(0, 20) : 'no string'
    return refuse(
      'request_object_algorithm',
      `The alg of the request object is ${said}; of this application it must be ${allowed.join(', ') || 'signed'}.`,
    )
  }
  if (!object.signed) return refuse('request_object_signature', 'The request object has no signature.')
  return ok({ claims: object.claims, signature: { algorithm, kid: kid ?? null } })
}

function algorithmsFor(registered: Registered): readonly (Algorithm | 'none')[] {
  const { requestObjectSigningAlg: algorithm, requireSignedRequestObject } = registered
  if (algorithm === null) return REQUEST_OBJECT_ALGORITHMS
  return algorithm === 'none' && requireSignedRequestObject ? [] : [algorithm]
}

/** RFC 7515 §4.1.9: media types in any case, and `application/` may be left out. */
function isType(typ: unknown): boolean {
  return typeof typ === 'string' && TYPES.includes(typ.toLowerCase().replace(/^application\//, ''))
}

/**
 * Reads the parameters of a request object whose signature is proven, or which needs none. They alone count; what came
 * beside the object is not merged in (RFC 9101 §6.3, docs/decisions/0010).
 * In: its claims; who sent it to whom, with what beside it, and when. Out: the parameters, client_id among them; other
 * claims are left out, so that none can stand for something we put behind a request ourselves.
 * Refuses an object of somebody else, for somebody else, not valid now, that contradicts what came beside it, that
 * holds an object itself, and parameters in a form that they cannot have.
 */
export function readRequestObject(claims: DecodedJwt['claims'], around: Around): Result<Parameters, Refusal> {
  const party = judgeParties(claims, around)
  if (!party.ok) return party
  const time = judgeTimes(claims, around.now)
  if (!time.ok) return time
  if (claims['request'] !== undefined || claims['request_uri'] !== undefined) {
    return refuse('request_object_malformed', 'A request object cannot hold request or request_uri itself.')
  }
  const values = new Map<string, readonly string[]>([['client_id', [around.clientId]]])
  for (const name of [...SINGLE_PARAMETERS, 'redirect_uri', 'resource']) {
    const claim = claims[name]
    const read = claim === undefined ? [] : valuesOf(name, claim)
    if (read === null)
      return refuse('request_object_malformed', `The ${name} in the request object has the wrong form.`)
    if (read.length > 0) values.set(name, read)
  }
  const type = judgeResponseType(values, around.outer)
  return type.ok ? ok(values) : type
}

/**
 * RFC 9101 §4: iss is the client_id, aud our issuer; they may be absent, as in OpenID Connect Core §6.1, but an object
 * that names nobody at all could have been made for another server.
 */
function judgeParties(claims: DecodedJwt['claims'], { clientId, issuer }: Around): Result<null, Refusal> {
  const { iss, sub, aud, client_id: inner } = claims
  // RFC 9101 §10.8: so the two things that an application signs for us can never be taken for each other.
  if (sub === clientId) {
    const description = 'A JWT whose sub is the client_id is a client assertion, not a request object.'
    return refuse('request_object_mismatch', description)
  }
  for (const [name, value] of [
    ['client_id', inner],
    ['iss', iss],
  ] as const) {
    if (value !== undefined && value !== clientId) {
      return refuse(
        'request_object_mismatch',
        `The ${name} in the request object must be the client_id of the request.`,
      )
    }
  }
  if (inner === undefined && iss === undefined && aud === undefined) {
    return refuse('request_object_mismatch', 'The request object must hold the client_id of the request.')
  }
  const audiences: readonly unknown[] = Array.isArray(aud) ? aud : [aud]
  if (aud === undefined || audiences.includes(issuer)) return ok(null)
  return refuse('request_object_mismatch', `The aud of the request object must be, or include, ${issuer}.`)
}

function judgeTimes(claims: DecodedJwt['claims'], now: Instant): Result<null, Refusal> {
  const { exp, nbf, iat } = claims
  for (const [name, value] of [
    ['exp', exp],
    ['nbf', nbf],
    ['iat', iat],
  ] as const) {
    if (value === undefined) continue
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      return refuse(
        'request_object_malformed',
        `The ${name} of the request object must be a number of seconds.`,
      )
    }
    const at = value * SECOND
    if (name === 'exp' && at <= now - SKEW) {
      return refuse(
        'request_object_expired',
        'The request object has expired. Make a new one for each request.',
      )
    }
    if (name !== 'exp' && at > now + SKEW) {
      return refuse(
        'request_object_expired',
        `The ${name} of the request object lies in the future. Check the clock.`,
      )
    }
  }
  return ok(null)
}

/** RFC 9101 §4: strings are strings, numbers are numbers, objects are objects. Out: null for any other form. */
function valuesOf(name: string, claim: unknown): readonly string[] | null {
  if (typeof claim === 'string') return claim === '' ? [] : [claim.toWellFormed()]
  if (name === 'max_age' && Number.isSafeInteger(claim)) return [String(claim)]
  if (name === 'claims' && isJsonObject(claim)) {
    const text = writeClaimsRequest(claim)
    return text === null ? null : [text.toWellFormed()]
  }
  if (name !== 'resource' || !Array.isArray(claim)) return null
  const list: readonly unknown[] = claim
  const texts = list.filter(one => typeof one === 'string').map(one => one.toWellFormed())
  return texts.length === list.length ? texts : null
}

/** OpenID Connect Core §6.1: what is given in both places must be the same. The order of its words does not matter. */
function judgeResponseType(values: Parameters, outer: Parameters): Result<null, Refusal> {
  const inner = values.get('response_type')?.[0]
  if (inner === undefined) {
    const why = 'parameters beside it do not count (RFC 9101 6.3).'
    return refuse('parameter_missing', `The request object holds no response_type; ${why}`)
  }
  const beside = single(outer, 'response_type')
  if (!beside.ok) return beside
  const words = (text: string) => text.split(' ').toSorted().join(' ')
  if (beside.value === null || words(beside.value) === words(inner)) return ok(null)
  return refuse(
    'request_object_mismatch',
    'The response_type in the request object differs from the one beside it.',
  )
}
