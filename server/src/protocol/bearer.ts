import { err, ok, type Result } from '../lib/result.ts'
import { type Parameters, single } from './parameters.ts'
import { onTheWire, type Refusal, refusal } from './refusal.ts'

/**
 * Reads a bearer token from the Authorization header (RFC 6750 §2.1); the scheme's case does not matter.
 * In: the header as sent, or undefined. Out: the token. Refuses an absent and a malformed header; another scheme
 * counts as absent (§3.1).
 */
export function parseBearer(authorization: string | undefined): Result<string, Refusal> {
  if (authorization === undefined || !/^bearer(?: |$)/i.test(authorization))
    return err(refusal('token_missing', 'Send an access token in the Authorization header.'))
  const token = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization)?.[1]
  return token === undefined
    ? err(refusal('token_invalid', 'The Authorization header does not hold a bearer token.'))
    : ok(token)
}

/**
 * Reads the access token of a request that may also post it in a form (RFC 6750 §2.2, OpenID Connect Core §5.3.1).
 * In: the Authorization header; the form, null when none was posted; the query, in which no token counts (RFC 9700
 * §4.3.2). Out: the token. Refuses as {@link parseBearer}, a token in the query, and one sent in two ways (§2).
 */
export function readBearer(
  authorization: string | undefined,
  form: Parameters | null,
  query: Parameters | null,
): Result<string, Refusal> {
  const posted = form === null ? ok(null) : single(form, 'access_token')
  if (!posted.ok) return posted
  if (query?.has('access_token') === true) {
    return err(refusal('parameter_malformed', 'An access token may not stand in the address.'))
  }
  if (posted.value === null) return parseBearer(authorization)
  if (authorization !== undefined) {
    return err(refusal('parameter_malformed', 'Send the access token in the Authorization header alone.'))
  }
  return parseBearer(`Bearer ${posted.value}`)
}

/**
 * The WWW-Authenticate value of a refusal (RFC 6750 §3). Without a token it names no error, as §3.1 asks.
 * In: the refusal, and the scope that would have been enough when that is known.
 */
export function bearerChallenge(refused: Refusal, scope: string | null = null): string {
  if (refused.reason === 'token_missing') return 'Bearer realm="latchkey"'
  const parts = [
    'realm="latchkey"',
    `error="${onTheWire(refused.reason).code}"`,
    `error_description="${refused.description}"`,
    ...(scope === null ? [] : [`scope="${scope}"`]),
  ]
  return `Bearer ${parts.join(', ')}`
}
