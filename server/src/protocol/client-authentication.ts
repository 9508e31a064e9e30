import { timingSafeEqual } from 'node:crypto'
import { type DecodedJwt, decodeJwt } from '../lib/compact-jws.ts'
import { type ApplicationId, isApplicationId, type SecretId } from '../lib/ids.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { ASSERTION_TYPE, LONGEST_ASSERTION, subjectOf } from './client-assertion.ts'
import { type Parameters, singles } from './parameters.ts'
import { type Refusal, refusal } from './refusal.ts'

/** What a request says about who its client is, before anything was checked. */
export type ClientClaim = SecretClaim | AssertionClaim

type SecretClaim = {
  readonly clientId: ApplicationId
  readonly method: 'client_secret_basic' | 'client_secret_post' | 'none'
  readonly secret: string | null
}

/** A client that sends an assertion (RFC 7523 §2.2): the text, and what it says. */
export type AssertionClaim = {
  readonly clientId: ApplicationId
  readonly method: 'private_key_jwt'
  readonly text: string
  readonly assertion: DecodedJwt
}

/** What is known of an application that may authenticate. `hash` is the SHA-256 of a secret, in hexadecimal. */
export type ClientFacts = {
  readonly id: ApplicationId
  readonly clientType: 'confidential' | 'public'
  /** The one method that is registered; null: by a secret, sent either way. A public application uses none. */
  readonly method: Exclude<ClientClaim['method'], 'none'> | null
  readonly secrets: readonly { readonly id: SecretId; readonly hash: string }[]
}

const proven: unique symbol = Symbol('authenticated client')

/** A client that proved itself. Only {@link authenticateClient} and {@link authenticateByAssertion} make one. */
export type AuthenticatedClient = {
  readonly id: ApplicationId
  readonly clientType: 'confidential' | 'public'
  /** The secret it used; null for a public application, and for one that proved itself by a key. */
  readonly secretId: SecretId | null
  readonly [proven]: true
}

/**
 * Reads the client's authentication from a request (RFC 6749 §2.3.1, RFC 7521 §4.2).
 * In: the Authorization header as sent, or undefined; the body's parameters.
 * Out: the claim. Refuses none, more than one (§2.3), a malformed header, and methods that are not offered.
 */
export function parseClientClaim(
  authorization: string | undefined,
  parameters: Parameters,
): Result<ClientClaim, Refusal> {
  const body = singles(parameters, [
    'client_id',
    'client_secret',
    'client_assertion',
    'client_assertion_type',
  ])
  if (!body.ok) return body
  const { client_id: clientId, client_secret: secret, client_assertion: assertion } = body.value
  const type = body.value.client_assertion_type
  const asserts = assertion !== null || type !== null
  if (authorization !== undefined) {
    if (secret !== null || asserts) {
      return err(
        refusal(
          'several_client_authentications',
          'Authenticate once: by the Authorization header or in the body, not both.',
        ),
      )
    }
    return fromBasic(authorization, clientId)
  }
  if (asserts && secret !== null) {
    const description = 'Authenticate once: by client_assertion or by client_secret, not both.'
    return err(refusal('client_authentication_malformed', description))
  }
  if (asserts) return fromAssertion(assertion, type, clientId)
  if (clientId === null) {
    return err(
      refusal(
        'client_unauthenticated',
        'Authenticate the client: send its client_id and client_secret by HTTP Basic.',
      ),
    )
  }
  if (!isApplicationId(clientId)) return err(unknownClient())
  return ok({ clientId, method: secret === null ? 'none' : 'client_secret_post', secret })
}

/** RFC 7521 §4.2: the client_id may be left out, since the assertion names it, and may not contradict it. */
function fromAssertion(
  text: string | null,
  type: string | null,
  bodyClientId: string | null,
): Result<ClientClaim, Refusal> {
  if (text === null || type === null) {
    const description = 'Send client_assertion and client_assertion_type together.'
    return err(refusal('client_authentication_malformed', description))
  }
  if (type !== ASSERTION_TYPE) {
    const description = `The client_assertion_type must be ${ASSERTION_TYPE}.`
    return err(refusal('client_authentication_unsupported', description))
  }
  const assertion = decodeJwt(text, LONGEST_ASSERTION)
  if (assertion === null) {
    const form = 'three parts of base64url without padding, the first two of them JSON objects, and no crit'
    const description = `The client assertion must be a signed JWT of at most ${LONGEST_ASSERTION} characters: ${form}.`
    return err(refusal('assertion_malformed', description))
  }
  const clientId = subjectOf(assertion)
  if (bodyClientId !== null && bodyClientId !== clientId) {
    const description = 'The client_id differs from the sub of the client assertion.'
    return err(refusal('assertion_party', description))
  }
  if (clientId === null || !isApplicationId(clientId)) return err(unknownClient())
  return ok({ clientId, method: 'private_key_jwt', text, assertion })
}

function unknownClient(): Refusal {
  return refusal('client_unknown', 'The client_id or the client secret is wrong.')
}

