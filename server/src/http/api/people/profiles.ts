import {
  type ApplicationProfile,
  getApplicationProfile,
  giveApplicationProfile,
  takeApplicationProfile,
} from '@latchkey/contract/people/profiles/application-profile.ts'
import {
  listProfileUses,
  previewProfileEffects,
  type ProfileEffects as ShownEffects,
} from '@latchkey/contract/people/profiles/effects.ts'
import { listProfileApplications, listProfileUsers } from '@latchkey/contract/people/profiles/holders.ts'
import {
  createSecurityProfile,
  deleteSecurityProfile,
  editSecurityProfile,
  getSecurityProfile,
  listSecurityProfiles,
  type SecurityProfile as Shown,
} from '@latchkey/contract/people/profiles/profiles.ts'
import { changeUserProfile, previewUserProfile } from '@latchkey/contract/people/profiles/user-profile.ts'
import { listProfileVersions, restoreProfileVersion } from '@latchkey/contract/people/profiles/versions.ts'
import type { FastifyInstance } from 'fastify'
import type { Instant } from '../../../lib/clock.ts'
import { ok, type Result } from '../../../lib/result.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import * as own from '../../../services/people/profiles/application-profile.ts'
import * as edits from '../../../services/people/profiles/edit-profile.ts'
import * as effects from '../../../services/people/profiles/effects.ts'
import * as profiles from '../../../services/people/profiles/read-profiles.ts'
import { changeUserProfile as giveProfile } from '../../../services/people/profiles/user-profile.ts'
import { versionOf } from '../../../services/people/users.ts'
import type { Door } from '../../door.ts'
import { serve } from '../serve.ts'
import { userShape } from './people.ts'

/** Serves the security profiles of a business unit. */
export function registerProfiles(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, listSecurityProfiles, async ({ actor }) => {
    const found = await profiles.listSecurityProfiles(deps, actor)
    if (!found.ok) return found
    const items = found.value.map(({ people, applications, ...view }) => ({
      ...factsShape(view),
      people,
      applications,
    }))
    return ok({ body: { items } })
  })

  serve(app, door, getSecurityProfile, async ({ actor, params }) =>
    shown(await profiles.readProfile(deps, actor, params.id)),
  )

  serve(app, door, createSecurityProfile, async ({ actor, body, onceKey }) => {
    const request = { ...body, copyOf: body.copyOf ?? null }
    return shown(await edits.createProfile(deps, actor, request, onceKey))
  })

  serve(app, door, editSecurityProfile, async ({ actor, params, body, version }) =>
    shown(await edits.editProfile(deps, actor, { id: params.id, version }, body)),
  )

  serve(app, door, deleteSecurityProfile, async ({ actor, params, version }) =>
    shown(await edits.deleteProfile(deps, actor, { id: params.id, version })),
  )

  registerVersions(app, door)
  registerOwnProfiles(app, door)
  registerHolders(app, door)
  registerEffects(app, door)
}

function registerVersions(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, listProfileVersions, async ({ actor, params, query }) => {
    const page = await profiles.listVersions(deps, actor, params.id, query.cursor ?? null)
    if (!page.ok) return page
    const items = page.value.items.map(
      ({ version, current, at, by, name, permissions, scopes, differences }) => ({
        version,
        current,
        at: time(at),
        by: { id: by.id, name: by.name },
        name,
        permissions: [...permissions],
        scopes: [...scopes],
        differences: {
          name: differences.name,
          addedPermissions: [...differences.addedPermissions],
          removedPermissions: [...differences.removedPermissions],
          addedScopes: [...differences.addedScopes],
          removedScopes: [...differences.removedScopes],
        },
      }),
    )
    return ok({ body: { items, nextCursor: page.value.nextCursor } })
  })

  serve(app, door, restoreProfileVersion, async ({ actor, params, version }) => {
    const older = /^[1-9][0-9]{0,8}$/.test(params.version) ? Number(params.version) : 0
    return shown(await edits.restoreVersion(deps, actor, { id: params.id, version }, older))
  })
}

/** Of applications. */
function registerOwnProfiles(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, getApplicationProfile, async ({ actor, params }) =>
    given(await own.readOwnProfile(deps, actor, params.id)),
  )

  serve(app, door, giveApplicationProfile, async ({ actor, params, body }) =>
    given(await own.giveOwnProfile(deps, actor, params.id, body.securityProfileId)),
  )

  serve(app, door, takeApplicationProfile, async ({ actor, params }) =>
    given(await own.takeOwnProfile(deps, actor, params.id)),
  )
}

