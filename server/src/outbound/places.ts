import { settleBefore } from './deadline.ts'

/** Calls that wait for a place; more are turned away at once. */
const MOST_WAITING = 256

/** What a call takes part in, and how many calls that may have at a time. */
type Share = { readonly name: string; readonly most: number }
type Release = () => void

type Places = {
  /** Waits for a place in every share. Out: what gives it back, or null when none was free in time. */
  readonly take: (shares: readonly Share[], signal: AbortSignal) => Promise<Release | null>
}

/** Makes the counter of calls under way. Who waits is served in order, as soon as all its shares have room. */
export function createPlaces(): Places {
  const taken = new Map<string, number>()
  const waiting = new Set<{ readonly shares: readonly Share[]; readonly start: (release: Release) => void }>()

  const hasRoom = (shares: readonly Share[]) =>
    shares.every(({ name, most }) => (taken.get(name) ?? 0) < most)

  function occupy(shares: readonly Share[]): Release {
    for (const { name } of shares) taken.set(name, (taken.get(name) ?? 0) + 1)
    let given = false
    return () => {
      if (given) return
      given = true
      for (const { name } of shares) {
        const left = (taken.get(name) ?? 0) - 1
        if (left > 0) taken.set(name, left)
        else taken.delete(name)
      }
      for (const waiter of waiting) if (hasRoom(waiter.shares)) waiter.start(occupy(waiter.shares))
    }
  }

  return {
    take(shares, signal) {
      if (signal.aborted) return Promise.resolve(null)
      if (hasRoom(shares)) return Promise.resolve(occupy(shares))
      if (waiting.size >= MOST_WAITING) return Promise.resolve(null)
      return settleBefore<Release | null>(signal, null, settle => {
        const waiter = { shares, start: settle }
        waiting.add(waiter)
        return () => waiting.delete(waiter)
      })
    },
  }
}
