import type { PublicKey } from '@latchkey/contract/applications/credentials/public-keys.ts'
import { say } from '../../../../kit/words/say.ts'

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

/** Whether a text is a JWK Set that holds keys, and so can be shown as rows. */
export function holdsKeys(text: string): boolean {
  return (keysOf(text)?.length ?? 0) > 0
}

function written(keys: readonly Jwk[]): string {
  return JSON.stringify({ keys }, null, 2)
}

/** A JWK Set with other keys after its own. What is no set counts as an empty one. */
export function withKeys(text: string, more: readonly Pick<PublicKey, 'jwk'>[]): string {
  return written([...(keysOf(text) ?? []), ...more.map(({ jwk }) => jwk)])
}

/** A JWK Set without one of its keys, by its place; without the last one it is empty text. */
export function withoutKey(text: string, place: number): string {
  const left = (keysOf(text) ?? []).filter((_, index) => index !== place)
  return left.length === 0 ? '' : written(left)
}

/** What a key is and for which algorithms, such as "EC, P-256 for ES256". */
export function kindWords({ kind, algorithms }: Pick<PublicKey, 'kind' | 'algorithms'>): string {
  if (algorithms.length === 0) return kind
  return say('{kind} for {algorithms}', { kind, algorithms: algorithms.join(', ') })
}

/** Why a key cannot be used, and null where it can. */
export function faultWords({ kind, fault }: Pick<PublicKey, 'kind' | 'fault'>): string | null {
  switch (fault) {
    case 'weak':
      return say('{kind}: too weak or too long. RSA needs 2048 bits at least, and 8192 at most.', { kind })
    case 'kind':
      return say('{kind}: not supported. Use RSA, P-256 or Ed25519, with an algorithm that fits.', { kind })
    case 'encryption':
      return say('{kind}: it is for encryption, and signatures are what is checked.', { kind })
    case null:
      return null
  }
}
