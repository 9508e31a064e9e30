import { sha256Hex } from '../../keys/hash.ts'
import { newFamilyId } from '../../keys/random.ts'
import { hasValidChecksum, newToken } from '../../keys/secret-format.ts'
import type { Instant } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { AuthenticatedClient } from '../../protocol/client-authentication.ts'
import { decideCodeRedemption } from '../../protocol/grants/authorization-code.ts'
import { profileClaims } from '../../protocol/openid/profile-claims.ts'
import { type Refusal, refusal } from '../../protocol/refusal.ts'
import type { CodeRequest } from '../../protocol/token-request.ts'
import { mayUseGrant } from '../../registry/applications/dynamic/registered-use.ts'
import { familyEnd, lifeWithin } from '../../registry/applications/lifetimes.ts'
import { audiencesMeant } from '../../registry/business-units/resources.ts'
import type { BusinessUnit, CodeRecord, TokenFamily, User } from '../../registry/model.ts'
import { scopesWithin } from '../../registry/tokens/effective-access.ts'
import { inBusinessUnit, type Scoped } from '../../store/handle.ts'
import { findUser } from '../../store/people/users.ts'
import { consumeCode, findCode } from '../../store/tokens/codes.ts'
import { insertRefreshToken } from '../../store/tokens/refresh-tokens.ts'
import { insertFamily } from '../../store/tokens/token-families.ts'
import { type Commit, commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { personOf } from '../people/profile-of.ts'
import { endFamily } from './end-family.ts'
import { narrowToStanding } from './granted-access.ts'
import { type IssueGround, mayIssueForUser } from './may-issue.ts'
import { mintAccessToken, mintIdToken, type TokenResponse } from './mint.ts'
import { type Surroundings, surroundingsOf } from './surroundings.ts'

/**
 * Redeems an authorization code (RFC 6749 §4.1.3). Load, decide, commit: the code is consumed by one conditional
 * write after every check, in the transaction that begins the token family, so that of ten requests one wins.
 * Refuses as {@link decideCodeRedemption} and mayIssue do. A valid replay revokes what the code yielded.
 */
export async function redeemCode(
  deps: Deps,
  client: AuthenticatedClient,
  request: CodeRequest,
  requestId: string,
): Promise<Result<TokenResponse, Refusal>> {
  const hash = sha256Hex(request.code)
  const code = hasValidChecksum(request.code, 'lkc') ? await findCode(deps.store, hash) : null
  const now = deps.clock()
  const { apis } = await deps.known.apis()
  const resources = code === null ? null : audiencesMeant(request.resources, apis, code.audiences)
  const meaning = { ...request, resources: resources ?? request.resources }
  const decided = decideCodeRedemption(meaning, client, code, now)
  if (!decided.ok) {
    const { revokes } = decided.error
    if (revokes !== null && code !== null) {
      const ending = { because: 'code redeemed twice', at: now, requestId } as const
      await commit(deps, tx => endFamily(tx, { ...code, id: revokes }, ending))
    }
    return err(decided.error)
  }
  if (code === null) throw new Error('a code that is not there was accepted')
  const around = await surroundingsOf(deps, code.businessUnitId, code.applicationId)
  if (around === null)
    return err(refusal('application_inactive', 'The application or its business unit is gone.'))
  return commit(deps, tx =>
    spend(deps, tx, { code, audiences: decided.value.audiences, around, now, requestId }),
  )
}

type Spending = {
  readonly code: CodeRecord
  readonly around: Surroundings
  readonly audiences: readonly string[]
  readonly now: Instant
  readonly requestId: string
}

async function spend(deps: Deps, tx: Commit, spending: Spending): Promise<Result<TokenResponse, Refusal>> {
  const { code, around, now, requestId } = spending
  const scope = inBusinessUnit(tx.handle, code.businessUnitId)
  const user = await findUser(scope, code.userId)
  if (user === null) return err(refusal('user_inactive', 'The user is gone.'))
  const { applicationId } = code
  const businessUnit = around.unit.unit
  const question = {
    businessUnit,
    applicationId,
    user,
    family: null,
    codeIssuedAt: code.issuedAt,
    consent: 'look-up',
  } as const
  const ground = await mayIssueForUser(deps, tx.handle, question)
  if (!ground.ok) return ground
  const access = await narrowToStanding(scope, around, { ...ground.value, user, scopes: code.scopes })
  if (access.scopes.length === 0) {
    return err(refusal('scope_nothing_left', 'Nothing that the user granted still stands. Start again.'))
  }
  const audiences = spending.audiences.filter(audience => access.audiences.includes(audience))
  const { lifetimes } = ground.value
  const endsAt = now + lifetimes.refreshLongest
  const family = familyOf({ ...code, scopes: access.scopes, audiences: access.audiences }, now, endsAt)
  if (!(await consumeCode(scope, code.hash, family.id, now))) {
    return err(refusal('code_spent', 'The code was redeemed before. A code works once.'))
  }
  await insertFamily(scope, family)
  // Whoever did not register for the refresh grant could not use one.
  const refreshToken = mayUseGrant(ground.value.owner, 'refresh_token') ? newToken('lkr') : null
  if (refreshToken !== null) {
    await insertRefreshToken(scope, {
      hash: sha256Hex(refreshToken),
      businessUnitId: code.businessUnitId,
      familyId: family.id,
      issuedAt: now,
      expiresAt: now + lifetimes.refreshIdle,
      replacedAt: null,
      successorHash: null,
    })
  }
  await tx.record(scope, {
    actor: { kind: 'application', id: applicationId, name: ground.value.owner.name },
    action: 'code.redeemed',
    target: { kind: 'family', id: family.id },
    changes: [{ field: 'scopes', before: null, after: family.scopes.join(' ') }],
    requestId,
  })
  const scopes = scopesWithin(family.scopes, audiences, around.known)
  const granted = { scopes, audiences, nonce: code.nonce, refreshToken }
  const about = { user, businessUnit, family, ground: ground.value }
  return ok(await userTokens(deps, scope, { about, granted }, now))
}

function familyOf(code: CodeRecord, now: Instant, endsAt: Instant): TokenFamily {
  return {
    businessUnitId: code.businessUnitId,
    id: newFamilyId(),
    applicationId: code.applicationId,
    userId: code.userId,
    scopes: code.scopes,
    audiences: code.audiences,
    authTime: code.authTime,
    acr: code.acr,
    idTokenClaims: code.idTokenClaims,
    createdAt: now,
    endsAt,
    revokedAt: null,
    usedAt: null,
    sessionId: code.sessionId,
  }
}

/** Mints the answer of a grant in a user's name: access token, refresh token, and an ID token when openid was granted. */
export async function userTokens(
  deps: Deps,
  scope: Scoped,
  {
    about,
    granted,
  }: {
    readonly about: {
      readonly user: User
      readonly businessUnit: BusinessUnit
      readonly family: TokenFamily
      readonly ground: IssueGround
    }
    readonly granted: {
      readonly scopes: readonly string[]
      readonly audiences: readonly string[]
      readonly nonce: string | null
      readonly refreshToken: string | null
    }
  },
  now: Instant,
): Promise<TokenResponse> {
  const { user, businessUnit, family } = about
  const { owner, lifetimes } = about.ground
  const { scopes, audiences, nonce } = granted
  const clientId = family.applicationId
  const life = lifeWithin(lifetimes.accessToken, familyEnd(family, lifetimes), now)
  const minted = { businessUnit, clientId, scopes, audiences, onBehalfOf: { user, family, owner }, life }
  const { refreshToken } = granted
  const response = {
    ...mintAccessToken(deps, minted, now),
    ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
  }
  if (!scopes.includes('openid')) return response
  const idToken = {
    userId: user.id,
    owner,
    authTime: family.authTime,
    acr: family.acr,
    nonce,
    accessToken: response.access_token,
    code: null,
    // OpenID Connect Core §5.4: with an access token the claims of scopes belong to userinfo.
    profile: profileClaims(
      await personOf(scope, about, scopes),
      scopes,
      owner.metadata.scopeClaimsInIdToken ? null : family.idTokenClaims,
    ),
    sessionId: family.sessionId,
  }
  return { ...response, id_token: mintIdToken(deps, idToken, now) }
}
