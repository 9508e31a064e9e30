import { checkName } from '@latchkey/contract/names.ts'
import { PERSON_BOUNDS } from '@latchkey/contract/people/account.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { Contact } from '../model.ts'
import type { FieldFault } from '../refusal.ts'

/** A user name is shaped like an e-mail address, in ASCII, so that no two look alike. */
const USER_NAME = /^[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i
const LONGEST_USER_NAME = 200

/** Nothing known of how to reach a user. */
export const NO_CONTACT: Contact = {
  email: null,
  emailVerified: false,
  phone: null,
  phoneVerified: false,
  address: null,
}

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

/** RFC 5321 §4.5.3.1: 64 characters, the @, and a domain of 255 that fits into a path of 256 with its brackets. */
const LONGEST_EMAIL = PERSON_BOUNDS.email
/** The addresses of RFC 5322 §3.4.1 that people have: a dot-atom, and a domain name of two labels or more. */
const EMAIL =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i
const LONGEST_LOCAL_PART = 64
/** ITU-T E.164: at most 15 digits with the country code. The shortest in use have seven. */
const PHONE = /^\+[1-9][0-9]{6,14}$/
const LONGEST_ADDRESS = PERSON_BOUNDS.address
const MOST_ADDRESS_LINES = 10
/** Anything that cannot be seen but the ends of lines; see `contract/names.ts`. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u

/**
 * Checks how to reach a user (OpenID Connect Core §5.1, §5.1.1).
 * In: as typed; empty text says nothing, like null. Out: as it will be kept: without outer spaces, the phone number in
 * E.164 without its separators, the lines of the address apart by a line feed, and nothing verified that is not there.
 * Refuses with all faults at once, at `/email`, `/phone` and `/address`. Whether what changed is still verified is for
 * the caller to say.
 */
export function checkContact(contact: Contact): Result<Contact, readonly FieldFault[]> {
  const email = typed(contact.email)
  const phone = typed(contact.phone?.replace(/[ ().-]/g, '') ?? null)
  const address = typed(contact.address?.replaceAll(/\r\n?/g, '\n') ?? null)
  const faults: FieldFault[] = []
  if (email !== null && !isEmail(email)) {
    const message = 'Write one e-mail address, for example kim@company.example.'
    faults.push({ path: '/email', rule: 'form', message })
  }
  if (phone !== null && !PHONE.test(phone)) {
    const message = 'Write the phone number with + and the country code, for example +44 1632 960123.'
    faults.push({ path: '/phone', rule: 'form', message })
  }
  if (address !== null && !isAddress(address)) {
    const message = `Write the address in at most ${MOST_ADDRESS_LINES} lines and ${LONGEST_ADDRESS} characters that can be seen.`
    faults.push({ path: '/address', rule: 'form', message })
  }
  if (faults.length > 0) return err(faults)
  const emailVerified = email !== null && contact.emailVerified
  const phoneVerified = phone !== null && contact.phoneVerified
  return ok({ email, emailVerified, phone, phoneVerified, address })
}

function typed(text: string | null): string | null {
  const value = text?.trim() ?? ''
  return value === '' ? null : value
}

/** The lengths come first: they bound the work of the expressions. */
function isEmail(text: string): boolean {
  return text.length <= LONGEST_EMAIL && text.indexOf('@') <= LONGEST_LOCAL_PART && EMAIL.test(text)
}

function isAddress(text: string): boolean {
  if (text.length > LONGEST_ADDRESS) return false
  const lines = text.split('\n')
  return lines.length <= MOST_ADDRESS_LINES && lines.every(line => !INVISIBLE.test(line))
}
