import { sha256Hex } from '../../keys/hash.ts'
import { newOpaque } from '../../keys/random.ts'
import { HOUR, MINUTE } from '../../lib/clock.ts'
import type { BusinessUnit, Session, User } from '../../registry/model.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { endSession, findSession, insertSession, touchSession } from '../../store/people/sessions.ts'
import { findUser } from '../../store/people/users.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'

/** A session ends after this long without a request, and after `LONGEST` in any case. */
const IDLE = 2 * HOUR
const LONGEST = 12 * HOUR
/** How exactly the last request is remembered: a read must not cost a write each time. */
const TOUCH_EVERY = 5 * MINUTE

export type LiveSession = {
  readonly record: Session
  readonly user: User
  readonly businessUnit: BusinessUnit
}

/** The session behind a cookie's value; null when it is unknown or ended, or its user or business unit is inactive. */
export async function liveSession(deps: Deps, value: string): Promise<LiveSession | null> {
  if (value.length > 200) return null
  const record = await findSession(deps.store, sha256Hex(value))
  const now = deps.clock()
  if (record === null || record.endsAt <= now || record.lastSeenAt + IDLE <= now) return null
  const scope = inBusinessUnit(deps.store, record.businessUnitId)
  const [user, unit] = [
    await findUser(scope, record.userId),
    await deps.known.businessUnit(record.businessUnitId),
  ]
  if (user === null || !user.active || unit === null || !unit.unit.active) return null
  if (record.lastSeenAt + TOUCH_EVERY <= now) {
    await deps.store.transact(tx => touchSession(inBusinessUnit(tx, record.businessUnitId), record.hash, now))
  }
  return { record, user, businessUnit: unit.unit }
}

/** Begins a session for a user who just proved who they are. Out: the cookie's value; only its hash is kept. */
export async function beginSession(deps: Deps, user: User, requestId: string): Promise<string> {
  const value = newOpaque()
  const now = deps.clock()
  await commit(deps, async tx => {
    const scope = inBusinessUnit(tx.handle, user.businessUnitId)
    await insertSession(scope, {
      hash: sha256Hex(value),
      businessUnitId: user.businessUnitId,
      userId: user.id,
      signedInAt: now,
      lastSeenAt: now,
      endsAt: now + LONGEST,
    })
    const actor = { kind: 'user', id: user.id, name: user.userName } as const
    await tx.record(scope, {
      actor,
      action: 'user.signed-in',
      target: { kind: 'user', id: user.id },
      requestId,
    })
  })
  return value
}

/** Ends a session. Ending one that has ended changes nothing. */
export async function signOut(deps: Deps, session: LiveSession, requestId: string): Promise<void> {
  const { user, record } = session
  await commit(deps, async tx => {
    const scope = inBusinessUnit(tx.handle, user.businessUnitId)
    if (!(await endSession(scope, record.hash, deps.clock()))) return
    const actor = { kind: 'user', id: user.id, name: user.userName } as const
    await tx.record(scope, {
      actor,
      action: 'user.signed-out',
      target: { kind: 'user', id: user.id },
      requestId,
    })
  })
}
