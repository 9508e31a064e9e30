import type { JWTPayload } from 'jose'

/** Who calls: what a verified access token says (RFC 9068 §2.2, and our claim `bu`). */
export type Caller = {
  /** `usr_…` for a user, the client id for an application that acts for itself. */
  readonly subject: string
  /** True when a user stands behind the token, false when the application acts for itself. */
  readonly user: boolean
  readonly clientId: string
  /** The number of the business unit, seven digits. */
  readonly businessUnit: string
  readonly scopes: ReadonlySet<string>
  readonly tokenId: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
  readonly audience: readonly string[]
  /** Present when somebody acts for the subject (RFC 8693 §4.1). */
  readonly act?: Actor
}

/** Who acts for the subject, and for whom that one acts in turn. */
export type Actor = { readonly subject: string; readonly act?: Actor }

/** Deeper chains than this are no delegation that anybody meant. */
const DEEPEST_ACTOR = 8

/**
 * Reads the claims of a token whose signature, times, issuer and audience were already checked.
 *
 * @returns the caller, or undefined when a claim is missing or of the wrong form. Whether a user stands
 *   behind the token is never guessed: a subject that is neither the client nor a user id is refused.
 */
export function readCaller(claims: JWTPayload): Caller | undefined {
  const { sub, exp, jti, aud, client_id: clientId, bu, scope = '', act } = claims
  if (!isWord(sub) || !isWord(jti) || !isWord(clientId) || typeof exp !== 'number') return undefined
  if (typeof bu !== 'string' || !/^[0-9]{7}$/.test(bu) || typeof scope !== 'string') return undefined
  const user = sub !== clientId
  if (user && !sub.startsWith('usr_')) return undefined
  const audience = typeof aud === 'string' ? [aud] : aud
  if (!Array.isArray(audience) || !audience.every(isWord)) return undefined
  const actor = act === undefined ? undefined : readActor(act, 1)
  if (act !== undefined && actor === undefined) return undefined
  return Object.freeze({
    subject: sub,
    user,
    clientId,
    businessUnit: bu,
    scopes: new Set(scope.split(' ').filter(name => name !== '')),
    tokenId: jti,
    expiresAt: exp * 1000,
    audience: Object.freeze([...audience]),
    ...(actor === undefined ? {} : { act: actor }),
  })
}

function readActor(value: unknown, depth: number): Actor | undefined {
  if (typeof value !== 'object' || value === null || depth > DEEPEST_ACTOR) return undefined
  if (!('sub' in value) || !isWord(value.sub)) return undefined
  if (!('act' in value)) return Object.freeze({ subject: value.sub })
  const act = readActor(value.act, depth + 1)
  return act && Object.freeze({ subject: value.sub, act })
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
