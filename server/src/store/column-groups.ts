import type { ClientMetadata } from '../registry/applications/client-metadata.ts'
import type { ActorRef } from '../registry/model.ts'

/** Booleans are 0 or 1 and times bigint milliseconds on both engines; lists of words are space separated. */
export type Bit = 0 | 1
export type Time = number

export type ActorColumns<P extends string> = { [K in `${P}_kind`]: ActorRef['kind'] } & {
  [K in `${P}_id` | `${P}_name`]: string
}

/** Client metadata (registry/client-metadata.ts); null everywhere means the default. */
export type MetadataColumns = {
  id_token_signed_response_alg: ClientMetadata['idTokenSignedResponseAlg'] | null
  userinfo_signed_response_alg: ClientMetadata['userinfoSignedResponseAlg']
  subject_type: ClientMetadata['subjectType'] | null
  sector_identifier_uri: string | null
  post_logout_redirect_uris: string | null
  backchannel_logout_uri: string | null
  backchannel_logout_session_required: Bit | null
  request_uris: string | null
  request_object_signing_alg: ClientMetadata['requestObjectSigningAlg']
  require_signed_request_object: Bit | null
  require_pkce: Bit | null
  scope_claims_in_id_token: Bit | null
  jwks: string | null
  jwks_uri: string | null
  token_endpoint_auth_method: ClientMetadata['tokenEndpointAuthMethod']
  token_endpoint_auth_signing_alg: ClientMetadata['tokenEndpointAuthSigningAlg']
  token_endpoint_audience_allowed: Bit | null
  default_acr_values: string | null
  /** Null: all. */
  grant_types: string | null
  needed_openid_scopes: string | null
  runs_as: ClientMetadata['kind']
  scope_reason: string | null
  client_uri: string | null
  logo_uri: string | null
  policy_uri: string | null
  tos_uri: string | null
  support_email: string | null
}

/** Lifetimes in milliseconds; null where something else decides. */
export type LifetimeColumns = {
  access_token_life: Time | null
  refresh_idle_life: Time | null
  refresh_longest_life: Time | null
}

/** What lists of applications are narrowed by. */
export type ListColumns = {
  /** Words; null: none. */
  tags: string | null
  /** Ids of users, the first owner first; null: none. */
  owners: string | null
  /** Whether one of the owners is active; null: no. */
  owned: Bit | null
  /** The marks of the application as bits (applications/lists/marks.ts). */
  marks: number | null
  /** When it was last used as far as is known, and where nothing is known when it was made. */
  idle_since: Time | null
}
