import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId, FamilyId, UserId } from '../../lib/ids.ts'
import type { TokenFamily } from '../../registry/model.ts'
import { fromWords, rowsOf, toWords, won } from '../columns.ts'
import { mustBelong, type Scoped } from '../handle.ts'

/** Adds a token family, live or (as it is written) revoked. */
export async function insertFamily(scope: Scoped, family: TokenFamily): Promise<void> {
  mustBelong(scope, family.businessUnitId)
  await scope.db
    .insertInto('token_families')
    .values({
      business_unit_id: scope.businessUnitId,
      id: family.id,
      application_id: family.applicationId,
      user_id: family.userId,
      scopes: toWords(family.scopes),
      audiences: toWords(family.audiences),
      auth_time: family.authTime,
      created_at: family.createdAt,
      ends_at: family.endsAt,
      revoked_at: family.revokedAt,
      revoked_because: null,
    })
    .execute()
}

/** The business unit's family with this id, live or not, or null. */
export async function findFamily(scope: Scoped, id: FamilyId): Promise<TokenFamily | null> {
  const row = await scope.db
    .selectFrom('token_families')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  return {
    businessUnitId: row.business_unit_id,
    id: row.id,
    applicationId: row.application_id,
    userId: row.user_id,
    scopes: fromWords(row.scopes),
    audiences: fromWords(row.audiences),
    authTime: row.auth_time,
    createdAt: row.created_at,
    endsAt: row.ends_at,
    revokedAt: row.revoked_at,
  }
}

/**
 * Proves that a family is live, and keeps it so until the caller's transaction ends: whoever revokes it meanwhile
 * waits, and then revokes what this transaction made as well. Out: false when it is revoked, over or unknown here.
 */
export async function touchLiveFamily(scope: Scoped, id: FamilyId, now: Instant): Promise<boolean> {
  const result = await scope.db
    .updateTable('token_families')
    .set(eb => ({ ends_at: eb.ref('ends_at') }))
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .where('ends_at', '>', now)
    .executeTakeFirst()
  return won(result)
}

/** Revokes a family. `because` is one word for the history. Out: false when it was revoked before or is unknown here. */
export async function revokeFamily(
  scope: Scoped,
  id: FamilyId,
  at: Instant,
  because: string,
): Promise<boolean> {
  const result = await revocation(scope, at, because).where('id', '=', id).executeTakeFirst()
  return won(result)
}

/** Revokes every family of an application in this business unit. Out: how many this call revoked. */
export async function revokeFamiliesOfApplication(
  scope: Scoped,
  applicationId: ApplicationId,
  at: Instant,
  because: string,
): Promise<number> {
  const result = await revocation(scope, at, because)
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
  return rowsOf(result)
}

/** Revokes every family of a user. Out: how many this call revoked. */
export async function revokeFamiliesOfUser(
  scope: Scoped,
  userId: UserId,
  at: Instant,
  because: string,
): Promise<number> {
  const result = await revocation(scope, at, because).where('user_id', '=', userId).executeTakeFirst()
  return rowsOf(result)
}

/** Revokes every family that a user's consent to an application gave rise to. Out: how many this call revoked. */
export async function revokeFamiliesOfConsent(
  scope: Scoped,
  consent: { readonly userId: UserId; readonly applicationId: ApplicationId },
  at: Instant,
  because: string,
): Promise<number> {
  const result = await revocation(scope, at, because)
    .where('user_id', '=', consent.userId)
    .where('application_id', '=', consent.applicationId)
    .executeTakeFirst()
  return rowsOf(result)
}

function revocation(scope: Scoped, at: Instant, because: string) {
  return scope.db
    .updateTable('token_families')
    .set({ revoked_at: at, revoked_because: because })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('revoked_at', 'is', null)
}
