import { type ApplicationId, isApplicationId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { type ContextWish, wishFor } from '../openid/authentication-context.ts'
import { type ClaimsRequest, parseClaimsRequest } from '../openid/claims-request.ts'
import { type Parameters, single, singles } from '../parameters.ts'
import { checkChallenge } from '../pkce.ts'
import { type Refusal, refusal } from '../refusal.ts'
import { parseResources } from '../resource.ts'
import { parseScope } from '../scope.ts'
import { parseResponseType, type ResponseType } from './response-type.ts'

/** The part that decides where errors go: until it is proven, they are shown and never sent (RFC 6749 §4.1.2.1). */
type AuthorizationClaim = { readonly clientId: ApplicationId; readonly redirectUri: string | null }

type Prompt = 'none' | 'login' | 'consent' | 'select_account'

export type AuthorizationRequest = {
  readonly responseType: ResponseType
  readonly scopes: readonly string[] | null
  readonly resources: readonly string[]
  readonly state: string | null
  readonly nonce: string | null
  /** The S256 challenge; null only where no code is asked for. */
  readonly codeChallenge: string | null
  readonly prompts: readonly Prompt[]
  /** Longest age of the sign-in, in seconds. */
  readonly maxAge: number | null
  readonly loginHint: string | null
  /** An ID token of whoever is expected to be signed in; not verified yet. */
  readonly idTokenHint: string | null
  /** Null without the scope openid, or when it was not sent. */
  readonly claims: ClaimsRequest | null
  /** The classes of authentication asked for, by the claims parameter or else by acr_values; null for none. */
  readonly context: ContextWish | null
}

/**
 * Reads which application asks and where it wants the answer.
 * Refuses a missing, repeated or malformed client_id or redirect_uri; these refusals are shown to the user.
 */
export function parseAuthorizationClaim(parameters: Parameters): Result<AuthorizationClaim, Refusal> {
  const read = singles(parameters, ['client_id', 'redirect_uri'])
  if (!read.ok) return read
  const { client_id: clientId, redirect_uri: redirectUri } = read.value
  if (clientId === null) return err(refusal('parameter_missing', 'The parameter client_id is missing.'))
  if (!isApplicationId(clientId))
    return err(refusal('client_unknown', 'There is no application with this client_id.'))
  return ok({ clientId, redirectUri })
}

/** The state to echo, as far as it can be read: errors carry it too (RFC 6749 §4.1.2.1). */
export function readState(parameters: Parameters): string | null {
  const state = single(parameters, 'state')
  return state.ok ? state.value : null
}

/**
 * The parameters that may be given once, in a request object too. The last three are accepted and change nothing: we
 * have one look and one language (§3.1.2.1).
 */
export const SINGLE_PARAMETERS = [
  ...(['response_type', 'response_mode', 'scope', 'state', 'nonce', 'code_challenge'] as const),
  ...(['code_challenge_method', 'prompt', 'max_age', 'login_hint', 'id_token_hint', 'claims'] as const),
  ...(['acr_values', 'display', 'ui_locales', 'claims_locales'] as const),
]

/**
 * Parses the rest of an authorization request (RFC 6749 §4.1.1, §4.2.1; RFC 7636 §4.3; RFC 8707 §2; OpenID Connect
 * Core §3.1.2.1, §3.2.2.1, §3.3.2.1). Unknown parameters are ignored; of a request object those inside come here. The
 * response mode is `chooseResponseMode`'s. Refusals may be sent to the redirect URI.
 */
export function parseAuthorizationRequest(
  parameters: Parameters,
  pkceRequired = true,
): Result<AuthorizationRequest, Refusal> {
  const read = singles(parameters, SINGLE_PARAMETERS)
  if (!read.ok) return read
  const value = read.value
  const type = parseResponseType(value.response_type)
  if (!type.ok) return type
  const scopes = parseScope(value.scope)
  if (!scopes.ok) return scopes
  const resources = parseResources(parameters)
  if (!resources.ok) return resources
  const challenge = type.value.code
    ? checkChallenge(value.code_challenge, value.code_challenge_method, pkceRequired)
    : ok(null)
  if (!challenge.ok) return challenge
  const idToken = type.value.idToken ? checkIdTokenRequest(scopes.value, value.nonce) : ok(null)
  if (!idToken.ok) return idToken
  const prompts = parsePrompts(value.prompt)
  if (!prompts.ok) return prompts
  const maxAge = parseMaxAge(value.max_age)
  if (!maxAge.ok) return maxAge
  const claims = parseClaimsRequest(scopes.value?.includes('openid') === true ? value.claims : null)
  if (!claims.ok) return claims
  return ok({
    responseType: type.value,
    scopes: withoutOffline(scopes.value, type.value),
    resources: resources.value,
    state: value.state,
    nonce: value.nonce,
    codeChallenge: challenge.value,
    prompts: prompts.value,
    maxAge: maxAge.value,
    loginHint: value.login_hint,
    idTokenHint: value.id_token_hint,
    claims: claims.value,
    context: claims.value?.context ?? wishFor(wordsOf(value.acr_values)),
  })
}

/** OpenID Connect Core §3.2.2.1, §3.3.2.11: an ID token from this endpoint needs the scope openid and a nonce. */
function checkIdTokenRequest(scopes: readonly string[] | null, nonce: string | null): Result<null, Refusal> {
  if (scopes?.includes('openid') !== true) {
    return err(refusal('openid_missing', 'An ID token was asked for without the scope openid.'))
  }
  if (nonce === null) {
    return err(
      refusal('nonce_missing', 'Send a nonce: it is required where an ID token comes back directly.'),
    )
  }
  return ok(null)
}

/** OpenID Connect Core §11: offline_access is ignored where no code, and so no refresh token, can come of it. */
function withoutOffline(scopes: readonly string[] | null, type: ResponseType): readonly string[] | null {
  return type.code ? scopes : (scopes?.filter(scope => scope !== 'offline_access') ?? null)
}

function isPrompt(word: string): word is Prompt {
  return word === 'none' || word === 'login' || word === 'consent' || word === 'select_account'
}

function wordsOf(text: string | null): readonly string[] {
  return (text ?? '').split(' ').filter(word => word !== '')
}

/** OpenID Connect Core §3.1.2.1: none stands alone. */
function parsePrompts(text: string | null): Result<readonly Prompt[], Refusal> {
  const words = wordsOf(text)
  const prompts = words.filter(isPrompt)
  if (prompts.length !== words.length) {
    return err(
      refusal(
        'parameter_malformed',
        'The prompt must be none, or some of login, consent and select_account.',
      ),
    )
  }
  if (prompts.includes('none') && prompts.length > 1) {
    return err(refusal('parameter_malformed', 'The prompt none cannot be combined with others.'))
  }
  return ok(prompts)
}

function parseMaxAge(text: string | null): Result<number | null, Refusal> {
  if (text === null) return ok(null)
  return /^[0-9]{1,9}$/.test(text)
    ? ok(Number(text))
    : err(refusal('parameter_malformed', 'The max_age must be a whole number of seconds.'))
}
