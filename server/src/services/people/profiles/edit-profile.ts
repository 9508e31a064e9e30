import { newRecordId } from '../../../keys/random.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { FieldChange, SecurityProfile } from '../../../registry/model.ts'
import { goesBeyond } from '../../../registry/people/ceiling.ts'
import { permissionsOf, systemProfile } from '../../../registry/people/profiles.ts'
import {
  checkProfile,
  MOST_PROFILES,
  type ProfileContent,
} from '../../../registry/people/security-profile.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { holdBusinessUnit } from '../../../store/business-units/business-units.ts'
import type { Scoped } from '../../../store/handle.ts'
import { anyHolder } from '../../../store/people/profiles/holders.ts'
import {
  deleteProfile as commitDeletion,
  findKeptProfile,
  insertProfile,
  isProfileNameFree,
  type KeptProfile,
  listProfiles,
  updateProfile,
} from '../../../store/people/profiles/profiles.ts'
import { findProfileVersion, keepProfileVersion } from '../../../store/people/profiles/versions.ts'
import { type Commit, commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { type OnceKey, once } from '../../idempotency.ts'
import { type Actor, asOfNow, demand, refOf, scopeOf } from '../actor.ts'
import { leavesAdministrator } from './last-administrator.ts'
import { loadProfile, type ProfileView, viewFor } from './read-profiles.ts'

type Content = Partial<ProfileContent>
type Target = { readonly id: string; readonly version: number }
type Permission = Parameters<typeof demand>[1]

const UNKNOWN = err({ kind: 'not-found', what: 'security-profile' } as const)

/** The actor as of now, in a transaction that holds their business unit. Refuses without the permission, also a lost one. */
async function holdFor(
  tx: Commit,
  actor: Actor,
  permission: Permission,
): Promise<Result<{ readonly scope: Scoped; readonly actor: Actor }, RegistryRefusal>> {
  const scope = scopeOf(tx.handle, actor)
  await holdBusinessUnit(scope)
  const now = await asOfNow(scope, actor)
  const allowed = demand(now, permission)
  return allowed.ok ? ok({ scope, actor: now }) : allowed
}

/** The fields of a profile, and what the history calls each. */
const FIELDS = [
  ['name', 'profileName'],
  ['permissions', 'permissions'],
  ['scopes', 'scopes'],
] as const

/** What became of a profile, field by field, as the history tells it. */
function changesOf(before: ProfileContent | null, after: ProfileContent | null): FieldChange[] {
  const words = (content: ProfileContent | null, name: (typeof FIELDS)[number][0]) => {
    const value = content?.[name] ?? null
    return value === null || typeof value === 'string' ? value : value.join(' ')
  }
  return FIELDS.map(([name, field]) => ({
    field,
    before: words(before, name),
    after: words(after, name),
  })).filter(change => change.before !== change.after)
}

async function record(
  tx: Commit,
  { scope, actor }: { readonly scope: Scoped; readonly actor: Actor },
  action: string,
  about: { readonly id: string; readonly changes: readonly FieldChange[] },
): Promise<void> {
  await tx.record(scope, {
    actor: refOf(actor),
    action,
    target: { kind: 'security-profile', id: about.id },
    changes: about.changes,
    requestId: actor.requestId,
  })
}

/**
 * Makes a security profile of the actor's business unit, anew or by copy: what is not given is the copied one's.
 * Refuses without `security-profiles:create`, an unknown id to copy, more than a hundred, a name that is taken, and every
 * permission and scope that the actor has not, all faults at once.
 */
export async function createProfile(
  deps: Deps,
  actor: Actor,
  request: Content & { readonly name: string; readonly copyOf: string | null },
  onceKey: OnceKey | null,
): Promise<Result<ProfileView, RegistryRefusal>> {
  const allowed = demand(actor, 'security-profiles:create')
  if (!allowed.ok) return allowed
  const words = await once(deps, actor, onceKey, claim =>
    commit(deps, async tx => {
      const held = await holdFor(tx, actor, 'security-profiles:create')
      if (!held.ok) return held
      const made = await insertNew(deps, held.value, request)
      if (!made.ok) return made
      const { id } = made.value
      await record(tx, held.value, 'security-profile.created', { id, changes: changesOf(null, made.value) })
      await claim(held.value.scope, [id])
      return ok([id])
    }),
  )
  if (!words.ok) return words
  const made = await findKeptProfile(scopeOf(deps.store, actor), words.value[0] ?? '')
  return made === null ? UNKNOWN : ok(viewFor(actor, made))
}

async function insertNew(
  deps: Deps,
  { scope, actor }: { readonly scope: Scoped; readonly actor: Actor },
  { copyOf, ...asked }: Content & { readonly name: string; readonly copyOf: string | null },
): Promise<Result<SecurityProfile, RegistryRefusal>> {
  const copied = copyOf === null ? null : await loadProfile(scope, copyOf)
  if (copied !== null && !copied.ok) return copied
  const { businessUnit: unit, profile: mine } = actor
  const permissions = copied === null ? [] : permissionsOf(unit, copied.value)
  const content = { permissions, scopes: copied?.value.scopes ?? [], ...given(asked), name: asked.name }
  const checked = checkProfile(unit, mine, content)
  if (!checked.ok) return err({ kind: 'invalid', faults: checked.error })
  if ((await listProfiles(scope)).length >= MOST_PROFILES) {
    const message = `A business unit can have ${MOST_PROFILES} security profiles of its own. Delete one that nobody has first.`
    return err({ kind: 'invalid', faults: [{ path: '', rule: 'too-many', message }] })
  }
  const { nameKey, ...kept } = checked.value
  const profile = { ...kept, id: newRecordId('prf'), system: false }
  const at = deps.clock()
  if (!(await insertProfile(scope, { ...profile, nameKey, createdAt: at }))) {
    return err({ kind: 'name-taken', alias: profile.name })
  }
  await keepProfileVersion(scope, { ...kept, profileId: profile.id, version: 1, at, by: refOf(actor) })
  return ok(profile)
}

function given({ permissions, scopes }: Content): Partial<Omit<ProfileContent, 'name'>> {
  return {
    ...(permissions === undefined ? {} : { permissions }),
    ...(scopes === undefined ? {} : { scopes }),
  }
}

/**
 * Edits a security profile of the actor's business unit; it counts at once for everybody who has it.
 * In: its id and the version the actor last saw, and the fields to change. Out: the profile as it stands now.
 * Refuses without `security-profiles:edit`, an unknown id, a system profile, one that permits more than the actor's, a
 * version that is no longer the current one, faults as in making one, a name that is taken, and what would leave nobody
 * active who may manage users and security profiles.
 */
export async function editProfile(
  deps: Deps,
  actor: Actor,
  target: Target,
  edit: Content,
): Promise<Result<ProfileView, RegistryRefusal>> {
  const allowed = demand(actor, 'security-profiles:edit')
  if (!allowed.ok) return allowed
  return commit(deps, tx =>
    change(deps, tx, { actor, target, action: 'security-profile.edited' }, async () => ok(edit)),
  )
}

/** Brings an older version of a security profile back, by the rules of {@link editProfile}. Refuses an unknown version, too. */
export async function restoreVersion(
  deps: Deps,
  actor: Actor,
  target: Target,
  version: number,
): Promise<Result<ProfileView, RegistryRefusal>> {
  const allowed = demand(actor, 'security-profiles:edit')
  if (!allowed.ok) return allowed
  return commit(deps, tx =>
    change(deps, tx, { actor, target, action: 'security-profile.restored' }, async scope => {
      const older = await findProfileVersion(scope, target.id, version)
      return older === null ? err({ kind: 'not-found', what: 'profile-version' }) : ok(older)
    }),
  )
}

/** The profile that is to be changed. Refuses what nobody, or not this actor, may change. */
async function changeable(
  scope: Scoped,
  actor: Actor,
  { id, version }: Target,
): Promise<Result<KeptProfile, RegistryRefusal>> {
  if (systemProfile(id) !== null) return err({ kind: 'system-profile' })
  const profile = await findKeptProfile(scope, id)
  if (profile === null) return UNKNOWN
  if (goesBeyond(actor.businessUnit, actor.profile, profile)) return err({ kind: 'beyond', why: BEYOND })
  return profile.version === version
    ? ok(profile)
    : err({ kind: 'version-conflict', current: profile.version })
}

const BEYOND = 'This security profile permits more than yours. Ask somebody who may do as much as it permits.'

async function change(
  deps: Deps,
  tx: Commit,
  asked: { readonly actor: Actor; readonly target: Target; readonly action: string },
  contentOf: (scope: Scoped) => Promise<Result<Content, RegistryRefusal>>,
): Promise<Result<ProfileView, RegistryRefusal>> {
  const { target, action } = asked
  const held = await holdFor(tx, asked.actor, 'security-profiles:edit')
  if (!held.ok) return held
  const { scope, actor } = held.value
  const found = await changeable(scope, actor, target)
  if (!found.ok) return found
  const content = await contentOf(scope)
  if (!content.ok) return content
  const { businessUnit: unit, profile: mine } = actor
  const before = { ...found.value, permissions: permissionsOf(unit, found.value) }
  const checked = checkProfile(unit, mine, {
    ...before,
    ...given(content.value),
    name: content.value.name ?? before.name,
  })
  if (!checked.ok) return err({ kind: 'invalid', faults: checked.error })
  const after = { ...before, ...checked.value }
  const changes = changesOf(before, after)
  if (changes.length === 0) return ok(viewFor(actor, found.value))
  if (!(await isProfileNameFree(scope, after.nameKey, after.id))) {
    return err({ kind: 'name-taken', alias: after.name })
  }
  const left = await leavesAdministrator(scope, unit, { besides: null, before, after })
  if (!left.ok) return left
  await save(scope, actor, { before: found.value, after, at: deps.clock() })
  await record(tx, held.value, action, { id: after.id, changes })
  // Whoever changed their own may see it with other eyes from now on.
  const seen = await asOfNow(scope, actor)
  const saved = await findKeptProfile(scope, after.id)
  return saved === null ? UNKNOWN : ok(viewFor(seen, saved))
}

async function save(
  scope: Scoped,
  actor: Actor,
  { before, after, at }: { before: KeptProfile; after: ProfileContent & { nameKey: string }; at: number },
): Promise<void> {
  const { id: profileId, version } = before
  // Kept before there were versions, or when nobody had changed it yet.
  const maker = { kind: 'system', id: 'platform', name: 'Platform' } as const
  const first = { ...before, profileId, at: before.changedAt ?? before.createdAt, by: maker }
  await keepProfileVersion(scope, first)
  if (!(await updateProfile(scope, { id: profileId, version }, after, at))) {
    throw new Error(`security profile ${profileId} changed while its business unit was held`)
  }
  await keepProfileVersion(scope, { ...after, profileId, version: version + 1, at, by: refOf(actor) })
}

const IN_USE = {
  user: 'Users have this security profile, perhaps inactive ones. Give them another first.',
  application: 'An application has this security profile of its own. Take it away there first.',
  invitation: 'An invitation that waits is for this security profile. Withdraw it first.',
} as const

/**
 * Deletes a security profile that nobody has: no user, no application, and no invitation that waits.
 * Refuses without `security-profiles:delete`, an unknown id, a system profile, one that permits more than the actor's, a
 * version that is no longer the current one, and one that somebody has.
 */
export async function deleteProfile(
  deps: Deps,
  actor: Actor,
  target: Target,
): Promise<Result<ProfileView, RegistryRefusal>> {
  const allowed = demand(actor, 'security-profiles:delete')
  if (!allowed.ok) return allowed
  return commit(deps, async (tx): Promise<Result<ProfileView, RegistryRefusal>> => {
    const held = await holdFor(tx, actor, 'security-profiles:delete')
    if (!held.ok) return held
    const { scope } = held.value
    const found = await changeable(scope, held.value.actor, target)
    if (!found.ok) return found
    const holder = await anyHolder(scope, target.id)
    if (holder !== null) return err({ kind: 'in-use', why: IN_USE[holder] })
    if (!(await commitDeletion(scope, target))) return UNKNOWN
    const changes = changesOf(found.value, null)
    await record(tx, held.value, 'security-profile.deleted', { id: target.id, changes })
    return ok(viewFor(held.value.actor, found.value))
  })
}
