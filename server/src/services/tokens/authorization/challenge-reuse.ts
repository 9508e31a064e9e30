import type { ApplicationId } from '../../../lib/ids.ts'
import { isNewlyReused } from '../../../registry/audit/alerts.ts'
import type { Scoped } from '../../../store/handle.ts'
import { sessionsOfChallenge } from '../../../store/tokens/codes.ts'
import { raiseAlert } from '../../audit/raise-alert.ts'
import type { Commit } from '../../commit.ts'
import type { LiveSession } from '../../people/sessions.ts'

/**
 * Tells the application's owner, within the transaction that issues a code, when its challenge was used for another
 * authorization request before (RFC 9700 §2.1.1: a constant challenge protects nobody). Call it before the code is kept.
 * Codes are forgotten a day after they expire, and their challenges with them.
 */
export async function noteChallenge(
  tx: Commit,
  scope: Scoped,
  asked: {
    readonly applicationId: ApplicationId
    readonly challenge: string | null
    readonly session: LiveSession
    readonly requestId: string
  },
): Promise<void> {
  const { applicationId, challenge, session, requestId } = asked
  if (challenge === null) return
  const before = await sessionsOfChallenge(scope, applicationId, challenge)
  if (!isNewlyReused(before, session.record.id)) return
  await raiseAlert(tx, {
    alert: 'alert.challenge-reused',
    applicationId,
    businessUnitId: scope.businessUnitId,
    facts: {},
    userName: session.user.userName,
    requestId,
  })
}
