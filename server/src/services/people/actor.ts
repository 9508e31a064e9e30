import { isUserId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { type Refusal, refusal } from '../../protocol/refusal.ts'
import type {
  ActorRef,
  BusinessUnit,
  Registration,
  Scope,
  SecurityProfile,
  User,
} from '../../registry/model.ts'
import {
  isForOperators,
  type Permission,
  permissionsOf,
  permittedScopes,
} from '../../registry/people/profiles.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { findApplication } from '../../store/applications/applications.ts'
import { listScopes } from '../../store/business-units/apis.ts'
import { type Handle, inBusinessUnit, type Scoped } from '../../store/handle.ts'
import { findUser } from '../../store/people/users.ts'
import type { Deps } from '../deps.ts'
import { type LiveToken, readLiveToken } from '../tokens/standing.ts'
import { profileOf } from './profile-of.ts'
import { ownProfileOf } from './profiles/own-profile.ts'
import { type LiveSession, liveSession } from './sessions.ts'

type Acting = {
  readonly businessUnit: BusinessUnit
  readonly profile: SecurityProfile
  readonly requestId: string
}

/** A user who uses the management API, present by a session or through an application. */
export type PersonActor = Acting & {
  readonly user: User
  readonly application: null
  /** Null when the user acts through an application with an access token. */
  readonly session: LiveSession | null
}

/** An application that uses it for itself, by a security profile of its own, as far as whoever gave it has that now. */
type ApplicationActor = Acting & {
  readonly user: null
  readonly application: Registration
  readonly session: null
}

/** Whoever may use the management API. */
export type Actor = PersonActor | ApplicationActor

/** An actor who is there with a session, not through an application. */
export type PresentActor = PersonActor & { readonly session: LiveSession }

/** The actor as audit entries name it. */
export function refOf({ user, application }: Actor): ActorRef {
  return user === null
    ? { kind: 'application', id: application.id, name: application.name }
    : { kind: 'user', id: user.id, name: user.userName }
}

/** The name by which people know the actor. */
export function nameOf({ user, application }: Actor): string {
  return user === null ? application.name : user.fullName
}

/** The store narrowed to the actor's business unit. */
export function scopeOf(handle: Handle, actor: Actor): Scoped {
  return inBusinessUnit(handle, actor.businessUnit.id)
}

/** Refuses unless the actor's security profile holds the permission, and it can be held in this business unit. */
export function demand(actor: Actor, permission: Permission): Result<null, RegistryRefusal> {
  const { businessUnit, profile } = actor
  if (permissionsOf(businessUnit, profile).includes(permission)) return ok(null)
  const elsewhere = isForOperators(permission) && !businessUnit.platform
  return err(elsewhere ? { kind: 'operators-only' } : { kind: 'forbidden', permission })
}

/**
 * The actor as they stand within a transaction that holds their business unit, since what was read before may have
 * changed. Out: one who was deactivated meanwhile may do nothing.
 */
export async function asOfNow(scope: Scoped, actor: Actor): Promise<Actor> {
  if (actor.user === null) {
    const { application, businessUnit } = actor
    const standing = await findApplication(scope, application.id)
    const own = await ownProfileOf(scope, businessUnit, application.id)
    const profile = standing?.active === true ? own?.effective : undefined
    return { ...actor, profile: profile ?? { ...actor.profile, permissions: [], scopes: [] } }
  }
  const user = (await findUser(scope, actor.user.id)) ?? { ...actor.user, active: false }
  const profile = namedWhole(await profileOf(scope, user), await listScopes(scope))
  return { ...actor, user, profile: user.active ? profile : { ...profile, permissions: [], scopes: [] } }
}

/** A profile that names each API scope it permits, also those made after it: nobody gives another one. */
function namedWhole(profile: SecurityProfile, scopes: readonly Scope[]): SecurityProfile {
  return { ...profile, scopes: permittedScopes(profile, scopes) }
}

/**
 * Who a session cookie stands for.
 * In: the cookie's value. Out: the actor, or null when there is no live session of an active user.
 */
export async function actorOfSession(
  deps: Deps,
  value: string,
  requestId: string,
): Promise<PersonActor | null> {
  const session = await liveSession(deps, value)
  if (session === null) return null
  const { user, businessUnit } = session
  const scope = inBusinessUnit(deps.store, businessUnit.id)
  const { scopes } = await deps.known.apis()
  const profile = namedWhole(await profileOf(scope, user), scopes)
  return { user, application: null, businessUnit, profile, session, requestId }
}

/**
 * Who an access token stands for at the management API: a user who lets an application act with scope AdminApi, or an
 * application that acts for itself by a security profile of its own.
 * Refuses a token that is not live, is for another audience, lacks the scope, or stands for an application that has no
 * security profile, or whose giver is deactivated.
 */
export async function actorOfToken(
  deps: Deps,
  token: string,
  requestId: string,
): Promise<Result<Actor, Refusal>> {
  const read = await readLiveToken(deps, token)
  if (!read.ok) return read
  const { audiences, scopes, subject } = read.value.token
  const { apis } = await deps.known.apis()
  const audience = apis.find(api => api.name === 'AdminApi')?.audience
  if (audience === undefined || !audiences.includes(audience)) {
    return err(refusal('token_invalid', 'The access token is for another audience.'))
  }
  if (!scopes.includes('AdminApi')) {
    return err(refusal('token_scope_insufficient', 'The access token lacks the scope AdminApi.'))
  }
  const businessUnit = read.value.businessUnit
  const scope = inBusinessUnit(deps.store, businessUnit.id)
  const user = isUserId(subject) ? await findUser(scope, subject) : null
  if (user === null) return actorForItself(scope, read.value, requestId)
  const profile = namedWhole(await profileOf(scope, user), (await deps.known.apis()).scopes)
  return ok({ user, application: null, businessUnit, profile, session: null, requestId })
}

async function actorForItself(
  scope: Scoped,
  { owner, user, businessUnit }: LiveToken,
  requestId: string,
): Promise<Result<Actor, Refusal>> {
  const ofUnit = owner.kind === 'internal' && owner.businessUnitId === businessUnit.id
  const own = user === null && ofUnit ? await ownProfileOf(scope, businessUnit, owner.id) : null
  if (own === null) return err(refusal('token_scope_insufficient', NO_PROFILE))
  if (!own.vouched) return err(refusal('token_scope_insufficient', NOBODY_VOUCHES))
  const { effective: profile } = own
  return ok({ user: null, application: owner, businessUnit, profile, session: null, requestId })
}

const NO_PROFILE =
  'The access token stands for an application that has no security profile of its own. Give it one on its page, or let a person sign in.'
const NOBODY_VOUCHES =
  'Whoever gave the application its security profile was deactivated. Give it one anew on its page.'
