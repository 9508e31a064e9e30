import { type ApplicationId, isApplicationId } from '../lib/ids.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { type Parameters, single, singles } from './parameters.ts'
import { checkChallenge } from './pkce.ts'
import { type Refusal, refusal } from './refusal.ts'
import { parseResources } from './resource.ts'
import { parseScope } from './scope.ts'

/** The part that decides where errors go: until it is proven, they are shown and never sent (RFC 6749 §4.1.2.1). */
type AuthorizationClaim = { readonly clientId: ApplicationId; readonly redirectUri: string | null }

type ResponseType = 'code' | 'token'
type Prompt = 'none' | 'login' | 'consent'

export type AuthorizationRequest = {
  readonly responseType: ResponseType
  readonly scopes: readonly string[] | null
  readonly resources: readonly string[]
  readonly state: string | null
  readonly nonce: string | null
  /** The S256 challenge; null only for the implicit grant. */
  readonly codeChallenge: string | null
  readonly prompts: readonly Prompt[]
  /** Longest age of the sign-in, in seconds. */
  readonly maxAge: number | null
  readonly loginHint: string | null
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

/** Where a response of this request would be put: implicit answers travel in the fragment (RFC 6749 §4.2.2). */
export function responsePlace(parameters: Parameters): 'query' | 'fragment' {
  const type = single(parameters, 'response_type')
  return type.ok && type.value === 'token' ? 'fragment' : 'query'
}

/**
 * Parses the rest of an authorization request (RFC 6749 §4.1.1, §4.2.1; RFC 7636 §4.3; RFC 8707 §2; OpenID Connect
 * Core §3.1.2.1). Unknown parameters are ignored; request objects are refused, since ignoring them would widen.
 * Refusals may be sent to the redirect URI.
 */
export function parseAuthorizationRequest(parameters: Parameters): Result<AuthorizationRequest, Refusal> {
  const read = singles(parameters, [
    'response_type',
    'response_mode',
    'scope',
    'state',
    'nonce',
    'code_challenge',
    'code_challenge_method',
    'prompt',
    'max_age',
    'login_hint',
    'request',
    'request_uri',
  ])
  if (!read.ok) return read
  const value = read.value
  if (value.request !== null) {
    return err(refusal('request_object_unsupported', 'Request objects (request) are not offered.'))
  }
  if (value.request_uri !== null) {
    return err(
      refusal('request_uri_unsupported', 'Request objects by reference (request_uri) are not offered.'),
    )
  }
  const responseType = parseResponseType(value.response_type, value.response_mode)
  if (!responseType.ok) return responseType
  const scopes = parseScope(value.scope)
  if (!scopes.ok) return scopes
  const resources = parseResources(parameters)
  if (!resources.ok) return resources
  const challenge =
    responseType.value === 'code'
      ? checkChallenge(value.code_challenge, value.code_challenge_method)
      : ok(null)
  if (!challenge.ok) return challenge
  const prompts = parsePrompts(value.prompt)
  if (!prompts.ok) return prompts
  const maxAge = parseMaxAge(value.max_age)
  if (!maxAge.ok) return maxAge
  return ok({
    responseType: responseType.value,
    scopes: scopes.value,
    resources: resources.value,
    state: value.state,
    nonce: value.nonce,
    codeChallenge: challenge.value,
    prompts: prompts.value,
    maxAge: maxAge.value,
    loginHint: value.login_hint,
  })
}

function parseResponseType(type: string | null, mode: string | null): Result<ResponseType, Refusal> {
  if (type === null) return err(refusal('parameter_missing', 'The parameter response_type is missing.'))
  if (type !== 'code' && type !== 'token') {
    return err(refusal('response_type_unknown', 'The response_type must be code.'))
  }
  const usual = type === 'code' ? 'query' : 'fragment'
  if (mode !== null && mode !== usual) {
    return err(refusal('response_mode_unsupported', `The only response_mode for ${type} is ${usual}.`))
  }
  return ok(type)
}

function isPrompt(word: string): word is Prompt {
  return word === 'none' || word === 'login' || word === 'consent'
}

/** OpenID Connect Core §3.1.2.1: none stands alone; select_account means that the person may choose again, so login. */
function parsePrompts(text: string | null): Result<readonly Prompt[], Refusal> {
  const words = (text ?? '').split(' ').filter(word => word !== '')
  const prompts = words.map(word => (word === 'select_account' ? 'login' : word)).filter(isPrompt)
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
