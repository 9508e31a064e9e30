import { isUserId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { type Refusal, refusal } from '../../protocol/refusal.ts'
import type { ActorRef, BusinessUnit, SecurityProfile, User } from '../../registry/model.ts'
import { isForOperators, type Permission, permissionsOf } from '../../registry/people/profiles.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { type Handle, inBusinessUnit, type Scoped } from '../../store/handle.ts'
import { findUser } from '../../store/people/users.ts'
import type { Deps } from '../deps.ts'
import { readLiveToken } from '../tokens/standing.ts'
import { profileOf } from './profile-of.ts'
import { type LiveSession, liveSession } from './sessions.ts'

/** Somebody who may use the management API: a user, present by a session or through an application. */
export type Actor = {
  readonly user: User
  readonly businessUnit: BusinessUnit
  readonly profile: SecurityProfile
  /** Null when the user acts through an application with an access token. */
  readonly session: LiveSession | null
  readonly requestId: string
}

/** An actor who is there with a session, not through an application. */
export type PresentActor = Actor & { readonly session: LiveSession }

/** The actor as audit entries name it. */
export function refOf(actor: Actor): ActorRef {
  return { kind: 'user', id: actor.user.id, name: actor.user.userName }
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
  const user = (await findUser(scope, actor.user.id)) ?? { ...actor.user, active: false }
  const profile = await profileOf(scope, user)
  return { ...actor, user, profile: user.active ? profile : { ...profile, permissions: [], scopes: [] } }
}

/**
 * Who a session cookie stands for.
 * In: the cookie's value. Out: the actor, or null when there is no live session of an active user.
 */
export async function actorOfSession(deps: Deps, value: string, requestId: string): Promise<Actor | null> {
  const session = await liveSession(deps, value)
  if (session === null) return null
  const { user, businessUnit } = session
  const profile = await profileOf(inBusinessUnit(deps.store, businessUnit.id), user)
  return { user, businessUnit, profile, session, requestId }
}

/**
 * Who an access token stands for at the management API: a user who lets an application act with scope AdminApi.
 * Refuses a token that is not live, is for another audience, lacks the scope, or stands for no user.
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
  if (user === null) {
    return err(
      refusal(
        'token_scope_insufficient',
        'The access token stands for no user; the management API needs one.',
      ),
    )
  }
  return ok({ user, businessUnit, profile: await profileOf(scope, user), session: null, requestId })
}
