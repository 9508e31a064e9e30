import { err, ok, type Result } from '../../lib/result.ts'
import type { User } from '../../registry/model.ts'
import { userNameKey } from '../../registry/user.ts'
import { findUserByName } from '../../store/people/users.ts'
import type { Deps } from '../deps.ts'

/** Why nobody was signed in. Wrong name, wrong password and inactive user are one answer on purpose. */
type SignInRefusal = 'wrong' | 'busy'

/**
 * Checks a user name and password.
 * Out: the user. Refuses with `wrong` (whatever was wrong, after the same work) or `busy` when too many passwords
 * wait to be hashed. Counting attempts is the caller's part.
 */
export async function checkPassword(
  deps: Deps,
  typed: { readonly userName: string; readonly password: string },
): Promise<Result<User, SignInRefusal>> {
  const key = userNameKey(typed.userName)
  const found = key === null ? null : await findUserByName(deps.store, key)
  const verified = await deps.passwords.verify(typed.password, found?.passwordHash ?? null)
  if (!verified.ok) return err('busy')
  if (!verified.value || found === null || !found.user.active) return err('wrong')
  const unit = await deps.known.businessUnit(found.user.businessUnitId)
  return unit?.unit.active === true ? ok(found.user) : err('wrong')
}
