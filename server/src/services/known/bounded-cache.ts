import type { Clock } from '../../lib/clock.ts'

type BoundedCache<V> = {
  /** The value of a key, loaded when it is not known. Loads of one key at the same time are shared. */
  readonly get: (key: string) => Promise<V>
  readonly forget: (key: string) => void
  readonly forgetAll: () => void
}

type Entry<V> = { readonly value: Promise<V>; readonly until: number }

/**
 * A cache with at most `most` entries, the least recently used leaving first, each believed for at most `life`
 * milliseconds. A value whose load began before its key was forgotten is handed to who asked, and not kept.
 */
export function boundedCache<V>(
  load: (key: string) => Promise<V>,
  bounds: { readonly most: number; readonly life: number; readonly clock: Clock },
): BoundedCache<V> {
  const entries = new Map<string, Entry<V>>()

  function keep(key: string): Promise<V> {
    const value = load(key)
    const entry = { value, until: bounds.clock() + bounds.life }
    entries.set(key, entry)
    if (entries.size > bounds.most) {
      const oldest = entries.keys().next()
      if (oldest.done !== true) entries.delete(oldest.value)
    }
    // A failed load is nobody's answer but its own caller's.
    value.catch(() => {
      if (entries.get(key) === entry) entries.delete(key)
    })
    return value
  }

  return {
    get(key) {
      const entry = entries.get(key)
      if (entry === undefined || entry.until <= bounds.clock()) return keep(key)
      entries.delete(key)
      entries.set(key, entry)
      return entry.value
    },
    forget: key => void entries.delete(key),
    forgetAll: () => entries.clear(),
  }
}
