import { randomBytes, randomInt, randomUUIDv7 } from 'node:crypto'
import type { Instant } from '../lib/clock.ts'
import {
  type ApplicationId,
  type BusinessUnitId,
  type FamilyId,
  isApplicationId,
  isBusinessUnitId,
  isFamilyId,
  isSecretId,
  isSessionId,
  isUserId,
  type SecretId,
  type SessionId,
  type UserId,
} from '../lib/ids.ts'

/** The kinds of rows whose ids no rule ever takes apart, so that they need no brand. */
type RecordPrefix =
  | 'aud'
  | 'chg'
  | 'dlv'
  | 'out'
  | 'ven'
  | 'prf'
  | 'req'
  | 'rgt'
  | 'nte'
  | 'lvw'
  | 'ask'
  | 'trf'
  | 'mai'
  | 'inv'
  | 'blk'
  | 'prc'

/** Ids of later milliseconds sort after earlier ones; within one millisecond the order is chance. */
function withPrefix(prefix: string): string {
  return `${prefix}_${randomUUIDv7().replaceAll('-', '')}`
}

/** The predicate in `lib/ids.ts` is the one definition of the form; a maker that misses it is a bug. */
function branded<Id extends string>(prefix: string, isId: (text: string) => text is Id): Id {
  const text = withPrefix(prefix)
  if (!isId(text)) throw new Error(`a new id with the prefix ${prefix} does not have the form of its kind`)
  return text
}

/** A new Application ID, which is also the client_id. */
export function newApplicationId(): ApplicationId {
  return branded('app', isApplicationId)
}

/** A new id of a business unit. Its public seven-digit number is another thing. */
export function newBusinessUnitId(): BusinessUnitId {
  return branded('bu', isBusinessUnitId)
}

/** A public number for a business unit: seven digits, by chance, so that it tells neither when nor how many. */
export function newBusinessUnitNumber(): string {
  return String(randomInt(1_000_001, 10_000_000))
}

/** A new id of a user. */
export function newUserId(): UserId {
  return branded('usr', isUserId)
}

/** A new id of a client secret. The secret's value comes from `newToken('lks')`. */
export function newSecretId(): SecretId {
  return branded('sec', isSecretId)
}

/** A new id of a token family. */
export function newFamilyId(): FamilyId {
  return branded('fam', isFamilyId)
}

/** A new public id of a session. The cookie's value comes from `newOpaque()`. */
export function newSessionId(): SessionId {
  return branded('ses', isSessionId)
}

/**
 * A new id of an access token, whose time is the one given: a token issued before its application was deactivated is
 * told from one issued after by milliseconds, which `iat` does not have.
 * In: when it is issued. Out: as {@link newRecordId}.
 */
export function newTokenId(now: Instant): string {
  const id = withPrefix('tok')
  return `tok_${now.toString(16).padStart(12, '0')}${id.slice('tok_'.length + 12)}`
}

/** A new id for a row or a request: the prefix, `_`, and the 32 hexadecimal digits of a UUIDv7 (RFC 9562 §5.7). */
export function newRecordId(prefix: RecordPrefix): string {
  return withPrefix(prefix)
}

/**
 * An unguessable text for session ids, links and the like.
 * In: how many random bytes, at least 16. Out: base64url without padding, 43 characters for the default of 32 bytes.
 * Throws on fewer bytes, since less than 128 bits can be guessed (RFC 6749 §10.10).
 */
export function newOpaque(bytes = 32): string {
  if (!Number.isInteger(bytes) || bytes < 16) throw new RangeError('newOpaque needs at least 16 bytes')
  return randomBytes(bytes).toString('base64url')
}

/** No i, l, o or u, which look like others; 32 letters and digits, so that a byte falls on each equally often. */
const LEGIBLE = '0123456789abcdefghjkmnpqrstvwxyz'

/** A password that a person can read off a screen and type: 20 characters, 100 bits. */
export function newPassword(): string {
  return Array.from(randomBytes(20), byte => LEGIBLE.charAt(byte % LEGIBLE.length)).join('')
}
