import { checkName } from '@latchkey/contract/names.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { FieldFault } from './refusal.ts'

/** A user name is shaped like an e-mail address, in ASCII, so that no two look alike. */
const USER_NAME = /^[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i
const LONGEST_USER_NAME = 200

type NewUser = { readonly userName: string; readonly fullName: string }

/**
 * The key under which a user name is looked up: case never matters.
 * In: what was typed. Out: the key, or null when no user can have such a name.
 */
export function userNameKey(typed: string): string | null {
  const name = typed.trim()
  // Tested before it is folded: the lower case of the Kelvin sign is an ASCII k.
  return name.length <= LONGEST_USER_NAME && USER_NAME.test(name) ? name.toLowerCase() : null
}

/**
 * Checks a new user's names.
 * Out: the names as they will be kept. Refuses with all faults at once.
 */
export function checkNewUser(request: NewUser): Result<NewUser, readonly FieldFault[]> {
  const key = userNameKey(request.userName)
  const fullName = checkName(request.fullName, 'Full name')
  const faults: FieldFault[] = []
  if (key === null) {
    faults.push({
      path: '/userName',
      rule: 'form',
      message: 'A user name looks like an e-mail address, for example kim@company.example, in plain letters.',
    })
  }
  if (!fullName.ok) faults.push({ path: '/fullName', rule: fullName.rule, message: fullName.message })
  return key === null || !fullName.ok ? err(faults) : ok({ userName: key, fullName: fullName.value })
}
