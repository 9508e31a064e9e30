import { sha256Hex } from '../../keys/hash.ts'
import { hasValidChecksum, tokenOf } from '../../keys/secret-format.ts'
import type { Instant } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { AuthenticatedClient } from '../../protocol/client-authentication.ts'
import {
  decideRefresh,
  type RefreshDecision,
  type RefreshFacts,
} from '../../protocol/grants/refresh-token.ts'
import { type Refusal, refusal } from '../../protocol/refusal.ts'
import { understoodScopes } from '../../protocol/scope.ts'
import type { RefreshRequest } from '../../protocol/token-request.ts'
import { familyEnd, idleEnd } from '../../registry/applications/lifetimes.ts'
import { audiencesMeant } from '../../registry/business-units/resources.ts'
import type { RefreshTokenRecord, TokenFamily } from '../../registry/model.ts'
import { scopesWithin } from '../../registry/tokens/effective-access.ts'
import { inBusinessUnit, type Scoped } from '../../store/handle.ts'
import { findUser } from '../../store/people/users.ts'
import {
  consumeRefreshToken,
  extendRefreshToken,
  findRefreshToken,
  repeatRotation,
} from '../../store/tokens/refresh-tokens.ts'
import { findFamily } from '../../store/tokens/token-families.ts'
import { countRefresh } from '../audit/refresh-counts.ts'
import { type Commit, commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { endFamily } from './end-family.ts'
import { narrowToStanding } from './granted-access.ts'
import { mayIssueForUser, withReason } from './may-issue.ts'
import type { TokenResponse } from './mint.ts'
import { userTokens } from './redeem-code.ts'
import { type Surroundings, surroundingsOf } from './surroundings.ts'

type Loaded = {
  readonly record: RefreshTokenRecord
  readonly family: TokenFamily
  readonly facts: RefreshFacts
}

type Using = { readonly client: AuthenticatedClient; readonly requestId: string; readonly now: Instant }
type Accepted = Using & {
  readonly decision: RefreshDecision
  readonly token: string
  readonly around: Surroundings
}

/** How often a request that lost a race looks again: whoever was faster has made what it will answer with. */
const LOOKS = 3

/**
 * The refresh grant (RFC 6749 §6), idempotent where it rotates: the successor is derived from the token, so that the
 * same token always leads to the same successor, whichever of several requests made it.
 * Everything happens in one transaction: the token is loaded, judged, and replaced by a conditional write.
 * Refuses as {@link decideRefresh} and mayIssue do; a token that comes back too late revokes its whole family.
 */
export async function refreshTokens(
  deps: Deps,
  client: AuthenticatedClient,
  request: RefreshRequest,
  requestId: string,
): Promise<Result<TokenResponse, Refusal>> {
  const hash = hasValidChecksum(request.refreshToken, 'lkr') ? sha256Hex(request.refreshToken) : null
  const seen = hash === null ? null : await findRefreshToken(deps.store, hash)
  const around = seen === null ? null : await surroundingsOf(deps, seen.businessUnitId, client.id)
  if (hash === null || around === null) {
    return err(refusal('refresh_token_unknown', 'The refresh token is unknown.'))
  }
  const { answer, repeated } = await commit(deps, async tx => {
    for (let look = 1; look <= LOOKS; look++) {
      const tried = await tryOnce(deps, tx, { hash, around, client, request, requestId })
      if (tried.answer !== 'others were faster') return { ...tried, answer: tried.answer }
    }
    const words = 'The refresh token is used by too many requests at once. Try again.'
    return { answer: err(refusal('overloaded', words)), repeated: false }
  })
  // Once it is committed: a transaction that runs twice must not be told twice.
  if (repeated && answer.ok)
    deps.refusals.repeat({ applicationId: client.id, endpoint: '/oauth2/token', requestId })
  return answer.ok ? answer : err(await withReason(deps, around.unit.unit, client.id, answer.error))
}

/** What came of one look; whether the token had been replaced before, and its successor was given out again. */
type Tried = {
  readonly answer: Result<TokenResponse, Refusal> | 'others were faster'
  readonly repeated: boolean
}

type Attempt = {
  readonly hash: string
  readonly around: Surroundings
  readonly client: AuthenticatedClient
  readonly request: RefreshRequest
  readonly requestId: string
}

async function tryOnce(
  deps: Deps,
  tx: Commit,
  { hash, around, client, request, requestId }: Attempt,
): Promise<Tried> {
  const now = deps.clock()
  const loaded = await load(tx, hash, around)
  const { rotates, unit } = around
  const grace = unit.unit.refreshGrace
  const { scopes, resources: named, ...asked } = request
  const apiScopes = around.known.scopes.map(scope => scope.name)
  const resources = audiencesMeant(named, around.known.apis, loaded?.facts.audiences ?? []) ?? named
  const understood = {
    ...asked,
    resources,
    scopes: scopes === null ? null : understoodScopes(scopes, apiScopes),
  }
  const decided = decideRefresh(understood, client, loaded?.facts ?? null, { now, rotates, grace })
  if (decided.ok && loaded !== null) {
    const using = { decision: decided.value, token: request.refreshToken, around, client, requestId, now }
    return { answer: await use(deps, tx, loaded, using), repeated: decided.value.how === 'repeat' }
  }
  if (decided.ok) throw new Error('a refresh token that is not there was accepted')
  if (decided.error.revokesFamily && loaded !== null) {
    await endFamily(tx, loaded.family, { because: 'refresh token reused', at: now, requestId })
    await countRefresh(tx, loaded.family, 'suspectedReuses', now)
  }
  return { answer: err(decided.error), repeated: false }
}

/** The token with what the rules ask of it, its ends judged by the lifetimes that hold now. */
async function load(tx: Commit, hash: string, { lifetimes }: Surroundings): Promise<Loaded | null> {
  const record = await findRefreshToken(tx.handle, hash)
  if (record === null) return null
  const family = await findFamily(inBusinessUnit(tx.handle, record.businessUnitId), record.familyId)
  if (family === null) return null
  const { successorHash } = record
  const successor = successorHash === null ? null : await findRefreshToken(tx.handle, successorHash)
  const facts: RefreshFacts = {
    applicationId: family.applicationId,
    scopes: family.scopes,
    audiences: family.audiences,
    familyRevokedAt: family.revokedAt,
    familyEndsAt: familyEnd(family, lifetimes),
    expiresAt: idleEnd(record, family, lifetimes),
    replacedAt: record.replacedAt,
    successor:
      successor === null
        ? null
        : { used: successor.replacedAt !== null, expiresAt: idleEnd(successor, family, lifetimes) },
  }
  return { record, family, facts }
}

async function use(
  deps: Deps,
  tx: Commit,
  loaded: Loaded,
  using: Accepted,
): Promise<Result<TokenResponse, Refusal> | 'others were faster'> {
  const { family } = loaded
  const { decision, around, now } = using
  const scope = inBusinessUnit(tx.handle, family.businessUnitId)
  const user = await findUser(scope, family.userId)
  if (user === null) return err(refusal('user_inactive', 'The user is gone.'))
  const businessUnit = around.unit.unit
  const question = {
    businessUnit,
    applicationId: family.applicationId,
    user,
    family,
    consent: 'look-up',
  } as const
  const ground = await mayIssueForUser(deps, tx.handle, question)
  if (!ground.ok) return ground
  const access = await narrowToStanding(scope, around, { ...ground.value, user, scopes: decision.scopes })
  const audiences = decision.audiences.filter(audience => access.audiences.includes(audience))
  const scopes = scopesWithin(access.scopes, audiences, around.known)
  if (scopes.length === 0) {
    return err(
      refusal('scope_nothing_left', 'Nothing that was granted still stands. The user must sign in again.'),
    )
  }
  const idle = ground.value.lifetimes.refreshIdle
  const refreshToken = await replace(deps, scope, loaded, { ...using, idle })
  if (refreshToken === null) return 'others were faster'
  if (decision.how === 'repeat') await countRefresh(tx, family, 'benignRetries', now)
  await tx.record(scope, {
    actor: { kind: 'application', id: family.applicationId, name: ground.value.owner.name },
    action: 'family.refreshed',
    target: { kind: 'family', id: family.id },
    requestId: using.requestId,
  })
  const granted = { scopes, audiences, nonce: null, refreshToken }
  const about = { user, businessUnit, family, ground: ground.value }
  return ok(await userTokens(deps, scope, { about, granted }, now))
}

/** Names what is derived with the sealing key here, and nothing else. */
const SUCCESSOR = 'successor of a refresh token'

/** Commits the decision. Out: the refresh token to answer with, or null when another request was faster. */
async function replace(
  { sealer }: Deps,
  scope: Scoped,
  { record, family }: Loaded,
  { decision, token, around, now, idle }: Accepted & { readonly idle: number },
): Promise<string | null> {
  const { hash } = record
  if (decision.how === 'keep') {
    return (await extendRefreshToken(scope, hash, now + idle, now)) ? token : null
  }
  const value = tokenOf('lkr', Buffer.from(sealer.mac(SUCCESSOR, token), 'base64url'))
  if (decision.how === 'repeat') {
    const graceSince = now - around.unit.unit.refreshGrace
    return (await repeatRotation(scope, { familyId: family.id, hash, graceSince, now })) ? value : null
  }
  const successor: RefreshTokenRecord = {
    ...record,
    hash: sha256Hex(value),
    issuedAt: now,
    expiresAt: now + idle,
    replacedAt: null,
    successorHash: null,
  }
  return (await consumeRefreshToken(scope, { hash, successor, now })) ? value : null
}
