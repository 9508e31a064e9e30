import { createHash } from 'node:crypto'
import { HOUR, type Instant } from '../../lib/clock.ts'
import { seconds } from '../access-token.ts'
import type { ProfileClaims } from './profile-claims.ts'

const ID_TOKEN_LIFE = HOUR

/** What an ID token is signed with, and what its hashes are therefore made with. */
type IdTokenAlgorithm = 'RS256' | 'ES256' | 'PS256' | 'EdDSA'

export type IdTokenFacts = {
  readonly issuer: string
  readonly subject: string
  readonly clientId: string
  readonly algorithm: IdTokenAlgorithm
  readonly nonce: string | null
  readonly authTime: Instant
  /** The class of authentication that the sign-in satisfied; null where it was not kept. */
  readonly acr: string | null
  /** The access token issued beside it, if any. */
  readonly accessToken: string | null
  /** The code issued beside it, if any: only at the authorization endpoint. */
  readonly code: string | null
  readonly profile: ProfileClaims
  /** The session it was issued in, as logout tokens will name it to this application; null when it is not known. */
  readonly sessionId: string | null
  readonly now: Instant
}

/**
 * The hash that belongs to each algorithm (§3.1.3.6). The name EdDSA says none; of its curves only Ed25519 is in use
 * here, which hashes with SHA-512 (RFC 8032 §5.1), and so does whoever checks at_hash.
 */
const HASHES: Readonly<Record<IdTokenAlgorithm, 'sha256' | 'sha512'>> = {
  RS256: 'sha256',
  ES256: 'sha256',
  PS256: 'sha256',
  EdDSA: 'sha512',
}

/** §3.1.3.6, §3.3.2.11: the left half of the hash that belongs to the ID token's own algorithm. */
function leftHalf(text: string, algorithm: IdTokenAlgorithm): string {
  const digest = createHash(HASHES[algorithm]).update(text, 'ascii').digest()
  return digest.subarray(0, digest.length / 2).toString('base64url')
}

/**
 * The claims of an ID token (OpenID Connect Core §2, §3.1.3.6, §3.2.2.10, §3.3.2.11).
 * In: what was decided, and what is issued beside it. Out: the claims, with at_hash over the access token and c_hash
 * over the code, so that neither can be exchanged on the way.
 */
export function idTokenClaims(facts: IdTokenFacts): { readonly [name: string]: unknown } {
  const half = (text: string) => leftHalf(text, facts.algorithm)
  return {
    iss: facts.issuer,
    sub: facts.subject,
    aud: facts.clientId,
    exp: seconds(facts.now + ID_TOKEN_LIFE),
    iat: seconds(facts.now),
    auth_time: seconds(facts.authTime),
    ...(facts.acr === null ? {} : { acr: facts.acr }),
    ...(facts.accessToken === null ? {} : { at_hash: half(facts.accessToken) }),
    ...(facts.code === null ? {} : { c_hash: half(facts.code) }),
    ...(facts.sessionId === null ? {} : { sid: facts.sessionId }),
    ...(facts.nonce === null ? {} : { nonce: facts.nonce }),
    ...facts.profile,
  }
}
