import type { Instant } from '../../../lib/clock.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Tally } from '../../../lib/tally.ts'
import type { SecurityProfile } from '../../../registry/model.ts'
import { goesBeyond } from '../../../registry/people/ceiling.ts'
import { permissionsOf, SYSTEM_PROFILES, systemProfile } from '../../../registry/people/profiles.ts'
import { differencesOf, type ProfileDifferences } from '../../../registry/people/security-profile.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import type { Scoped } from '../../../store/handle.ts'
import { listApplicationProfiles } from '../../../store/people/profiles/application-profiles.ts'
import { listHolders, tallyHolders } from '../../../store/people/profiles/holders.ts'
import { findKeptProfile, type KeptProfile, listProfiles } from '../../../store/people/profiles/profiles.ts'
import { listProfileVersions, type ProfileVersion } from '../../../store/people/profiles/versions.ts'
import { type ListPage, openCursor, sealCursor } from '../../applications/cursor.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, scopeOf } from '../actor.ts'
import type { UserView } from '../users.ts'

/** A security profile as whoever asks sees it: what it permits in this business unit, and whether they may give it. */
export type ProfileView = {
  readonly profile: SecurityProfile
  readonly mayGive: boolean
  readonly version: number
  /** Null: it is a system profile. */
  readonly createdAt: Instant | null
  readonly changedAt: Instant | null
}

export type CountedProfile = ProfileView & { readonly people: Tally; readonly applications: Tally }

const NONE: Tally = { count: 0, more: false }

/** A profile as the actor sees it. */
export function viewFor(actor: Actor, profile: SecurityProfile | KeptProfile): ProfileView {
  const { businessUnit, profile: mine } = actor
  const kept = 'version' in profile ? profile : { version: 1, createdAt: null, changedAt: null }
  const { id, name, system, scopes } = profile
  return {
    profile: { id, name, system, scopes, permissions: permissionsOf(businessUnit, profile) },
    mayGive: !goesBeyond(businessUnit, mine, profile),
    version: kept.version,
    createdAt: kept.createdAt,
    changedAt: kept.changedAt,
  }
}

