import { err, ok, type Result } from '../../../lib/result.ts'
import type { Registration } from '../../../registry/model.ts'
import { goesBeyond } from '../../../registry/people/ceiling.ts'
import { permissionsOf } from '../../../registry/people/profiles.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { holdBusinessUnit } from '../../../store/business-units/business-units.ts'
import type { Scoped } from '../../../store/handle.ts'
import {
  removeApplicationProfile,
  setApplicationProfile,
} from '../../../store/people/profiles/application-profiles.ts'
import { loadView } from '../../applications/application-view.ts'
import { type Commit, commit } from '../../commit.ts'
import { demandProof } from '../../credentials/prove.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, asOfNow, demand, type PresentActor, refOf, scopeOf } from '../actor.ts'
import { givenProfile } from '../invitations/invite.ts'
import { type OwnProfile, ownProfileOf } from './own-profile.ts'

/** An application's own security profile as it is shown; null: it has none. */
export type OwnProfileView = (OwnProfile & { readonly bounded: 'no' | 'giver' | 'inactive' }) | null

async function viewOf(scope: Scoped, actor: Actor, { id }: Registration): Promise<OwnProfileView> {
  const own = await ownProfileOf(scope, actor.businessUnit, id)
  if (own === null) return null
  const whole = permissionsOf(actor.businessUnit, own.whole).length
  const bounded = own.effective.permissions.length < whole ? 'giver' : 'no'
  return { ...own, bounded: own.vouched ? bounded : 'inactive' }
}

/** The security profile that an application has of its own. Refuses without `api-applications:view`, and an unknown id. */
export async function readOwnProfile(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<OwnProfileView, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  const loaded = await loadView(scope, id)
  return loaded.ok ? ok(await viewOf(scope, actor, loaded.value.registration)) : loaded
}

/** Why an application can have no security profile of its own, or null when it can. */
function unfit({ kind, clientType, registered }: Registration): string | null {
  if (kind !== 'internal')
    return 'It is of another business unit or a vendor, who holds its secrets. Only an application that your business unit registered can have one.'
  if (clientType === 'public') return 'A public application has no secret, so it cannot act for itself.'
  return registered === null
    ? null
    : 'It registered itself, and what it proves itself with is held by whoever runs it. Register it by hand to give it one.'
}

/**
 * Gives an application of the actor's business unit a security profile of its own, in place of the one it has. It is bounded
 * from then on by what the actor has themselves at the time of each call.
 * Refuses without `api-applications:edit` and `security-profiles:edit`, a session whose person typed no password lately,
 * an unknown application, one that can have none or whose profile permits more than the actor's, and an unknown profile
 * or one that permits more than the actor's.
 */
export async function giveOwnProfile(
  deps: Deps,
  actor: PresentActor,
  id: string,
  profileId: string,
): Promise<Result<OwnProfileView, RegistryRefusal>> {
  const allowed = demandBoth(actor)
  if (!allowed.ok) return allowed
  const found = await loadView(scopeOf(deps.store, actor), id)
  if (!found.ok) return found
  const proven = demandProof(deps, actor)
  if (!proven.ok) return proven
  return commit(deps, async (tx): Promise<Result<OwnProfileView, RegistryRefusal>> => {
    const scope = scopeOf(tx.handle, actor)
    await holdBusinessUnit(scope)
    const self = await asOfNow(scope, actor)
    const still = demandBoth(self)
    if (!still.ok) return still
    const loaded = await loadView(scope, id)
    if (!loaded.ok) return loaded
    const { registration } = loaded.value
    const why = unfit(registration)
    if (why !== null) return err({ kind: 'no-own-profile', why })
    const { businessUnit: unit, profile: mine } = self
    const before = await ownProfileOf(scope, unit, registration.id)
    if (before !== null && goesBeyond(unit, mine, before.whole)) return err({ kind: 'beyond', why: BEYOND })
    const given = await givenProfile(scope, { unit, mine }, profileId)
    if (!given.ok) return err({ kind: 'invalid', faults: [given.error] })
    const giver = { id: actor.user.id, name: actor.user.userName }
    await setApplicationProfile(scope, {
      applicationId: registration.id,
      profileId: given.value.id,
      givenBy: giver,
      givenAt: deps.clock(),
    })
    const change = { before: before?.whole.name ?? null, after: given.value.name }
    await record(tx, scope, { actor, registration, action: 'application.profile-given', change })
    return ok(await viewOf(scope, self, registration))
  })
}

const BEYOND =
  'The security profile that the application has permits more than yours. Ask somebody who may do as much as it permits.'

function demandBoth(actor: Actor): Result<null, RegistryRefusal> {
  const edits = demand(actor, 'api-applications:edit')
  return edits.ok ? demand(actor, 'security-profiles:edit') : edits
}

/**
 * Takes the security profile of its own from an application. Doing it twice changes nothing.
 * Refuses without `api-applications:edit`, and an unknown id.
 */
export async function takeOwnProfile(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<OwnProfileView, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:edit')
  if (!allowed.ok) return allowed
  return commit(deps, async (tx): Promise<Result<OwnProfileView, RegistryRefusal>> => {
    const scope = scopeOf(tx.handle, actor)
    const loaded = await loadView(scope, id)
    if (!loaded.ok) return loaded
    const { registration } = loaded.value
    const before = await ownProfileOf(scope, actor.businessUnit, registration.id)
    if (!(await removeApplicationProfile(scope, registration.id))) return ok(null)
    const change = { before: before?.whole.name ?? null, after: null }
    await record(tx, scope, { actor, registration, action: 'application.profile-taken', change })
    return ok(null)
  })
}

async function record(
  tx: Commit,
  scope: Scoped,
  {
    actor,
    registration,
    action,
    change,
  }: {
    readonly actor: Actor
    readonly registration: Registration
    readonly action: string
    readonly change: { readonly before: string | null; readonly after: string | null }
  },
): Promise<void> {
  await tx.record(scope, {
    actor: refOf(actor),
    action,
    target: { kind: 'application', id: registration.id },
    changes: [{ field: 'securityProfile', ...change }],
    requestId: actor.requestId,
  })
}
