import type { Reason } from '../../protocol/refusal.ts'
import { type Explanation, explanation as x } from './explanation.ts'

/** What could not be granted, and which code or token did not do. */
export const GRANT_EXPLANATIONS = {
  grant_type_unknown: x('The grant types are those that discovery lists.', 'Use one of them.'),
  grant_not_allowed: x(
    'An application uses the grants that it is registered for (RFC 6749 §5.2).',
    'Allow the grant under Edit. Acting for itself takes a confidential application.',
  ),
  scope_malformed: x(
    'Scopes are separated by one space each (RFC 6749 §3.3).',
    'Look for commas, quotes and line breaks.',
  ),
  scope_not_registered: x(
    'An application may ask for the scopes it is registered for.',
    'Add the scope under Edit, or leave it out of the request.',
  ),
  scope_nothing_left: x(
    'What is granted is asked for, registered, switched on for the business unit and permitted by the profile.',
    'Nothing stands in all of these. The description names what is in the way.',
  ),
  refresh_repeated: x(
    'A refresh token that was just replaced may come back within the grace of the business unit: it gets the same successor again.',
    'Nothing, unless it happens often: then an answer is lost on its way, or several tabs or processes refresh at once.',
  ),
  scope_ignored: x(
    'Scopes that nobody has are ignored, and the rest is granted (OpenID Connect Core §3.1.2.1).',
    'Nothing needs to be done.',
  ),
  target_unknown: x('resource is the audience of an API (RFC 8707 §2).', 'Compare it with the list of APIs.'),
  target_not_granted: x(
    'A token is for APIs of which a scope is granted (RFC 8707 §2.2).',
    'Ask for a scope of that API as well.',
  ),
  code_unknown: x(
    'A code is redeemed as it came, by one that it was given to (RFC 6749 §4.1.3).',
    'Look whether it was cut or decoded twice. A code is forgotten after a day.',
  ),
  code_expired: x(
    'A code works for sixty seconds (RFC 6749 §4.1.2).',
    'Redeem it at once. A retry has to begin with a new sign-in.',
  ),
  code_spent: x(
    'A code works once; trying again ends what was granted with it (RFC 6749 §4.1.2).',
    'Look for a page that is loaded twice, or a retry around the redemption.',
  ),
  code_of_another_client: x(
    'A code belongs to one application (RFC 6749 §5.2).',
    'The client id at the token endpoint is not the one that asked.',
  ),
  redirect_uri_differs: x(
    'The redirect_uri at the token endpoint is the one of the authorization request (RFC 6749 §4.1.3).',
    'Send exactly the same text in both requests.',
  ),
  verifier_missing: x(
    'A code that was asked for with a challenge is redeemed with its verifier (RFC 7636 §4.5).',
    'The verifier is kept where the sign-in began: look at cookies and sessions of the client.',
  ),
  verifier_malformed: x(
    'A verifier is 43 to 128 unreserved characters (RFC 7636 §4.1).',
    'Send the verifier itself, not its hash.',
  ),
  verifier_unexpected: x(
    'A code that was asked for without a challenge takes no verifier (RFC 9700 §4.8.2).',
    'The challenge was lost on the way to the authorization endpoint.',
  ),
  verifier_wrong: x(
    'The SHA-256 of the verifier is the challenge (RFC 7636 §4.6).',
    'The verifier is of another sign-in, perhaps of another tab.',
  ),
  refresh_token_unknown: x(
    'A refresh token is sent as it came (RFC 6749 §6).',
    'Look whether it was cut, or is of another installation. People have to sign in again.',
  ),
  refresh_token_expired: x(
    'A refresh token that nobody uses ends after the time the application chose.',
    'People have to sign in again. Lifetimes are under Edit.',
  ),
  refresh_token_reused: x(
    'A refresh token that was replaced does not come back: that may be theft (RFC 9700 §4.14.2).',
    'Keep the newest one, in one place. See the alerts of the application.',
  ),
  refresh_token_of_another_client: x(
    'A refresh token belongs to one application (RFC 6749 §6).',
    'The client id is not the one that it was given to.',
  ),
  family_revoked: x(
    'What was granted was ended: by a person, by an administrator, or on suspicion.',
    'People have to sign in again. The history of the application says what happened.',
  ),
  business_unit_unknown: x(
    'An external application that acts for itself names the business unit by its number.',
    'Send the number of a business unit that authorized it.',
  ),
  business_unit_inactive: x('A business unit that is not active is given no tokens.', 'Ask the operators.'),
  application_contained: x(
    'An application that is contained is given no tokens, and is told no more than that it is deactivated.',
    'Look into why it was contained; whoever may deactivate it can lift that on its page.',
  ),
  application_inactive: x(
    'An application that is not active is given no tokens.',
    'Activate it on its page, if that is meant.',
  ),
  application_not_authorized: x(
    'An external application works where the business unit authorized it.',
    'An administrator of the business unit authorizes it, or activates the authorization.',
  ),
  user_inactive: x('A user who is not active is given no tokens.', 'A manager activates the user.'),
  consent_withdrawn: x(
    'Tokens end with the consent that they were granted on.',
    'The person signs in and allows it again.',
  ),
  denied_by_user: x('The person said no.', 'Nothing is broken. Say in your application why you ask.'),
  all_declined: x(
    'The person ticked nothing, which is a no to all of it.',
    'Nothing is broken. Mark what you cannot do without as needed.',
  ),
  sign_in_needed: x(
    'Nobody is signed in, or somebody else, and the request forbids to ask (prompt=none).',
    'Ask again without prompt=none. Browsers block our cookie inside frames of other sites.',
  ),
  consent_needed: x(
    'The person has not allowed this yet, and the request forbids to ask (prompt=none).',
    'Ask again without prompt=none.',
  ),
  token_missing: x('The request has no access token (RFC 6750 §2).', 'Send it as Authorization: Bearer.'),
  token_invalid: x(
    'The access token is none of ours, has ended, or was withdrawn (RFC 6750 §3.1).',
    'Refresh it, or begin anew. The token is not kept here.',
  ),
  token_scope_insufficient: x(
    'The access token lacks a scope that this needs (RFC 6750 §3.1).',
    'Ask for the scope, and see that it is granted.',
  ),
} as const satisfies { readonly [R in Reason | 'scope_ignored' | 'refresh_repeated']?: Explanation }
