import { REQUEST_OBJECT_ALGORITHMS } from './authorization/request-object.ts'
import { ASSERTION_ALGORITHMS } from './client-assertion.ts'
import { ACR_VALUES } from './openid/authentication-context.ts'
import { PROFILE_CLAIMS } from './openid/profile-claims.ts'
import { SIGNING_ALGORITHMS } from './signing-algorithms.ts'
import { GRANT_TYPES } from './token-request.ts'

type ServerMetadata = { readonly [name: string]: string | boolean | readonly string[] }

const CLIENT_AUTHENTICATION = ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none']

/** What is offered: for the first three, that some business unit let its applications do it, or some application chose it. */
type Offers = {
  readonly registration: boolean
  readonly implicit: boolean
  readonly unsignedRequests: boolean
  /** The languages that pages are shown in. */
  readonly languages: readonly string[]
}

/** Those of OpenID Connect Core §3 and OAuth 2.0 Multiple Response Types §5 beside code. */
const DIRECT_TYPES = [
  'id_token',
  'id_token token',
  'token',
  'code id_token',
  'code token',
  'code id_token token',
]

/**
 * The authorization server metadata (RFC 8414 §2), which OpenID Connect Discovery §3 shares.
 * In: the issuer, every scope that can be granted, and what is offered. Out: the document; it lists what
 * is enforced and nothing more: the implicit grant, registration and request objects that nobody signed (OpenID Connect
 * Core §6.1) only while they are on somewhere (docs/decisions/0019).
 */
export function serverMetadata(issuer: string, scopes: readonly string[], offers: Offers): ServerMetadata {
  return {
    issuer,
    authorization_endpoint: `${issuer}/oauth2/authorize`,
    token_endpoint: `${issuer}/oauth2/token`,
    introspection_endpoint: `${issuer}/oauth2/introspect`,
    revocation_endpoint: `${issuer}/oauth2/revoke`,
    userinfo_endpoint: `${issuer}/oauth2/userinfo`,
    end_session_endpoint: `${issuer}/oauth2/logout`,
    jwks_uri: `${issuer}/oauth2/jwks`,
    ...(offers.registration ? { registration_endpoint: `${issuer}/oauth2/register` } : {}),
    scopes_supported: scopes,
    response_types_supported: ['code', ...(offers.implicit ? DIRECT_TYPES : [])],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    grant_types_supported: [...GRANT_TYPES, ...(offers.implicit ? ['implicit'] : [])],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: CLIENT_AUTHENTICATION,
    revocation_endpoint_auth_methods_supported: CLIENT_AUTHENTICATION,
    introspection_endpoint_auth_methods_supported: CLIENT_AUTHENTICATION.filter(method => method !== 'none'),
    // RFC 8414 §2: required beside private_key_jwt.
    token_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHMS,
    revocation_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHMS,
    introspection_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHMS,
    authorization_response_iss_parameter_supported: true,
    subject_types_supported: ['public', 'pairwise'],
    id_token_signing_alg_values_supported: SIGNING_ALGORITHMS,
    userinfo_signing_alg_values_supported: SIGNING_ALGORITHMS,
    acr_values_supported: ACR_VALUES,
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'auth_time',
      'acr',
      'nonce',
      'sid',
      ...PROFILE_CLAIMS,
    ],
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    claims_parameter_supported: true,
    request_parameter_supported: true,
    request_uri_parameter_supported: true,
    require_request_uri_registration: true,
    request_object_signing_alg_values_supported: [
      ...REQUEST_OBJECT_ALGORITHMS,
      ...(offers.unsignedRequests ? ['none'] : []),
    ],
    ui_locales_supported: offers.languages,
    service_documentation: `${issuer}/api/v1/openapi.json`,
  }
}
