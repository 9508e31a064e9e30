import { ACCESS_TOKEN_ALGORITHM } from '../../keys/keyring.ts'
import { newTokenId } from '../../keys/random.ts'
import type { SigningAlgorithm } from '../../keys/signing-key.ts'
import type { Instant } from '../../lib/clock.ts'
import type { SessionId, UserId } from '../../lib/ids.ts'
import { accessTokenClaims, seconds } from '../../protocol/access-token.ts'
import { idTokenClaims } from '../../protocol/openid/id-token.ts'
import type { ProfileClaims } from '../../protocol/openid/profile-claims.ts'
import type { BusinessUnit, Registration, TokenFamily, User } from '../../registry/model.ts'
import type { Deps } from '../deps.ts'
import { sessionIdFor, subjectFor } from './subject.ts'

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
  /** Null when the application acts for itself. `owner`: the application as its owner registered it. */
  readonly onBehalfOf: {
    readonly user: User
    readonly family: TokenFamily
    readonly owner: Registration
  } | null
  /** Milliseconds, whole seconds. */
  readonly life: number
}

/**
 * The subject of an access token (RFC 9068 §2.2). APIs know people by the user's id; a token for userinfo alone goes
 * to nobody but the application, which knows them as its ID tokens say (docs/decisions/0009).
 */
function accessSubject(deps: Deps, { onBehalfOf, clientId, audiences }: MintRequest): string {
  if (onBehalfOf === null) return clientId
  const { user, owner } = onBehalfOf
  return audiences.length === 0 ? subjectFor(deps, user.id, owner) : user.id
}

/** Mints an access token. In: what was decided. Out: the start of a token response. Callers have asked mayIssue. */
export function mintAccessToken(deps: Deps, request: MintRequest, now: Instant): TokenResponse {
  const { scopes, audiences, clientId, onBehalfOf, life } = request
  deps.applicationUses.note(request.businessUnit.id, clientId)
  const claims = accessTokenClaims({
    issuer: deps.issuer,
    tokenId: newTokenId(now),
    subject: accessSubject(deps, request),
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
    access_token: deps.keyring().signJwt(ACCESS_TOKEN_ALGORITHM, 'at+jwt', claims),
    token_type: 'Bearer',
    expires_in: life / 1000,
    scope: scopes.join(' '),
  }
}

/**
 * Mints an ID token as the application's owner chose: its algorithm, and the subject and session as it knows them.
 * In: for whom, and what is issued beside it. Callers asked mayIssue and checked scope openid.
 */
export function mintIdToken(
  deps: Deps,
  about: {
    readonly userId: UserId
    readonly owner: Registration
    readonly authTime: Instant
    readonly acr: string | null
    readonly nonce: string | null
    readonly accessToken: string | null
    readonly code: string | null
    readonly profile: ProfileClaims
    readonly sessionId: SessionId | null
  },
  now: Instant,
): string {
  const { userId, owner, sessionId, ...rest } = about
  const algorithm = owner.metadata.idTokenSignedResponseAlg
  const claims = idTokenClaims({
    ...rest,
    issuer: deps.issuer,
    subject: subjectFor(deps, userId, owner),
    clientId: owner.id,
    algorithm,
    sessionId: sessionId === null ? null : sessionIdFor(deps, sessionId, owner),
    now,
  })
  return deps.keyring().signJwt(algorithm, 'JWT', claims)
}

/**
 * Mints a userinfo answer as a JWT (OpenID Connect Core §5.3.2). In: the application that chose the algorithm, and the
 * claims with the subject. It has no exp: so it is no ID token, here or anywhere (RFC 8725 §3.12).
 */
export function mintUserInfo(
  deps: Deps,
  about: { readonly clientId: string; readonly algorithm: SigningAlgorithm; readonly claims: object },
  now: Instant,
): string {
  const { clientId, algorithm, claims } = about
  const whole = { iss: deps.issuer, aud: clientId, iat: seconds(now), ...claims }
  return deps.keyring().signJwt(algorithm, 'JWT', whole)
}
