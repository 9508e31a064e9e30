import { PERSON_BOUNDS } from '@latchkey/contract/people/account.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { PersonDetails } from '../model.ts'
import type { FieldFault } from '../refusal.ts'

/** What may be said of a person. When it was said is nothing to check. */
type Said = Omit<PersonDetails, 'updatedAt'>

/** Nothing said. */
export const NO_DETAILS: Said = {
  givenName: null,
  familyName: null,
  middleName: null,
  nickname: null,
  picture: null,
  profile: null,
  website: null,
  gender: null,
  birthdate: null,
  zoneinfo: null,
  locale: null,
}

const LONGEST_NAME = PERSON_BOUNDS.name
const LONGEST_URL = PERSON_BOUNDS.link
/** Anything that cannot be seen; see `contract/names.ts`. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u
/** A year, or a day whose year may be 0000 for one that is not told. */
const BIRTHDATE = /^(\d{4})(?:-(\d{2})-(\d{2}))?$/

const NAME = { good: isName, message: `Write at most ${LONGEST_NAME} characters that can be seen.` }
const LINK = { good: isLink, message: 'Write a whole address that begins with https://.' }

/** Each field that a person may say, with its rule and what to do when it does not hold. */
const DETAIL_RULES = {
  givenName: NAME,
  familyName: NAME,
  middleName: NAME,
  nickname: NAME,
  picture: LINK,
  profile: LINK,
  website: LINK,
  gender: NAME,
  birthdate: { good: isBirthdate, message: 'Write YYYY-MM-DD, 0000-MM-DD without the year, or YYYY.' },
  zoneinfo: { good: isZone, message: 'Write a time zone by its name, for example Europe/Berlin.' },
  locale: { good: isLocale, message: 'Write a language tag, for example en-GB.' },
} as const

/** The fields that a person may say. */
export const DETAIL_FIELDS = [
  'givenName',
  'familyName',
  'middleName',
  'nickname',
  'picture',
  'profile',
  'website',
  'gender',
  'birthdate',
  'zoneinfo',
  'locale',
] as const

/**
 * Checks what a person says of themselves (OpenID Connect Core §5.1).
 * In: as typed; empty text says nothing, like null. Out: as it will be kept, without outer spaces and composed (NFC).
 * Refuses with all faults at once, each at its field.
 */
export function checkDetails(details: Said): Result<Said, readonly FieldFault[]> {
  const faults: FieldFault[] = []
  let kept = details
  for (const field of DETAIL_FIELDS) {
    const text = details[field]?.normalize('NFC').trim() ?? ''
    const value = text === '' ? null : text
    const { good, message } = DETAIL_RULES[field]
    if (value !== null && !good(value)) faults.push({ path: `/${field}`, rule: 'form', message })
    kept = { ...kept, [field]: value }
  }
  return faults.length > 0 ? err(faults) : ok(kept)
}

function isName(text: string): boolean {
  return text.length <= LONGEST_NAME && !INVISIBLE.test(text)
}

function isLink(text: string): boolean {
  if (text.length > LONGEST_URL || INVISIBLE.test(text) || /\s/.test(text)) return false
  const url = URL.parse(text)
  return /^https:\/\//i.test(text) && url !== null && url.username === '' && url.password === ''
}

function isBirthdate(text: string): boolean {
  const [, year, month, day] = BIRTHDATE.exec(text) ?? []
  if (year === undefined) return false
  if (month === undefined || day === undefined) return year !== '0000'
  // A year that is not told may have a 29th of February.
  const date = `${year === '0000' ? '2000' : year}-${month}-${day}`
  const time = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date)
}

function isZone(text: string): boolean {
  if (text.length > LONGEST_NAME || !/^[A-Za-z]/.test(text)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function isLocale(text: string): boolean {
  if (text.length > LONGEST_NAME) return false
  try {
    return Intl.getCanonicalLocales(text).length === 1
  } catch {
    return false
  }
}
