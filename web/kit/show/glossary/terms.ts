import { say } from '../../words/say.ts'

/** The words that have a meaning to look up, by the names under which the code refers to them. */
export const TERMS = {
  api: 'API',
  scope: say('Scope'),
  'callback-url': say('Authorized callback URL'),
  'business-unit': say('Business unit'),
  implicit: say('Implicit grant'),
  pairwise: say('Pairwise subject'),
  'backchannel-logout': say('Back-channel logout'),
  'request-object': say('Request object'),
  'jwk-set': say('JWK Set'),
  'offline-access': say('Offline access'),
  consent: say('Consent'),
  'access-token': say('Access token'),
  'refresh-token': say('Refresh token'),
  'token-family': say('Token family'),
  'client-credentials': say('Client credentials'),
  'authorization-code': say('Authorization code'),
  pkce: say('PKCE'),
  'client-secret': say('Client secret'),
  'security-profile': say('Security profile'),
  'effective-access': say('Effective access'),
  contained: say('Contained'),
  'sensitive-scope': say('Sensitive scope'),
  'external-application': say('External application'),
} as const

export type TermKey = keyof typeof TERMS
