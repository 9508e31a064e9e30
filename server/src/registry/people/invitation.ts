import { checkName } from '@latchkey/contract/names.ts'
import type { Language } from '@latchkey/contract/words/language.ts'
import { DAY, type Instant } from '../../lib/clock.ts'
import type { BusinessUnitId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { ActorRef } from '../model.ts'
import type { FieldFault } from '../refusal.ts'
import { userNameKey } from './user.ts'

/** For how long the link of an invitation works. */
export const INVITATION_DAYS = 7
export const INVITATION_LIFE = INVITATION_DAYS * DAY

/** As many invitations of one business unit as may wait at a time, so that nobody makes us send letters to the world. */
export const MOST_INVITATIONS = 1000

/** Somebody who was asked to become a user and has not answered yet. */
export type Invitation = {
  readonly businessUnitId: BusinessUnitId
  readonly id: string
  /** The user name they will have, folded, which is the address that the letter goes to. */
  readonly userName: string
  /** As whoever invited them wrote it; empty: they say it themselves. */
  readonly fullName: string
  readonly securityProfileId: string
  readonly language: Language
  /** Whether the link went to the address by mail and to nobody else, so that whoever has it reads that address. */
  readonly byMail: boolean
  readonly invitedBy: ActorRef
  readonly createdAt: Instant
  readonly sentAt: Instant
  readonly expiresAt: Instant
}

export type InvitationRequest = Pick<Invitation, 'userName' | 'fullName' | 'securityProfileId' | 'language'>

/**
 * Checks the names of an invitation. Out: the request with its names as they will be kept. Refuses with all faults at
 * once, at `/userName` and `/fullName`.
 */
export function checkInvitation(
  request: InvitationRequest,
): Result<InvitationRequest, readonly FieldFault[]> {
  const userName = userNameKey(request.userName)
  const given = request.fullName.trim() !== ''
  const fullName = given ? checkName(request.fullName, 'Full name') : ({ ok: true, value: '' } as const)
  const faults: FieldFault[] = []
  if (userName === null) {
    faults.push({
      path: '/userName',
      rule: 'form',
      message: 'A user name looks like an e-mail address, for example kim@company.example, in plain letters.',
    })
  }
  if (!fullName.ok) faults.push({ path: '/fullName', rule: fullName.rule, message: fullName.message })
  return userName === null || !fullName.ok
    ? err(faults)
    : ok({ ...request, userName, fullName: fullName.value })
}

/** What is wrong with inviting somebody who is known here. */
export function knownHere(userName: string, known: 'user' | 'invited'): FieldFault {
  return known === 'user'
    ? { path: '/userName', rule: 'taken', message: `${userName} is a user of your business unit already.` }
    : {
        path: '/userName',
        rule: 'invited',
        message: `${userName} was invited before. Send that invitation again, or withdraw it.`,
      }
}
