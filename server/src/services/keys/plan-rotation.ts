import { compareKeys, type Lived, lifeOf } from '../../keys/key-life.ts'
import type { SigningAlgorithm } from '../../keys/signing-key.ts'
import { DAY, type Instant, MINUTE } from '../../lib/clock.ts'

/** ES256 signs access tokens; the others sign ID tokens, RS256 unless an application chose (OpenID Connect Core §15.1). */
export const SIGNING_ALGORITHMS: readonly SigningAlgorithm[] = ['ES256', 'RS256', 'PS256', 'EdDSA']

/** How long a key signs before the job replaces it. */
export const ROTATION_PERIOD = 90 * DAY
/** How long a key that the job made is published before it signs. */
export const SCHEDULED_LEAD = DAY
/** The same for a rotation by hand: twice as long as the key set may be cached (5 minutes). */
export const LEAD_BY_HAND = 10 * MINUTE

/** What a rotation does to the keys. */
export type RotationPlan = {
  readonly make: readonly { readonly algorithm: SigningAlgorithm; readonly activeFrom: Instant }[]
  /** Keys already published that sign earlier than planned. */
  readonly bringForward: readonly { readonly key: Lived; readonly activeFrom: Instant }[]
  readonly retire: readonly Lived[]
}

/** Whether nothing is to be done. */
export function isIdle(plan: RotationPlan): boolean {
  return plan.make.length + plan.bringForward.length + plan.retire.length === 0
}

function liveOf(keys: readonly Lived[], algorithm: SigningAlgorithm): Lived[] {
  return keys.filter(key => key.algorithm === algorithm && key.retiredAt === null).toSorted(compareKeys)
}

/**
 * What is due by the calendar: a first key where an algorithm has none, which signs at once; a successor, a day ahead
 * of the end of the period; and the end of keys whose last token has expired.
 */
export function planDue(keys: readonly Lived[], now: Instant): RotationPlan {
  const make = SIGNING_ALGORITHMS.flatMap(algorithm => {
    const newest = liveOf(keys, algorithm).at(-1)
    if (newest === undefined) return [{ algorithm, activeFrom: now }]
    const due = newest.activeFrom + ROTATION_PERIOD - SCHEDULED_LEAD <= now
    return due ? [{ algorithm, activeFrom: now + SCHEDULED_LEAD }] : []
  })
  const retire = keys.filter(key => key.retiredAt === null && (lifeOf(key, keys).endsAt ?? now + 1) <= now)
  return { make, bringForward: [], retire }
}

/**
 * What an operator's rotation does. A key that waits for its turn is brought forward instead of making another, so
 * that asking twice changes nothing. Either way a key is published for {@link LEAD_BY_HAND} before it signs.
 */
export function planByHand(
  keys: readonly Lived[],
  algorithms: readonly SigningAlgorithm[],
  now: Instant,
): RotationPlan {
  const make = []
  const bringForward = []
  for (const algorithm of algorithms) {
    const key = liveOf(keys, algorithm).find(({ activeFrom }) => activeFrom > now)
    if (key === undefined) {
      make.push({ algorithm, activeFrom: now + LEAD_BY_HAND })
      continue
    }
    const activeFrom = Math.max(now, key.createdAt + LEAD_BY_HAND)
    if (activeFrom < key.activeFrom) bringForward.push({ key, activeFrom })
  }
  return { make, bringForward, retire: [] }
}

/** What a rotation in an emergency does: every key there is may be known to a thief, one that waits its turn too. */
export function planEmergency(
  keys: readonly Lived[],
  algorithms: readonly SigningAlgorithm[],
  now: Instant,
): RotationPlan {
  return {
    make: algorithms.map(algorithm => ({ algorithm, activeFrom: now })),
    bringForward: [],
    retire: algorithms.flatMap(algorithm => liveOf(keys, algorithm)),
  }
}
