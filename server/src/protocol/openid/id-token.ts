import { createHash } from 'node:crypto'
import { HOUR, type Instant } from '../../lib/clock.ts'
import { seconds } from '../access-token.ts'
import type { ProfileClaims } from './profile-claims.ts'

const ID_TOKEN_LIFE = HOUR

export type IdTokenFacts = {
  readonly issuer: string
  readonly subject: string
  readonly clientId: string
  readonly nonce: string | null
  readonly authTime: Instant
  /** The access token issued beside it, if any. */
  readonly accessToken: string | null
  /** The code issued beside it, if any: only at the authorization endpoint. */
  readonly code: string | null
  readonly profile: ProfileClaims
  readonly now: Instant
}

/** §3.1.3.6, §3.3.2.11: the left half of the hash, of the strength of the ID token's own algorithm (RS256: SHA-256). */
function leftHalf(text: string): string {
  return createHash('sha256').update(text, 'ascii').digest().subarray(0, 16).toString('base64url')
}

/**
 * The claims of an ID token (OpenID Connect Core §2, §3.1.3.6, §3.2.2.10, §3.3.2.11).
 * In: what was decided, and what is issued beside it. Out: the claims, with at_hash over the access token and c_hash
 * over the code, so that neither can be exchanged on the way.
 */
export function idTokenClaims(facts: IdTokenFacts): { readonly [name: string]: string | number } {
  return {
    iss: facts.issuer,
    sub: facts.subject,
    aud: facts.clientId,
    exp: seconds(facts.now + ID_TOKEN_LIFE),
    iat: seconds(facts.now),
    auth_time: seconds(facts.authTime),
    ...(facts.accessToken === null ? {} : { at_hash: leftHalf(facts.accessToken) }),
    ...(facts.code === null ? {} : { c_hash: leftHalf(facts.code) }),
    ...(facts.nonce === null ? {} : { nonce: facts.nonce }),
    ...facts.profile,
  }
}
