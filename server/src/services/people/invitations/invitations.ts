import type { Instant } from '../../../lib/clock.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { SecurityProfile } from '../../../registry/model.ts'
import type { Invitation, InvitationRequest } from '../../../registry/people/invitation.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { holdBusinessUnit } from '../../../store/business-units/business-units.ts'
import type { Scoped } from '../../../store/handle.ts'
import {
  findInvitation,
  listInvitations as loadPage,
  renewInvitation,
  withdrawInvitation as settle,
} from '../../../store/people/invitations.ts'
import { type ListPage, newestFirst } from '../../applications/cursor.ts'
import { type Commit, commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { type OnceKey, once } from '../../idempotency.ts'
import { type Actor, asOfNow, demand, nameOf, refOf, scopeOf } from '../actor.ts'
import { findAnyProfile } from '../profile-of.ts'
import { givenProfile, type Invited, invite, newLink, sendInvitation } from './invite.ts'

/** An invitation that waits, the profile it is for (null: there is none like that any more), and when this was asked. */
export type InvitationView = {
  readonly invitation: Invitation
  readonly profile: SecurityProfile | null
  readonly now: Instant
}

/** One page of the invitations that nobody answered yet, newest first. Refuses without `users:view`, and a foreign cursor. */
export async function listInvitations(
  deps: Deps,
  actor: Actor,
  cursor: string | null,
): Promise<Result<ListPage<InvitationView>, RegistryRefusal>> {
  const allowed = demand(actor, 'users:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  const list = ['invitations', scope.businessUnitId]
  const page = await newestFirst(deps, list, cursor, rows => loadPage(scope, rows))
  if (!page.ok) return page
  const items: InvitationView[] = []
  for (const invitation of page.value.items) items.push(await viewOf(deps, scope, invitation))
  return ok({ items, nextCursor: page.value.nextCursor })
}

async function viewOf(deps: Deps, scope: Scoped, invitation: Invitation): Promise<InvitationView> {
  const profile = await findAnyProfile(scope, invitation.securityProfileId)
  return { invitation, profile, now: deps.clock() }
}

/**
 * Invites somebody to become a user of the actor's business unit. Whether the name belongs to somebody elsewhere is not
 * said: only who opens the link learns that, and only by trying to accept.
 * Refuses without `users:create`, and names, a profile or a person that cannot be invited, all faults at once.
 */
export async function inviteUser(
  deps: Deps,
  actor: Actor,
  request: InvitationRequest,
  onceKey: OnceKey | null,
): Promise<Result<Invited, RegistryRefusal>> {
  const allowed = demand(actor, 'users:create')
  if (!allowed.ok) return allowed
  const { businessUnit: unit, requestId } = actor
  const words = await once(deps, actor, onceKey, claim =>
    commit(deps, async tx => {
      const mine = await profileNow(tx, actor)
      if (!mine.ok) return mine
      const inviting = { unit, by: refOf(actor), byName: nameOf(actor), mine: mine.value, requestId }
      const made = await invite(deps, tx, inviting, request)
      if (!made.ok) return err({ kind: 'invalid', faults: made.error })
      const { invitation, link } = made.value
      const outcome = [invitation.id, link ?? '']
      await claim(scopeOf(tx.handle, actor), outcome)
      return ok(outcome)
    }),
  )
  if (!words.ok) return words
  const [id = '', link = ''] = words.value
  const scope = scopeOf(deps.store, actor)
  const invitation = await findInvitation(scope, id)
  const profile = invitation === null ? null : await findAnyProfile(scope, invitation.securityProfileId)
  if (invitation === null || profile === null) return err({ kind: 'not-found', what: 'invitation' })
  return ok({ invitation, profile, link: link === '' ? null : link })
}

/**
 * Sends an invitation again with a new link, which works for the whole time from now; the one before ends.
 * Refuses without `users:create`, an unknown id or an invitation that is over, and a profile that permits more than the
 * actor's, whoever invited first: it is the actor who gives it now.
 */
export async function sendInvitationAgain(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<Invited, RegistryRefusal>> {
  const allowed = demand(actor, 'users:create')
  if (!allowed.ok) return allowed
  const { businessUnit: unit } = actor
  return commit(deps, async (tx): Promise<Result<Invited, RegistryRefusal>> => {
    const scope = scopeOf(tx.handle, actor)
    const mine = await profileNow(tx, actor)
    if (!mine.ok) return mine
    const found = await findInvitation(scope, id)
    if (found === null) return err({ kind: 'not-found', what: 'invitation' })
    const profile = await givenProfile(scope, { unit, mine: mine.value }, found.securityProfileId)
    if (!profile.ok) return err({ kind: 'invalid', faults: [profile.error] })
    const { value, link } = newLink(deps, deps.clock())
    if (!(await renewInvitation(scope, id, link))) return err({ kind: 'not-found', what: 'invitation' })
    const { hash: _, ...kept } = link
    const invitation = { ...found, ...kept }
    const inviting = { unit, byName: nameOf(actor) }
    const url = await sendInvitation(deps, scope, { invitation, inviting, value })
    await tx.record(scope, {
      actor: refOf(actor),
      action: 'invitation.sent-again',
      target: { kind: 'invitation', id },
      requestId: actor.requestId,
    })
    return ok({ invitation, profile: profile.value, link: deps.mailer === null ? url : null })
  })
}

/** The security profile that bounds what the actor gives, read while the business unit is held. */
async function profileNow(tx: Commit, actor: Actor): Promise<Result<SecurityProfile, RegistryRefusal>> {
  const scope = scopeOf(tx.handle, actor)
  await holdBusinessUnit(scope)
  const self = await asOfNow(scope, actor)
  const still = demand(self, 'users:create')
  return still.ok ? ok(self.profile) : still
}

/** Withdraws an invitation: its link ends at once. Refuses without `users:create`, and an unknown id or one that is over. */
export async function withdrawInvitation(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<InvitationView, RegistryRefusal>> {
  const allowed = demand(actor, 'users:create')
  if (!allowed.ok) return allowed
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    const found = await findInvitation(scope, id)
    if (found === null || !(await settle(scope, id, deps.clock()))) {
      return err({ kind: 'not-found', what: 'invitation' })
    }
    await tx.record(scope, {
      actor: refOf(actor),
      action: 'invitation.withdrawn',
      target: { kind: 'invitation', id },
      changes: [{ field: 'userName', before: found.userName, after: null }],
      requestId: actor.requestId,
    })
    return ok(await viewOf(deps, scope, found))
  })
}
