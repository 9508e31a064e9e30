import type { Instant } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { Tally } from '../../lib/tally.ts'
import { OPENID_SCOPES } from '../../protocol/scope.ts'
import { maySignPeopleIn, mayUseGrant } from '../../registry/applications/dynamic/registered-use.ts'
import { type FamilyTally, knownSince } from '../../registry/applications/effects.ts'
import type { Registration, User } from '../../registry/model.ts'
import { consentedScopes, mayBeLeftOut } from '../../registry/people/consent.ts'
import { userNameKey } from '../../registry/people/user.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import {
  type AccessBounds,
  audiencesOf,
  effectiveAccess,
  explain,
  type Withheld,
} from '../../registry/tokens/effective-access.ts'
import type { Scoped } from '../../store/handle.ts'
import { tallyConsents } from '../../store/people/consent-tally.ts'
import { findUserByName } from '../../store/people/users.ts'
import { tallyFamilies } from '../../store/tokens/family-tally.ts'
import type { Deps } from '../deps.ts'
import { type Actor, demand, scopeOf } from '../people/actor.ts'
import { profileOf } from '../people/profile-of.ts'
import { loadConsents } from '../tokens/consents.ts'
import { mayIssueForItself, mayIssueForUser } from '../tokens/may-issue.ts'
import { type ApplicationView, loadView } from './application-view.ts'

type ScopeAccess = {
  readonly scope: string
  readonly because: Withheld['because'] | null
  readonly words: string | null
}

/** What a token that is asked for now would hold. `blocked`: why there would be none, as a sentence. */
type Access = {
  readonly blocked: string | null
  readonly scopes: readonly ScopeAccess[]
  readonly audiences: readonly string[]
}

export type ApplicationAccess = {
  readonly forItself: Access
  readonly forUser: (Access & { readonly user: User; readonly securityProfile: string }) | null
  /** For somebody whose profile permits everything, and who consented to all of it. */
  readonly atMost: Pick<Access, 'audiences'> & { readonly scopes: readonly string[] }
  readonly inUse: FamilyTally & { readonly consented: Tally; readonly knownSince: Instant }
}

/** What surrounds the application in the actor's business unit. */
type Ground = Pick<AccessBounds, 'owner' | 'authorization' | 'switchedOn' | 'scopes'>

/**
 * What an application can reach in the actor's business unit, by the very function that issues tokens: for itself, and
 * for a user by name. Refuses without `api-applications:view`, with a user without `users:view`, an unknown id, and a
 * user who is not of the business unit.
 */
export async function readAccess(
  deps: Deps,
  actor: Actor,
  id: string,
  userName: string | null,
): Promise<Result<ApplicationAccess, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  const about = userName === null ? ok(null) : await userCalled(deps, actor, userName)
  if (!about.ok) return about
  const scope = scopeOf(deps.store, actor)
  const loaded = await loadView(scope, id)
  if (!loaded.ok) return loaded
  const { registration } = loaded.value
  const ground = await groundOf(deps, actor, registration)
  const forItself = await accessForItself(deps, actor, ground)
  const forUser = about.value === null ? null : await accessForUser(deps, actor, ground, about.value)
  const { granted } = effectiveAccess(ground.owner.scopes, {
    ...ground,
    profile: { ...PERMITS_ALL, scopes: ground.owner.scopes },
    consented: null,
  })
  const atMost = { scopes: granted, audiences: audiencesOf(granted, await deps.known.apis()) }
  return ok({ forItself, forUser, atMost, inUse: await useOf(deps, scope, loaded.value) })
}

const PERMITS_ALL = { id: '', name: '', system: false, permissions: [] } as const

/** What an application holds of people in the business unit now. */
async function useOf(
  deps: Deps,
  scope: Scoped,
  { registration, lifetimes }: ApplicationView,
): Promise<ApplicationAccess['inUse']> {
  const now = deps.clock()
  const since = knownSince(now, lifetimes.refreshLongest)
  const [families, consents] = await Promise.all([
    tallyFamilies(scope, registration.id, { scopes: [], now, since }),
    tallyConsents(scope, registration.id, { scopes: [], places: [] }),
  ])
  return { ...families.all, consented: consents.all, knownSince: since }
}

async function userCalled(deps: Deps, actor: Actor, name: string): Promise<Result<User, RegistryRefusal>> {
  const allowed = demand(actor, 'users:view')
  if (!allowed.ok) return allowed
  const key = userNameKey(name)
  const found = key === null ? null : await findUserByName(deps.store, key)
  const own = found !== null && found.user.businessUnitId === actor.businessUnit.id
  return own ? ok(found.user) : err({ kind: 'not-found', what: 'user' })
}

async function groundOf(deps: Deps, actor: Actor, registration: Registration): Promise<Ground> {
  const published = registration.kind === 'authorization' ? await deps.known.client(registration.id) : null
  const unit = await deps.known.businessUnit(actor.businessUnit.id)
  const { scopes } = await deps.known.apis()
  const around = { switchedOn: unit?.switchedOn ?? [], scopes }
  return published === null
    ? { owner: registration, authorization: null, ...around }
    : { owner: published.registration, authorization: registration, ...around }
}

async function accessForItself(deps: Deps, actor: Actor, ground: Ground): Promise<Access> {
  const { owner } = ground
  const may = await mayIssueForItself(deps, actor.businessUnit, owner.id, null)
  const blocked =
    owner.clientType === 'public'
      ? 'A public application cannot act for itself, since it cannot prove itself.'
      : mayUseGrant(owner, 'client_credentials')
        ? null
        : 'It is not registered to act for itself (client_credentials).'
  return answer(deps, blocked ?? (may.ok ? null : may.error.description), owner.scopes, {
    ...ground,
    profile: null,
    consented: null,
  })
}

async function accessForUser(
  deps: Deps,
  actor: Actor,
  ground: Ground,
  user: User,
): Promise<NonNullable<ApplicationAccess['forUser']>> {
  const { owner } = ground
  const scope = scopeOf(deps.store, actor)
  const about = { businessUnit: actor.businessUnit, user, family: null, consent: 'asked' } as const
  const may = await mayIssueForUser(deps, deps.store, { ...about, applicationId: owner.id })
  const blocked = maySignPeopleIn(ground)
    ? null
    : 'It is not registered to sign people in (authorization_code).'
  const profile = await profileOf(scope, user)
  const consents = await loadConsents(scope, user.id, owner.id)
  const consented = consentedScopes(consents, mayBeLeftOut(owner))
  const asked = [...new Set([...OPENID_SCOPES, ...owner.scopes])]
  const bounds = { ...ground, profile, consented }
  const access = await answer(deps, blocked ?? (may.ok ? null : may.error.description), asked, bounds)
  return { ...access, user, securityProfile: profile.name }
}

async function answer(
  deps: Deps,
  blocked: string | null,
  asked: readonly string[],
  bounds: AccessBounds,
): Promise<Access> {
  const { granted, withheld } = effectiveAccess(asked, bounds)
  const why = new Map(withheld.map(each => [each.scope, each]))
  const scopes = asked.map((scope): ScopeAccess => {
    const wall = why.get(scope)
    return { scope, because: wall?.because ?? null, words: wall === undefined ? null : explain(wall) }
  })
  const audiences = blocked === null ? audiencesOf(granted, await deps.known.apis()) : []
  return { blocked, scopes, audiences }
}
