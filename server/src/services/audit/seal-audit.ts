import type { BusinessUnitId } from '../../lib/ids.ts'
import { businessUnitsWithUnsealed, lastSealed, listUnsealed, setSeal } from '../../store/audit/audit.ts'
import { holdBusinessUnit } from '../../store/business-units/business-units.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import type { Deps } from '../deps.ts'
import { beginningOf, linkHash } from './chain.ts'

/** Few enough that a request waiting for the embedded store's one writer hardly notices. */
const BATCH = 200
const MOST_BATCHES = 50

/**
 * Makes the function that seals audit entries into the hash chains of their business units.
 * One call seals at most ten thousand entries, and the next goes on where it ended, so that no busy business unit
 * keeps the others waiting. Nodes that call it at once take turns in each chain. Out: how many entries were sealed.
 */
export function auditSealer(deps: Deps): () => Promise<number> {
  let after: BusinessUnitId | null = null
  return async () => {
    const units = await businessUnitsWithUnsealed(deps.store, MOST_BATCHES, after)
    let sealed = 0
    let batches = 0
    for (const id of units) {
      after = id
      for (let count = BATCH; count === BATCH && batches < MOST_BATCHES; batches++) {
        count = await sealBatch(deps, id)
        sealed += count
      }
      if (batches === MOST_BATCHES) return sealed
    }
    // A list that is not full was the last of a round: the next call begins with the first business unit.
    if (units.length < MOST_BATCHES) after = null
    return sealed
  }
}

/**
 * Seals what a business unit has written down until now, without waiting for the job, so that whoever reads its log finds
 * there what was done a moment ago.
 */
export async function sealNow(deps: Deps, id: BusinessUnitId): Promise<void> {
  const scope = inBusinessUnit(deps.store, id)
  for (let batches = 0; batches < MOST_BATCHES; batches++) {
    if ((await listUnsealed(scope, 1)).length === 0) return
    if ((await sealBatch(deps, id)) < BATCH) return
  }
}

/**
 * Seals the oldest unsealed entries of one business unit in one transaction. Entries appear in the order of their
 * commits, not of their ids, so it is the place in the chain that orders them for good. Out: how many.
 */
async function sealBatch(deps: Deps, id: BusinessUnitId): Promise<number> {
  return deps.store.transact(async tx => {
    const scope = inBusinessUnit(tx, id)
    // Without this a second node could read the same end of the chain and hang its own links on it.
    await holdBusinessUnit(scope)
    const last = await lastSealed(scope)
    let [seq, hash] = [last?.seq ?? 0, last?.hash ?? beginningOf(id)]
    const entries = await listUnsealed(scope, BATCH)
    for (const entry of entries) {
      seq += 1
      hash = linkHash(hash, seq, entry)
      if (!(await setSeal(scope, entry.id, seq, hash))) {
        throw new Error(`Audit entry ${entry.id} was sealed while its chain was held`)
      }
    }
    return entries.length
  })
}
