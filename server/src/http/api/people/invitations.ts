import {
  inviteUser,
  listGrantableProfiles,
  listInvitations,
  previewInvitations,
  type Invitation as Shown,
  sendInvitationAgain,
  withdrawInvitation,
} from '@latchkey/contract/people/invitations.ts'
import type { FastifyInstance } from 'fastify'
import { ok, type Result } from '../../../lib/result.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import * as invitations from '../../../services/people/invitations/invitations.ts'
import type { Invited } from '../../../services/people/invitations/invite.ts'
import * as files from '../../../services/people/invitations/preview.ts'
import type { Door } from '../../door.ts'
import { wordsFor } from '../../words/words-for.ts'
import { serve } from '../serve.ts'

/** Serves the invitations of a business unit. */
export function registerInvitations(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, listInvitations, async ({ actor, query }) => {
    const page = await invitations.listInvitations(deps, actor, query.cursor ?? null)
    if (!page.ok) return page
    const { items, nextCursor } = page.value
    return ok({ body: { items: items.map(shape), nextCursor } })
  })

  serve(app, door, listGrantableProfiles, async ({ actor }) => {
    const profiles = await files.listGrantableProfiles(deps, actor)
    return profiles.ok
      ? ok({ body: { items: profiles.value.map(({ id, name }) => ({ id, name })) } })
      : profiles
  })

  serve(app, door, inviteUser, async ({ actor, request, body, onceKey }) => {
    const { userName, fullName = '', securityProfileId, language } = body
    const wanted = {
      userName,
      fullName,
      securityProfileId,
      language: language ?? wordsFor(request).language,
    }
    return invited(deps.clock(), await invitations.inviteUser(deps, actor, wanted, onceKey))
  })

  serve(app, door, previewInvitations, async ({ actor, request, body }) => {
    const rows = await files.previewInvitations(deps, actor, body.csv)
    if (!rows.ok) return rows
    const { translate } = wordsFor(request)
    const said = rows.value.map(row => ({
      ...row,
      faults: row.faults.map(fault => ({ ...fault, message: translate(fault.message) })),
    }))
    return ok({ body: { rows: said } })
  })

  serve(app, door, sendInvitationAgain, async ({ actor, params }) =>
    invited(deps.clock(), await invitations.sendInvitationAgain(deps, actor, params.id)),
  )

  serve(app, door, withdrawInvitation, async ({ actor, params }) => {
    const done = await invitations.withdrawInvitation(deps, actor, params.id)
    return done.ok ? ok({ body: shape(done.value) }) : done
  })
}

function invited(now: number, done: Result<Invited, RegistryRefusal>) {
  if (!done.ok) return done
  const { link, ...view } = done.value
  return ok({ body: { invitation: shape({ ...view, now }), link } })
}

function shape({ invitation, profile, now }: invitations.InvitationView): Shown {
  const time = (instant: number) => new Date(instant).toISOString()
  return {
    id: invitation.id,
    userName: invitation.userName,
    fullName: invitation.fullName,
    securityProfile: profile === null ? null : { id: profile.id, name: profile.name },
    language: invitation.language,
    state: invitation.expiresAt > now ? 'open' : 'expired',
    invitedBy: { id: invitation.invitedBy.id, name: invitation.invitedBy.name },
    createdAt: time(invitation.createdAt),
    sentAt: time(invitation.sentAt),
    expiresAt: time(invitation.expiresAt),
  }
}
