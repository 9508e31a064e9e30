import { err, ok, type Result } from '../lib/result.ts'
import { type Parameters, single, singles } from './parameters.ts'
import { type Refusal, refusal } from './refusal.ts'
import { parseResources } from './resource.ts'
import { parseScope } from './scope.ts'

export type CodeRequest = {
  readonly grant: 'authorization_code'
  readonly code: string
  readonly redirectUri: string | null
  readonly codeVerifier: string | null
  readonly resources: readonly string[]
}
export type RefreshRequest = {
  readonly grant: 'refresh_token'
  readonly refreshToken: string
  readonly scopes: readonly string[] | null
  readonly resources: readonly string[]
}
export type ClientCredentialsRequest = {
  readonly grant: 'client_credentials'
  readonly scopes: readonly string[] | null
  /** The number of the business unit an external application acts in; internal ones know theirs. */
  readonly businessUnit: string | null
  readonly resources: readonly string[]
}

/** A token request, parsed once. Nothing after this sees the form. */
export type TokenRequest = CodeRequest | RefreshRequest | ClientCredentialsRequest

export const GRANT_TYPES = ['authorization_code', 'refresh_token', 'client_credentials'] as const

/**
 * Parses a token request (RFC 6749 §4.1.3, §4.4.2, §6).
 * In: the body's parameters. Out: the request of one grant. Refuses a missing or unknown grant_type, a repeated
 * parameter (§3.2), a missing one, and a malformed scope or resource.
 */
export function parseTokenRequest(parameters: Parameters): Result<TokenRequest, Refusal> {
  const grantType = single(parameters, 'grant_type')
  if (!grantType.ok) return grantType
  switch (grantType.value) {
    case 'authorization_code':
      return parseCodeRequest(parameters)
    case 'refresh_token':
      return parseRefreshRequest(parameters)
    case 'client_credentials':
      return parseClientCredentials(parameters)
    case null:
      return err(refusal('parameter_missing', 'The parameter grant_type is missing.'))
    default:
      return err(refusal('grant_type_unknown', `The grant_type must be one of: ${GRANT_TYPES.join(', ')}.`))
  }
}

function parseCodeRequest(parameters: Parameters): Result<CodeRequest, Refusal> {
  const read = singles(parameters, ['code', 'redirect_uri', 'code_verifier'])
  if (!read.ok) return read
  const resources = parseResources(parameters)
  if (!resources.ok) return resources
  const { code, redirect_uri: redirectUri, code_verifier: codeVerifier } = read.value
  if (code === null) return err(refusal('parameter_missing', 'The parameter code is missing.'))
  return ok({ grant: 'authorization_code', code, redirectUri, codeVerifier, resources: resources.value })
}

function scopesAndResources(
  parameters: Parameters,
): Result<{ scopes: readonly string[] | null; resources: readonly string[] }, Refusal> {
  const text = single(parameters, 'scope')
  if (!text.ok) return text
  const scopes = parseScope(text.value)
  if (!scopes.ok) return scopes
  const resources = parseResources(parameters)
  return resources.ok ? ok({ scopes: scopes.value, resources: resources.value }) : resources
}

function parseRefreshRequest(parameters: Parameters): Result<RefreshRequest, Refusal> {
  const token = single(parameters, 'refresh_token')
  if (!token.ok) return token
  if (token.value === null)
    return err(refusal('parameter_missing', 'The parameter refresh_token is missing.'))
  const wanted = scopesAndResources(parameters)
  if (!wanted.ok) return wanted
  return ok({ grant: 'refresh_token', refreshToken: token.value, ...wanted.value })
}

function parseClientCredentials(parameters: Parameters): Result<ClientCredentialsRequest, Refusal> {
  const businessUnit = single(parameters, 'business_unit')
  if (!businessUnit.ok) return businessUnit
  const wanted = scopesAndResources(parameters)
  if (!wanted.ok) return wanted
  return ok({ grant: 'client_credentials', businessUnit: businessUnit.value, ...wanted.value })
}
