import type { Brand } from './brand.ts'
import type { Instant } from './clock.ts'

export type BusinessUnitId = Brand<'bu'>
export type UserId = Brand<'usr'>
export type ApplicationId = Brand<'app'>
export type SecretId = Brand<'sec'>
export type FamilyId = Brand<'fam'>
export type SessionId = Brand<'ses'>

/** An id is its prefix and the 32 hexadecimal digits of a UUIDv7 (RFC 9562 §5.7). */
const BODY = /^[0-9a-f]{32}$/

function hasPrefix(text: string, prefix: string): boolean {
  return text.startsWith(`${prefix}_`) && BODY.test(text.slice(prefix.length + 1))
}

/** True when the text has the form of a business unit's id. */
export function isBusinessUnitId(text: string): text is BusinessUnitId {
  return hasPrefix(text, 'bu')
}

/** True when the text has the form of a user's id. */
export function isUserId(text: string): text is UserId {
  return hasPrefix(text, 'usr')
}

/** True when the text has the form of an Application ID, which is also the client_id. */
export function isApplicationId(text: string): text is ApplicationId {
  return hasPrefix(text, 'app')
}

/** True when the text has the form of a client secret's id (not of the secret). */
export function isSecretId(text: string): text is SecretId {
  return hasPrefix(text, 'sec')
}

/** True when the text has the form of a token family's id. */
export function isFamilyId(text: string): text is FamilyId {
  return hasPrefix(text, 'fam')
}

/** True when the text has the form of a session's public id (not of its cookie). */
export function isSessionId(text: string): text is SessionId {
  return hasPrefix(text, 'ses')
}

/** When an id was made (RFC 9562 §5.7: a UUIDv7 begins with it). In: an id of ours of any prefix. Out: null for other text. */
export function timeOfId(text: string): Instant | null {
  const [, time] = /^[a-z]+_([0-9a-f]{12})[0-9a-f]{20}$/.exec(text) ?? []
  return time === undefined ? null : Number.parseInt(time, 16)
}