function fromBasic(header: string, bodyClientId: string | null): Result<ClientClaim, Refusal> {
  const malformed = (why: string): Result<ClientClaim, Refusal> =>
    err(refusal('client_authentication_malformed', `The Authorization header cannot be read: ${why}.`))
  const match = /^basic +([A-Za-z0-9+/]+={0,2})$/i.exec(header)
  const encoded = match?.[1]
  if (encoded === undefined) return malformed('expected the scheme Basic and base64')
  const bytes = Buffer.from(encoded, 'base64')
  if (bytes.toString('base64').replace(/=+$/, '') !== encoded.replace(/=+$/, ''))
    return malformed('bad base64')
  const pair = bytes.toString('utf8')
  const colon = pair.indexOf(':')
  if (colon < 0) return malformed('expected client_id, a colon and the client secret')
  const clientId = formDecode(pair.slice(0, colon))
  const secret = formDecode(pair.slice(colon + 1))
  if (clientId === null || secret === null) return malformed('bad percent-encoding')
  if (bodyClientId !== null && bodyClientId !== clientId) {
    return err(
      refusal(
        'several_client_authentications',
        'The client_id in the body differs from the one in the Authorization header.',
      ),
    )
  }
  if (!isApplicationId(clientId)) return err(unknownClient())
  return ok({ clientId, method: 'client_secret_basic', secret })
}

/** RFC 6749 §2.3.1 and appendix B: both halves are form-encoded before they are joined. */
function formDecode(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return null
  }
}

/**
 * Decides whether the claim is proven.
 * In: the claim, the SHA-256 in hexadecimal of the secret it came with (null when it came with none), and what is
 * known of the application (null when there is none of that id).
 * Out: the authenticated client; a public application is identified by its client_id alone (RFC 6749 §2.1).
 * Refuses an unknown client and a wrong secret in the same words; a missing secret, and one sent for a public
 * application, in words of their own, since a client_id is no secret and the developer must know what to mend.
 */
export function authenticateClient(
  claim: SecretClaim,
  presentedHash: string | null,
  facts: ClientFacts | null,
): Result<AuthenticatedClient, Refusal> {
  if (facts === null || facts.id !== claim.clientId) return err(unknownClient())
  if (facts.clientType === 'public') {
    if (claim.method !== 'none') {
      return err(
        refusal(
          'client_secret_wrong',
          'This application is public: it has no secret. Send its client_id only.',
        ),
      )
    }
    return ok({ id: facts.id, clientType: 'public', secretId: null, [proven]: true })
  }
  if (presentedHash === null) {
    return err(refusal('client_unauthenticated', 'This application is confidential: send its client secret.'))
  }
  const method = judgeMethod(claim, facts)
  if (!method.ok) return method
  // Every live secret is compared, so that the time does not tell which one matched.
  const matching = facts.secrets.filter(secret => sameHash(secret.hash, presentedHash))
  const used = matching[0]
  if (used === undefined) {
    return err(refusal('client_secret_wrong', 'The client_id or the client secret is wrong.'))
  }
  return ok({ id: facts.id, clientType: 'confidential', secretId: used.id, [proven]: true })
}

/**
 * Decides whether an application may use the method at all that a claim uses (RFC 7591 §2): whoever registered a key
 * cannot be impersonated by a secret, nor the other way round.
 * In: the claim, and what is known of a confidential application.
 */
function judgeMethod(claim: ClientClaim, { method }: ClientFacts): Result<null, Refusal> {
  const fits = method === null ? claim.method !== 'private_key_jwt' : claim.method === method
  if (fits) return ok(null)
  const expected = method ?? 'client_secret_basic or client_secret_post'
  return err(refusal('client_method_wrong', `This application authenticates by ${expected}.`))
}

/** Refuses an assertion of a client that is unknown or registered another method, before any key is looked for. */
export function expectAssertion(claim: AssertionClaim, facts: ClientFacts | null): Result<null, Refusal> {
  if (facts === null || facts.id !== claim.clientId) return err(unknownClient())
  if (facts.clientType === 'public') {
    return err(
      refusal('client_method_wrong', 'This application is public and has no key: send its client_id only.'),
    )
  }
  return judgeMethod(claim, facts)
}

/**
 * Decides whether an assertion proves the client (RFC 7523 §3). Everything else about it was judged before.
 * In: the claim; whether the registered key made the signature, and whether the assertion was never used before; what
 * is known of the application.
 */
export function authenticateByAssertion(
  claim: AssertionClaim,
  { signed, unused }: { readonly signed: boolean; readonly unused: boolean },
  facts: ClientFacts | null,
): Result<AuthenticatedClient, Refusal> {
  const expected = expectAssertion(claim, facts)
  if (!expected.ok) return expected
  if (!signed) {
    const description = 'The signature of the client assertion was not made with the registered key.'
    return err(refusal('assertion_signature', description))
  }
  if (!unused) {
    const description =
      'The client assertion was used before. Make a new one, with another jti, for each request.'
    return err(refusal('assertion_used', description))
  }
  return ok({ id: claim.clientId, clientType: 'confidential', secretId: null, [proven]: true })
}

function sameHash(a: string, b: string): boolean {
  const left = Buffer.from(a, 'hex')
  const right = Buffer.from(b, 'hex')
  return left.length === right.length && timingSafeEqual(left, right)
}
