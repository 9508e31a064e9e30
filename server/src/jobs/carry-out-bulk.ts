import { SECOND } from '../lib/clock.ts'
import { carryOutBulkChanges } from '../services/applications/bulk/carry-out.ts'
import type { Deps } from '../services/deps.ts'
import type { Job } from './ticker.ts'

/** Goes on with changes of many applications at once, a slice at a time. */
export function carryOutBulk(deps: Deps): Job {
  return { name: 'carry-out-bulk', every: SECOND, run: () => carryOutBulkChanges(deps) }
}
