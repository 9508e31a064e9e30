import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId } from '../../lib/ids.ts'
import type { UnitConsent } from '../../registry/model.ts'
import { fromWords, toWords, won } from '../columns.ts'
import type { Scoped } from '../handle.ts'

/** The business unit's standing consent to an application, or null when there is none or it was withdrawn. */
export async function findUnitConsent(
  scope: Scoped,
  applicationId: ApplicationId,
): Promise<UnitConsent | null> {
  const row = await scope.db
    .selectFrom('business_unit_consents')
    .selectAll()
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  return {
    applicationId: row.application_id,
    scopes: fromWords(row.scopes),
    grantedAt: row.granted_at,
    grantedBy: { kind: row.granted_by_kind, id: row.granted_by_id, name: row.granted_by_name },
    endedBefore: row.ended_before,
  }
}

/** Keeps a consent in place of any earlier one, withdrawn or not. When an earlier one was withdrawn stays noted. */
export async function saveUnitConsent(
  scope: Scoped,
  consent: Omit<UnitConsent, 'endedBefore'>,
): Promise<void> {
  const values = {
    scopes: toWords(consent.scopes),
    granted_at: consent.grantedAt,
    granted_by_kind: consent.grantedBy.kind,
    granted_by_id: consent.grantedBy.id,
    granted_by_name: consent.grantedBy.name,
    withdrawn_at: null,
  }
  await scope.db
    .insertInto('business_unit_consents')
    .values({
      business_unit_id: scope.businessUnitId,
      application_id: consent.applicationId,
      ended_before: null,
      ...values,
    })
    .onConflict(conflict => conflict.columns(['business_unit_id', 'application_id']).doUpdateSet(values))
    .execute()
}

/** Withdraws the business unit's consent. Out: false when there is none that stands. */
export async function withdrawUnitConsent(
  scope: Scoped,
  applicationId: ApplicationId,
  at: Instant,
): Promise<boolean> {
  const result = await scope.db
    .updateTable('business_unit_consents')
    .set({ withdrawn_at: at, ended_before: at })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return won(result)
}
