import { sha256Hex } from '../../../keys/hash.ts'
import { newRecordId } from '../../../keys/random.ts'
import { newToken } from '../../../keys/secret-format.ts'
import type { Instant } from '../../../lib/clock.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { invitationLetter } from '../../../registry/mail/invitation-letter.ts'
import type { ActorRef, BusinessUnit, SecurityProfile } from '../../../registry/model.ts'
import { goesBeyond } from '../../../registry/people/ceiling.ts'
import {
  checkInvitation,
  INVITATION_DAYS,
  INVITATION_LIFE,
  type Invitation,
  type InvitationRequest,
  knownHere,
  MOST_INVITATIONS,
} from '../../../registry/people/invitation.ts'
import type { FieldFault } from '../../../registry/refusal.ts'
import { holdBusinessUnit } from '../../../store/business-units/business-units.ts'
import { inBusinessUnit, type Scoped } from '../../../store/handle.ts'
import { countInvitations, insertInvitation, usersAmong } from '../../../store/people/invitations.ts'
import type { Commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { queueMail } from '../../mail/queue-mail.ts'
import { findAnyProfile } from '../profile-of.ts'

/** An invitation, and its link where no mail server is set, so that whoever invited can hand it on; else null. */
export type Invited = {
  readonly invitation: Invitation
  readonly profile: SecurityProfile
  readonly link: string | null
}

/** Who invites, and whereto. */
type Inviting = {
  readonly unit: BusinessUnit
  readonly by: ActorRef
  /** As the letter calls them. */
  readonly byName: string
  /** The security profile that bounds what they give; null: the platform's own staff set a business unit up. */
  readonly mine: SecurityProfile | null
  readonly requestId: string
}

/**
 * Invites somebody to a business unit within a transaction, by its own people or by the platform's ({@link Inviting}).
 * Out: the invitation; the letter is queued. Refuses with all faults at once, at `/userName`, `/fullName` and
 * `/securityProfileId`. Whether whoever invites may do so at all is the caller's part.
 */
export async function invite(
  deps: Deps,
  tx: Commit,
  inviting: Inviting,
  request: InvitationRequest,
): Promise<Result<Invited, readonly FieldFault[]>> {
  const { unit, by } = inviting
  const scope = inBusinessUnit(tx.handle, unit.id)
  // Or somebody might delete the profile at this moment, and the invitation lead nowhere.
  await holdBusinessUnit(scope)
  const checked = checkInvitation(request)
  const profile = await givenProfile(scope, inviting, request.securityProfileId)
  const faults = [...(checked.ok ? [] : checked.error), ...(profile.ok ? [] : [profile.error])]
  if (!checked.ok || !profile.ok) return err(faults)
  const { userName } = checked.value
  if ((await usersAmong(scope, [userName])).length > 0) return err([knownHere(userName, 'user')])
  if ((await countInvitations(scope, MOST_INVITATIONS)) === MOST_INVITATIONS) return err([TOO_MANY])
  const now = deps.clock()
  const { value, link } = newLink(deps, now)
  const invitation: Invitation = {
    ...checked.value,
    businessUnitId: unit.id,
    id: newRecordId('inv'),
    invitedBy: by,
    createdAt: now,
    ...link,
  }
  if (!(await insertInvitation(scope, { ...invitation, hash: link.hash }))) {
    return err([knownHere(userName, 'invited')])
  }
  const url = await sendInvitation(deps, scope, { invitation, inviting, value })
  await tx.record(scope, {
    actor: by,
    action: 'invitation.created',
    target: { kind: 'invitation', id: invitation.id },
    changes: [
      { field: 'userName', before: null, after: userName },
      { field: 'securityProfile', before: null, after: profile.value.name },
    ],
    requestId: inviting.requestId,
  })
  return ok({ invitation, profile: profile.value, link: deps.mailer === null ? url : null })
}

const TOO_MANY: FieldFault = {
  path: '',
  rule: 'too-many',
  message: `At most ${MOST_INVITATIONS} invitations can wait for an answer. Withdraw some that nobody will answer.`,
}

/** The profile that somebody is to have. Refuses one that is unknown here, and one that goes beyond the giver's. */
export async function givenProfile(
  scope: Scoped,
  { unit, mine }: Pick<Inviting, 'unit' | 'mine'>,
  id: string,
): Promise<Result<SecurityProfile, FieldFault>> {
  const path = '/securityProfileId'
  const profile = await findAnyProfile(scope, id)
  if (profile === null) {
    return err({ path, rule: 'unknown', message: 'Choose a security profile of your business unit.' })
  }
  if (mine === null || !goesBeyond(unit, mine, profile)) return ok(profile)
  const message =
    'This security profile permits more than yours. Choose one that permits no more than you may do.'
  return err({ path, rule: 'beyond', message })
}

/** A new link. Out: its secret, and what is kept of it. */
export function newLink(deps: Deps, now: Instant) {
  const value = newToken('lkp')
  const link = {
    hash: sha256Hex(value),
    byMail: deps.mailer !== null,
    sentAt: now,
    expiresAt: now + INVITATION_LIFE,
  }
  return { value, link } as const
}

/** Queues the letter with the link. Out: the link. */
export async function sendInvitation(
  deps: Deps,
  scope: Scoped,
  {
    invitation,
    inviting,
    value,
  }: {
    readonly invitation: Invitation
    readonly inviting: Pick<Inviting, 'unit' | 'byName'>
    readonly value: string
  },
): Promise<string> {
  const { userName, fullName, language, sentAt } = invitation
  // Of this server's own address, whatever host the request named.
  const url = `${deps.issuer}/invitation?link=${value}`
  const letter = invitationLetter({
    userName,
    fullName,
    language,
    invitedBy: inviting.byName,
    businessUnit: inviting.unit.name,
    url,
    days: INVITATION_DAYS,
  })
  await queueMail(deps, scope, {
    kind: 'invitation',
    to: userName,
    letter,
    at: sentAt,
    usefulFor: INVITATION_LIFE,
  })
  return url
}
