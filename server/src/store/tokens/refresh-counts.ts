import { sql } from 'kysely'
import type { ApplicationId } from '../../lib/ids.ts'
import type { RefreshCounts } from '../../registry/model.ts'
import type { Scoped } from '../handle.ts'

/** Adds to the counts of one day. In: the application, the day (days since 1970), what to add. */
export async function addRefreshCounts(
  scope: Scoped,
  applicationId: ApplicationId,
  day: number,
  counts: RefreshCounts,
): Promise<void> {
  await scope.db
    .insertInto('refresh_counts')
    .values({
      business_unit_id: scope.businessUnitId,
      application_id: applicationId,
      day,
      benign_retries: counts.benignRetries,
      suspected_reuses: counts.suspectedReuses,
    })
    .onConflict(conflict =>
      conflict.columns(['business_unit_id', 'application_id', 'day']).doUpdateSet({
        benign_retries: sql`refresh_counts.benign_retries + excluded.benign_retries`,
        suspected_reuses: sql`refresh_counts.suspected_reuses + excluded.suspected_reuses`,
      }),
    )
    .execute()
}

/** The counts of an application from one day on, added up. */
export async function sumRefreshCounts(
  scope: Scoped,
  applicationId: ApplicationId,
  fromDay: number,
): Promise<RefreshCounts> {
  const rows = await scope.db
    .selectFrom('refresh_counts')
    .select(['benign_retries', 'suspected_reuses'])
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('application_id', '=', applicationId)
    .where('day', '>=', fromDay)
    .execute()
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  return {
    benignRetries: sum(rows.map(row => row.benign_retries)),
    suspectedReuses: sum(rows.map(row => row.suspected_reuses)),
  }
}
