import type { Reason } from '../../protocol/refusal.ts'
import { type Explanation, explanation as x } from './explanation.ts'

const CLOCK = 'Set the clock of the client, and make each assertion when it is sent.'

/** Why an application was not taken for itself, and why it could not register or change itself. */
export const CLIENT_EXPLANATIONS = {
  several_client_authentications: x(
    'A client proves itself in one way per request (RFC 6749 §2.3).',
    'Send the secret in the Authorization header or in the body, not in both.',
  ),
  client_unauthenticated: x(
    'The request has to say which application it is from, and to prove it (RFC 6749 §3.2.1).',
    'Send the client id with the secret or a signed assertion.',
  ),
  client_authentication_malformed: x(
    'Basic authentication is base64 of the form-encoded id, a colon and the form-encoded secret (RFC 6749 §2.3.1).',
    'Encode the id and the secret first, then join and encode both.',
  ),
  client_authentication_unsupported: x(
    'Clients prove themselves by Basic, by client_secret in the body, or by a signed JWT (discovery lists them).',
    'Set the client to one of those methods.',
  ),
  client_unknown: x(
    'The client id has to be one of a registered application.',
    'Copy the Application ID from its page. Nothing is kept of requests with an unknown one.',
  ),
  client_secret_wrong: x(
    'The secret has to be a live one of this application.',
    'Look for spaces or a cut end, and whether the secret was revoked. A lost one is replaced under Secrets.',
  ),
  client_secret_expired: x(
    'A secret works until the end that was set for it, or until the overlap after its replacement is over.',
    'Give the application the newer secret. Where there is none, set a later end under Secrets, or add one.',
  ),
  client_secret_quarantined: x(
    'A secret that was found where it does not belong is in quarantine, as its business unit chose, until somebody releases or revokes it.',
    "Replace it under Secrets and give the application the new one, or release it there if it is in nobody else's hands.",
  ),
  client_address_refused: x(
    'An application may prove itself only from the address ranges that its owner chose, where there are any.',
    'See under Secrets which there are. The description names the address that the request came from: where it is one of yours, add it; else somebody else holds the credential.',
  ),
  client_method_wrong: x(
    'An application proves itself in the way it is registered for: a public one has no secret.',
    'Set the authentication method of the client as the application page says.',
  ),
  assertion_malformed: x(
    'A client assertion is a signed JWT with iss, sub, aud, jti and exp (RFC 7523 §3).',
    'Let a library make it, and look which of the claims is absent.',
  ),
  assertion_algorithm: x(
    'An assertion is signed with an algorithm that the application is registered for (RFC 8725 §3.1).',
    'Sign with one that discovery lists, and never with none.',
  ),
  assertion_party: x(
    'iss and sub are the client id, and aud is this server (RFC 7523 §3).',
    'Compare iss, sub and aud with the client id and the issuer of discovery.',
  ),
  assertion_expired: x('An assertion lives for minutes (RFC 7523 §3).', CLOCK),
  assertion_key_unknown: x(
    'The key that signed has to be among those registered.',
    'Publish the key with its kid in the key set of the application, or sign with one that is there.',
  ),
  assertion_keys_unanswered: x(
    'The key set of the application is read from its jwks_uri.',
    'See that jwks_uri answers over https within seconds, with JSON and without a redirect.',
  ),
  assertion_signature: x(
    'The signature has to fit the registered key (RFC 7515 §5.2).',
    'The private key is not the one whose public half is registered.',
  ),
  assertion_used: x(
    'An assertion works once: its jti is remembered (RFC 7523 §3).',
    'Make a new one, with a new jti, for every request. A retry needs a new one too.',
  ),
  client_throttled: x(
    'Too many failed attempts slow down whoever makes them.',
    'Mend the failure before this one, then wait as long as Retry-After says.',
  ),
  tokens_guessed: x(
    'Too many questions about tokens that nobody was given are not answered.',
    'Ask only about tokens that came from this server. Wait as long as Retry-After says.',
  ),
  registrations_throttled: x(
    'Registrations, refused ones too, are limited by address and by business unit.',
    'Wait as long as Retry-After says.',
  ),
  registered_redirect_uri_invalid: x(
    'Redirect URIs that are registered follow the rules of callback URLs (RFC 7591 §3.2.2).',
    'The description names the URI and what to write instead.',
  ),
  client_metadata_invalid: x(
    'Each field of a registration has its own rule (RFC 7591 §2).',
    'The description names the field.',
  ),
  software_statement_malformed: x(
    'A software statement is a signed JWT (RFC 7591 §2.3).',
    'Leave it out: no issuer of such statements is trusted here.',
  ),
  software_statement_unapproved: x(
    'No issuer of software statements is trusted here (RFC 7591 §3.2.2).',
    'Leave software_statement out.',
  ),
  registration_off: x(
    'A business unit decides whether clients may register themselves.',
    'Somebody who may edit the business unit switches dynamic registration on.',
  ),
} as const satisfies { readonly [R in Reason]?: Explanation }
