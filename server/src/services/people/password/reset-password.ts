import { sha256Hex } from '../../../keys/hash.ts'
import { checkNewPassword } from '../../../keys/passwords.ts'
import { newToken } from '../../../keys/secret-format.ts'
import { type Instant, MINUTE } from '../../../lib/clock.ts'
import { isUserId } from '../../../lib/ids.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { passwordChangedLetter, passwordResetLetter } from '../../../registry/mail/letters.ts'
import type { ActorRef, User } from '../../../registry/model.ts'
import { goesBeyond } from '../../../registry/people/ceiling.ts'
import { userNameKey } from '../../../registry/people/user.ts'
import type { FieldFault, RegistryRefusal } from '../../../registry/refusal.ts'
import { inBusinessUnit } from '../../../store/handle.ts'
import {
  consumePasswordLink,
  endPasswordLinks,
  findPasswordLink,
  insertPasswordLink,
  type PasswordLink,
} from '../../../store/mail/password-links.ts'
import { listSessionsOfUser } from '../../../store/people/sessions.ts'
import {
  findPasswordHash,
  findUser,
  findUserByName,
  replacePasswordHash,
} from '../../../store/people/users.ts'
import { revokeOtherFamiliesOfUser } from '../../../store/tokens/token-families.ts'
import { type Commit, commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { queueMail } from '../../mail/queue-mail.ts'
import { type Actor, demand, refOf, scopeOf } from '../actor.ts'
import { endSessionOf, OUTLIVES } from '../end-session.ts'
import { profileOf } from '../profile-of.ts'

type Language = Parameters<typeof passwordResetLetter>[1]['language']

/** How long a link to a new password works. */
export const LINK_MINUTES = 30
const BEYOND: FieldFault = {
  path: '',
  rule: 'beyond',
  message:
    'The security profile of this user permits more than yours. Ask somebody who may do as much as they.',
}
const BY_LINK: ActorRef = { kind: 'system', id: 'password-link', name: 'Link to a new password' }

type Asked = {
  readonly user: User
  /** Where they wanted to go, sealed; null: nowhere. */
  readonly way: string | null
  readonly language: Language
  readonly actor: ActorRef
  readonly requestId: string
}

/**
 * Sends somebody who forgot their password a link to a new one. Nobody is told whether the user name exists: what is
 * answered must not depend on this, nor wait for it. In: the name as typed, where they wanted to go, sealed, or null, and
 * the language of their browser. Does nothing for a name that nobody has, or whose user or business unit is not active.
 */
export async function askPasswordReset(
  deps: Deps,
  asked: {
    readonly userName: string
    readonly way: string | null
    readonly language: Language
    readonly requestId: string
  },
): Promise<void> {
  const key = userNameKey(asked.userName)
  const user = key === null ? undefined : (await findUserByName(deps.store, key))?.user
  if (user === undefined || !user.active) return
  const unit = await deps.known.businessUnit(user.businessUnitId)
  if (unit?.unit.active !== true) return
  const { way, language, requestId } = asked
  const actor = { kind: 'system', id: 'password-forgotten', name: 'Somebody at the sign-in page' } as const
  await commit(deps, tx => sendLink(deps, tx, { user, way, language, actor, requestId }))
}

/**
 * Sends a user of the actor's business unit a link to a new password; the old one holds until it is used.
 * Out: the link, where no mail server is set, so that the actor can hand it on; null where it was sent by mail.
 * Refuses without `users:edit`, an unknown id, a user who is not active, and one who may do more than the actor, who
 * could become them by the link.
 */
export async function sendPasswordReset(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<string | null, RegistryRefusal>> {
  const allowed = demand(actor, 'users:edit')
  if (!allowed.ok) return allowed
  return commit(deps, async tx => {
    const user = isUserId(id) ? await findUser(scopeOf(tx.handle, actor), id) : null
    if (user === null) return err({ kind: 'not-found', what: 'user' })
    if (!user.active) {
      return err({
        kind: 'locks-out',
        why: 'The user is deactivated, and a new password would open nothing.',
      })
    }
    const theirs = await profileOf(scopeOf(tx.handle, actor), user)
    if (goesBeyond(actor.businessUnit, actor.profile, theirs))
      return err({ kind: 'invalid', faults: [BEYOND] })
    const asked = {
      user,
      way: null,
      language: 'en',
      actor: refOf(actor),
      requestId: actor.requestId,
    } as const
    const url = await sendLink(deps, tx, asked)
    return ok(deps.mailer === null ? url : null)
  })
}

/** Out: the link. */
async function sendLink(deps: Deps, tx: Commit, asked: Asked): Promise<string> {
  const { user, way, actor } = asked
  const scope = inBusinessUnit(tx.handle, user.businessUnitId)
  const value = newToken('lkp')
  const now = deps.clock()
  const expiresAt = now + LINK_MINUTES * MINUTE
  await insertPasswordLink(scope, { hash: sha256Hex(value), userId: user.id, way, createdAt: now, expiresAt })
  // Of this server's own address, whatever host the request named.
  const url = `${deps.issuer}/password/new?link=${value}`
  const byAdministrator = actor.kind === 'user'
  const letter = passwordResetLetter(user, {
    url,
    minutes: LINK_MINUTES,
    byAdministrator,
    language: asked.language,
  })
  await queueMail(deps, scope, {
    kind: 'password-reset',
    to: user,
    letter,
    at: now,
    usefulFor: LINK_MINUTES * MINUTE,
  })
  await tx.record(scope, {
    actor,
    action: 'user.password-link-sent',
    target: { kind: 'user', id: user.id },
    requestId: asked.requestId,
  })
  return url
}

/** Whom a link is for and where they wanted to go, sealed. Looking does not spend it: a mail scanner may look too. */
type Linked = { readonly user: User; readonly way: string | null }

/** Out: null when the link was used, is too old or unknown, or its user is not active. */
export async function findPasswordReset(deps: Deps, value: string): Promise<Linked | null> {
  const link = await findPasswordLink(deps.store, sha256Hex(value), deps.clock())
  return link === null ? null : linkedOf(deps, link)
}

async function linkedOf(deps: Deps, link: PasswordLink): Promise<Linked | null> {
  const user = await findUser(inBusinessUnit(deps.store, link.businessUnitId), link.userId)
  return user?.active === true ? { user, way: link.way } : null
}

/**
 * Gives somebody a new password by a link. The link is spent after every check, in the transaction of the change; it ends
 * every session and what applications got without leave to stay connected (RFC 9700 §4.14.2), and every other link to a
 * new password, and tells the user by mail. Out: whom it was for. Refuses a link that does not work, a password that
 * cannot be used (with the reason), and `busy`.
 */
export async function resetPassword(
  deps: Deps,
  typed: { readonly link: string; readonly password: string },
  requestId: string,
): Promise<Result<Linked, 'link' | 'busy' | { readonly fault: string }>> {
  const hash = sha256Hex(typed.link)
  const link = await findPasswordLink(deps.store, hash, deps.clock())
  const linked = link === null ? null : await linkedOf(deps, link)
  if (linked === null) return err('link')
  const fault = checkNewPassword(typed.password)
  if (fault !== null) return err({ fault })
  const hashed = await deps.passwords.hash(typed.password)
  if (!hashed.ok) return err('busy')
  return commit(deps, async tx => {
    const { user } = linked
    const scope = inBusinessUnit(tx.handle, user.businessUnitId)
    const at = deps.clock()
    const before = await findPasswordHash(scope, user.id)
    if (before === null || !(await consumePasswordLink(scope, hash, at))) return err('link')
    // Somebody else changed it at this moment: the link is spent with nothing, so it says so.
    if (!(await replacePasswordHash(scope, user.id, { before, after: hashed.value }))) return err('link')
    await endPasswordLinks(scope, user.id, at)
    await endAll(deps, tx, { user, at, requestId })
    const letter = passwordChangedLetter(user, { url: `${deps.issuer}/`, how: 'link' })
    await queueMail(deps, scope, { kind: 'password-changed', to: user, letter, at })
    await tx.record(scope, {
      actor: BY_LINK,
      action: 'user.password-changed',
      target: { kind: 'user', id: user.id },
      requestId,
    })
    return ok(linked)
  })
}

async function endAll(
  deps: Deps,
  tx: Commit,
  { user, at, requestId }: { readonly user: User; readonly at: Instant; readonly requestId: string },
): Promise<void> {
  const scope = inBusinessUnit(tx.handle, user.businessUnitId)
  const because = 'password changed'
  for (const session of await listSessionsOfUser(scope, user.id)) {
    await endSessionOf(deps, tx, session, { actor: BY_LINK, because, at, requestId })
  }
  await revokeOtherFamiliesOfUser(scope, user.id, { at, because, sparing: OUTLIVES, except: null })
}
