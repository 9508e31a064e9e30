import type { Instant } from '../../../lib/clock.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import {
  type Effect,
  effectsOf,
  knownSince,
  lossesOf,
  type PlannedChange,
} from '../../../registry/applications/effects.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { tallyConsents } from '../../../store/people/consent-tally.ts'
import { findUnitConsent } from '../../../store/people/unit-consents.ts'
import { tallyFamilies } from '../../../store/tokens/family-tally.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, scopeOf } from '../../people/actor.ts'
import { type ApplicationView, loadView } from '../application-view.ts'

type Effects = {
  readonly effects: readonly Effect[]
  readonly knownSince: Instant
  readonly credentialsLastUsedAt: Instant | null
}

/**
 * Who in the actor's business unit would notice a change of one of its applications. Nothing is changed.
 * Refuses without `api-applications:view`, an unknown id, and what is in the catalogue, where others would notice.
 */
export async function readEffects(
  deps: Deps,
  actor: Actor,
  id: string,
  change: PlannedChange,
): Promise<Result<Effects, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  const loaded = await loadView(scope, id)
  if (!loaded.ok) return loaded
  const { registration, lifetimes } = loaded.value
  if (registration.kind === 'catalogue') return err({ kind: 'not-found', what: 'application' })
  const losses = lossesOf(registration, change)
  const now = deps.clock()
  const since = knownSince(now, lifetimes.refreshLongest)
  const known = { knownSince: since, credentialsLastUsedAt: lastUseOf(loaded.value) }
  if (losses.length === 0) return ok({ effects: [], ...known })
  const scopes = losses.flatMap(loss => (loss.kind === 'scope' ? [loss.subject] : []))
  const places = losses.flatMap(loss =>
    loss.kind === 'callback-url' && loss.place !== null ? [loss.place] : [],
  )
  const [families, consents, unit] = await Promise.all([
    tallyFamilies(scope, registration.id, { scopes, now, since }),
    tallyConsents(scope, registration.id, { scopes, places }),
    findUnitConsent(scope, registration.id),
  ])
  const counted = { families, consents, forEverybody: unit?.scopes ?? [] }
  return ok({ effects: effectsOf(losses, counted), ...known })
}

/** When one of its secrets last opened something; null where that is not known here. */
function lastUseOf({ secrets }: ApplicationView): Instant | null {
  const uses = secrets.flatMap(({ lastUsedAt }) => (lastUsedAt === null ? [] : [lastUsedAt]))
  return uses.length === 0 ? null : Math.max(...uses)
}