/** Every security profile of the actor's business unit with how many have it. Refuses without `security-profiles:view`. */
export async function listSecurityProfiles(
  deps: Deps,
  actor: Actor,
): Promise<Result<readonly CountedProfile[], RegistryRefusal>> {
  const allowed = demand(actor, 'security-profiles:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  const profiles = [...SYSTEM_PROFILES, ...(await listProfiles(scope))]
  const counts = await tallyHolders(
    scope,
    profiles.map(({ id }) => id),
  )
  return ok(
    profiles.map(profile => ({
      ...viewFor(actor, profile),
      people: counts.get(profile.id)?.people ?? NONE,
      applications: counts.get(profile.id)?.applications ?? NONE,
    })),
  )
}

/** A security profile of the business unit, a system profile too. Refuses an unknown id, in whatever business unit it is. */
export async function loadProfile(
  scope: Scoped,
  id: string,
): Promise<Result<SecurityProfile | KeptProfile, RegistryRefusal>> {
  const profile = systemProfile(id) ?? (await findKeptProfile(scope, id))
  return profile === null ? err({ kind: 'not-found', what: 'security-profile' }) : ok(profile)
}

/** One security profile. Refuses without `security-profiles:view`, and an unknown id. */
export async function readProfile(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<ProfileView, RegistryRefusal>> {
  const allowed = demand(actor, 'security-profiles:view')
  if (!allowed.ok) return allowed
  const loaded = await loadProfile(scopeOf(deps.store, actor), id)
  return loaded.ok ? ok(viewFor(actor, loaded.value)) : loaded
}

export type VersionView = ProfileVersion & {
  readonly current: boolean
  readonly differences: ProfileDifferences
}

const PAGE = 25

/**
 * One page of the versions of a security profile, newest first. One that was never changed since versions are kept is its
 * own first. Refuses without `security-profiles:view`, an unknown id, and a foreign cursor.
 */
export async function listVersions(
  deps: Deps,
  actor: Actor,
  id: string,
  cursor: string | null,
): Promise<Result<ListPage<VersionView>, RegistryRefusal>> {
  const allowed = demand(actor, 'security-profiles:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  const loaded = await loadProfile(scope, id)
  if (!loaded.ok) return loaded
  const list = JSON.stringify(['profile-versions', scope.businessUnitId, id])
  const place = cursor === null ? null : openCursor(deps, list, cursor)
  if (cursor !== null && place === null) return err({ kind: 'cursor' })
  const before = place === null ? null : Number(place.key)
  const rows = await listProfileVersions(scope, id, { before, limit: PAGE + 1 })
  const current = viewFor(actor, loaded.value).version
  const items = rows.slice(0, PAGE).map((row, index) => ({
    ...row,
    current: row.version === current,
    differences: differencesOf(rows[index + 1] ?? null, row),
  }))
  const last = items.at(-1)
  const more = rows.length > PAGE && last !== undefined
  return ok({ items, nextCursor: more ? sealCursor(deps, list, { key: last.version, id }) : null })
}

type Loaded<T> = { readonly list: string; readonly page: ListPage<T> }

const HOLDERS = 50

/** One page of what has a security profile, by ids. Refuses as its callers say. */
async function holdersPage<T>(
  deps: Deps,
  { list, cursor }: { readonly list: string; readonly cursor: string | null },
  idOf: (row: T) => string,
  load: (page: { readonly after: string | null; readonly limit: number }) => Promise<readonly T[]>,
): Promise<Result<Loaded<T>['page'], RegistryRefusal>> {
  const place = cursor === null ? null : openCursor(deps, list, cursor)
  if (cursor !== null && place === null) return err({ kind: 'cursor' })
  const rows = await load({ after: place?.id ?? null, limit: HOLDERS + 1 })
  const items = rows.slice(0, HOLDERS)
  const last = items.at(-1)
  const more = rows.length > HOLDERS && last !== undefined
  return ok({ items, nextCursor: more ? sealCursor(deps, list, { key: 0, id: idOf(last) }) : null })
}

/** One page of the users with a security profile. Refuses without `security-profiles:view` and `users:view`, an unknown id and a foreign cursor. */
export async function listProfileUsers(
  deps: Deps,
  actor: Actor,
  id: string,
  cursor: string | null,
): Promise<Result<ListPage<UserView>, RegistryRefusal>> {
  for (const permission of ['security-profiles:view', 'users:view'] as const) {
    const allowed = demand(actor, permission)
    if (!allowed.ok) return allowed
  }
  const scope = scopeOf(deps.store, actor)
  const loaded = await loadProfile(scope, id)
  if (!loaded.ok) return loaded
  const list = JSON.stringify(['profile-users', scope.businessUnitId, id])
  return holdersPage(
    deps,
    { list, cursor },
    ({ user }) => user.id,
    async page =>
      (await listHolders(scope, id, page)).map((user): UserView => ({ user, profile: loaded.value })),
  )
}

type HoldingApplication = Awaited<ReturnType<typeof listApplicationProfiles>>[number]

/** As {@link listProfileUsers}, of applications that have it of their own: with `api-applications:view` for `users:view`. */
export async function listProfileApplications(
  deps: Deps,
  actor: Actor,
  id: string,
  cursor: string | null,
): Promise<Result<ListPage<HoldingApplication>, RegistryRefusal>> {
  for (const permission of ['security-profiles:view', 'api-applications:view'] as const) {
    const allowed = demand(actor, permission)
    if (!allowed.ok) return allowed
  }
  const scope = scopeOf(deps.store, actor)
  const loaded = await loadProfile(scope, id)
  if (!loaded.ok) return loaded
  const list = JSON.stringify(['profile-applications', scope.businessUnitId, id])
  return holdersPage(
    deps,
    { list, cursor },
    ({ applicationId }) => applicationId,
    page => listApplicationProfiles(scope, id, page),
  )
}
