import { type Clock, type Instant, MINUTE } from '../../lib/clock.ts'
import { type ApplicationId, type BusinessUnitId, isApplicationId } from '../../lib/ids.ts'
import { noteUses } from '../../store/applications/lists/uses.ts'
import { inBusinessUnit, type Store } from '../../store/handle.ts'

export type ApplicationUseLog = {
  /** Remembers that an application was given a token in a business unit. Never waits, and never fails a request. */
  readonly note: (businessUnitId: BusinessUnitId, clientId: string) => void
  /** Writes what is remembered. Called every second and at the end. */
  readonly flush: () => Promise<void>
}

/** The list can be ordered and narrowed by it, so each write touches an index: one in a quarter of an hour will do. */
const EVERY = 15 * MINUTE
const MOST_REMEMBERED = 20_000

/** Makes the log of one process: when each application was last given a token, by business unit. */
export function createApplicationUseLog({
  store,
  clock,
}: {
  readonly store: Store
  readonly clock: Clock
}): ApplicationUseLog {
  let waiting = new Map<BusinessUnitId, Map<ApplicationId, Instant>>()
  const noted = new Map<string, Instant>()
  return {
    note(businessUnitId, clientId) {
      if (!isApplicationId(clientId)) return
      const [at, key] = [clock(), `${businessUnitId} ${clientId}`]
      const last = noted.get(key)
      if (last !== undefined && at - last < EVERY) return
      if (noted.size >= MOST_REMEMBERED) noted.clear()
      noted.set(key, at)
      const ofUnit = waiting.get(businessUnitId) ?? new Map<ApplicationId, Instant>()
      waiting.set(businessUnitId, ofUnit.set(clientId, at))
    },
    async flush() {
      const taken = waiting
      waiting = new Map()
      try {
        for (const [businessUnitId, uses] of taken) {
          await store.transact(tx => noteUses(inBusinessUnit(tx, businessUnitId), uses))
        }
      } catch (fault) {
        // Written at the next use instead: a later use is as good as this one.
        noted.clear()
        throw fault
      }
    },
  }
}
