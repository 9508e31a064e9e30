import { err, ok, type Result } from '../../lib/result.ts'
import type { Session, User } from '../../registry/model.ts'
import { userNameKey } from '../../registry/people/user.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { findUserByName, holdUser } from '../../store/people/users.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type Browser, startSession } from './sessions.ts'

/** Why nobody was signed in. Wrong name, wrong password and inactive user are one answer on purpose. */
type SignInRefusal = 'wrong' | 'busy'

/** Who proved to know a password, and the Argon2id string that it was checked against. */
type Checked = { readonly user: User; readonly passwordHash: string }

/**
 * Signs somebody in: checks user name and password, and begins a session ({@link startSession}).
 * Out: the cookie's value. Refuses as {@link checkPassword} does, and as `wrong` when the user was deactivated or the
 * password changed while it was checked: such a change ends every session, and must not miss the one begun just then.
 */
export async function signIn(
  deps: Deps,
  typed: { readonly userName: string; readonly password: string },
  entry: { readonly browser: Browser; readonly before: Session | null },
): Promise<Result<string, SignInRefusal>> {
  const checked = await checkPassword(deps, typed)
  if (!checked.ok) return checked
  const { user, passwordHash } = checked.value
  return commit(deps, async tx => {
    const held = await holdUser(inBusinessUnit(tx.handle, user.businessUnitId), user.id, passwordHash)
    return held ? ok(await startSession(deps, tx, { user, method: 'password', ...entry })) : err('wrong')
  })
}

/**
 * Checks a user name and password.
 * Out: the user. Refuses with `wrong` (whatever was wrong, after the same work) or `busy` when too many passwords
 * wait to be hashed. Counting attempts is the caller's part.
 */
export async function checkPassword(
  deps: Deps,
  typed: { readonly userName: string; readonly password: string },
): Promise<Result<Checked, SignInRefusal>> {
  const key = userNameKey(typed.userName)
  const found = key === null ? null : await findUserByName(deps.store, key)
  const verified = await deps.passwords.verify(typed.password, found?.passwordHash ?? null)
  if (!verified.ok) return err('busy')
  if (!verified.value || found === null || !found.user.active) return err('wrong')
  const unit = await deps.known.businessUnit(found.user.businessUnitId)
  return unit?.unit.active === true ? ok(found) : err('wrong')
}
