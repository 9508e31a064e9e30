import type { Instant } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { Session } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { listSessionsOfUser } from '../../store/people/sessions.ts'
import { revokeOtherFamiliesOfUser } from '../../store/tokens/token-families.ts'
import { type Commit, commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type PresentActor, refOf, scopeOf } from './actor.ts'
import { endSessionOf, OUTLIVES } from './end-session.ts'
import { isInTime } from './sessions.ts'

export type OwnSession = { readonly session: Session; readonly current: boolean }

/** The sessions in which the actor is signed in now, latest used first. */
export async function listOwnSessions(deps: Deps, actor: PresentActor): Promise<readonly OwnSession[]> {
  const sessions = await listSessionsOfUser(scopeOf(deps.store, actor), actor.user.id)
  const now = deps.clock()
  return sessions
    .filter(session => isInTime(session, now))
    .map(session => ({ session, current: session.id === actor.session.record.id }))
}

/**
 * Ends one session of the actor, the one at hand too: {@link endSessionOf} says what that takes along.
 * Refuses an id that is not of a session of theirs, or whose session has ended.
 */
export async function endOwnSession(
  deps: Deps,
  actor: PresentActor,
  id: string,
): Promise<Result<null, RegistryRefusal>> {
  return commit(deps, async tx => {
    const sessions = await listSessionsOfUser(scopeOf(tx.handle, actor), actor.user.id)
    const session = sessions.find(one => one.id === id)
    const { requestId } = actor
    const ending = { actor: refOf(actor), because: 'ended by the user', at: deps.clock(), requestId } as const
    const ended = session !== undefined && (await endSessionOf(deps, tx, session, ending))
    return ended ? ok(null) : err({ kind: 'not-found', what: 'session' })
  })
}

/**
 * Ends every session of the actor but the one at hand, and what applications got in any other, long ended ones
 * included, but for what may stay connected. Out: how many sessions ended that could still be used.
 */
export async function endOtherSessions(deps: Deps, actor: PresentActor): Promise<number> {
  return commit(deps, tx => {
    const sparing = { familiesOfThisOne: true }
    return endOthers(deps, tx, actor, { because: 'ended by the user', at: deps.clock(), sparing })
  })
}

/**
 * The same within the caller's transaction. In: why and when, and whether what applications got in the session at
 * hand is spared as well.
 */
export async function endOthers(
  deps: Deps,
  tx: Commit,
  actor: PresentActor,
  ending: {
    readonly because: 'ended by the user' | 'password changed'
    readonly at: Instant
    readonly sparing: { readonly familiesOfThisOne: boolean }
  },
): Promise<number> {
  const { because, at, sparing } = ending
  const scope = scopeOf(tx.handle, actor)
  const { id } = actor.session.record
  let ended = 0
  for (const session of await listSessionsOfUser(scope, actor.user.id)) {
    if (session.id === id) continue
    const done = await endSessionOf(deps, tx, session, {
      actor: refOf(actor),
      because,
      at,
      requestId: actor.requestId,
    })
    if (done && isInTime(session, at)) ended += 1
  }
  const except = sparing.familiesOfThisOne ? id : null
  await revokeOtherFamiliesOfUser(scope, actor.user.id, { at, because, sparing: OUTLIVES, except })
  return ended
}
