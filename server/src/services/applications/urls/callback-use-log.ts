import { sha256Hex } from '../../../keys/hash.ts'
import { type Clock, type Instant, MINUTE } from '../../../lib/clock.ts'
import type { ApplicationId, BusinessUnitId } from '../../../lib/ids.ts'
import { noteCallbackUse } from '../../../store/applications/callback-uses.ts'
import { inBusinessUnit, type Store } from '../../../store/handle.ts'

/** A person of a business unit who was sent to a registered callback URL of an application. */
type Use = {
  readonly businessUnitId: BusinessUnitId
  readonly applicationId: ApplicationId
  /** As it is registered. */
  readonly url: string
}

export type CallbackUseLog = {
  /** Remembers a use. Never waits, and never fails a request. */
  readonly note: (use: Use) => void
  /** Writes what is remembered. Called every second and at the end. */
  readonly flush: () => Promise<void>
}

/** The time shown is right to the minute, and a URL in constant use costs one write a minute. */
const EVERY = MINUTE
const MOST_REMEMBERED = 10_000

/** Makes the log of one process: when people were last sent to each callback URL. */
export function createCallbackUseLog({
  store,
  clock,
}: {
  readonly store: Store
  readonly clock: Clock
}): CallbackUseLog {
  const waiting = new Map<string, Use & { readonly at: Instant; readonly urlHash: string }>()
  const written = new Map<string, Instant>()
  return {
    note(use) {
      const at = clock()
      const urlHash = sha256Hex(use.url)
      const key = `${use.businessUnitId} ${use.applicationId} ${urlHash}`
      const last = written.get(key)
      if (last !== undefined && at - last < EVERY) return
      if (waiting.size < MOST_REMEMBERED || waiting.has(key)) waiting.set(key, { ...use, at, urlHash })
    },
    async flush() {
      for (const [key, use] of waiting) {
        const { businessUnitId, applicationId, urlHash, at } = use
        await store.transact(tx =>
          noteCallbackUse(inBusinessUnit(tx, businessUnitId), applicationId, { urlHash, at }),
        )
        // What could not be written waits for the next time, and a use that came meanwhile is a newer one.
        if (waiting.get(key) === use) waiting.delete(key)
        if (written.size >= MOST_REMEMBERED) written.clear()
        written.set(key, at)
      }
    },
  }
}
