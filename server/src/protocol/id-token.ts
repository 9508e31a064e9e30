import { createHash } from 'node:crypto'
import { HOUR, type Instant } from '../lib/clock.ts'
import { seconds } from './access-token.ts'

const ID_TOKEN_LIFE = HOUR

export type IdTokenFacts = {
  readonly issuer: string
  readonly subject: string
  readonly clientId: string
  readonly nonce: string | null
  readonly authTime: Instant
  readonly accessToken: string
  readonly profile: { readonly name: string; readonly userName: string } | null
  readonly now: Instant
}

/**
 * The claims of an ID token (OpenID Connect Core §2, §3.1.3.6).
 * In: what was decided, and the access token issued beside it. Out: the claims, with at_hash over that token;
 * profile claims only when the scope profile was granted.
 */
export function idTokenClaims(facts: IdTokenFacts): { readonly [name: string]: string | number } {
  // §3.1.3.6: the left half of the hash, of the strength of the ID token's own algorithm (RS256: SHA-256).
  const half = createHash('sha256').update(facts.accessToken, 'ascii').digest().subarray(0, 16)
  return {
    iss: facts.issuer,
    sub: facts.subject,
    aud: facts.clientId,
    exp: seconds(facts.now + ID_TOKEN_LIFE),
    iat: seconds(facts.now),
    auth_time: seconds(facts.authTime),
    at_hash: half.toString('base64url'),
    ...(facts.nonce === null ? {} : { nonce: facts.nonce }),
    ...(facts.profile === null
      ? {}
      : { name: facts.profile.name, preferred_username: facts.profile.userName }),
  }
}
