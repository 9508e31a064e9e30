import { sha256Hex } from '../../../keys/hash.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { BusinessUnit, Session } from '../../../registry/model.ts'
import type { Invitation } from '../../../registry/people/invitation.ts'
import type { FieldFault } from '../../../registry/refusal.ts'
import { holdBusinessUnit } from '../../../store/business-units/business-units.ts'
import { inBusinessUnit } from '../../../store/handle.ts'
import { consumeInvitation, findInvitationByLink } from '../../../store/people/invitations.ts'
import { type Commit, commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { insertPrepared, prepareUser } from '../create-user.ts'
import { findAnyProfile } from '../profile-of.ts'
import { type Browser, startSession } from '../sessions.ts'

/** An invitation whose link works, and where it leads. */
export type OpenInvitation = { readonly invitation: Invitation; readonly unit: BusinessUnit }

/**
 * What a link invites to. Looking does not spend it: a mail scanner may look too. Out: null when the link was used or
 * withdrawn, another was sent after it, it is too old or unknown, its business unit is not active, or the security
 * profile it is for is gone.
 */
export async function openInvitation(deps: Deps, value: string): Promise<OpenInvitation | null> {
  const invitation = await findInvitationByLink(deps.store, sha256Hex(value), deps.clock())
  if (invitation === null) return null
  const unit = await deps.known.businessUnit(invitation.businessUnitId)
  if (unit?.unit.active !== true) return null
  const scope = inBusinessUnit(deps.store, invitation.businessUnitId)
  const profile = await findAnyProfile(scope, invitation.securityProfileId)
  return profile === null ? null : { invitation, unit: unit.unit }
}

/** Rolls the transaction back: what turned out too late must leave nothing behind. */
class Undone extends Error {
  readonly why: 'link' | readonly FieldFault[]
  constructor(why: 'link' | readonly FieldFault[]) {
    super('an invitation could not be accepted')
    this.why = why
  }
}

/**
 * Makes somebody a user by the link of their invitation, and signs them in. The link is spent after every check, in the
 * user's transaction, so that a name that is taken or a weak password does not spend it. The address is verified when
 * the link went there by mail and to nobody else. Whoever was signed in in that browser is signed out.
 * Out: the cookie's value. Refuses a link that does not work, a name or password with faults (a user name that is taken
 * anywhere among them: whoever holds the link learns that, and nobody before), and `busy`.
 */
export async function acceptInvitation(
  deps: Deps,
  typed: { readonly link: string; readonly fullName: string; readonly password: string },
  entry: { readonly browser: Browser; readonly before: Session | null },
): Promise<Result<string, 'link' | 'busy' | readonly FieldFault[]>> {
  const open = await openInvitation(deps, typed.link)
  if (open === null) return err('link')
  const { userName, securityProfileId, byMail } = open.invitation
  const contact = {
    email: userName,
    emailVerified: byMail,
    phone: null,
    phoneVerified: false,
    address: null,
  }
  const prepared = await prepareUser(deps, {
    userName,
    fullName: typed.fullName,
    password: typed.password,
    securityProfileId,
    contact,
  })
  if (!prepared.ok) return prepared
  try {
    return ok(
      await commit(deps, async tx => {
        const user = await become(deps, tx, { open, prepared: prepared.value, link: typed.link, ...entry })
        return startSession(deps, tx, { user, method: 'password', ...entry })
      }),
    )
  } catch (fault) {
    if (fault instanceof Undone) return err(fault.why)
    throw fault
  }
}

async function become(
  deps: Deps,
  tx: Commit,
  {
    open: { invitation },
    prepared,
    link,
    browser: { requestId },
  }: {
    readonly open: OpenInvitation
    readonly prepared: Parameters<typeof insertPrepared>[2]
    readonly link: string
    readonly browser: Browser
  },
) {
  const scope = inBusinessUnit(tx.handle, invitation.businessUnitId)
  const now = deps.clock()
  // Whoever deletes the profile holds it too: a user must not be left without.
  await holdBusinessUnit(scope)
  if ((await findAnyProfile(scope, invitation.securityProfileId)) === null) throw new Undone('link')
  if (!(await consumeInvitation(scope, sha256Hex(link), now))) throw new Undone('link')
  const actor = { kind: 'system', id: 'invitation', name: 'Invitation' } as const
  const inserted = await insertPrepared(tx, scope, prepared, { actor, requestId, now })
  if (!inserted.ok) throw new Undone(inserted.error)
  await tx.record(scope, {
    actor: { kind: 'user', id: inserted.value.id, name: inserted.value.userName },
    action: 'invitation.accepted',
    target: { kind: 'invitation', id: invitation.id },
    requestId,
  })
  return inserted.value
}
