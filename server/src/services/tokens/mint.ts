import { newTokenId } from '../../keys/random.ts'
import type { Instant } from '../../lib/clock.ts'
import type { UserId } from '../../lib/ids.ts'
import { ACCESS_TOKEN_LIFE, accessTokenClaims } from '../../protocol/access-token.ts'
import { idTokenClaims } from '../../protocol/openid/id-token.ts'
import type { ProfileClaims } from '../../protocol/openid/profile-claims.ts'
import type { BusinessUnit, TokenFamily, User } from '../../registry/model.ts'
import type { Deps } from '../deps.ts'

/** A token response (RFC 6749 §5.1, OpenID Connect Core §3.1.3.3), with the words of the wire. */
export type TokenResponse = {
  readonly access_token: string
  readonly token_type: 'Bearer'
  readonly expires_in: number
  readonly scope: string
  readonly refresh_token?: string
  readonly id_token?: string
}

type MintRequest = {
  readonly businessUnit: BusinessUnit
  readonly clientId: string
  readonly scopes: readonly string[]
  readonly audiences: readonly string[]
  /** Null when the application acts for itself. */
  readonly onBehalfOf: { readonly user: User; readonly family: TokenFamily } | null
  readonly life?: number
}

/** Mints an access token. In: what was decided. Out: the start of a token response. Callers have asked mayIssue. */
export function mintAccessToken(deps: Deps, request: MintRequest, now: Instant): TokenResponse {
  const { scopes, audiences, clientId, onBehalfOf } = request
  const life = request.life ?? ACCESS_TOKEN_LIFE
  const claims = accessTokenClaims({
    issuer: deps.issuer,
    tokenId: newTokenId(now),
    subject: onBehalfOf?.user.id ?? clientId,
    clientId,
    audiences,
    scopes,
    businessUnitNumber: request.businessUnit.number,
    authTime: onBehalfOf?.family.authTime ?? null,
    familyId: onBehalfOf?.family.id ?? null,
    now,
    life,
  })
  return {
    access_token: deps.keyring().signJwt('ES256', 'at+jwt', claims),
    token_type: 'Bearer',
    expires_in: life / 1000,
    scope: scopes.join(' '),
  }
}

/** Mints an ID token. In: for whom, and what is issued beside it. Callers asked mayIssue and checked scope openid. */
export function mintIdToken(
  deps: Deps,
  about: {
    readonly userId: UserId
    readonly clientId: string
    readonly authTime: Instant
    readonly nonce: string | null
    readonly accessToken: string | null
    readonly code: string | null
    readonly profile: ProfileClaims
  },
  now: Instant,
): string {
  const { userId, ...rest } = about
  const claims = idTokenClaims({ issuer: deps.issuer, subject: userId, ...rest, now })
  return deps.keyring().signJwt('RS256', 'JWT', claims)
}
