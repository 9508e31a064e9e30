import type { Application } from '@latchkey/contract/applications/applications.ts'

/** What the screens call the fields of an application, also in its history and when two edits meet. */
const FIELD_WORDS = new Map<string, string>([
  ['vendorName', 'Vendor Name'],
  ['name', 'Application Name'],
  ['scopes', 'API Scopes'],
  ['optionalScopes', 'Optional at consent'],
  ['callbackUrls', 'Authorized Callback URLs'],
  ['implicitAllowed', 'Implicit grant'],
  ['rotateRefreshTokens', 'Refresh token rotation'],
  ['tags', 'Tags'],
  ['owners', 'Owners'],
  ['status', 'Status'],
  ['reason', 'Reason'],
  ['signIns', 'Sign-ins'],
  ['clientType', 'Client type'],
  ['secret', 'Client secret'],
  ['secretExpiry', 'Stops working'],
  ['note', 'Note'],
  ['declined', 'Left out'],
  ['because', 'Because'],
  ['delivery', 'Delivery'],
  ['family', 'Token family'],
  ['user', 'User'],
  ['businessUnit', 'Business unit'],
  ['metadata.idTokenSignedResponseAlg', 'ID token signature'],
  ['metadata.userinfoSignedResponseAlg', 'Userinfo'],
  ['metadata.subjectType', 'User identifier (sub)'],
  ['metadata.sectorIdentifierUri', 'Sector identifier URI'],
  ['metadata.postLogoutRedirectUris', 'Post-logout URLs'],
  ['metadata.backchannelLogoutUri', 'Back-channel logout URL'],
  ['metadata.backchannelLogoutSessionRequired', 'Session id in logout tokens'],
  ['metadata.requestUris', 'Request URIs'],
  ['metadata.requestObjectSigningAlg', 'Request object signature'],
  ['metadata.requireSignedRequestObject', 'Signed requests only'],
  ['metadata.requirePkce', 'PKCE demanded'],
  ['metadata.scopeClaimsInIdToken', 'Claims in the ID token'],
  ['metadata.grantTypes', 'What it may do'],
  ['metadata.neededOpenidScopes', 'Needed of a person'],
  ['metadata.kind', 'Kind of application'],
  ['metadata.scopeReason', 'Why it needs its sensitive scopes'],
  ['metadata.clientUri', 'Home page'],
  ['metadata.logoUri', 'Logo'],
  ['metadata.policyUri', 'Privacy policy'],
  ['metadata.tosUri', 'Terms of service'],
  ['metadata.supportEmail', 'Support address'],
  ['metadata.keySource', 'Public keys'],
  ['metadata.jwks', 'JWK Set'],
  ['metadata.jwksUri', 'Key set URL'],
  ['lifetimes.accessToken', 'Access token lifetime'],
  ['lifetimes.refreshIdle', 'Refresh token lifetime, unused'],
  ['lifetimes.refreshLongest', 'Refresh token lifetime, in all'],
  ['user', 'User'],
  ['family', 'Token family'],
  ['businessUnit', 'Business unit'],
])

/** The words for a field; the field's own name where there are none. */
export function fieldWords(field: string): string {
  return FIELD_WORDS.get(field) ?? field
}

/** Whether the screens know the field. */
export function isKnownField(field: string): boolean {
  return FIELD_WORDS.has(field)
}

export const TYPE_WORDS = {
  internal: 'Internal',
  external: 'External',
} as const satisfies Record<Application['type'], string>

export const CLIENT_TYPE_WORDS = {
  confidential: 'Runs on a server and keeps a secret',
  public: 'Runs in a browser or on a device, without a secret',
} as const satisfies Record<Application['clientType'], string>
