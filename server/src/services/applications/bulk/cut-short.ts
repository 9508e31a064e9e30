import { cutPlanShort, nextBulkChange } from '../../../store/applications/bulk/bulk-changes.ts'
import { inBusinessUnit } from '../../../store/handle.ts'
import type { Deps } from '../../deps.ts'

/** How many plans one run of the job ends. */
const AT_ONCE = 100

/**
 * Ends what is being planned and made no progress for minutes, in every business unit: whoever planned it was killed, and
 * which applications were meant died with it. What is only slow finds that it is over with its next step, and stops.
 */
export async function cutPlansShort(deps: Deps): Promise<void> {
  for (let count = 0; count < AT_ONCE; count++) {
    const now = deps.clock()
    const next = await nextBulkChange(deps.store, 'collecting', now)
    if (next === null) return
    await cutPlanShort(inBusinessUnit(deps.store, next.businessUnitId), next.id, now)
  }
}
