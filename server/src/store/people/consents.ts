import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId, UserId } from '../../lib/ids.ts'
import type { Consent } from '../../registry/model.ts'
import { fromWords, toWords, won } from '../columns.ts'
import type { Scoped } from '../handle.ts'

/** A user's standing consent to an application, or null when there is none or it was withdrawn. */
export async function findConsent(
  scope: Scoped,
  userId: UserId,
  applicationId: ApplicationId,
): Promise<Consent | null> {
  const row = await scope.db
    .selectFrom('consents')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('user_id', '=', userId)
    .where('application_id', '=', applicationId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  return {
    userId: row.user_id,
    applicationId: row.application_id,
    scopes: fromWords(row.scopes),
    grantedAt: row.granted_at,
  }
}

/** Keeps a consent in place of any earlier one, withdrawn or not. */
export async function saveConsent(scope: Scoped, consent: Consent): Promise<void> {
  const values = { scopes: toWords(consent.scopes), granted_at: consent.grantedAt, withdrawn_at: null }
  await scope.db
    .insertInto('consents')
    .values({
      business_unit_id: scope.businessUnitId,
      user_id: consent.userId,
      application_id: consent.applicationId,
      ...values,
    })
    .onConflict(conflict =>
      conflict.columns(['business_unit_id', 'user_id', 'application_id']).doUpdateSet(values),
    )
    .execute()
}

/** Withdraws a consent. Out: false when there is none that stands. */
export async function withdrawConsent(
  scope: Scoped,
  userId: UserId,
  applicationId: ApplicationId,
  at: Instant,
): Promise<boolean> {
  const result = await scope.db
    .updateTable('consents')
    .set({ withdrawn_at: at })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('user_id', '=', userId)
    .where('application_id', '=', applicationId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return won(result)
}