function given(
  done: Result<own.OwnProfileView, RegistryRefusal>,
): Result<{ body: ApplicationProfile }, RegistryRefusal> {
  if (!done.ok) return done
  const view = done.value
  if (view === null) return ok({ body: { given: null } })
  return ok({
    body: {
      given: {
        securityProfile: { id: view.whole.id, name: view.whole.name },
        givenBy: view.given.givenBy,
        givenAt: time(view.given.givenAt),
        permissions: [...view.effective.permissions],
        bounded: view.bounded,
      },
    },
  })
}

function registerHolders(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, listProfileUsers, async ({ actor, params, query }) => {
    const page = await profiles.listProfileUsers(deps, actor, params.id, query.cursor ?? null)
    if (!page.ok) return page
    return ok({ body: { items: page.value.items.map(userShape), nextCursor: page.value.nextCursor } })
  })

  serve(app, door, listProfileApplications, async ({ actor, params, query }) => {
    const page = await profiles.listProfileApplications(deps, actor, params.id, query.cursor ?? null)
    if (!page.ok) return page
    const items = page.value.items.map(({ applicationId, name, active, givenBy, givenAt }) => ({
      id: applicationId,
      name,
      status: active ? ('active' as const) : ('inactive' as const),
      givenBy,
      givenAt: time(givenAt),
    }))
    return ok({ body: { items, nextCursor: page.value.nextCursor } })
  })

  serve(app, door, changeUserProfile, async ({ actor, params, body, version }) => {
    const target = { id: params.id, version }
    const done = await giveProfile(deps, actor, target, body.securityProfileId)
    return done.ok ? ok({ body: userShape(done.value), version: versionOf(done.value.user) }) : done
  })
}

function registerEffects(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, previewProfileEffects, async ({ actor, params, body }) =>
    told(await effects.previewProfileEffects(deps, actor, params.id, body)),
  )

  serve(app, door, previewUserProfile, async ({ actor, params, body }) =>
    told(await effects.previewUserProfile(deps, actor, params.id, body.securityProfileId)),
  )

  serve(app, door, listProfileUses, async ({ actor, params, query }) => {
    const { scope = null, of = 'sign-ins', userId = null, cursor = null } = query
    const asked = { scope, of, userId, cursor }
    const page = await effects.listProfileUses(deps, actor, params.id, asked)
    if (!page.ok) return page
    const items = page.value.items.map(({ user, applicationId, applicationName, since, endsAt }) => ({
      user: { id: user.id, userName: user.userName, fullName: user.fullName },
      application: { id: applicationId, name: applicationName },
      since: time(since),
      endsAt: timeOrNull(endsAt),
    }))
    return ok({ body: { items, nextCursor: page.value.nextCursor } })
  })
}

function time(at: Instant): string {
  return new Date(at).toISOString()
}

function timeOrNull(at: Instant | null): string | null {
  return at === null ? null : time(at)
}

function factsShape({ profile, mayGive }: profiles.ProfileView) {
  const { id, name, system, permissions, scopes } = profile
  const kind = system ? ('system' as const) : ('custom' as const)
  return { id, name, kind, permissions: [...permissions], scopes: [...scopes], mayGive }
}

function shown(
  done: Result<profiles.ProfileView, RegistryRefusal>,
): Result<{ body: Shown; version: number }, RegistryRefusal> {
  if (!done.ok) return done
  const { version, createdAt, changedAt } = done.value
  const times = { createdAt: timeOrNull(createdAt), changedAt: timeOrNull(changedAt) }
  return ok({ body: { ...factsShape(done.value), version, ...times }, version })
}

function told(
  done: Result<effects.ProfileEffects, RegistryRefusal>,
): Result<{ body: ShownEffects }, RegistryRefusal> {
  if (!done.ok) return done
  const { people, applications, differences, lost, locksOut } = done.value
  return ok({
    body: {
      people,
      applications,
      lostPermissions: [...differences.removedPermissions],
      gainedPermissions: [...differences.addedPermissions],
      lostScopes: [...lost],
      gainedScopes: [...differences.addedScopes],
      locksOut,
    },
  })
}
