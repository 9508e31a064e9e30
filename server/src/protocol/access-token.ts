import type { Instant } from '../lib/clock.ts'
import type { FamilyId } from '../lib/ids.ts'

export type AccessTokenFacts = {
  readonly issuer: string
  readonly tokenId: string
  /** The user's id, or the client_id when the application acts for itself (RFC 9068 §2.2). */
  readonly subject: string
  readonly clientId: string
  readonly audiences: readonly string[]
  readonly scopes: readonly string[]
  readonly businessUnitNumber: string
  readonly authTime: Instant | null
  /** The family whose revocation ends this token; null when the application acts for itself. */
  readonly familyId: FamilyId | null
  readonly now: Instant
  readonly life: number
}

type AccessTokenClaims = {
  readonly iss: string
  readonly sub: string
  readonly aud: string | readonly string[]
  readonly exp: number
  readonly iat: number
  readonly jti: string
  readonly client_id: string
  readonly scope: string
  readonly bu: string
  readonly auth_time?: number
  readonly fam?: string
}

/** Whole seconds, as JWT times are (RFC 7519 §2). */
export function seconds(instant: Instant): number {
  return Math.floor(instant / 1000)
}

/**
 * The claims of an access token (RFC 9068 §2.2). `bu` is the business unit's number, `fam` the token family.
 * In: what was decided. Out: the claims; a single audience is a string, several are an array (RFC 7519 §4.1.3).
 */
export function accessTokenClaims(facts: AccessTokenFacts): AccessTokenClaims {
  const [first, ...more] = facts.audiences
  return {
    iss: facts.issuer,
    sub: facts.subject,
    // A token without an API scope is for the issuer's own userinfo endpoint alone.
    aud: first === undefined ? facts.issuer : more.length === 0 ? first : facts.audiences,
    exp: seconds(facts.now + facts.life),
    iat: seconds(facts.now),
    jti: facts.tokenId,
    client_id: facts.clientId,
    scope: facts.scopes.join(' '),
    bu: facts.businessUnitNumber,
    ...(facts.authTime === null ? {} : { auth_time: seconds(facts.authTime) }),
    ...(facts.familyId === null ? {} : { fam: facts.familyId }),
  }
}

/** An access token of ours whose signature was verified, read back. */
export type ReadAccessToken = {
  readonly tokenId: string
  readonly subject: string
  readonly clientId: string
  readonly audiences: readonly string[]
  readonly scopes: readonly string[]
  readonly businessUnitNumber: string
  readonly familyId: string | null
  readonly expiresAt: Instant
  readonly issuedAt: Instant
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/**
 * Reads verified claims back.
 * In: the payload of a token whose signature, issuer and expiry were checked. Out: the token, or null when it is not
 * an access token of ours (RFC 9068 §2.2 names the claims that must be there).
 */
export function readAccessToken(claims: { readonly [name: string]: unknown }): ReadAccessToken | null {
  const [tokenId, subject, clientId] = [text(claims.jti), text(claims.sub), text(claims.client_id)]
  const [scope, businessUnitNumber] = [text(claims.scope), text(claims.bu)]
  const aud: readonly unknown[] = Array.isArray(claims.aud) ? claims.aud : [claims.aud]
  const audiences = aud.filter(audience => typeof audience === 'string')
  if (
    tokenId === null ||
    subject === null ||
    clientId === null ||
    scope === null ||
    businessUnitNumber === null
  ) {
    return null
  }
  if (audiences.length === 0 || audiences.length !== aud.length) return null
  if (typeof claims.exp !== 'number' || typeof claims.iat !== 'number') return null
  return {
    tokenId,
    subject,
    clientId,
    audiences,
    scopes: scope.split(' ').filter(word => word !== ''),
    businessUnitNumber,
    familyId: text(claims.fam),
    expiresAt: claims.exp * 1000,
    issuedAt: claims.iat * 1000,
  }
}
