/** Why a token is not good. */
export type InvalidReason =
  | 'expired'
  | 'not_yet_valid'
  | 'signature'
  | 'issuer'
  | 'type'
  | 'algorithm'
  | 'unknown_key'
  | 'malformed'

/** Why a request is refused. Closed: a new reason does not compile without its answer. */
export type Refusal =
  | { readonly kind: 'missing_token' }
  /** The Authorization header is not `Bearer`, a space and a token. */
  | { readonly kind: 'malformed' }
  | { readonly kind: 'several_methods' }
  | { readonly kind: 'invalid_token'; readonly reason: InvalidReason }
  | { readonly kind: 'invalid_token'; readonly reason: 'audience'; readonly accepted: readonly string[] }
  | {
      readonly kind: 'insufficient_scope'
      readonly needed: readonly string[]
      readonly has: readonly string[]
    }
  /** The keys of the issuer cannot be had now, so nothing can be said about the token. */
  | { readonly kind: 'unavailable'; readonly retryAfterSeconds: number; readonly cause: string }

/** What to send back: independent of any framework. `body` is sent as JSON. */
export type Answer = {
  readonly status: 400 | 401 | 403 | 503
  readonly headers: Readonly<Record<string, string>>
  readonly body: { readonly error: string; readonly error_description: string; readonly scope?: string }
}

const INVALID: Record<InvalidReason, string> = {
  expired: 'The token has expired. Ask for a new one.',
  not_yet_valid: 'The token is not valid yet. Compare the clocks of the two machines.',
  signature: 'The signature of the token is wrong. It was changed, or signed by somebody else.',
  issuer: 'The token was issued by a server that this API does not trust.',
  type: 'This is not an access token. ID tokens and other tokens are not accepted here.',
  algorithm: 'The token is signed with an algorithm that this API does not accept.',
  unknown_key: 'The token is signed with a key that its issuer does not publish.',
  malformed: 'The token is not a complete Latchkey access token.',
}

/**
 * The answer to a refusal: status, challenge and body as RFC 6750 §3 asks, in words for a developer.
 *
 * @param realm names the protected API in the challenge; printable ASCII.
 */
export function answerTo(refusal: Refusal, realm: string): Answer {
  const description = describe(refusal)
  switch (refusal.kind) {
    case 'missing_token':
      // RFC 6750 §3.1: no error attribute for a request that carries no authentication at all.
      return {
        status: 401,
        headers: { 'www-authenticate': challenge(realm, {}) },
        body: { error: 'missing_token', error_description: description },
      }
    case 'malformed':
    case 'several_methods':
      return refused(400, 'invalid_request', { realm, description })
    case 'invalid_token':
      return refused(401, 'invalid_token', { realm, description })
    case 'insufficient_scope':
      return refused(403, 'insufficient_scope', { realm, description, scope: refusal.needed.join(' ') })
    case 'unavailable':
      return {
        status: 503,
        headers: { 'retry-after': String(refusal.retryAfterSeconds) },
        body: { error: 'temporarily_unavailable', error_description: description },
      }
  }
}

/** Text that may stand in a quoted attribute of a challenge (RFC 6750 §3): ASCII without quote and backslash. */
export function isChallengeText(text: string): boolean {
  return /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(text)
}

function describe(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'missing_token':
      return 'This operation needs an access token. Send it in the header Authorization: Bearer TOKEN.'
    case 'malformed':
      return 'The Authorization header must hold the word Bearer, a space and one token.'
    case 'several_methods':
      return 'The token was sent more than once. Send it once, in the Authorization header only.'
    case 'invalid_token':
      return refusal.reason === 'audience'
        ? `The token is not meant for this API. Its audience must hold ${several(refusal.accepted, 'or')}.`
        : INVALID[refusal.reason]
    case 'insufficient_scope':
      return lacking(refusal.needed, refusal.has)
    case 'unavailable':
      return 'The keys to check the token with cannot be fetched at the moment. Try again shortly.'
  }
}

function lacking(needed: readonly string[], has: readonly string[]): string {
  const missing = needed.filter(scope => !has.includes(scope))
  const lacks = `The token lacks the scope${missing.length === 1 ? '' : 's'} ${several(missing, 'and')}.`
  return `${lacks} It has: ${has.length === 0 ? 'no scope' : several(has, 'and')}.`
}

/** Joins names for a sentence, and keeps it short: a header must not grow with a token. */
function several(names: readonly string[], word: string): string {
  const shown = names.length > 12 ? [...names.slice(0, 12), `${names.length - 12} more`] : names
  if (shown.length < 2) return shown.join('')
  return `${shown.slice(0, -1).join(', ')} ${word} ${shown.at(-1)}`
}

type Details = { readonly realm: string; readonly description: string; readonly scope?: string }

function refused(status: 400 | 401 | 403, error: string, { realm, description, scope }: Details): Answer {
  const more = scope === undefined ? {} : { scope }
  return {
    status,
    headers: {
      'www-authenticate': challenge(realm, { error, error_description: description, ...more }),
    },
    body: { error, error_description: description, ...more },
  }
}

function challenge(realm: string, attributes: Readonly<Record<string, string>>): string {
  const pairs = Object.entries({ realm, ...attributes })
  // Names inside come from tokens and settings: whatever the grammar forbids becomes a question mark.
  const quoted = pairs.map(
    ([name, value]) => `${name}="${value.replace(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, '?')}"`,
  )
  return `Bearer ${quoted.join(', ')}`
}
