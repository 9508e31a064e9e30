import type { ValidatedRedirectUri } from '../redirect-uri.ts'
import { errorUri, onTheWire, type Reason, type Refusal, type WireCode } from '../refusal.ts'
import type { ResponseMode } from './response-type.ts'

export type ResponseTarget = {
  readonly redirectUri: ValidatedRedirectUri
  readonly mode: ResponseMode
  readonly state: string | null
  /** RFC 9207 §2: every authorization response names its issuer. */
  readonly issuer: string
  /** The id of the request: an error leads by it to the page that explains it. */
  readonly requestId: string
}

/** What the browser is to do: go to an address, or post a form to one. */
export type AuthorizationAnswer =
  | { readonly by: 'redirect'; readonly url: string }
  | {
      readonly by: 'form'
      readonly action: ValidatedRedirectUri
      readonly fields: readonly (readonly [name: string, value: string])[]
    }

/**
 * Builds an authorization response (RFC 6749 §4.1.2, §4.2.2; OAuth 2.0 Form Post §2).
 * In: the proven target and the parameters of the answer. Out: what the browser is to do, with state as it came and
 * iss.
 */
export function authorizationResponse(
  target: ResponseTarget,
  parameters: { readonly [name: string]: string },
): AuthorizationAnswer {
  const all = {
    ...parameters,
    ...(target.state === null ? {} : { state: target.state }),
    iss: target.issuer,
  }
  const { redirectUri } = target
  const query = new URLSearchParams(all).toString()
  switch (target.mode) {
    case 'form_post':
      return { by: 'form', action: redirectUri, fields: Object.entries(all) }
    case 'fragment':
      return { by: 'redirect', url: `${redirectUri}#${query}` }
    case 'query':
      // RFC 6749 §3.1.2: a query of the registered URI is retained.
      return { by: 'redirect', url: `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query}` }
  }
}

/** RFC 6749 §4.1.2.1 knows no invalid_grant: what a token request calls so is a denial here. */
function codeOf(reason: Reason): WireCode {
  const { code } = onTheWire(reason)
  return code === 'invalid_grant' ? 'access_denied' : code
}

/** Builds an authorization error response (RFC 6749 §4.1.2.1, §4.2.2.1). */
export function authorizationError(target: ResponseTarget, refused: Refusal): AuthorizationAnswer {
  return authorizationResponse(target, {
    error: codeOf(refused.reason),
    error_description: refused.description,
    error_uri: errorUri(target.issuer, target.requestId),
  })
}
