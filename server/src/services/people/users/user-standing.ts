import type { Instant } from '../../../lib/clock.ts'
import { isUserId } from '../../../lib/ids.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Session } from '../../../registry/model.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { findLastSignIns } from '../../../store/people/last-sign-ins.ts'
import { listSessionsOfUser } from '../../../store/people/sessions.ts'
import { tallyUser, type UserTally } from '../../../store/people/user-tally.ts'
import { findUser } from '../../../store/people/users.ts'
import { commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, refOf, scopeOf } from '../actor.ts'
import { endSessionOf } from '../end-session.ts'
import { isInTime } from '../sessions.ts'

export type UserStanding = UserTally & {
  /** null: not since that is kept. */
  readonly lastSignInAt: Instant | null
  readonly sessions: readonly Session[]
}

const UNKNOWN = err({ kind: 'not-found', what: 'user' } as const)

/** What hangs on a user of the actor's business unit. Refuses without `users:view`, and an unknown id. */
export async function readUserStanding(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<UserStanding, RegistryRefusal>> {
  const allowed = demand(actor, 'users:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  const user = isUserId(id) ? await findUser(scope, id) : null
  if (user === null) return UNKNOWN
  const now = deps.clock()
  const [tally, sessions, signIns] = await Promise.all([
    tallyUser(scope, user.id, now),
    listSessionsOfUser(scope, user.id),
    findLastSignIns(scope, [user.id]),
  ])
  const lastSignInAt = signIns.get(user.id) ?? null
  return ok({ ...tally, lastSignInAt, sessions: sessions.filter(session => isInTime(session, now)) })
}

/**
 * Ends every session of a user of the actor's business unit: {@link endSessionOf} says what that takes along.
 * Out: how many ended that could still be used. Refuses without `users:edit`, and an unknown id.
 */
export async function endUserSessions(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<number, RegistryRefusal>> {
  const allowed = demand(actor, 'users:edit')
  if (!allowed.ok) return allowed
  return commit(deps, async (tx): Promise<Result<number, RegistryRefusal>> => {
    const scope = scopeOf(tx.handle, actor)
    const user = isUserId(id) ? await findUser(scope, id) : null
    if (user === null) return UNKNOWN
    const at = deps.clock()
    const { requestId } = actor
    const ending = { actor: refOf(actor), because: 'ended by an administrator', at, requestId } as const
    let ended = 0
    for (const session of await listSessionsOfUser(scope, user.id)) {
      if ((await endSessionOf(deps, tx, session, ending)) && isInTime(session, at)) ended += 1
    }
    return ok(ended)
  })
}
