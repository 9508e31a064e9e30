import type { Database } from '../../schema.ts'

type NamingApplication = {
  [T in keyof Database]: Database[T] extends { application_id: unknown } ? T : never
}[keyof Database]

/**
 * What becomes of what a business unit keeps of an application when that goes to another.
 * `ends`: it is deleted. `moves`: it is the receiver's from then on. `stays`: the giver's evidence, which ages by itself.
 */
export const OF_TABLES = {
  // The giver's people know them, and would act in the receiver's name.
  credentials: 'ends',
  // Given to an application of the giver, by people of the giver.
  consents: 'ends',
  business_unit_consents: 'ends',
  codes: 'ends',
  session_applications: 'ends',
  deliveries: 'ends',
  // Revoked, and kept until they are swept, so that a token that comes back is told from one nobody knows.
  token_families: 'stays',
  refresh_counts: 'ends',
  callback_uses: 'ends',
  // As the keys themselves do.
  application_keys: 'ends',
  key_set_urls: 'ends',
  application_owners: 'ends',
  // A profile of the giver's, bounded by one of the giver's people.
  application_profiles: 'ends',
  // Words of the giver's people to each other; the history keeps them, on the giver's side.
  application_notes: 'ends',
  alerts: 'ends',
  refusals: 'stays',
  // None: what registered itself is not transferred.
  dynamic_clients: 'ends',
  // What somebody of the giver's did with many at once.
  bulk_items: 'stays',
  // The copy of its logo.
  client_pictures: 'moves',
  application_transfers: 'stays',
} as const satisfies Record<NamingApplication, 'ends' | 'moves' | 'stays'>

/**
 * What becomes of each column. `stays`: as its giver set it. `new`: written by the move. `ends`: as if nothing had been
 * set, since it names what is the giver's.
 */
export const OF_COLUMNS = {
  business_unit_id: 'new',
  id: 'stays',
  kind: 'stays',
  vendor_id: 'stays',
  vendor_name: 'new',
  name: 'new',
  alias_key: 'new',
  sort_name: 'new',
  sort_vendor: 'new',
  description: 'stays',
  client_type: 'stays',
  scopes: 'new',
  optional_scopes: 'new',
  asked_scopes: 'ends',
  callback_urls: 'stays',
  implicit_allowed: 'new',
  rotate_refresh_tokens: 'stays',
  active: 'stays',
  version: 'new',
  // Older than the change of its status, so that whatever began before counts as ended (mayIssue).
  created_at: 'stays',
  created_by_kind: 'new',
  created_by_id: 'new',
  created_by_name: 'new',
  status_changed_at: 'new',
  status_changed_by_kind: 'new',
  status_changed_by_id: 'new',
  status_changed_by_name: 'new',
  status_reason: 'ends',
  contained_from: 'stays',
  contained_reason: 'stays',
  address_ranges: 'stays',
  registered: 'stays',
  deleted_at: 'stays',
  deleted_kind: 'stays',
  deleted_by_kind: 'stays',
  deleted_by_id: 'stays',
  deleted_by_name: 'stays',
  id_token_signed_response_alg: 'stays',
  userinfo_signed_response_alg: 'stays',
  subject_type: 'stays',
  sector_identifier_uri: 'stays',
  post_logout_redirect_uris: 'stays',
  backchannel_logout_uri: 'stays',
  backchannel_logout_session_required: 'stays',
  request_uris: 'stays',
  request_object_signing_alg: 'stays',
  require_signed_request_object: 'stays',
  require_pkce: 'stays',
  scope_claims_in_id_token: 'stays',
  // The private halves are with the giver.
  jwks: 'ends',
  jwks_uri: 'ends',
  token_endpoint_auth_method: 'ends',
  token_endpoint_auth_signing_alg: 'ends',
  token_endpoint_audience_allowed: 'stays',
  default_acr_values: 'stays',
  grant_types: 'stays',
  needed_openid_scopes: 'stays',
  runs_as: 'stays',
  scope_reason: 'stays',
  client_uri: 'stays',
  logo_uri: 'stays',
  policy_uri: 'stays',
  tos_uri: 'stays',
  support_email: 'stays',
  access_token_life: 'stays',
  refresh_idle_life: 'stays',
  refresh_longest_life: 'stays',
  tags: 'ends',
  // Those of the receiver who were named.
  owners: 'new',
  owned: 'new',
  marks: 'new',
  // Its last use was the giver's.
  idle_since: 'new',
} as const satisfies Record<keyof Database['applications'], 'stays' | 'new' | 'ends'>

type Ending = {
  [C in keyof typeof OF_COLUMNS]: (typeof OF_COLUMNS)[C] extends 'ends' ? C : never
}[keyof typeof OF_COLUMNS]

/** The columns that end, empty. Those that cannot be empty do not compile here. */
export const ENDED = {
  asked_scopes: null,
  status_reason: null,
  jwks: null,
  jwks_uri: null,
  token_endpoint_auth_method: null,
  token_endpoint_auth_signing_alg: null,
  tags: null,
} as const satisfies Record<Ending, null>
