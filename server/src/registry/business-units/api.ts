import { INVISIBLE } from '@latchkey/contract/names.ts'
import { DAY, type Instant } from '../../lib/clock.ts'
import { identifierOf } from '../../lib/identifier.ts'
import { OPENID_SCOPES } from '../../protocol/scope.ts'
import type { Api, ApiRecord, ScopeRecord } from '../model.ts'
import { BUILT_IN_APIS } from '../people/profiles.ts'
import type { FieldFault } from '../refusal.ts'

/** As many as operators may keep, so that every list of them is one page. */
export const MOST_APIS = 200
export const MOST_SCOPES = 50
const LONGEST_WORDS = 200
const LONGEST_ADDRESS = 500
const FARTHEST_END = 5 * 366 * DAY

/** An API begins like a class, so that its name is told from what a scope says within it. */
const API_NAME = /^[A-Z][A-Za-z0-9]{2,49}$/
/** RFC 6749 §3.3 permits more; of these nobody mistakes one for another, in a header or in a form. */
const WITHIN = /^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$/
const LONGEST_WITHIN = 60

/** Whether a platform begins with this API, so that its name stays. */
export function isBuiltIn(name: string): boolean {
  return BUILT_IN_APIS.some(each => each === name)
}

/** The name of a finer scope within an API. */
export function scopeName(api: string, within: string): string {
  return `${api}:${within}`
}

/** What is wrong with the name of a new API. In: the name, and those that stand. */
export function apiNameFaults(name: string, standing: readonly string[]): FieldFault[] {
  const fault = (rule: string, message: string) => [{ path: '/name', rule, message }]
  if (!API_NAME.test(name)) {
    return fault('form', 'A name begins with a capital letter and has 3 to 50 plain letters and digits.')
  }
  const taken = [...standing, ...OPENID_SCOPES].some(each => each.toLowerCase() === name.toLowerCase())
  return taken ? fault('taken', `There is an API or a scope called ${name} already.`) : []
}

/** What is wrong with the name of a new scope within an API. In: what follows the colon, and all scopes that stand. */
export function scopeNameFaults(api: string, within: string, standing: readonly string[]): FieldFault[] {
  const fault = (rule: string, message: string) => [{ path: '/name', rule, message }]
  if (within.length > LONGEST_WITHIN || !WITHIN.test(within)) {
    return fault(
      'form',
      'Use at most 60 small letters and digits, parted by a dot, a hyphen or an underscore: agents.read.',
    )
  }
  const name = scopeName(api, within)
  return standing.includes(name) ? fault('taken', `There is a scope ${name} already.`) : []
}

/** What is wrong with words that people read on the consent page. In: the text as typed, and where it stands. */
export function wordsFaults(text: string, path: string): FieldFault[] {
  const value = text.normalize('NFC').trim()
  if (value === '') return [{ path, rule: 'required', message: 'Say what it lets an application do.' }]
  if (value.length > LONGEST_WORDS) {
    return [{ path, rule: 'too-long', message: `Use at most ${LONGEST_WORDS} characters.` }]
  }
  return INVISIBLE.test(value)
    ? [{ path, rule: 'characters', message: 'Remove the control or invisible character.' }]
    : []
}

type Addressed = Pick<Api, 'name' | 'audience' | 'baseUrl'>

/**
 * What is wrong with the audience of an API: an absolute URI of its own (RFC 8707 §2), by which nobody else is meant.
 * In: the audience, the issuer, and the other APIs.
 */
export function audienceFaults(audience: string, issuer: string, others: readonly Addressed[]): FieldFault[] {
  const fault = (rule: string, message: string) => [{ path: '/audience', rule, message }]
  if (!isAddress(audience, ['https:', 'http:', 'urn:'])) {
    return fault(
      'form',
      'An audience is an absolute URI without a query and a fragment, such as https://api.example.com or urn:example:api.',
    )
  }
  const mine = identifierOf(audience)
  if (mine === issuer || mine.startsWith(`${issuer}/`)) {
    return fault('issuer', 'This is an address of the server itself. Choose one of the API.')
  }
  const other = others.find(
    each => identifierOf(each.audience) === mine || identifierOf(each.baseUrl) === mine,
  )
  return other === undefined ? [] : fault('taken', `${other.name} is found by this already.`)
}

/** What is wrong with the address that an API is served at. In: the address, and the other APIs. */
export function baseUrlFaults(baseUrl: string, others: readonly Addressed[]): FieldFault[] {
  const fault = (rule: string, message: string) => [{ path: '/baseUrl', rule, message }]
  if (!isAddress(baseUrl, ['https:', 'http:'])) {
    return fault('form', 'Write the whole address, for example https://api.example.com/v1/.')
  }
  if (
    baseUrl.startsWith('http:') &&
    !/^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?\//.test(`${baseUrl}/`)
  ) {
    return fault('https', 'Use https. Plain http is allowed only on the same machine.')
  }
  // Another API may be served there as well; one that is called so may not.
  const other = others.find(each => identifierOf(each.audience) === identifierOf(baseUrl))
  return other === undefined ? [] : fault('taken', `${other.name} is found by this already.`)
}

function isAddress(text: string, schemes: readonly string[]): boolean {
  if (text.length > LONGEST_ADDRESS || !/^[\x21-\x7e]+$/.test(text) || /[?#\\@]/.test(text)) return false
  if (!URL.canParse(text)) return false
  const { protocol, hostname, href } = new URL(text)
  const whole = protocol === 'urn:' ? /^urn:[a-z0-9][a-z0-9-]+:.+$/.test(text) : hostname !== ''
  return schemes.includes(protocol) && whole && identifierOf(href) === identifierOf(text)
}

/** What is wrong with the end of something deprecated; null: it is not. In: when, as it was sent. */
export function endFaults(endsAt: Instant | null, now: Instant): FieldFault[] {
  if (endsAt === null) return []
  return Number.isNaN(endsAt) || endsAt <= now || endsAt > now + FARTHEST_END
    ? [{ path: '/endsAt', rule: 'range', message: 'Choose a moment in the future, within five years.' }]
    : []
}

/** Until when a scope may be used: its API may end sooner. */
export function endOfScope(
  scope: Pick<ScopeRecord, 'endsAt'>,
  api: Pick<ApiRecord, 'endsAt'>,
): Instant | null {
  if (scope.endsAt === null || api.endsAt === null) return scope.endsAt ?? api.endsAt
  return Math.min(scope.endsAt, api.endsAt)
}
