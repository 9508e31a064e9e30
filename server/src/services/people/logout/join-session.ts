import type { Instant } from '../../../lib/clock.ts'
import type { ApplicationId } from '../../../lib/ids.ts'
import type { Session } from '../../../registry/model.ts'
import type { Scoped } from '../../../store/handle.ts'
import { addSessionApplication } from '../../../store/people/session-applications.ts'
import { holdSession } from '../../../store/people/sessions.ts'

/**
 * Lets an application take part in a session, in the transaction that issues something in it: the session is proven
 * and held, so that its end takes along what is issued here, and with the scope openid the application is noted, since
 * it learns the sid and is told when the session ends (OpenID Connect Back-Channel Logout §2).
 * In: the session's business unit, the session, and what is granted to whom when.
 * Out: false when the session has ended; nothing may be issued then.
 */
export async function joinSession(
  scope: Scoped,
  session: Session,
  granted: {
    readonly applicationId: ApplicationId
    readonly scopes: readonly string[]
    readonly now: Instant
  },
): Promise<boolean> {
  if (!(await holdSession(scope, session.id, granted.now))) return false
  if (granted.scopes.includes('openid')) {
    const { id: sessionId, endsAt } = session
    await addSessionApplication(scope, { sessionId, applicationId: granted.applicationId, endsAt })
  }
  return true
}
