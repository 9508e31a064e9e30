import type { Instant } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { type Refusal, refusal } from '../../protocol/refusal.ts'
import { type EffectiveLifetimes, effectiveLifetimes, familyEnd } from '../applications/lifetimes.ts'
import type { BusinessUnit, Registration, TokenFamily, User } from '../model.ts'

/** Everything whose state can stop a token. Null: it was looked for and is not there. */
export type IssueFacts = {
  readonly businessUnit: BusinessUnit | null
  readonly owner: Registration | null
  readonly ownersBusinessUnit: BusinessUnit | null
  /** The business unit's authorization when the application is external; 'not-needed' when it is its own. */
  readonly authorization: Registration | 'not-needed' | null
  readonly user: User | 'none-involved' | null
  /** Whether a consent stands, the user's own or the business unit's; every application that acts for a user needs one. */
  readonly consent: 'live' | 'of-the-business-unit' | 'withdrawn' | 'not-needed'
  readonly family: TokenFamily | 'none-yet' | null
  /** When the code, family or token at hand began; null when nothing stands yet and all begins now. */
  readonly begunAt: Instant | null
  readonly now: Instant
}

/**
 * Asks, just before minting and at introspection, whether everything behind a token still stands: the business unit,
 * the application, its authorization, the user, the consent and the family. Every grant passes it.
 * Out: how long the tokens of the application live here, when all stand; else the first refusal.
 */
export function mayIssue(facts: IssueFacts): Result<EffectiveLifetimes, Refusal> {
  if (facts.businessUnit === null || !facts.businessUnit.active) {
    return err(refusal('business_unit_inactive', 'The business unit is deactivated.'))
  }
  if (facts.owner === null || !stands(facts.owner)) {
    return err(inactive(facts.owner, 'The application is deactivated.'))
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
  if (facts.authorization !== 'not-needed' && !stands(facts.authorization)) {
    return err(inactive(facts.authorization, 'The business unit has deactivated this external application.'))
  }
  if (facts.user === null || (facts.user !== 'none-involved' && !facts.user.active)) {
    return err(refusal('user_inactive', 'The user is deactivated.'))
  }
  const outlived = deactivatedSince(facts)
  if (outlived !== null) {
    return err(refusal('family_revoked', `${outlived} was deactivated after this was granted. Start again.`))
  }
  if (facts.consent === 'withdrawn') {
    return err(refusal('consent_withdrawn', 'The consent to this application was withdrawn.'))
  }
  if (facts.family === null || (facts.family !== 'none-yet' && facts.family.revokedAt !== null)) {
    return err(
      refusal('family_revoked', 'The tokens of this sign-in were revoked. The user must sign in again.'),
    )
  }
  const { owner, businessUnit } = facts
  const authorization = facts.authorization === 'not-needed' ? null : facts.authorization
  const lifetimes = effectiveLifetimes({ owner, authorization, businessUnit })
  if (facts.family !== 'none-yet' && familyEnd(facts.family, lifetimes) <= facts.now) {
    return err(
      refusal(
        'refresh_token_expired',
        'The sign-in behind this token has ended. The user must sign in again.',
      ),
    )
  }
  return ok(lifetimes)
}

/** Whether tokens may be issued of a registration: what is contained is inactive as well, and asked for by itself. */
function stands({ active, containment }: Registration): boolean {
  return active && containment === null
}

/** The refusal of what is inactive; why it is, goes to the application alone. */
function inactive(registration: Registration | null, description: string): Refusal {
  // Whoever holds its secret may be who it was contained for: they are told what everybody else is, and no reason.
  if (registration !== null && registration.containment !== null)
    return refusal('application_contained', description)
  const refused = refusal('application_inactive', description)
  const why = registration?.statusReason ?? null
  return why === null ? refused : { ...refused, forClient: `The reason that was given: ${why}` }
}

/**
 * What was deactivated or activated after the token's beginning, in words; null: nothing was. Activating must not
 * bring back what was granted before, not even what was being granted at the moment of the deactivation.
 */
function deactivatedSince(facts: IssueFacts): string | null {
  const { begunAt, owner, authorization, businessUnit, ownersBusinessUnit, user } = facts
  if (begunAt === null) return null
  const since = (changedAt: Instant | null | undefined) => (changedAt ?? -Infinity) >= begunAt
  if (since(statusChange(owner)) || since(statusChange(authorization))) return 'The application'
  if (since(businessUnit?.statusChangedAt)) return 'The business unit'
  if (since(ownersBusinessUnit?.statusChangedAt)) return 'The owner of the application'
  return user !== 'none-involved' && since(user?.statusChangedAt) ? 'The user' : null
}

/** When an application was last deactivated or activated; null: it has stood as it does since it was made. */
function statusChange(registration: Registration | 'not-needed' | null): Instant | null {
  if (registration === null || registration === 'not-needed') return null
  return registration.statusChangedAt > registration.createdAt ? registration.statusChangedAt : null
}
