import { HOUR, type Instant } from '../lib/clock.ts'
import type { SigningKey } from './signing-key.ts'

/**
 * How long a key verifies after a newer one took over: the longest token of ours, an implicit grant's of 24 hours,
 * signed in the last moment, and an hour for clocks that differ.
 */
export const KEPT_FOR_VERIFYING = 25 * HOUR

/** What decides over the life of a key. */
export type Lived = Pick<SigningKey, 'id' | 'algorithm' | 'createdAt' | 'activeFrom' | 'retiredAt'>

/**
 * Where a key stands. upcoming: published, does not sign yet. active: signs. superseded: a newer one signs, it still
 * verifies. retired: neither published nor trusted.
 */
export type KeyStatus = 'upcoming' | 'active' | 'superseded' | 'retired'

type KeyLife = {
  /** When a newer key takes over; null while none is there. May lie ahead. */
  readonly supersededAt: Instant | null
  /** When it stops verifying; null while no newer key is there. May lie ahead. */
  readonly endsAt: Instant | null
}

/** Orders keys of one algorithm: the one that signs later comes later. The ids make the order total. */
export function compareKeys(a: Lived, b: Lived): number {
  return a.activeFrom - b.activeFrom || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)
}

/**
 * Reads the life of a key from the records alone, so that every node finds the same without being told.
 * In: the key, and all keys there are, itself among them or not.
 */
export function lifeOf(key: Lived, all: readonly Lived[]): KeyLife {
  const next = all
    .filter(other => other.algorithm === key.algorithm && other.id !== key.id)
    .filter(other => compareKeys(other, key) > 0 && everSigned(other))
    .toSorted(compareKeys)[0]
  const supersededAt = next?.activeFrom ?? null
  return { supersededAt, endsAt: key.retiredAt ?? (next ? next.activeFrom + KEPT_FOR_VERIFYING : null) }
}

/** A key that was withdrawn before its turn came has taken over from nobody. */
function everSigned({ activeFrom, retiredAt }: Lived): boolean {
  return retiredAt === null || retiredAt > activeFrom
}

/** Where a key stands now. */
export function statusOf(key: Lived, life: KeyLife, now: Instant): KeyStatus {
  if (key.retiredAt !== null || (life.endsAt !== null && life.endsAt <= now)) return 'retired'
  if (life.supersededAt !== null && life.supersededAt <= now) return 'superseded'
  return key.activeFrom > now ? 'upcoming' : 'active'
}
