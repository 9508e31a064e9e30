import { HOUR, type Instant } from '../../lib/clock.ts'
import type { ApplicationId, FamilyId, SessionId, UserId } from '../../lib/ids.ts'
import type { CodeRecord } from '../../registry/model.ts'
import { fromBit, fromWords, rowsOf, toBit, toWords, won } from '../columns.ts'
import { type Handle, mustBelong, type Scoped } from '../handle.ts'
import { consenting } from './consenting.ts'

/** Adds an authorization code, keyed by the SHA-256 of its value. */
export async function insertCode(scope: Scoped, code: CodeRecord): Promise<void> {
  mustBelong(scope, code.businessUnitId)
  await scope.db
    .insertInto('codes')
    .values({
      hash: code.hash,
      business_unit_id: scope.businessUnitId,
      application_id: code.applicationId,
      user_id: code.userId,
      redirect_uri: code.redirectUri,
      redirect_uri_sent: toBit(code.redirectUriSent),
      code_challenge: code.codeChallenge ?? '',
      scopes: toWords(code.scopes),
      audiences: toWords(code.audiences),
      nonce: code.nonce,
      auth_time: code.authTime,
      acr: code.acr,
      id_token_claims: toWords(code.idTokenClaims),
      issued_at: code.issuedAt,
      expires_at: code.expiresAt,
      consumed_at: code.consumedAt,
      family_id: code.familyId,
      session_id: code.sessionId,
    })
    .execute()
}

/** The code, spent or not, expired or not, or null: the rules tell a replay from an unknown code by it. */
export async function findCode(handle: Handle, hash: string): Promise<CodeRecord | null> {
  const row = await handle.db.selectFrom('codes').selectAll().where('hash', '=', hash).executeTakeFirst()
  if (!row) return null
  return {
    hash: row.hash,
    businessUnitId: row.business_unit_id,
    applicationId: row.application_id,
    userId: row.user_id,
    redirectUri: row.redirect_uri,
    redirectUriSent: fromBit(row.redirect_uri_sent),
    codeChallenge: row.code_challenge === '' ? null : row.code_challenge,
    scopes: fromWords(row.scopes),
    audiences: fromWords(row.audiences),
    nonce: row.nonce,
    authTime: row.auth_time,
    acr: row.acr,
    idTokenClaims: fromWords(row.id_token_claims ?? ''),
    issuedAt: row.issued_at,
    expiresAt: row.expires_at,
    consumedAt: row.consumed_at,
    familyId: row.family_id,
    sessionId: row.session_id,
  }
}

/**
 * Spends a code and notes the family that its redemption begins (RFC 6749 §4.1.2: a code is used once).
 * Out: true for exactly one caller, and only before it expires.
 */
export async function consumeCode(
  scope: Scoped,
  hash: string,
  familyId: FamilyId,
  now: Instant,
): Promise<boolean> {
  const result = await scope.db
    .updateTable('codes')
    .set({ consumed_at: now, family_id: familyId })
    .where('hash', '=', hash)
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('consumed_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return won(result)
}

/** The sessions for which codes with this challenge were issued to an application; three at most, which is enough. */
export async function sessionsOfChallenge(
  scope: Scoped,
  applicationId: ApplicationId,
  challenge: string,
): Promise<(SessionId | null)[]> {
  const rows = await scope.db
    .selectFrom('codes')
    .select('session_id')
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
    .where('code_challenge', '=', challenge)
    .limit(3)
    .execute()
  return rows.map(row => row.session_id)
}

/** Lets every unspent code of a session expire at once. Out: how many this call made expire. */
export async function expireCodesOfSession(
  scope: Scoped,
  sessionId: SessionId,
  now: Instant,
): Promise<number> {
  const result = await expiry(scope, now).where('session_id', '=', sessionId).executeTakeFirst()
  return rowsOf(result)
}

/** Lets every unspent code that a user's consent gave rise to expire at once. Out: how many this call made expire. */
export async function expireCodesOfConsent(
  scope: Scoped,
  consent: { readonly userId: UserId; readonly applicationId: ApplicationId },
  at: Instant,
): Promise<number> {
  const result = await expiry(scope, at)
    .where('application_id', '=', consent.applicationId)
    .where('user_id', '=', consent.userId)
    .executeTakeFirst()
  return rowsOf(result)
}

/** The same for an application's codes of the users who have no standing consent of their own. */
export async function expireCodesWithoutConsent(
  scope: Scoped,
  applicationId: ApplicationId,
  at: Instant,
): Promise<number> {
  const result = await expiry(scope, at)
    .where('application_id', '=', applicationId)
    .where('user_id', 'not in', consenting(scope, applicationId))
    .executeTakeFirst()
  return rowsOf(result)
}

/**
 * Lets unspent codes expire, an hour before they were issued: a redemption that waits for this row took the time before,
 * or from a clock that is behind, and must not find the code alive by it.
 */
function expiry(scope: Scoped, at: Instant) {
  return scope.db
    .updateTable('codes')
    .set(eb => ({ expires_at: eb('issued_at', '-', HOUR) }))
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('consumed_at', 'is', null)
    .where('expires_at', '>', at)
}
