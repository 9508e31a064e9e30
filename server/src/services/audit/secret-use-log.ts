import { type Clock, type Instant, MINUTE } from '../../lib/clock.ts'
import type { BusinessUnitId, SecretId } from '../../lib/ids.ts'
import { noteSecretUse } from '../../store/applications/credentials.ts'
import { inBusinessUnit, type Store } from '../../store/handle.ts'

/** A secret that opened something: whose it is, and the address it came from. */
type Use = { readonly businessUnitId: BusinessUnitId; readonly secretId: SecretId; readonly from: string }

export type SecretUseLog = {
  /** Remembers that a secret was used. Never waits, and never fails a request. */
  readonly note: (use: Use) => void
  /** Writes what is remembered. Called every second and at the end. */
  readonly flush: () => Promise<void>
}

/** What is shown is right to the minute: a secret in constant use costs one write a minute, and no more. */
const EVERY = MINUTE
const MOST_REMEMBERED = 10_000

/** Makes the log of one process: when and from where each client secret was last used. */
export function createSecretUseLog({
  store,
  clock,
}: {
  readonly store: Store
  readonly clock: Clock
}): SecretUseLog {
  const waiting = new Map<SecretId, Use & { readonly at: Instant }>()
  const written = new Map<SecretId, Instant>()
  return {
    note(use) {
      const at = clock()
      const last = written.get(use.secretId)
      if (last !== undefined && at - last < EVERY) return
      if (waiting.size < MOST_REMEMBERED || waiting.has(use.secretId))
        waiting.set(use.secretId, { ...use, at })
    },
    async flush() {
      for (const use of waiting.values()) {
        const { businessUnitId, secretId, from, at } = use
        await store.transact(tx => noteSecretUse(inBusinessUnit(tx, businessUnitId), secretId, { at, from }))
        // What could not be written waits for the next time, and a use that came meanwhile is a newer one.
        if (waiting.get(secretId) === use) waiting.delete(secretId)
        if (written.size >= MOST_REMEMBERED) written.clear()
        written.set(secretId, at)
      }
    },
  }
}
