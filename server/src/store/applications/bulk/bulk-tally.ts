import { sql } from 'kysely'
import type { Instant } from '../../../lib/clock.ts'
import type { BulkEffects } from '../../../registry/applications/bulk/bulk-change.ts'
import type { Scoped } from '../../handle.ts'
import { sawAll, TALLIED } from '../../tokens/family-tally.ts'

/**
 * Counts what would end when the applications of a bulk change that wait for it are stopped: sign-ins that can be renewed,
 * whose they are, and consents that people gave. Two passes over at most fifty thousand rows each.
 */
export async function tallyBulkChange(scope: Scoped, bulkId: string, now: Instant): Promise<BulkEffects> {
  const waiting = sql`bulk_items.business_unit_id = ${scope.businessUnitId}
    and bulk_items.bulk_id = ${bulkId} and bulk_items.state = 'waiting'`
  const families = await sql<{ looked_at: number; living: number; people: number }>`
    select count(*) as looked_at,
      count(*) filter (where revoked_at is null and ends_at > ${now}) as living,
      count(distinct user_id) filter (where revoked_at is null and ends_at > ${now}) as people
    from (
      select token_families.user_id, token_families.revoked_at, token_families.ends_at
      from bulk_items cross join token_families
      where ${waiting} and token_families.business_unit_id = bulk_items.business_unit_id
        and token_families.application_id = bulk_items.application_id limit ${TALLIED}
    ) as looked`.execute(scope.lists)
  const consents = await sql<{ looked_at: number; standing: number }>`
    select count(*) as looked_at, count(*) filter (where withdrawn_at is null) as standing
    from (
      select consents.withdrawn_at from bulk_items cross join consents
      where ${waiting} and consents.business_unit_id = bulk_items.business_unit_id
        and consents.application_id = bulk_items.application_id limit ${TALLIED}
    ) as looked`.execute(scope.lists)
  const [family, consent] = [families.rows[0], consents.rows[0]]
  const more = !sawAll(Number(family?.looked_at ?? 0))
  return {
    signIns: { count: Number(family?.living ?? 0), more },
    people: { count: Number(family?.people ?? 0), more },
    consented: {
      count: Number(consent?.standing ?? 0),
      more: !sawAll(Number(consent?.looked_at ?? 0)),
    },
  }
}
