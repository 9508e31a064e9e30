import {
  activateUser,
  deactivateUser,
  editUser,
  getUser,
  listUsers,
  sendPasswordLink,
  suggestUsers,
  type UserDetails,
  type UserSummary,
} from '@latchkey/contract/people/users.ts'
import type { FastifyInstance } from 'fastify'
import type { Instant } from '../../../lib/clock.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { refOf } from '../../../services/people/actor.ts'
import { sendPasswordReset } from '../../../services/people/password/reset-password.ts'
import * as listing from '../../../services/people/users/list-users.ts'
import * as users from '../../../services/people/users.ts'
import type { Door } from '../../door.ts'
import { serve } from '../serve.ts'
import { profileShape } from '../shapes.ts'

/** Serves the users of a business unit, what is said of them and their status. */
export function registerPeople(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, listUsers, async ({ actor, query }) => {
    const { cursor = null, search = null, status, profile: profileId = null } = query
    const active = status === undefined ? null : status === 'active'
    const page = await listing.listUsers(deps, actor, { search, active, profileId, cursor })
    if (!page.ok) return page
    const { items, nextCursor, total } = page.value
    const listed = items.map(item => ({ ...userShape(item), lastSignInAt: timeOrNull(item.lastSignInAt) }))
    return ok({ body: { items: listed, nextCursor, total } })
  })

  serve(app, door, suggestUsers, async ({ actor, query }) => {
    const wait = door.throttle.suggestion(refOf(actor).id)
    if (wait !== null) return err({ kind: 'too-many-attempts', seconds: wait.seconds })
    const found = await users.suggestUsers(deps, actor, query.search ?? '')
    if (!found.ok) return found
    const items = found.value.map(({ id, userName, fullName }) => ({ id, userName, fullName }))
    return ok({ body: { items } })
  })

  serve(app, door, getUser, async ({ actor, params }) =>
    detailed(await users.readUser(deps, actor, params.id)),
  )

  serve(app, door, editUser, async ({ actor, params, body, version }) =>
    detailed(await users.editUser(deps, actor, { id: params.id, version }, body)),
  )

  serve(app, door, sendPasswordLink, async ({ actor, params }) =>
    shown(await sendPasswordReset(deps, actor, params.id), link => ({ link })),
  )

  serve(app, door, deactivateUser, async ({ actor, params }) =>
    shown(await users.setUserStatus(deps, actor, params.id, false), userShape),
  )

  serve(app, door, activateUser, async ({ actor, params }) =>
    shown(await users.setUserStatus(deps, actor, params.id, true), userShape),
  )
}

function shown<T, S>(
  done: Result<T, RegistryRefusal>,
  shape: (value: T) => S,
): Result<{ body: S }, RegistryRefusal> {
  return done.ok ? ok({ body: shape(done.value) }) : done
}

function detailed(
  view: Result<users.UserView, RegistryRefusal>,
): Result<{ body: UserDetails; version: number }, RegistryRefusal> {
  if (!view.ok) return view
  const { user } = view.value
  return ok({
    body: { ...userShape(view.value), ...profileShape(user.details) },
    version: users.versionOf(user),
  })
}

function timeOrNull(instant: Instant | null): string | null {
  return instant === null ? null : new Date(instant).toISOString()
}

/** A user as lists show them. */
export function userShape({ user, profile }: users.UserView): UserSummary {
  return {
    id: user.id,
    userName: user.userName,
    fullName: user.fullName,
    securityProfile: { id: profile.id, name: profile.name },
    status: user.active ? 'active' : 'inactive',
    statusChangedAt: timeOrNull(user.statusChangedAt),
  }
}
