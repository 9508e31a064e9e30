import type { Registration, User } from '../../registry/model.ts'
import { audiencesOf, effectiveAccess } from '../../registry/tokens/effective-access.ts'
import type { Scoped } from '../../store/handle.ts'
import { profileOf } from '../people/profile-of.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * Narrows scopes granted earlier to what still stands now: registration, authorization, APIs, profile, consent.
 * In: the user's business unit and what surrounds it; the application as mayIssue found it, the user, the scopes
 * granted earlier.
 * Out: what of them still stands, and the audiences behind it.
 */
export async function narrowToStanding(
  scope: Scoped,
  { unit, known }: Pick<Surroundings, 'unit' | 'known'>,
  grant: {
    readonly owner: Registration
    readonly authorization: Registration | null
    /** Null when the application acts for itself. */
    readonly user: User | null
    /** What is consented to, by whoever may; null when the application acts for itself. */
    readonly consented: readonly string[] | null
    readonly scopes: readonly string[]
  },
): Promise<{ readonly scopes: readonly string[]; readonly audiences: readonly string[] }> {
  const { user } = grant
  const access = effectiveAccess(grant.scopes, {
    owner: grant.owner,
    authorization: grant.authorization,
    switchedOn: unit.switchedOn,
    profile: user === null ? null : await profileOf(scope, user),
    consented: user === null ? null : (grant.consented ?? []),
    scopes: known.scopes,
  })
  return { scopes: access.granted, audiences: audiencesOf(access.granted, known) }
}
