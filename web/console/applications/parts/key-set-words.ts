import { say } from '../../../kit/words/say.ts'

/** What a text that should be a JWK Set looks like, while somebody types. The rules are the server's. */
type KeySetLook = {
  /** `warning`: as it stands it will not do. */
  readonly tone: 'plain' | 'warning'
  readonly words: string
}

/** RFC 7518 §6.2.2, §6.3.2, §6.4: `d` and `k` stand in private and in shared keys only. */
const SECRET_MEMBERS = ['d', 'k']

type Jwk = Readonly<Record<string, unknown>>

function isRecord(value: unknown): value is Jwk {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The keys of a JWK Set; null where the text is none. */
function keysOf(text: string): readonly Jwk[] | null {
  const set = parsed(text)
  const keys = isRecord(set) ? set['keys'] : undefined
  return Array.isArray(keys) && keys.every(isRecord) ? keys : null
}

function said(jwk: Jwk, member: string): string {
  const value = jwk[member]
  return typeof value === 'string' ? value : ''
}

/** One key in words, such as "sig-1 (EC P-256, ES256)". */
function keyWords(jwk: Jwk): string {
  const kind = [said(jwk, 'kty'), said(jwk, 'crv')].filter(word => word !== '').join(' ')
  const facts = [kind, said(jwk, 'alg')].filter(word => word !== '').join(', ')
  const name = said(jwk, 'kid') === '' ? say('a key without kid') : said(jwk, 'kid')
  return facts === '' ? name : `${name} (${facts})`
}

/** The keys of a set in words, one each; null where the text is no JWK Set. */
export function keyNames(text: string): readonly string[] | null {
  return keysOf(text)?.map(keyWords) ?? null
}

function warning(words: string): KeySetLook {
  return { tone: 'warning', words }
}

/**
 * Says what a pasted text holds, so that a wrong paste is seen before it is saved.
 * In: the text. Out: null where nothing was typed. A private key is told at once: it should not leave its owner.
 */
export function lookOf(text: string): KeySetLook | null {
  if (text.trim() === '') return null
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    return warning(say('This is a private key. Remove it, and paste the public keys as a JWK Set.'))
  }
  if (text.includes('-----BEGIN '))
    return warning(say('This is PEM. Paste the public keys as a JWK Set, in JSON.'))
  const value = parsed(text)
  if (value === undefined) return warning(say('Not JSON so far.'))
  const keys = keysOf(text)
  const held = keys ?? [value].filter(isRecord)
  const secret = held.findIndex(jwk => SECRET_MEMBERS.some(member => Object.hasOwn(jwk, member)))
  if (secret >= 0)
    return warning(
      say('Key {place} is not a public key. Remove it: its private half is in it.', { place: secret + 1 }),
    )
  if (isRecord(value) && typeof value['kty'] === 'string') {
    return warning(say('This is one key. Put it into an object with a list named "keys".'))
  }
  if (keys === null) return warning(say('JSON, but no JWK Set: it needs a list "keys".'))
  if (keys.length === 0) return warning(say('The list "keys" is empty.'))
  const values = { count: keys.length, keys: keys.map(keyWords).join('; ') }
  return { tone: 'plain', words: say('{count, plural, one {# key} other {# keys}}: {keys}.', values) }
}
