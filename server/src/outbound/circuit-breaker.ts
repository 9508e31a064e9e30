import { type Clock, type Instant, SECOND } from '../lib/clock.ts'

/** Failures in a row after which a host is left alone, and for how long. */
const MOST_FAILURES = 5
const PAUSE = 30 * SECOND
/** Hosts remembered; the one that failed longest ago is forgotten first. */
const MOST_HOSTS = 1000

type CircuitBreaker = {
  /** Whether a host is left alone for now. */
  readonly isOpen: (key: string) => boolean
  /** Tells whether a host was reached. After a pause, one more failure begins the next. */
  readonly record: (key: string, reached: boolean) => void
}

/** Makes the memory of hosts that do not answer, so that a dead one costs its callers nothing for a while. */
export function createCircuitBreaker(clock: Clock): CircuitBreaker {
  const hosts = new Map<string, { readonly failures: number; readonly until: Instant }>()
  return {
    isOpen(key) {
      const left = (hosts.get(key)?.until ?? 0) - clock()
      // A clock that was set back must not make the pause longer.
      return left > 0 && left <= PAUSE
    },
    record(key, reached) {
      const failures = reached ? 0 : (hosts.get(key)?.failures ?? 0) + 1
      hosts.delete(key)
      if (failures === 0) return
      hosts.set(key, { failures, until: failures >= MOST_FAILURES ? clock() + PAUSE : 0 })
      const oldest = hosts.keys().next()
      if (hosts.size > MOST_HOSTS && oldest.done !== true) hosts.delete(oldest.value)
    },
  }
}
