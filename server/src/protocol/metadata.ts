import { GRANT_TYPES } from './token-request.ts'

type ServerMetadata = { readonly [name: string]: string | boolean | readonly string[] }

const CLIENT_AUTHENTICATION = ['client_secret_basic', 'client_secret_post', 'none']

/**
 * The authorization server metadata (RFC 8414 §2), which OpenID Connect Discovery §3 shares.
 * In: the issuer, and every scope that can be granted. Out: the document; it lists what is enforced and nothing more.
 * The implicit grant is not listed: it is off unless a business unit and an application opt in.
 */
export function serverMetadata(issuer: string, scopes: readonly string[]): ServerMetadata {
  return {
    issuer,
    authorization_endpoint: `${issuer}/oauth2/authorize`,
    token_endpoint: `${issuer}/oauth2/token`,
    introspection_endpoint: `${issuer}/oauth2/introspect`,
    revocation_endpoint: `${issuer}/oauth2/revoke`,
    userinfo_endpoint: `${issuer}/oauth2/userinfo`,
    jwks_uri: `${issuer}/oauth2/jwks`,
    scopes_supported: scopes,
    response_types_supported: ['code'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    grant_types_supported: GRANT_TYPES,
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: CLIENT_AUTHENTICATION,
    revocation_endpoint_auth_methods_supported: CLIENT_AUTHENTICATION,
    introspection_endpoint_auth_methods_supported: CLIENT_AUTHENTICATION.filter(method => method !== 'none'),
    authorization_response_iss_parameter_supported: true,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'auth_time', 'nonce', 'name', 'preferred_username'],
    claims_parameter_supported: true,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    service_documentation: `${issuer}/api/v1/openapi.json`,
  }
}
