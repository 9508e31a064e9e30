import { err, ok, type Result } from '../lib/result.ts'
import { type Refusal, refusal } from './refusal.ts'

const LONGEST_SCOPE = 2000
/** RFC 6749 §3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E ). */
const SCOPE_TOKEN = /^[\x21\x23-\x5b\x5d-\x7e]+$/

/** The scope of the claims that say where a person belongs: ours, since OpenID Connect Core §5.4 names none. */
export const BUSINESS_UNIT_SCOPE = 'business_unit'

/**
 * Scopes about the person who signs in, which lead to no API: those of OpenID Connect Core §3.1.2.1, §5.4 and §11, and
 * the one of ours.
 */
export const OPENID_SCOPES: readonly string[] = [
  'openid',
  'profile',
  'email',
  'address',
  'phone',
  BUSINESS_UNIT_SCOPE,
  'offline_access',
]

/**
 * What of a request is understood here; the rest is ignored (OpenID Connect Core §3.1.2.1, RFC 6749 §3.3).
 * In: the scopes asked for, and the names of all API scopes there are. Out: all that were asked for when none of them is
 * understood, so that whoever decides can say so.
 */
export function understoodScopes(asked: readonly string[], apiScopes: readonly string[]): readonly string[] {
  const known = narrow(asked, [...OPENID_SCOPES, ...apiScopes])
  return known.length === 0 ? asked : known
}

/**
 * Reads a scope parameter (RFC 6749 §3.3).
 * In: the value, or null when it was absent. Out: the scopes in order without doubles, or null.
 * Refuses what the grammar does not permit, and more than 2000 characters.
 */
export function parseScope(text: string | null): Result<readonly string[] | null, Refusal> {
  if (text === null) return ok(null)
  if (text.length > LONGEST_SCOPE) {
    return err(
      refusal('scope_malformed', `The scope parameter may have at most ${LONGEST_SCOPE} characters.`),
    )
  }
  const words = text.split(' ').filter(word => word !== '')
  if (words.length === 0) return ok(null)
  if (!words.every(word => SCOPE_TOKEN.test(word))) {
    return err(refusal('scope_malformed', 'The scope parameter holds a character that is not permitted.'))
  }
  return ok([...new Set(words)])
}

/**
 * The only way to compute scopes or audiences: it keeps what every ceiling holds, and never adds.
 * In: what is wanted, and any number of ceilings. Out: the part of `wanted` in all of them, in its order.
 */
export function narrow(
  wanted: readonly string[],
  ...ceilings: readonly (readonly string[])[]
): readonly string[] {
  const sets = ceilings.map(ceiling => new Set(ceiling))
  return [...new Set(wanted)].filter(word => sets.every(set => set.has(word)))
}
