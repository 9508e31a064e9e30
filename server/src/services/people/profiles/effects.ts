import { isUserId } from '../../../lib/ids.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Tally } from '../../../lib/tally.ts'
import type { SecurityProfile, User } from '../../../registry/model.ts'
import { permissionsOf } from '../../../registry/people/profiles.ts'
import {
  differencesOf,
  type ProfileContent,
  type ProfileDifferences,
} from '../../../registry/people/security-profile.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { findApplications } from '../../../store/applications/bulk/bulk-items.ts'
import {
  type Holders,
  listScopeUses,
  type ScopeUse,
  tallyReach,
  tallyScopeUses,
  type Use,
} from '../../../store/people/profiles/uses.ts'
import { findUsers } from '../../../store/people/users.ts'
import { type ListPage, openCursor, sealCursor } from '../../applications/cursor.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, scopeOf } from '../actor.ts'
import { loadUser } from '../users.ts'
import { locksOut } from './last-administrator.ts'
import { loadProfile } from './read-profiles.ts'

/** What a change of what somebody is permitted would take from whom. */
export type ProfileEffects = {
  readonly people: Tally
  readonly applications: Tally
  readonly differences: ProfileDifferences
  readonly lost: readonly (ScopeUse & { readonly scope: string })[]
  readonly locksOut: boolean
}

const NONE: Tally = { count: 0, more: false }
const NO_USE: ScopeUse = { consents: NONE, signIns: NONE, people: NONE }

/**
 * What an edit of a security profile would take from those who have it. Nothing is changed.
 * Refuses without `security-profiles:view`, and an unknown id.
 */
export async function previewProfileEffects(
  deps: Deps,
  actor: Actor,
  id: string,
  edit: Partial<Omit<ProfileContent, 'name'>>,
): Promise<Result<ProfileEffects, RegistryRefusal>> {
  const allowed = demand(actor, 'security-profiles:view')
  if (!allowed.ok) return allowed
  const loaded = await loadProfile(scopeOf(deps.store, actor), id)
  if (!loaded.ok) return loaded
  const before = loaded.value
  return ok(await effectsOf(deps, actor, { before, after: { ...before, ...edit }, user: null }))
}

/**
 * What another security profile would take from a user. Nothing is changed.
 * Refuses without `users:view`, an unknown id, and an unknown profile.
 */
export async function previewUserProfile(
  deps: Deps,
  actor: Actor,
  id: string,
  profileId: string,
): Promise<Result<ProfileEffects, RegistryRefusal>> {
  const allowed = demand(actor, 'users:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  const loaded = await loadUser(scope, id)
  if (!loaded.ok) return loaded
  const given = await loadProfile(scope, profileId)
  if (!given.ok) return err({ kind: 'invalid', faults: [NO_PROFILE] })
  const { user, profile: before } = loaded.value
  return ok(await effectsOf(deps, actor, { before, after: given.value, user }))
}

const NO_PROFILE = {
  path: '/securityProfileId',
  rule: 'unknown',
  message: 'Choose a security profile of your business unit.',
}

async function effectsOf(
  deps: Deps,
  actor: Actor,
  {
    before,
    after,
    user,
  }: { readonly before: SecurityProfile; readonly after: SecurityProfile; readonly user: User | null },
): Promise<ProfileEffects> {
  const { businessUnit: unit } = actor
  const scope = scopeOf(deps.store, actor)
  const held = (profile: SecurityProfile) => ({ ...profile, permissions: permissionsOf(unit, profile) })
  const differences = differencesOf(held(before), held(after))
  const holders = { profileId: before.id, userId: user?.id ?? null }
  const [reach, uses, out] = await Promise.all([
    tallyReach(scope, holders),
    tallyScopeUses(scope, holders, { scopes: differences.removedScopes, now: deps.clock() }),
    locksOut(scope, unit, { besides: user, before, after }),
  ])
  const lost = differences.removedScopes.map(name => ({ scope: name, ...(uses.get(name) ?? NO_USE) }))
  return { ...reach, differences, lost, locksOut: out }
}

/** A consent or sign-in that holds a scope, with whose it is and for which application. */
export type NamedUse = Use & { readonly user: User; readonly applicationName: string }

type Asked = {
  /** Null: whatever it holds. */
  readonly scope: string | null
  readonly of: 'consents' | 'sign-ins'
  readonly userId: string | null
  readonly cursor: string | null
}

const PAGE = 50

/**
 * One page of the consents or sign-ins, of active users with a security profile, that hold a scope, or any.
 * Refuses without `security-profiles:view`, `users:view` and `api-applications:view`, an unknown id, and a foreign cursor.
 */
export async function listProfileUses(
  deps: Deps,
  actor: Actor,
  id: string,
  { scope: name, of, userId, cursor }: Asked,
): Promise<Result<ListPage<NamedUse>, RegistryRefusal>> {
  for (const permission of ['security-profiles:view', 'users:view', 'api-applications:view'] as const) {
    const allowed = demand(actor, permission)
    if (!allowed.ok) return allowed
  }
  const scope = scopeOf(deps.store, actor)
  const loaded = await loadProfile(scope, id)
  if (!loaded.ok) return loaded
  const list = JSON.stringify(['profile-uses', scope.businessUnitId, id, name, of, userId])
  const place = cursor === null ? null : openCursor(deps, list, cursor)
  if (cursor !== null && place === null) return err({ kind: 'cursor' })
  if ((name !== null && /[\s\0]/.test(name)) || (userId !== null && !isUserId(userId)))
    return ok({ items: [], nextCursor: null })
  const holders: Holders = { profileId: id, userId: userId !== null && isUserId(userId) ? userId : null }
  const after = place === null ? null : { userId: place.id, place: String(place.key) }
  const rows = await listScopeUses(scope, holders, of, {
    scope: name,
    now: deps.clock(),
    after,
    limit: PAGE + 1,
  })
  const shown = rows.slice(0, PAGE)
  const [users, applications] = await Promise.all([
    findUsers(scope, [...new Set(shown.map(row => row.userId))]),
    findApplications(scope, [...new Set(shown.map(row => row.applicationId))]),
  ])
  const [people, names] = [
    new Map(users.map(user => [user.id, user])),
    new Map(applications.map(each => [each.id, each.name])),
  ]
  const items = shown.flatMap(row => {
    const user = people.get(row.userId)
    return user === undefined
      ? []
      : [{ ...row, user, applicationName: names.get(row.applicationId) ?? row.applicationId }]
  })
  const last = shown.at(-1)
  const next = rows.length > PAGE && last !== undefined ? { key: last.place, id: last.userId } : null
  return ok({ items, nextCursor: next === null ? null : sealCursor(deps, list, next) })
}
