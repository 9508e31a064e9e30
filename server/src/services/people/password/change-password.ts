import { checkNewPassword } from '../../../keys/passwords.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { passwordChangedLetter } from '../../../registry/mail/letters.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { endPasswordLinks } from '../../../store/mail/password-links.ts'
import { findPasswordHash, replacePasswordHash } from '../../../store/people/users.ts'
import { commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { queueMail } from '../../mail/queue-mail.ts'
import { type PresentActor, refOf, scopeOf } from '../actor.ts'
import { endOthers } from '../own-sessions.ts'

type PasswordChange = { readonly currentPassword: string; readonly newPassword: string }

const WRONG: RegistryRefusal = {
  kind: 'invalid',
  faults: [{ path: '/currentPassword', rule: 'wrong', message: 'This is not your current password.' }],
}

/**
 * Says what is wrong with a change of password as far as that can be said without the current one; null when nothing.
 * Cheap, so that it need not be counted as an attempt.
 */
export function checkPasswordChange(change: PasswordChange): RegistryRefusal | null {
  const fault = (rule: string, message: string): RegistryRefusal => ({
    kind: 'invalid',
    faults: [{ path: '/newPassword', rule, message }],
  })
  const weak = checkNewPassword(change.newPassword)
  if (weak !== null) return fault('password', weak)
  // Compared as passwords are: every keyboard's spelling of one text is the same password.
  const same = change.newPassword.normalize('NFC') === change.currentPassword.normalize('NFC')
  return same ? fault('same', 'The new password is the one you have. Choose another.') : null
}

/**
 * Changes the actor's password, and ends in the same transaction every session but the one at hand, and whatever
 * applications got without leave to stay connected (RFC 9700 §4.14.2), in this session too: who knew the old password
 * may hold it. Links to a new password end as well, and the user is told by mail.
 * Out: how many sessions ended. Refuses what {@link checkPasswordChange} does, a wrong current password, and `busy`.
 * Counting attempts is the caller's part.
 */
export async function changePassword(
  deps: Deps,
  actor: PresentActor,
  change: PasswordChange,
): Promise<Result<number, RegistryRefusal>> {
  const refused = checkPasswordChange(change)
  if (refused !== null) return err(refused)
  const before = await findPasswordHash(scopeOf(deps.store, actor), actor.user.id)
  const verified = await deps.passwords.verify(change.currentPassword, before)
  if (!verified.ok) return err({ kind: 'busy' })
  if (!verified.value || before === null) return err(WRONG)
  const hashed = await deps.passwords.hash(change.newPassword)
  if (!hashed.ok) return err({ kind: 'busy' })
  return commit(deps, async tx => {
    const scope = scopeOf(tx.handle, actor)
    const { id } = actor.user
    // Of two changes at once one wins; what the other typed as current is that no more.
    if (!(await replacePasswordHash(scope, id, { before, after: hashed.value }))) return err(WRONG)
    const at = deps.clock()
    const sparing = { familiesOfThisOne: false }
    const ended = await endOthers(deps, tx, actor, {
      because: 'password changed',
      at,
      sparing,
    })
    await endPasswordLinks(scope, id, at)
    const letter = passwordChangedLetter(actor.user, { url: `${deps.issuer}/`, how: 'account' })
    await queueMail(deps, scope, { kind: 'password-changed', to: actor.user, letter, at })
    await tx.record(scope, {
      actor: refOf(actor),
      action: 'user.password-changed',
      target: { kind: 'user', id },
      requestId: actor.requestId,
    })
    return ok(ended)
  })
}
