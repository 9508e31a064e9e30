/**
 * The codes of RFC 6749 §4.1.2.1 and §5.2, RFC 6750 §3.1, RFC 7009 §2.2.1, RFC 7591 §3.2.2, RFC 8707 §2, RFC 9101 §7 and
 * OpenID Connect Core §3.1.2.6.
 */
export type WireCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'unsupported_token_type'
  | 'invalid_scope'
  | 'invalid_target'
  | 'invalid_token'
  | 'insufficient_scope'
  | 'access_denied'
  | 'login_required'
  | 'consent_required'
  | 'unmet_authentication_requirements'
  | 'invalid_request_object'
  | 'invalid_request_uri'
  | 'request_uri_not_supported'
  | 'invalid_redirect_uri'
  | 'invalid_client_metadata'
  | 'invalid_software_statement'
  | 'unapproved_software_statement'
  | 'temporarily_unavailable'
  | 'slow_down'

/** Which HTTP status carries each reason when it is answered directly, and which code goes on the wire. */
type OnTheWire = { readonly status: 400 | 401 | 403 | 405 | 413 | 415 | 429 | 503; readonly code: WireCode }

/** Why a request was refused, as precisely as we know. The reason is logged; only its code goes on the wire. */
const WIRE = {
  body_not_form: { status: 415, code: 'invalid_request' },
  parameter_missing: { status: 400, code: 'invalid_request' },
  parameter_repeated: { status: 400, code: 'invalid_request' },
  parameter_malformed: { status: 400, code: 'invalid_request' },
  too_many_parameters: { status: 400, code: 'invalid_request' },
  several_client_authentications: { status: 400, code: 'invalid_request' },
  client_unauthenticated: { status: 401, code: 'invalid_client' },
  client_authentication_malformed: { status: 401, code: 'invalid_client' },
  client_authentication_unsupported: { status: 401, code: 'invalid_client' },
  client_unknown: { status: 401, code: 'invalid_client' },
  client_secret_wrong: { status: 401, code: 'invalid_client' },
  client_secret_expired: { status: 401, code: 'invalid_client' },
  client_secret_quarantined: { status: 401, code: 'invalid_client' },
  client_address_refused: { status: 401, code: 'invalid_client' },
  client_method_wrong: { status: 401, code: 'invalid_client' },
  assertion_malformed: { status: 401, code: 'invalid_client' },
  assertion_algorithm: { status: 401, code: 'invalid_client' },
  assertion_party: { status: 401, code: 'invalid_client' },
  assertion_expired: { status: 401, code: 'invalid_client' },
  assertion_key_unknown: { status: 401, code: 'invalid_client' },
  assertion_keys_unanswered: { status: 401, code: 'invalid_client' },
  assertion_signature: { status: 401, code: 'invalid_client' },
  assertion_used: { status: 401, code: 'invalid_client' },
  client_throttled: { status: 429, code: 'slow_down' },
  tokens_guessed: { status: 429, code: 'slow_down' },
  registrations_throttled: { status: 429, code: 'slow_down' },
  // RFC 7591 §3.2.2.
  registered_redirect_uri_invalid: { status: 400, code: 'invalid_redirect_uri' },
  client_metadata_invalid: { status: 400, code: 'invalid_client_metadata' },
  software_statement_malformed: { status: 400, code: 'invalid_software_statement' },
  software_statement_unapproved: { status: 400, code: 'unapproved_software_statement' },
  registration_off: { status: 403, code: 'access_denied' },
  grant_type_unknown: { status: 400, code: 'unsupported_grant_type' },
  grant_not_allowed: { status: 400, code: 'unauthorized_client' },
  response_type_unknown: { status: 400, code: 'unsupported_response_type' },
  response_type_not_allowed: { status: 400, code: 'unauthorized_client' },
  response_mode_unsupported: { status: 400, code: 'invalid_request' },
  openid_missing: { status: 400, code: 'invalid_request' },
  nonce_missing: { status: 400, code: 'invalid_request' },
  hint_invalid: { status: 400, code: 'invalid_request' },
  claims_malformed: { status: 400, code: 'invalid_request' },
  // OpenID Connect Core Error Code unmet_authentication_requirements 1.0 §2.
  acr_unmet: { status: 400, code: 'unmet_authentication_requirements' },
  several_request_objects: { status: 400, code: 'invalid_request' },
  request_object_required: { status: 400, code: 'invalid_request' },
  request_object_malformed: { status: 400, code: 'invalid_request_object' },
  request_object_algorithm: { status: 400, code: 'invalid_request_object' },
  request_object_key_unknown: { status: 400, code: 'invalid_request_object' },
  request_object_keys_unanswered: { status: 400, code: 'invalid_request_object' },
  request_object_signature: { status: 400, code: 'invalid_request_object' },
  request_object_expired: { status: 400, code: 'invalid_request_object' },
  request_object_mismatch: { status: 400, code: 'invalid_request_object' },
  request_uri_unregistered: { status: 400, code: 'request_uri_not_supported' },
  request_uri_unanswered: { status: 400, code: 'invalid_request_uri' },
  redirect_uri_unregistered: { status: 400, code: 'invalid_request' },
  post_logout_uri_unregistered: { status: 400, code: 'invalid_request' },
  challenge_missing: { status: 400, code: 'invalid_request' },
  challenge_method_unsupported: { status: 400, code: 'invalid_request' },
  challenge_malformed: { status: 400, code: 'invalid_request' },
  scope_malformed: { status: 400, code: 'invalid_scope' },
  scope_not_registered: { status: 400, code: 'invalid_scope' },
  scope_nothing_left: { status: 400, code: 'invalid_scope' },
  target_unknown: { status: 400, code: 'invalid_target' },
  target_not_granted: { status: 400, code: 'invalid_target' },
  code_unknown: { status: 400, code: 'invalid_grant' },
  code_expired: { status: 400, code: 'invalid_grant' },
  code_spent: { status: 400, code: 'invalid_grant' },
  code_of_another_client: { status: 400, code: 'invalid_grant' },
  redirect_uri_differs: { status: 400, code: 'invalid_grant' },
  verifier_missing: { status: 400, code: 'invalid_grant' },
  verifier_malformed: { status: 400, code: 'invalid_grant' },
  verifier_unexpected: { status: 400, code: 'invalid_grant' },
  verifier_wrong: { status: 400, code: 'invalid_grant' },
  refresh_token_unknown: { status: 400, code: 'invalid_grant' },
  refresh_token_expired: { status: 400, code: 'invalid_grant' },
  refresh_token_reused: { status: 400, code: 'invalid_grant' },
  refresh_token_of_another_client: { status: 400, code: 'invalid_grant' },
  family_revoked: { status: 400, code: 'invalid_grant' },
  business_unit_unknown: { status: 400, code: 'invalid_request' },
  business_unit_inactive: { status: 400, code: 'invalid_grant' },
  application_contained: { status: 400, code: 'unauthorized_client' },
  application_inactive: { status: 400, code: 'unauthorized_client' },
  application_not_authorized: { status: 400, code: 'unauthorized_client' },
  user_inactive: { status: 400, code: 'invalid_grant' },
  consent_withdrawn: { status: 400, code: 'invalid_grant' },
  denied_by_user: { status: 403, code: 'access_denied' },
  all_declined: { status: 403, code: 'access_denied' },
  sign_in_needed: { status: 400, code: 'login_required' },
  consent_needed: { status: 400, code: 'consent_required' },
  token_missing: { status: 401, code: 'invalid_token' },
  token_invalid: { status: 401, code: 'invalid_token' },
  token_scope_insufficient: { status: 403, code: 'insufficient_scope' },
  overloaded: { status: 503, code: 'temporarily_unavailable' },
} as const satisfies { [reason: string]: OnTheWire }

