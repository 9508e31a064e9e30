import type { Registration } from '../../model.ts'
import type { Registered } from './registered.ts'
import { authMethodOf } from './registered-use.ts'

/** Client information as JSON, by the names of the wire. */
export type ClientInformation = { readonly [name: string]: unknown }

/**
 * Everything that is registered of a client, defaults included (RFC 7591 §3.2.1), as it stands and not as it was asked
 * for. What was never given is left out. Secrets and tokens are not among it.
 */
export function clientInformation(application: Registration, registered: Registered): ClientInformation {
  const { metadata } = application
  const keySet: unknown = metadata.jwks === null ? null : JSON.parse(metadata.jwks)
  return withoutAbsent({
    client_id: application.id,
    client_id_issued_at: Math.floor(application.createdAt / 1000),
    client_name: registered.clientName,
    client_uri: registered.clientUri,
    logo_uri: registered.logoUri,
    policy_uri: registered.policyUri,
    tos_uri: registered.tosUri,
    contacts: unlessEmpty(registered.contacts),
    software_id: registered.softwareId,
    software_version: registered.softwareVersion,
    application_type: registered.applicationType,
    redirect_uris: unlessEmpty(application.callbackUrls),
    grant_types: registered.grantTypes,
    response_types: registered.responseTypes,
    scope: [...registered.openidScopes, ...application.scopes].join(' ') || null,
    token_endpoint_auth_method: authMethodOf(application),
    token_endpoint_auth_signing_alg: metadata.tokenEndpointAuthSigningAlg,
    jwks: keySet,
    jwks_uri: metadata.jwksUri,
    subject_type: metadata.subjectType,
    sector_identifier_uri: metadata.sectorIdentifierUri,
    id_token_signed_response_alg: metadata.idTokenSignedResponseAlg,
    userinfo_signed_response_alg: metadata.userinfoSignedResponseAlg,
    request_object_signing_alg: metadata.requestObjectSigningAlg,
    require_signed_request_object: metadata.requireSignedRequestObject,
    request_uris: unlessEmpty(metadata.requestUris),
    default_max_age: registered.defaultMaxAge,
    require_auth_time: registered.requireAuthTime,
    default_acr_values: unlessEmpty(metadata.defaultAcrValues),
    initiate_login_uri: registered.initiateLoginUri,
    post_logout_redirect_uris: unlessEmpty(metadata.postLogoutRedirectUris),
    backchannel_logout_uri: metadata.backchannelLogoutUri,
    backchannel_logout_session_required: metadata.backchannelLogoutSessionRequired,
  })
}

function unlessEmpty(list: readonly string[]): readonly string[] | null {
  return list.length === 0 ? null : list
}

function withoutAbsent(members: ClientInformation): ClientInformation {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null))
}
