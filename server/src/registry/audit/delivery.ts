import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../lib/clock.ts'

/** How long after each failed attempt the next one is made; the last pause repeats. */
const PAUSES = [SECOND, 5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR] as const
/** How long after it fell due a message is still worth delivering (SECURITY.md section 4.3). */
const WORTH_TRYING = DAY

/**
 * When a message that did not arrive is tried again.
 * In: how often it was tried, when it was made, and the time now. Out: the moment, or null when it is given up.
 */
export function nextAttempt(
  delivery: { readonly attempts: number; readonly createdAt: Instant },
  now: Instant,
): Instant | null {
  const pause = PAUSES[Math.min(delivery.attempts, PAUSES.length) - 1] ?? PAUSES[0]
  const next = now + pause
  return next < delivery.createdAt + WORTH_TRYING ? next : null
}
