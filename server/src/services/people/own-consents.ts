import type { Instant } from '../../lib/clock.ts'
import { isApplicationId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { Consent, Registration } from '../../registry/model.ts'
import { describeScope } from '../../registry/people/consent.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { listConsentsOf } from '../../store/people/consents.ts'
import { lastUsesOfUser } from '../../store/tokens/token-families.ts'
import type { Deps } from '../deps.ts'
import { type PresentActor, scopeOf } from './actor.ts'
import { withdrawConsent } from './withdraw-consent.ts'

/** A consent of the actor, with what a person needs to recognise it by. */
export type OwnConsent = {
  readonly application: Pick<Registration, 'id' | 'name' | 'vendorName'>
  readonly type: 'internal' | 'external'
  /** Whether the application can act at all by now, here and where it comes from. */
  readonly active: boolean
  /** Each scope with what it lets the application do, as a phrase after "it can". */
  readonly scopes: readonly { readonly name: string; readonly description: string }[]
  readonly grantedAt: Instant
  readonly lastUsedAt: Instant | null
}

/** What the actor allowed to which application, latest allowed first. */
export async function listOwnConsents(deps: Deps, actor: PresentActor): Promise<readonly OwnConsent[]> {
  const scope = scopeOf(deps.store, actor)
  const consents = await listConsentsOf(scope, actor.user.id)
  const uses = await lastUsesOfUser(scope, actor.user.id)
  const { scopes } = await deps.known.apis()
  const shown = consents.map(async (consent): Promise<OwnConsent | null> => {
    const standing = await standingOf(deps, actor, consent)
    if (standing === null) return null
    return {
      ...standing,
      scopes: consent.scopes.map(name => ({ name, description: describeScope(name, scopes) })),
      grantedAt: consent.grantedAt,
      lastUsedAt: uses.get(consent.applicationId) ?? null,
    }
  })
  return (await Promise.all(shown)).filter(consent => consent !== null)
}

/** The application behind a consent as its owner registered it; null when it is not there any more. */
async function standingOf(
  deps: Deps,
  actor: PresentActor,
  { applicationId }: Consent,
): Promise<Pick<OwnConsent, 'application' | 'type' | 'active'> | null> {
  const application = (await deps.known.client(applicationId))?.registration
  if (application === undefined) return null
  if (application.kind === 'internal') return { application, type: 'internal', active: application.active }
  const authorization = await deps.known.authorization(actor.businessUnit.id, applicationId)
  return { application, type: 'external', active: application.active && authorization?.active === true }
}

/** Withdraws a consent of the actor: {@link withdrawConsent} says what ends with it. Refuses when there is none. */
export async function withdrawOwnConsent(
  deps: Deps,
  actor: PresentActor,
  applicationId: string,
): Promise<Result<null, RegistryRefusal>> {
  const withdrawn = isApplicationId(applicationId) && (await withdrawConsent(deps, actor, applicationId))
  return withdrawn ? ok(null) : err({ kind: 'not-found', what: 'consent' })
}
