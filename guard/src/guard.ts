import { type Presented, readBearer } from './bearer.ts'
import type { Caller } from './caller.ts'
import { createKeySet } from './key-set.ts'
import { type Answer, answerTo, isChallengeText, type Refusal } from './refusal.ts'
import { createVerifiedTokens } from './verified-tokens.ts'
import { type Trust, type Verdict, verifyToken } from './verify-token.ts'

export type GuardOptions = {
  /** The issuer exactly as Latchkey names itself, for instance `https://login.example`. */
  readonly issuer: string
  /** What tokens must be meant for: the audience of this API, or of each API that this server answers. */
  readonly audience: string | readonly string[]
  /** Where the keys are; default `<issuer>/oauth2/jwks`. */
  readonly jwksUri?: string | undefined
  /** Asymmetric signature algorithms to accept; default ES256 alone. */
  readonly algorithms?: readonly string[] | undefined
  /** How far the clocks may differ; default 5. */
  readonly clockToleranceSeconds?: number | undefined
  /** Name of the protected API in challenges; default `api`. */
  readonly realm?: string | undefined
  /** How many verified tokens to remember; default 10000. */
  readonly rememberedTokens?: number | undefined
  /** The time, milliseconds since 1970; default the machine's clock. */
  readonly clock?: (() => number) | undefined
}

/** The guard's word on a request. `answer` is ready to be sent. */
export type Decision =
  | { readonly ok: true; readonly caller: Caller }
  | { readonly ok: false; readonly refusal: Refusal; readonly answer: Answer }

export type Guard = {
  /** Checks a token. For a token seen before the verdict comes at once, without a promise. */
  verify(token: string): Verdict | Promise<Verdict>
  /** Checks a request: exactly one token, good, and with every scope named. */
  authorize(presented: Presented, scopes: readonly string[]): Decision | Promise<Decision>
  /** The same guard (same keys, same memory) for an operation of one API among several. */
  forAudience(audience: string): Guard
}

/** A key may be withdrawn: this long a token goes on being trusted without a new check. */
const LONGEST_MEMORY = 60_000
const ASYMMETRIC = new Set('ES256 ES384 ES512 EdDSA Ed25519 PS256 PS384 PS512 RS256 RS384 RS512'.split(' '))

/**
 * Makes the guard of a resource server. Nothing is fetched before the first token arrives, so a resource
 * server may start before its issuer.
 *
 * @throws TypeError when an option cannot work, for instance a symmetric algorithm
 */
export function createGuard(options: GuardOptions): Guard {
  const { clock = Date.now, rememberedTokens = 10_000 } = options
  const trust = trustFrom(options, clock)
  const seen = createVerifiedTokens(rememberedTokens, clock)
  const tolerance = trust.clockToleranceSeconds * 1000

  function verify(token: string): Verdict | Promise<Verdict> {
    const caller = seen.get(token)
    return caller === undefined ? verifyAnew(token) : { ok: true, caller }
  }

  async function verifyAnew(token: string): Promise<Verdict> {
    const verdict = await verifyToken(token, trust)
    if (verdict.ok) {
      seen.put(
        token,
        verdict.caller,
        Math.min(verdict.caller.expiresAt + tolerance, clock() + LONGEST_MEMORY),
      )
    }
    return verdict
  }

  return guardOver(verify, realmFrom(options), undefined)
}

type Verify = Guard['verify']

function guardOver(verify: Verify, realm: string, audience: string | undefined): Guard {
  return {
    verify(token) {
      const verdict = verify(token)
      return verdict instanceof Promise
        ? verdict.then(later => meantFor(later, audience))
        : meantFor(verdict, audience)
    },
    authorize(presented, scopes) {
      const read = readBearer(presented)
      if (!read.ok) return refuse(read.refusal, realm)
      const verdict = verify(read.token)
      return verdict instanceof Promise
        ? verdict.then(later => decide(later, { scopes, audience, realm }))
        : decide(verdict, { scopes, audience, realm })
    },
    forAudience: narrower => guardOver(verify, realm, narrower),
  }
}

type Needs = {
  readonly scopes: readonly string[]
  readonly audience: string | undefined
  readonly realm: string
}

/** The missing scope is named before the missing audience: it is what the developer has to ask for. */
function decide(verdict: Verdict, { scopes, audience, realm }: Needs): Decision {
  if (!verdict.ok) return refuse(verdict.refusal, realm)
  const { caller } = verdict
  if (!scopes.every(scope => caller.scopes.has(scope))) {
    return refuse({ kind: 'insufficient_scope', needed: scopes, has: [...caller.scopes] }, realm)
  }
  const meant = meantFor(verdict, audience)
  return meant.ok ? meant : refuse(meant.refusal, realm)
}

function meantFor(verdict: Verdict, audience: string | undefined): Verdict {
  if (!verdict.ok || audience === undefined || verdict.caller.audience.includes(audience)) return verdict
  return { ok: false, refusal: { kind: 'invalid_token', reason: 'audience', accepted: [audience] } }
}

function refuse(refusal: Refusal, realm: string): Decision {
  return { ok: false, refusal, answer: answerTo(refusal, realm) }
}

function trustFrom(options: GuardOptions, clock: () => number): Trust {
  const { issuer, audience, algorithms = ['ES256'], clockToleranceSeconds = 5 } = options
  const audiences = typeof audience === 'string' ? [audience] : [...audience]
  const uri = options.jwksUri ?? `${issuer.replace(/\/$/, '')}/oauth2/jwks`
  const foreign = algorithms.filter(name => !ASYMMETRIC.has(name))
  if (foreign.length > 0) throw new TypeError(`guard: not an asymmetric algorithm: ${foreign.join(', ')}`)
  if (algorithms.length === 0) throw new TypeError('guard: algorithms is empty')
  if (audiences.length === 0 || audiences.includes('')) throw new TypeError('guard: audience is empty')
  if (!/^https?:$/.test(URL.parse(uri)?.protocol ?? ''))
    throw new TypeError(`guard: not an http address: ${uri}`)
  if (!(clockToleranceSeconds >= 0 && clockToleranceSeconds <= 300)) {
    throw new TypeError('guard: clockToleranceSeconds must be between 0 and 300')
  }
  return { issuer, audiences, algorithms, clockToleranceSeconds, keys: createKeySet({ uri, clock }), clock }
}

function realmFrom({ realm = 'api' }: GuardOptions): string {
  if (isChallengeText(realm)) return realm
  throw new TypeError('guard: realm must be printable ASCII without quotes and backslashes')
}
