import type { Application } from '@latchkey/contract/applications/applications.ts'
import { say } from '../../../kit/words/say.ts'

/** What the screens call the fields of an application, also in its history and when two edits meet. */
const FIELD_WORDS = new Map<string, string>([
  ['vendorName', say('Vendor Name')],
  ['name', say('Application Name')],
  ['description', say('Description')],
  ['vendorVerified', say('Verified vendor')],
  ['scopes', say('API Scopes')],
  ['optionalScopes', say('Optional at consent')],
  ['callbackUrls', say('Authorized Callback URLs')],
  ['implicitAllowed', say('Implicit grant')],
  ['rotateRefreshTokens', say('Refresh token rotation')],
  ['tags', say('Tags')],
  ['owners', say('Owners')],
  ['status', say('Status')],
  ['reason', say('Reason')],
  ['signIns', say('Sign-ins')],
  ['clientType', say('Client type')],
  ['secret', say('Client secret')],
  ['secretExpiry', say('Stops working')],
  ['note', say('Note')],
  ['declined', say('Left out')],
  ['because', say('Because')],
  ['delivery', say('Delivery')],
  ['family', say('Token family')],
  ['user', say('User')],
  ['securityProfile', say('Security profile')],
  ['profileName', say('Name')],
  ['permissions', say('Permissions')],
  ['businessUnit', say('Business unit')],
  ['offeredTo', say('Offered to business unit')],
  ['answer', say('Answer')],
  ['metadata.idTokenSignedResponseAlg', say('ID token signature')],
  ['metadata.userinfoSignedResponseAlg', say('Userinfo')],
  ['metadata.subjectType', say('User identifier (sub)')],
  ['metadata.sectorIdentifierUri', say('Sector identifier URI')],
  ['metadata.postLogoutRedirectUris', say('Post-logout URLs')],
  ['metadata.backchannelLogoutUri', say('Back-channel logout URL')],
  ['metadata.backchannelLogoutSessionRequired', say('Session id in logout tokens')],
  ['metadata.requestUris', say('Request URIs')],
  ['metadata.requestObjectSigningAlg', say('Request object signature')],
  ['metadata.requireSignedRequestObject', say('Signed requests only')],
  ['metadata.requirePkce', say('PKCE demanded')],
  ['metadata.scopeClaimsInIdToken', say('Claims in the ID token')],
  ['metadata.grantTypes', say('What it may do')],
  ['metadata.neededOpenidScopes', say('Needed of a person')],
  ['metadata.kind', say('Kind of application')],
  ['metadata.scopeReason', say('Why it needs its sensitive scopes')],
  ['metadata.clientUri', say('Home page')],
  ['metadata.logoUri', say('Logo')],
  ['metadata.policyUri', say('Privacy policy')],
  ['metadata.tosUri', say('Terms of service')],
  ['metadata.supportEmail', say('Support address')],
  ['metadata.keySource', say('Public keys')],
  ['metadata.jwks', say('JWK Set')],
  ['metadata.jwksUri', say('Key set URL')],
  ['lifetimes.accessToken', say('Access token lifetime')],
  ['lifetimes.refreshIdle', say('Refresh token lifetime, unused')],
  ['lifetimes.refreshLongest', say('Refresh token lifetime, in all')],
])

/** The words for a field; the field's own name where there are none. */
export function fieldWords(field: string): string {
  return FIELD_WORDS.get(field) ?? field
}

/** Whether the screens know the field. */
export function isKnownField(field: string): boolean {
  return FIELD_WORDS.has(field)
}

export const CLIENT_TYPE_WORDS = {
  confidential: say('Runs on a server and keeps a secret'),
  public: say('Runs in a browser or on a device, without a secret'),
} as const satisfies Record<Application['clientType'], string>
