import { DAY, type Instant } from '../../lib/clock.ts'
import type { ClientSecret } from '../model.ts'
import { opensNow } from './leak-policy.ts'

/** So many days before a secret ends its owner is reminded, once for each. */
const REMINDERS = [30, 7, 1] as const

/** A secret that was used within so long is missed when it ends, even where another stands beside it. */
const IN_USE = DAY

/** When the next reminder of a secret is due, after a moment; null where none is left. */
export function nextReminder(expiresAt: Instant | null, after: Instant): Instant | null {
  if (expiresAt === null) return null
  return REMINDERS.map(days => expiresAt - days * DAY).find(at => at > after) ?? null
}

/** For how many days a secret lives at most by now, as reminders count them: 30, 7 or 1; null: longer, or no more. */
export function daysLeft(expiresAt: Instant | null, now: Instant): number | null {
  if (expiresAt === null || expiresAt <= now) return null
  return REMINDERS.findLast(days => expiresAt - days * DAY <= now) ?? null
}

/**
 * Whether anybody would miss a secret that is about to end. What was replaced is meant to end, so where another lives on
 * for longer, only one that is still in use is worth a reminder.
 * In: the secret, all of its application's that nobody revoked, and now.
 */
export function wouldBeMissed(secret: ClientSecret, all: readonly ClientSecret[], now: Instant): boolean {
  // One in quarantine issues nothing as it is, and stands in for nobody.
  if (secret.quarantinedAt !== null) return false
  if (secret.lastUsedAt !== null && now - secret.lastUsedAt < IN_USE) return true
  return !all.some(
    other => other.id !== secret.id && opensNow(other, now) && daysLeft(other.expiresAt, now) === null,
  )
}
