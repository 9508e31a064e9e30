import { newTokenId } from '../../keys/random.ts'
import type { Instant } from '../../lib/clock.ts'
import { ACCESS_TOKEN_LIFE, accessTokenClaims } from '../../protocol/access-token.ts'
import { idTokenClaims } from '../../protocol/id-token.ts'
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

/** Mints an ID token beside an access token. In: the response so far, and for whom. Callers checked scope openid. */
export function mintIdToken(
  deps: Deps,
  response: TokenResponse,
  about: {
    readonly user: User
    readonly clientId: string
    readonly authTime: Instant
    readonly nonce: string | null
  },
  now: Instant,
): string {
  const withProfile = response.scope.split(' ').includes('profile')
  const claims = idTokenClaims({
    issuer: deps.issuer,
    subject: about.user.id,
    clientId: about.clientId,
    nonce: about.nonce,
    authTime: about.authTime,
    accessToken: response.access_token,
    profile: withProfile ? { name: about.user.fullName, userName: about.user.userName } : null,
    now,
  })
  return deps.keyring().signJwt('RS256', 'JWT', claims)
}
