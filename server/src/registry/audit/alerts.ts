import type { SessionId } from '../../lib/ids.ts'

/** What an owner is told because it may mean theft, a fault of the application or an outage soon, as audit actions. */
export const ALERTS = [
  'alert.refresh-token-reused',
  'alert.code-redeemed-twice',
  'alert.challenge-reused',
  'alert.secret-leaked',
  'alert.refresh-token-leaked',
  'alert.registration-token-leaked',
  'alert.secret-ending',
  'alert.application-contained',
] as const

export type Alert = (typeof ALERTS)[number]

/** How many open alerts are counted: further would tell nobody more. */
export const MOST_COUNTED_ALERTS = 100

/** How many codes for one challenge are too many, even in one session. */
const MANY = 3

function isSuspicious(sessions: readonly (SessionId | null)[]): boolean {
  return sessions.length >= MANY || new Set(sessions).size > 1
}

/**
 * Whether a code challenge is by now known to be used for several authorization requests (RFC 9700 §2.1.1), and was
 * not before: then it is worth telling once. A person who goes back and asks again in the same session repeats one
 * request, which is no news until the third time.
 * In: the sessions for which codes with the challenge were issued, and the one that gets a code now.
 */
export function isNewlyReused(before: readonly (SessionId | null)[], now: SessionId | null): boolean {
  return !isSuspicious(before) && isSuspicious([...before, now])
}
