import { sha256Hex } from '../../keys/hash.ts'
import { newOpaque, newSessionId } from '../../keys/random.ts'
import { HOUR, type Instant, MINUTE } from '../../lib/clock.ts'
import type { SignInMethod } from '../../protocol/openid/authentication-context.ts'
import type { BusinessUnit, Session, User } from '../../registry/model.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { noteSignIn } from '../../store/people/last-sign-ins.ts'
import { prolongSessionApplications } from '../../store/people/session-applications.ts'
import { findSession, insertSession, renewSession, touchSession } from '../../store/people/sessions.ts'
import { findUser } from '../../store/people/users.ts'
import { type Commit, commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { endSessionOf } from './end-session.ts'

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

/**
 * The session behind a cookie's value that nobody has ended and whose longest time is not over. It may have been idle
 * for so long that it opens nothing any more: whoever signs in over it, or logs out of it by name, still must find it.
 */
export async function unendedSession(deps: Deps, value: string): Promise<Session | null> {
  if (value.length > 200) return null
  const record = await findSession(deps.store, sha256Hex(value))
  return record === null || record.endsAt <= deps.clock() ? null : record
}

/** Whether a session that nobody has ended still opens something at `now`: it was used lately, and is not too long. */
export function isInTime(session: Session, now: Instant): boolean {
  return session.endsAt > now && session.lastSeenAt + IDLE > now
}

/**
 * Whether a session began before its user or business unit was last deactivated or activated. What was being begun at
 * the moment of a deactivation is not ended along with the rest; it must not come back with the activation.
 */
function isOutlived(session: Session, ...around: readonly (User | BusinessUnit)[]): boolean {
  return around.some(
    ({ statusChangedAt }) => statusChangedAt !== null && session.signedInAt < statusChangedAt,
  )
}

/** The session behind a cookie's value; null when it is unknown or ended, or its user or business unit is inactive. */
export async function liveSession(deps: Deps, value: string): Promise<LiveSession | null> {
  const record = await unendedSession(deps, value)
  const now = deps.clock()
  if (record === null || !isInTime(record, now)) return null
  const scope = inBusinessUnit(deps.store, record.businessUnitId)
  const [user, unit] = [
    await findUser(scope, record.userId),
    await deps.known.businessUnit(record.businessUnitId),
  ]
  if (user === null || !user.active || unit === null || !unit.unit.active) return null
  if (isOutlived(record, user, unit.unit)) return null
  if (record.lastSeenAt + TOUCH_EVERY <= now) {
    await deps.store.transact(tx => touchSession(inBusinessUnit(tx, record.businessUnitId), record.hash, now))
  }
  return { record, user, businessUnit: unit.unit }
}

/** The browser in which somebody signs in: what it says it is, where it speaks from, and the request's id. */
export type Browser = { readonly userAgent: string; readonly ip: string; readonly requestId: string }

/** No browser says more of itself than this that would help anybody to recognise it. */
const LONGEST_USER_AGENT = 300

/** The history of one business unit does not name the user of another, who may be the one to sign in now. */
const BY_ANOTHER = {
  actor: { kind: 'system', id: 'sign-in', name: 'Another sign-in' },
  because: 'somebody else signed in',
} as const

/** Who signs in and how: the user, the browser, and the session that its cookie stood for until now, if any. */
type Entry = {
  readonly user: User
  readonly method: SignInMethod
  readonly browser: Browser
  readonly before: Session | null
}

/**
 * Begins a session for a user who just proved who they are, within the caller's transaction.
 * When the session of before was the same user's it goes on under a new cookie, so that applications that took part in
 * it are not signed out because another one wanted the password again; else it ends.
 * Out: the cookie's value; only its hash is kept.
 */
export async function startSession(deps: Deps, tx: Commit, entry: Entry): Promise<string> {
  const { user, method, browser, before } = entry
  const value = newOpaque()
  const now = deps.clock()
  const session: Session = {
    hash: sha256Hex(value),
    id: newSessionId(),
    businessUnitId: user.businessUnitId,
    userId: user.id,
    signedInAt: now,
    method,
    provedAt: null,
    lastSeenAt: now,
    endsAt: now + LONGEST,
    userAgent: keepable(browser.userAgent),
    ip: browser.ip,
  }
  const { requestId } = browser
  const scope = inBusinessUnit(tx.handle, user.businessUnitId)
  if (!(await goOn(tx, before, session))) {
    if (before !== null) await endSessionOf(deps, tx, before, { ...BY_ANOTHER, at: now, requestId })
    await insertSession(scope, session)
  }
  await noteSignIn(scope, user.id, now)
  const actor = { kind: 'user', id: user.id, name: user.userName } as const
  const target = { kind: 'user', id: user.id }
  await tx.record(scope, { actor, action: 'user.signed-in', target, requestId })
  return value
}

/** The same in a transaction of its own, for a user who was made just now and chose the password. */
export async function beginSession(deps: Deps, user: User, browser: Browser): Promise<string> {
  return commit(deps, tx => startSession(deps, tx, { user, method: 'password', browser, before: null }))
}

/** Goes on with the session of before, when it is the same user's. Out: false when a new one must begin. */
async function goOn(tx: Commit, before: Session | null, session: Session): Promise<boolean> {
  if (before === null || before.userId !== session.userId) return false
  const scope = inBusinessUnit(tx.handle, session.businessUnitId)
  if (!(await renewSession(scope, before.hash, { ...session, id: before.id }))) return false
  await prolongSessionApplications(scope, before.id, session.endsAt)
  return true
}

/** Text of a header as it may be kept and shown. */
function keepable(text: string): string {
  return text.slice(0, LONGEST_USER_AGENT).replace(/[^\x20-\x7e]/g, '?')
}
