import { isApplicationId, isFamilyId, isUserId, timeOfId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { type ReadAccessToken, readAccessToken } from '../../protocol/access-token.ts'
import { type Refusal, refusal } from '../../protocol/refusal.ts'
import type { BusinessUnit, Registration } from '../../registry/model.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { findUser } from '../../store/people/users.ts'
import { isTokenRevoked } from '../../store/tokens/revoked-tokens.ts'
import { findFamily } from '../../store/tokens/token-families.ts'
import type { Deps } from '../deps.ts'
import { type IssueGround, mayIssueForItself, mayIssueForUser } from './may-issue.ts'

/** An access token whose signature is ours and behind which everything still stands. */
export type LiveToken = { readonly token: ReadAccessToken; readonly businessUnit: BusinessUnit }

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
  const { owner, authorization } = ground.value
  if (
    isOlderThanStatus(token, owner) ||
    (authorization !== null && isOlderThanStatus(token, authorization))
  ) {
    return invalid('The application was deactivated after this token was issued.')
  }
  return ok({ token, businessUnit: unit.unit })
}

/** Activating an application again must not bring back the tokens of before, not even those of the same second. */
function isOlderThanStatus(token: ReadAccessToken, registration: Registration): boolean {
  return (timeOfId(token.tokenId) ?? token.issuedAt) <= registration.statusChangedAt
}

async function groundOf(
  deps: Deps,
  token: ReadAccessToken,
  businessUnit: BusinessUnit,
): Promise<Result<IssueGround, Refusal>> {
  const { clientId: applicationId, subject, familyId } = token
  if (!isApplicationId(applicationId)) return invalid('The access token is not valid.')
  if (!isUserId(subject)) return mayIssueForItself(deps, businessUnit, applicationId)
  const scope = inBusinessUnit(deps.store, businessUnit.id)
  const user = await findUser(scope, subject)
  const family = familyId !== null && isFamilyId(familyId) ? await findFamily(scope, familyId) : null
  if (user === null || family === null) return invalid('The access token was revoked.')
  return mayIssueForUser(deps, deps.store, { businessUnit, applicationId, user, family, consent: 'look-up' })
}
