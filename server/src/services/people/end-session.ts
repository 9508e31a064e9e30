import { newRecordId } from '../../keys/random.ts'
import type { Instant } from '../../lib/clock.ts'
import type { ActorRef, Session } from '../../registry/model.ts'
import { findApplication, findOwner } from '../../store/applications/applications.ts'
import { insertDelivery } from '../../store/audit/deliveries.ts'
import { inBusinessUnit, type Scoped } from '../../store/handle.ts'
import { listSessionApplications } from '../../store/people/session-applications.ts'
import { endSession as markEnded } from '../../store/people/sessions.ts'
import { findUser } from '../../store/people/users.ts'
import { expireCodesOfSession } from '../../store/tokens/codes.ts'
import { revokeFamiliesOfSession } from '../../store/tokens/token-families.ts'
import { type Commit, commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { sessionIdFor, subjectFor } from '../tokens/subject.ts'

/** Why a session ends before its time, in the words of the history. */
type Because =
  | 'signed out'
  | 'signed out by an application'
  | 'somebody else signed in'
  | 'ended by the user'
  | 'ended by an administrator'
  | 'password changed'

/** What a family holds that outlives the session it was granted in (OpenID Connect Back-Channel Logout §2.7). */
export const OUTLIVES = 'offline_access'

/**
 * Ends a session within the caller's transaction, and with it all that hangs on it: codes that nobody redeemed, and
 * token families without the scope offline_access (Back-Channel Logout §2.7). Every application that took part and
 * wants to know gets a delivery, sent after the commit by `deliver-logouts.ts`. The one way in which sessions end.
 *
 * In: the dependencies (of which only the sealer is used), the transaction, the session, and who ends it and why.
 * Out: false when it had ended before; then nothing is changed or recorded.
 * The order matters on PostgreSQL: whoever issues holds the session first (`joinSession`), and whoever redeems holds
 * the code first, so each step here waits for those who came before it and sees what they made.
 */
export async function endSessionOf(
  deps: Pick<Deps, 'sealer'>,
  tx: Commit,
  session: Session,
  ending: {
    readonly actor: ActorRef
    readonly because: Because
    readonly at: Instant
    readonly requestId: string
  },
): Promise<boolean> {
  const scope = inBusinessUnit(tx.handle, session.businessUnitId)
  const { actor, because, at, requestId } = ending
  if (!(await markEnded(scope, session.id, at))) return false
  await expireCodesOfSession(scope, session.id, at)
  await revokeFamiliesOfSession(scope, session.id, { at, because, sparing: OUTLIVES })
  await enqueueLogouts(deps, scope, session, at)
  await tx.record(scope, {
    actor,
    action: 'user.signed-out',
    target: { kind: 'user', id: session.userId },
    changes: [
      { field: 'session', before: session.id, after: null },
      { field: 'because', before: null, after: because },
    ],
    requestId,
  })
  return true
}

/** One delivery for each application that took part and says where it wants to be told. */
async function enqueueLogouts(
  deps: Pick<Deps, 'sealer'>,
  scope: Scoped,
  session: Session,
  at: Instant,
): Promise<void> {
  for (const applicationId of await listSessionApplications(scope, session.id)) {
    const ownerId = await findOwner(scope, applicationId)
    const owner =
      ownerId === null ? null : await findApplication(inBusinessUnit(scope, ownerId), applicationId)
    if (owner === null || owner.metadata.backchannelLogoutUri === null) continue
    await insertDelivery(scope, {
      id: newRecordId('dlv'),
      applicationId,
      subject: subjectFor(deps, session.userId, owner),
      sid: sessionIdFor(deps, session.id, owner),
      createdAt: at,
    })
  }
}

/**
 * Ends a session in a transaction of its own, in its user's name: {@link endSessionOf} says what that takes along.
 * Ending one that has ended changes nothing.
 */
export async function endSession(
  deps: Deps,
  session: Session,
  ending: { readonly because: Because; readonly requestId: string },
): Promise<void> {
  await commit(deps, async tx => {
    const user = await findUser(inBusinessUnit(tx.handle, session.businessUnitId), session.userId)
    const actor = { kind: 'user', id: session.userId, name: user?.userName ?? session.userId } as const
    await endSessionOf(deps, tx, session, { ...ending, actor, at: deps.clock() })
  })
}
