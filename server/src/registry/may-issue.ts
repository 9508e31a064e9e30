import type { Instant } from '../lib/clock.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { type Refusal, refusal } from '../protocol/refusal.ts'
import type { BusinessUnit, Registration, TokenFamily, User } from './model.ts'

/** Everything whose state can stop a token. Null: it was looked for and is not there. */
export type IssueFacts = {
  readonly businessUnit: BusinessUnit | null
  readonly owner: Registration | null
  readonly ownersBusinessUnit: BusinessUnit | null
  /** The business unit's authorization when the application is external; 'not-needed' when it is its own. */
  readonly authorization: Registration | 'not-needed' | null
  readonly user: User | 'none-involved' | null
  /** Whether the user's consent stands; every application that acts for a user needs it. */
  readonly consent: 'live' | 'withdrawn' | 'not-needed'
  readonly family: TokenFamily | 'none-yet' | null
  /** When the code, family or token at hand began; null when nothing stands yet and all begins now. */
  readonly begunAt: Instant | null
  readonly now: Instant
}

/**
 * Asks, just before minting and at introspection, whether everything behind a token still stands: the business unit,
 * the application, its authorization, the user, the consent and the family. Every grant passes it.
 * Out: null inside ok when all stand; else the first refusal.
 */
export function mayIssue(facts: IssueFacts): Result<null, Refusal> {
  if (facts.businessUnit === null || !facts.businessUnit.active) {
    return err(refusal('business_unit_inactive', 'The business unit is deactivated.'))
  }
  if (facts.owner === null || !facts.owner.active) {
    return err(refusal('application_inactive', 'The application is deactivated.'))
  }
  if (facts.ownersBusinessUnit === null || !facts.ownersBusinessUnit.active) {
    return err(refusal('business_unit_inactive', 'The owner of the application is deactivated.'))
  }
  if (facts.authorization === null) {
    return err(
      refusal(
        'application_not_authorized',
        'The business unit has not authorized this external application.',
      ),
    )
  }
  if (facts.authorization !== 'not-needed' && !facts.authorization.active) {
    return err(
      refusal('application_inactive', 'The business unit has deactivated this external application.'),
    )
  }
  if (
    isOlderThanStatus(facts.begunAt, facts.owner) ||
    isOlderThanStatus(facts.begunAt, facts.authorization)
  ) {
    return err(
      refusal('family_revoked', 'The application was deactivated after this was granted. Start again.'),
    )
  }
  if (facts.user === null || (facts.user !== 'none-involved' && !facts.user.active)) {
    return err(refusal('user_inactive', 'The user is deactivated.'))
  }
  if (facts.consent === 'withdrawn') {
    return err(refusal('consent_withdrawn', 'The user has withdrawn the consent to this application.'))
  }
  if (facts.family === null || (facts.family !== 'none-yet' && facts.family.revokedAt !== null)) {
    return err(
      refusal('family_revoked', 'The tokens of this sign-in were revoked. The user must sign in again.'),
    )
  }
  if (facts.family !== 'none-yet' && facts.family.endsAt <= facts.now) {
    return err(
      refusal(
        'refresh_token_expired',
        'The sign-in behind this token has ended. The user must sign in again.',
      ),
    )
  }
  return ok(null)
}

/**
 * Whether something began before the application was last deactivated or activated. Activating must not bring back
 * what was granted before, not even what was being granted at the moment of the deactivation.
 */
function isOlderThanStatus(begunAt: Instant | null, registration: Registration | 'not-needed'): boolean {
  if (begunAt === null || registration === 'not-needed') return false
  // Of an application that was never deactivated nothing can be older.
  const changed = registration.statusChangedAt > registration.createdAt
  return changed && begunAt <= registration.statusChangedAt
}
