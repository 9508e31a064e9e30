import type { Clock, Instant } from '../lib/clock.ts'

/** How long to wait, in whole seconds. */
export type Wait = { readonly seconds: number }

type Bounds = {
  /** How many attempts one window takes. */
  readonly most: number
  /** How long a window is, in milliseconds; it begins with the first attempt. */
  readonly window: number
  /** How many keys are counted at once, so that nobody fills the memory by choosing names. */
  readonly keys: number
  readonly clock: Clock
}

/** Counts attempts by key. Every count ends by itself. */
type AttemptCounter = {
  /** Counts one. Out: null, or how long to wait when it was one too many. */
  readonly count: (key: string) => Wait | null
  /** Whether one more would be too many, without counting it. */
  readonly look: (key: string) => Wait | null
  /** Takes one back. */
  readonly takeBack: (key: string) => void
  readonly forget: (key: string) => void
}

/**
 * Makes a counter. When as many keys as fit are counted, the one whose window ends next gives way: whoever can speak
 * under that many names gains one more window by it, and nobody else loses anything.
 */
export function attemptCounter({ most, window, keys, clock }: Bounds): AttemptCounter {
  // In the order in which the windows end, since all are equally long.
  const counts = new Map<string, { used: number; readonly ends: Instant }>()

  const live = (key: string) => {
    const found = counts.get(key)
    const now = clock()
    // A clock that was set back must not make anybody wait longer than a window.
    return found !== undefined && found.ends > now && found.ends <= now + window ? found : undefined
  }
  const waitOf = (ends: Instant): Wait => ({ seconds: Math.max(1, Math.ceil((ends - clock()) / 1000)) })
  const begin = (key: string): void => {
    counts.delete(key)
    const oldest = counts.keys().next().value
    if (counts.size >= keys && oldest !== undefined) counts.delete(oldest)
    counts.set(key, { used: 1, ends: clock() + window })
  }

  return {
    count(key) {
      const found = live(key)
      if (found === undefined) {
        begin(key)
        return null
      }
      found.used += 1
      return found.used > most ? waitOf(found.ends) : null
    },
    look(key) {
      const found = live(key)
      return found === undefined || found.used < most ? null : waitOf(found.ends)
    },
    takeBack(key) {
      const found = live(key)
      if (found !== undefined && found.used > 0) found.used -= 1
    },
    forget: key => void counts.delete(key),
  }
}
