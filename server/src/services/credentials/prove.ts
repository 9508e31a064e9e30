import { type Instant, MINUTE } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { Session } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { proveSession } from '../../store/people/sessions.ts'
import { findPasswordHash } from '../../store/people/users.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type Actor, type PresentActor, refOf, scopeOf } from '../people/actor.ts'

/** For how long a password that was typed proves that the person is there. */
const PROVEN_FOR = 15 * MINUTE

const WRONG: RegistryRefusal = {
  kind: 'invalid',
  faults: [{ path: '/password', rule: 'wrong', message: 'This is not your password.' }],
}

/** Until when the person of a session is known to be there. */
function provenUntil({ signedInAt, provedAt }: Session): Instant {
  return Math.max(signedInAt, provedAt ?? 0) + PROVEN_FOR
}

/**
 * Refuses an actor with a session who typed no password in the last fifteen minutes: a browser that was left open, or a
 * cookie that was stolen, must not make what outlives the session. An access token passes: a person consented to it for
 * just such calls, it ends within the hour, and the programs that hold it have nobody to ask.
 */
export function demandProof(deps: Deps, actor: Actor): Result<null, RegistryRefusal> {
  if (actor.session === null || deps.clock() < provenUntil(actor.session.record)) return ok(null)
  return err({ kind: 'proof-needed' })
}

/**
 * Takes the actor's password as proof that they are there.
 * Out: until when it is good. Refuses a wrong password, `busy`, and a session that ended meanwhile. Counting attempts is
 * the caller's part.
 */
export async function prove(
  deps: Deps,
  actor: PresentActor,
  password: string,
): Promise<Result<Instant, RegistryRefusal>> {
  const scope = scopeOf(deps.store, actor)
  const verified = await deps.passwords.verify(password, await findPasswordHash(scope, actor.user.id))
  if (!verified.ok) return err({ kind: 'busy' })
  if (!verified.value) return err(WRONG)
  const at = deps.clock()
  return commit(deps, async tx => {
    const within = scopeOf(tx.handle, actor)
    if (!(await proveSession(within, actor.session.record.id, at))) {
      return err({ kind: 'not-found', what: 'session' } as const)
    }
    await tx.record(within, {
      actor: refOf(actor),
      action: 'user.proved',
      target: { kind: 'user', id: actor.user.id },
      requestId: actor.requestId,
    })
    return ok(at + PROVEN_FOR)
  })
}
