import { sweepExpired } from '../store/sweep.ts'
import { retireUnusedClients } from './applications/dynamic/retire-unused.ts'
import { purgeDeleted } from './applications/status/deletion.ts'
import type { Deps } from './deps.ts'

/** Rows of each table at a time: requests must not wait long for the embedded store's one writer. */
const BATCH = 200
const MOST_BATCHES = 50

/**
 * Deletes what has outlived its use (`store/sweep.ts` says what and when), in small transactions.
 * One call deletes at most ten thousand rows of a table; the rest waits for the next. Clients that registered themselves
 * and were never used end as well, and applications that were deleted a week ago. Out: how many rows went.
 */
export async function sweep(deps: Deps): Promise<number> {
  let gone = 0
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const counts = Object.values(await deps.store.transact(tx => sweepExpired(tx, deps.clock(), BATCH)))
    gone += counts.reduce((sum, count) => sum + count, 0)
    if (counts.every(count => count < BATCH)) break
  }
  await retireUnusedClients(deps)
  gone += await purgeDeleted(deps)
  return gone
}
