import { isApplicationId, isFamilyId, timeOfId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { type ReadAccessToken, readAccessToken } from '../../protocol/access-token.ts'
import { type Refusal, refusal } from '../../protocol/refusal.ts'
import { narrow } from '../../protocol/scope.ts'
import { maySignPeopleIn, mayUseGrant } from '../../registry/applications/dynamic/registered-use.ts'
import type { BusinessUnit, Registration, User } from '../../registry/model.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { findUser } from '../../store/people/users.ts'
import { isTokenRevoked } from '../../store/tokens/revoked-tokens.ts'
import { findFamily } from '../../store/tokens/token-families.ts'
import type { Deps } from '../deps.ts'
import type { KnownBusinessUnit } from '../known/known.ts'
import { narrowToStanding } from './granted-access.ts'
import { type IssueGround, mayIssueForItself, mayIssueForUser } from './may-issue.ts'
import { subjectFor } from './subject.ts'

/** An access token whose signature is ours and behind which everything still stands. */
export type LiveToken = {
  readonly token: ReadAccessToken
  readonly businessUnit: BusinessUnit
  /** The application as its owner registered it. */
  readonly owner: Registration
  /** Whom it stands for; null when the application acts for itself. */
  readonly user: User | null
}

function invalid(description: string): Result<never, Refusal> {
  return err(refusal('token_invalid', description))
}

/**
 * Reads an access token of ours and asks whether it still stands: signature, issuer, type and expiry (RFC 9068 §4),
 * revocation, and everything that mayIssue asks.
 * Out: the token and its business unit. Refuses with token_invalid and the reason in words.
 */
export async function readLiveToken(deps: Deps, text: string): Promise<Result<LiveToken, Refusal>> {
  const verified = await deps
    .keyring()
    .verifyJwt(text, { typ: 'at+jwt', issuer: deps.issuer, now: deps.clock() })
  if (!verified.ok) {
    return invalid(
      verified.error === 'expired' ? 'The access token has expired.' : 'The access token is not valid.',
    )
  }
  const token = readAccessToken(verified.value)
  const unit = token === null ? null : await deps.known.businessUnitByNumber(token.businessUnitNumber)
  if (token === null || unit === null) return invalid('The access token is not valid.')
  if (await isTokenRevoked(deps.store, token.tokenId)) return invalid('The access token was revoked.')
  const ground = await groundOf(deps, token, unit.unit)
  if (!ground.ok) return invalid(ground.error.description)
  const narrowed = await narrowToNow(deps, token, unit, ground.value)
  if (narrowed === null) return invalid('Nothing that the access token was granted still stands.')
  const { owner, user } = ground.value
  return ok({ token: narrowed, businessUnit: unit.unit, owner, user })
}

/**
 * The token with only those scopes and audiences that would be granted by now: a scope taken from the application,
 * switched off, no longer permitted by the security profile or no longer consented to is gone at once.
 * Out: null when nothing is left.
 */
async function narrowToNow(
  deps: Deps,
  token: ReadAccessToken,
  unit: KnownBusinessUnit,
  ground: Ground,
): Promise<ReadAccessToken | null> {
  const { user, owner, authorization, consented } = ground
  const scope = inBusinessUnit(deps.store, unit.unit.id)
  const around = { unit, known: await deps.known.apis() }
  const grant = { owner, authorization, consented, user, scopes: token.scopes }
  const left = await narrowToStanding(scope, around, grant)
  if (left.scopes.length === 0) return null
  if (left.scopes.length === token.scopes.length) return token
  return { ...token, scopes: left.scopes, audiences: narrow(token.audiences, left.audiences) }
}

type Ground = IssueGround & { readonly user: User | null }

async function groundOf(
  deps: Deps,
  token: ReadAccessToken,
  businessUnit: BusinessUnit,
): Promise<Result<Ground, Refusal>> {
  const { clientId: applicationId, subject, familyId } = token
  if (!isApplicationId(applicationId)) return invalid('The access token is not valid.')
  if (subject === applicationId) {
    const ground = await mayIssueForItself(
      deps,
      businessUnit,
      applicationId,
      timeOfId(token.tokenId) ?? token.issuedAt,
    )
    if (ground.ok && !mayUseGrant(ground.value.owner, 'client_credentials')) {
      return invalid('The application may act for itself no longer.')
    }
    return ground.ok ? ok({ ...ground.value, user: null }) : ground
  }
  const scope = inBusinessUnit(deps.store, businessUnit.id)
  // The family says who it is: the subject may be a pairwise one, by which nobody can be found.
  const family = familyId !== null && isFamilyId(familyId) ? await findFamily(scope, familyId) : null
  const user = family === null ? null : await findUser(scope, family.userId)
  if (user === null || family === null) return invalid('The access token was revoked.')
  const question = { businessUnit, applicationId, user, family, consent: 'look-up' } as const
  const ground = await mayIssueForUser(deps, deps.store, question)
  if (!ground.ok) return ground
  if (!maySignPeopleIn(ground.value)) return invalid('The application may act for people no longer.')
  const known = [user.id, subjectFor(deps, user.id, ground.value.owner)]
  if (!known.includes(subject)) return invalid('The access token names somebody else than it was issued for.')
  return ok({ ...ground.value, user })
}
