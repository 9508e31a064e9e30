import { DAY, HOUR, type Instant, MINUTE } from '../../../lib/clock.ts'

/** How long after each failed attempt the next one is made. After the last it is given up. */
const PAUSES = [MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, DAY, DAY, DAY] as const
/** How long a picture is believed before it is asked for anew. */
const REFRESH = 7 * DAY

/** When a picture that was got is asked for again. In: the time now. */
export function nextRefresh(now: Instant): Instant {
  return now + REFRESH
}

/**
 * When a picture that was not got is asked for again.
 * In: how often it was tried since it was last got or wanted, this time included, and the time now.
 * Out: the moment, or null when it is given up.
 */
export function nextAttemptAtPicture(attempts: number, now: Instant): Instant | null {
  const pause = PAUSES[attempts - 1]
  return pause === undefined ? null : now + pause
}
