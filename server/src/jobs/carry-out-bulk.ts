import { SECOND } from '../lib/clock.ts'
import { carryOutBulkChanges } from '../services/applications/bulk/carry-out.ts'
import { cutPlansShort } from '../services/applications/bulk/cut-short.ts'
import type { Deps } from '../services/deps.ts'
import type { Job } from './ticker.ts'

/** Goes on with changes of many applications at once, a slice at a time, and ends plans that were cut short. */
export function carryOutBulk(deps: Deps): Job {
  const run = async (): Promise<void> => {
    await cutPlansShort(deps)
    await carryOutBulkChanges(deps)
  }
  return { name: 'carry-out-bulk', every: SECOND, run }
}
