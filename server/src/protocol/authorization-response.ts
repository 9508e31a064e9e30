import type { ValidatedRedirectUri } from './redirect-uri.ts'
import { onTheWire, type Reason, type Refusal, type WireCode } from './refusal.ts'

export type ResponseTarget = {
  readonly redirectUri: ValidatedRedirectUri
  readonly place: 'query' | 'fragment'
  readonly state: string | null
  /** RFC 9207 §2: every authorization response names its issuer. */
  readonly issuer: string
}

/**
 * Builds the URL of an authorization response (RFC 6749 §4.1.2, §4.2.2).
 * In: the proven target and the parameters of the answer. Out: the URL to send the browser to, with state as it came
 * and iss.
 */
export function authorizationResponse(
  target: ResponseTarget,
  parameters: { readonly [name: string]: string },
): string {
  const query = new URLSearchParams({
    ...parameters,
    ...(target.state === null ? {} : { state: target.state }),
    iss: target.issuer,
  }).toString()
  if (target.place === 'fragment') return `${target.redirectUri}#${query}`
  // RFC 6749 §3.1.2: a query of the registered URI is retained.
  return `${target.redirectUri}${target.redirectUri.includes('?') ? '&' : '?'}${query}`
}

/** RFC 6749 §4.1.2.1 knows no invalid_grant: what a token request calls so is a denial here. */
function codeOf(reason: Reason): WireCode {
  const { code } = onTheWire(reason)
  return code === 'invalid_grant' ? 'access_denied' : code
}

/** Builds the URL of an authorization error response (RFC 6749 §4.1.2.1, §4.2.2.1). */
export function authorizationError(target: ResponseTarget, refused: Refusal): string {
  return authorizationResponse(target, {
    error: codeOf(refused.reason),
    error_description: refused.description,
  })
}
