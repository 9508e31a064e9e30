import type { ClientMetadata } from '../../registry/applications/client-metadata.ts'
import type { Lifetimes } from '../../registry/applications/lifetimes.ts'
import type { LifetimeColumns, MetadataColumns } from '../column-groups.ts'
import { fromBit, fromWords, toBit, toWords } from '../columns.ts'

const ALL_GRANTS = [
  'authorization_code',
  'refresh_token',
  'client_credentials',
] as const satisfies ClientMetadata['grantTypes']

/** Reads client metadata from its columns. */
export function toMetadata(row: MetadataColumns): ClientMetadata {
  return {
    idTokenSignedResponseAlg: row.id_token_signed_response_alg ?? 'RS256',
    userinfoSignedResponseAlg: row.userinfo_signed_response_alg,
    subjectType: row.subject_type ?? 'public',
    sectorIdentifierUri: row.sector_identifier_uri,
    postLogoutRedirectUris: fromWords(row.post_logout_redirect_uris ?? ''),
    backchannelLogoutUri: row.backchannel_logout_uri,
    backchannelLogoutSessionRequired: fromBit(row.backchannel_logout_session_required ?? 0),
    requestUris: fromWords(row.request_uris ?? ''),
    requestObjectSigningAlg: row.request_object_signing_alg,
    requireSignedRequestObject: fromBit(row.require_signed_request_object ?? 0),
    requirePkce: fromBit(row.require_pkce ?? 1),
    scopeClaimsInIdToken: fromBit(row.scope_claims_in_id_token ?? 0),
    jwks: row.jwks,
    jwksUri: row.jwks_uri,
    tokenEndpointAuthMethod: row.token_endpoint_auth_method,
    tokenEndpointAuthSigningAlg: row.token_endpoint_auth_signing_alg,
    tokenEndpointAudienceAllowed: fromBit(row.token_endpoint_audience_allowed ?? 0),
    defaultAcrValues: fromWords(row.default_acr_values ?? ''),
    grantTypes: row.grant_types === null ? ALL_GRANTS : toGrants(row.grant_types),
    neededOpenidScopes: fromWords(row.needed_openid_scopes ?? ''),
    kind: row.runs_as,
    scopeReason: row.scope_reason,
    clientUri: row.client_uri,
    logoUri: row.logo_uri,
    policyUri: row.policy_uri,
    tosUri: row.tos_uri,
    supportEmail: row.support_email,
  }
}

function toGrants(words: string): ClientMetadata['grantTypes'] {
  const chosen = fromWords(words)
  return ALL_GRANTS.filter(grant => chosen.includes(grant))
}

/** Writes client metadata as its columns. */
export function metadataColumns(metadata: ClientMetadata): MetadataColumns {
  return {
    id_token_signed_response_alg: metadata.idTokenSignedResponseAlg,
    userinfo_signed_response_alg: metadata.userinfoSignedResponseAlg,
    subject_type: metadata.subjectType,
    sector_identifier_uri: metadata.sectorIdentifierUri,
    post_logout_redirect_uris: toWords(metadata.postLogoutRedirectUris),
    backchannel_logout_uri: metadata.backchannelLogoutUri,
    backchannel_logout_session_required: toBit(metadata.backchannelLogoutSessionRequired),
    request_uris: toWords(metadata.requestUris),
    request_object_signing_alg: metadata.requestObjectSigningAlg,
    require_signed_request_object: toBit(metadata.requireSignedRequestObject),
    require_pkce: toBit(metadata.requirePkce),
    scope_claims_in_id_token: toBit(metadata.scopeClaimsInIdToken),
    jwks: metadata.jwks,
    jwks_uri: metadata.jwksUri,
    token_endpoint_auth_method: metadata.tokenEndpointAuthMethod,
    token_endpoint_auth_signing_alg: metadata.tokenEndpointAuthSigningAlg,
    token_endpoint_audience_allowed: toBit(metadata.tokenEndpointAudienceAllowed),
    default_acr_values: toWords(metadata.defaultAcrValues),
    grant_types: toWords(metadata.grantTypes),
    needed_openid_scopes: toWords(metadata.neededOpenidScopes),
    runs_as: metadata.kind,
    scope_reason: metadata.scopeReason,
    client_uri: metadata.clientUri,
    logo_uri: metadata.logoUri,
    policy_uri: metadata.policyUri,
    tos_uri: metadata.tosUri,
    support_email: metadata.supportEmail,
  }
}

/** Reads lifetimes from their columns, of an application or of a business unit. */
export function toLifetimes(row: LifetimeColumns): Lifetimes {
  return {
    accessToken: row.access_token_life,
    refreshIdle: row.refresh_idle_life,
    refreshLongest: row.refresh_longest_life,
  }
}

/** Writes lifetimes as their columns. */
export function lifetimeColumns(lifetimes: Lifetimes): LifetimeColumns {
  return {
    access_token_life: lifetimes.accessToken,
    refresh_idle_life: lifetimes.refreshIdle,
    refresh_longest_life: lifetimes.refreshLongest,
  }
}