export type Reason = keyof typeof WIRE

/** True for the word of a reason. */
export function isReason(word: string): word is Reason {
  return Object.hasOwn(WIRE, word)
}

/** A refusal: the reason for us, and a sentence a developer can act on. */
export type Refusal = {
  readonly reason: Reason
  readonly description: string
  /** What nobody is told but the application itself, once it has proven itself. */
  readonly forClient?: string
}

/** RFC 6749 §5.2: error_description is printable ASCII without the quotation mark and the backslash. */
const NOT_PERMITTED = /[^\x20\x21\x23-\x5b\x5d-\x7e]/g

/**
 * Makes a refusal. In: the reason, and a sentence for the developer; characters that the wire does not permit
 * become question marks, so that text from a request may be quoted. Out: the refusal.
 */
export function refusal(reason: Reason, description: string): Refusal {
  return { reason, description: description.slice(0, 500).replace(NOT_PERMITTED, '?') }
}

/** Marks that ASCII has in another form; what has none becomes a question mark. */
const PLAIN = new Map([
  ['\u00df', 'ss'],
  ['"', "'"],
  ['\u201c', "'"],
  ['\u201d', "'"],
  ['\u201e', "'"],
  ['\u2018', "'"],
  ['\u2019', "'"],
  ['\u2013', '-'],
  ['\u2014', '-'],
])

/** Writes text with the letters that the wire has: an umlaut loses its dots, and quotation marks become plain. */
function inPlainLetters(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '')
  return Array.from(bare, letter => PLAIN.get(letter) ?? letter).join('')
}

/** A refusal as the application it is meant for is told it, after it has proven itself. */
export function asToldToClient(refused: Refusal): Refusal {
  const { reason, description, forClient } = refused
  return forClient === undefined ? refused : refusal(reason, `${description} ${inPlainLetters(forClient)}`)
}

/**
 * Where a person reads why a request was refused: the error_uri of RFC 6749 §4.1.2.1 and §5.2.
 * In: the issuer, and the id of the request, which the page asks the owner of the application for.
 */
export function errorUri(issuer: string, requestId: string): string {
  return `${issuer}/errors/${requestId}`
}

/** The status and code with which a reason is answered. */
export function onTheWire(reason: Reason): OnTheWire {
  return WIRE[reason]
}
