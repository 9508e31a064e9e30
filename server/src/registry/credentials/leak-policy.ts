import type { Instant } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { hasEnded } from '../applications/application.ts'
import { checkStatusReason } from '../applications/status-reason.ts'
import type { ClientSecret, LeakPolicy } from '../model.ts'
import type { FieldFault } from '../refusal.ts'

type Found = Pick<ClientSecret, 'expiresAt' | 'leakedAt' | 'releasedAt'>

/**
 * What becomes of a client secret that somebody reports. A release is the word of a person about this very secret, so it
 * stands above the policy: what is found once more after it is told once more, and goes on working.
 * In: the secret, the policy of its business unit, and now. Out: null where nothing is new.
 */
export function leakOutcome(secret: Found, policy: LeakPolicy, now: Instant): LeakPolicy | null {
  if (hasEnded(secret, now)) return null
  const { leakedAt, releasedAt } = secret
  if (releasedAt === null) return leakedAt === null ? policy : null
  return leakedAt === null || leakedAt <= releasedAt ? 'alert' : null
}

/** Whether a client secret opens something: it has not ended, and is not in quarantine. */
export function opensNow(secret: Pick<ClientSecret, 'expiresAt' | 'quarantinedAt'>, now: Instant): boolean {
  return secret.quarantinedAt === null && !hasEnded(secret, now)
}

/** Checks why a secret is let out of quarantine, which has to be said. Out: the text to keep. */
export function checkReleaseReason(typed: string): Result<string, readonly FieldFault[]> {
  const checked = checkStatusReason(typed)
  if (!checked.ok) return checked
  if (checked.value !== null) return ok(checked.value)
  const message = 'Say why it is released: others have to know what was looked into.'
  return err([{ path: '/reason', rule: 'required', message }])
}
