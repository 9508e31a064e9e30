import type { Reason } from '../../protocol/refusal.ts'
import { type Explanation, explanation as x } from './explanation.ts'

/** What was wrong with a request as it came: its form, where it wants its answer, a request object, PKCE. */
export const REQUEST_EXPLANATIONS = {
  body_not_form: x(
    'The OAuth endpoints take form-encoded bodies (RFC 6749 §4.1.3).',
    'Send application/x-www-form-urlencoded. JSON is for the management API.',
  ),
  parameter_missing: x('The request lacks a parameter that it has to have.', 'The description names it.'),
  parameter_repeated: x(
    'A parameter stands in a request once (RFC 6749 §3.1).',
    'Look whether a library and your own code both add it.',
  ),
  parameter_malformed: x(
    'The value of a parameter is not of the form it has to have.',
    'The description names the parameter and the form.',
  ),
  too_many_parameters: x(
    'A request holds a limited number of parameters.',
    'Leave out what the server does not know.',
  ),
  response_type_unknown: x(
    'The response types are those that discovery lists (RFC 6749 §3.1.1).',
    'Ask for code.',
  ),
  response_type_not_allowed: x(
    'An application may use the response types it is registered for.',
    'Ask for code, or allow the other type: tokens in the browser take an opt-in of application and business unit.',
  ),
  response_mode_unsupported: x(
    'The response modes are query, fragment and form_post, and tokens never go in a query.',
    'Leave response_mode out, or use form_post.',
  ),
  openid_missing: x(
    'An ID token is given to requests with the scope openid (OpenID Connect Core §3.1.2.1).',
    'Add openid to the scope.',
  ),
  nonce_missing: x(
    'A request for an ID token from the authorization endpoint has a nonce (OpenID Connect Core §3.2.2.1).',
    'Send a nonce: libraries do when told that the flow is implicit or hybrid.',
  ),
  hint_invalid: x(
    'id_token_hint is an ID token of this server for this application (OpenID Connect Core §3.1.2.1).',
    'Leave it out, or send one that this application was given.',
  ),
  claims_malformed: x(
    'claims is JSON with userinfo and id_token (OpenID Connect Core §5.5).',
    'Look at the JSON and its encoding, or leave it out.',
  ),
  acr_unmet: x(
    'The request insists on a way of signing in that was not used (OpenID Connect Core §5.5.1.1).',
    'Ask for acr_values as a wish instead, or for a value that discovery lists.',
  ),
  several_request_objects: x(
    'A request brings one request object, as request or as request_uri (RFC 9101 §5).',
    'Send one of the two.',
  ),
  request_object_required: x(
    'The application takes signed request objects only (RFC 9101 §10.5).',
    'Send a signed request object, or switch that off under Edit, Advanced.',
  ),
  request_object_malformed: x(
    'A request object is a JWT that holds the parameters (RFC 9101 §4).',
    'The description says what could not be read.',
  ),
  request_object_algorithm: x(
    'A request object is signed with an algorithm that the application is registered for.',
    'Sign with one that discovery lists.',
  ),
  request_object_key_unknown: x(
    'The key that signed the request object has to be among those registered.',
    'Publish the key with its kid in the key set of the application.',
  ),
  request_object_keys_unanswered: x(
    'The key set of the application is read from its jwks_uri.',
    'See that jwks_uri answers over https within seconds, with JSON and without a redirect.',
  ),
  request_object_signature: x(
    'The signature of the request object has to fit the registered key.',
    'The private key is not the one whose public half is registered.',
  ),
  request_object_expired: x(
    'A request object has a beginning and an end (RFC 9101 §4).',
    'Set the clock of the client, and make each object when it is sent.',
  ),
  request_object_mismatch: x(
    'What stands beside a request object must not contradict it (RFC 9101 §6.2).',
    'Send the same client_id and response_type outside, or none.',
  ),
  request_uri_unregistered: x(
    'A request_uri is registered with the application (OpenID Connect Core §6.2).',
    'Register the URL, or send the object as request.',
  ),
  request_uri_unanswered: x(
    'A request object is read from its request_uri at once.',
    'See that the URL answers over https within seconds, with the object and without a redirect.',
  ),
  redirect_uri_unregistered: x(
    'redirect_uri is compared with the authorized callback URLs character by character (RFC 9700 §2.1).',
    'Add the URL that came, if it is yours, or set the client to a registered one.',
  ),
  post_logout_uri_unregistered: x(
    'post_logout_redirect_uri is one of those registered (OpenID Connect RP-Initiated Logout §3).',
    'Register the URL under Edit, or set the client to a registered one.',
  ),
  challenge_missing: x(
    'A code is bound to whoever asked for it by PKCE (RFC 9700 §2.1.1).',
    'Switch on PKCE with S256 in the client.',
  ),
  challenge_method_unsupported: x(
    'The one method of PKCE is S256 (RFC 9700 §2.1.1).',
    'Send code_challenge_method=S256. Left out, it means plain.',
  ),
  challenge_malformed: x(
    'A code challenge is 43 characters of base64url (RFC 7636 §4.2).',
    'Send the SHA-256 of the verifier as base64url without padding, not as hexadecimal.',
  ),
  overloaded: x(
    'The server could not do this at that moment.',
    'Try again after some seconds. Nothing is wrong with the request.',
  ),
} as const satisfies { readonly [R in Reason]?: Explanation }
