import { timingSafeEqual } from 'node:crypto'
import { type ApplicationId, isApplicationId, type SecretId } from '../lib/ids.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { type Parameters, singles } from './parameters.ts'
import { type Refusal, refusal } from './refusal.ts'

/** What a request says about who its client is, before anything was checked. */
export type ClientClaim = {
  readonly clientId: ApplicationId
  readonly method: 'client_secret_basic' | 'client_secret_post' | 'none'
  readonly secret: string | null
}

/** What is known of an application that may authenticate. `hash` is the SHA-256 of a secret, in hexadecimal. */
export type ClientFacts = {
  readonly id: ApplicationId
  readonly clientType: 'confidential' | 'public'
  readonly secrets: readonly { readonly id: SecretId; readonly hash: string }[]
}

const proven: unique symbol = Symbol('authenticated client')

/** A client that proved itself. Only {@link authenticateClient} can make one. */
export type AuthenticatedClient = {
  readonly id: ApplicationId
  readonly clientType: 'confidential' | 'public'
  /** The secret it used; null for a public application. */
  readonly secretId: SecretId | null
  readonly [proven]: true
}

/**
 * Reads the client's authentication from a request (RFC 6749 §2.3.1).
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
  if (authorization !== undefined) {
    if (secret !== null || assertion !== null || body.value.client_assertion_type !== null) {
      return err(
        refusal(
          'several_client_authentications',
          'Authenticate once: by the Authorization header or in the body, not both.',
        ),
      )
    }
    return fromBasic(authorization, clientId)
  }
  if (assertion !== null || body.value.client_assertion_type !== null) {
    return err(
      refusal(
        'client_authentication_unsupported',
        'Client assertions are not offered; use client_secret_basic or client_secret_post.',
      ),
    )
  }
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
  claim: ClientClaim,
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
  // Every live secret is compared, so that the time does not tell which one matched.
  const matching = facts.secrets.filter(secret => sameHash(secret.hash, presentedHash))
  const used = matching[0]
  if (used === undefined) {
    return err(refusal('client_secret_wrong', 'The client_id or the client secret is wrong.'))
  }
  return ok({ id: facts.id, clientType: 'confidential', secretId: used.id, [proven]: true })
}

function sameHash(a: string, b: string): boolean {
  const left = Buffer.from(a, 'hex')
  const right = Buffer.from(b, 'hex')
  return left.length === right.length && timingSafeEqual(left, right)
}
