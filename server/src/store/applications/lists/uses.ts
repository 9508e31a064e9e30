import type { Instant } from '../../../lib/clock.ts'
import type { ApplicationId } from '../../../lib/ids.ts'
import type { Scoped } from '../../handle.ts'

/**
 * Notes that applications of the business unit were used, unless a later use is known. It is no change of them.
 * In: when, by application.
 */
export async function noteUses(scope: Scoped, uses: ReadonlyMap<ApplicationId, Instant>): Promise<void> {
  for (const [id, at] of uses) {
    await scope.db
      .updateTable('applications')
      .set({ idle_since: at })
      .where('business_unit_id', '=', scope.businessUnitId)
      .where('id', '=', id)
      .where('idle_since', '<', at)
      .execute()
  }
}
