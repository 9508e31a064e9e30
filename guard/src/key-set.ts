import { type CryptoKey, createLocalJWKSet, type JSONWebKeySet } from 'jose'

/** What a search for a key came to. `unavailable`: the issuer could not be asked, so nobody can tell. */
export type KeyLookup =
  | { readonly kind: 'found'; readonly key: CryptoKey }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unavailable'; readonly retryAfterSeconds: number; readonly cause: string }

export type KeySet = { find(header: KeyHeader): Promise<KeyLookup> }

export type KeyHeader = { readonly alg: string; readonly kid: string }

export type KeySetOptions = {
  /** Address of the JWKS document. */
  readonly uri: string
  /** Milliseconds since 1970. */
  readonly clock: () => number
  /** How long one fetch may take, body included. */
  readonly timeoutMilliseconds?: number
}

/** Keys younger than this are used without a question. */
const FRESH = 10 * 60_000
/** Keys older than this are used only after an attempt to renew them; in between that happens meanwhile. */
const STALE = 60 * 60_000
/** A stranger may invent key ids as fast as he likes: this far apart we ask the issuer about them. */
const COOL_DOWN = 10_000
/** Pause after a failed fetch. */
const RETRY = 2_000
const LARGEST_BODY = 64 * 1024

type Held = { readonly search: ReturnType<typeof createLocalJWKSet>; readonly fetchedAt: number }
type Attempt = { readonly at: number; readonly failure: string | undefined }

/**
 * The published keys of one issuer (RFC 7517 §5), fetched when first needed. All who wait share one fetch.
 * A failed fetch never discards keys that were good. A key id we do not hold is asked for, with a
 * cool-down.
 */
export function createKeySet({ uri, clock, timeoutMilliseconds = 3_000 }: KeySetOptions): KeySet {
  let held: Held | undefined
  let last: Attempt | undefined
  let pending: Promise<void> | undefined

  async function load(): Promise<void> {
    try {
      const keys = await fetchKeys(uri, timeoutMilliseconds)
      held = { search: createLocalJWKSet(keys), fetchedAt: clock() }
      last = { at: clock(), failure: undefined }
    } catch (error) {
      last = { at: clock(), failure: reasonOf(error) }
    }
    pending = undefined
  }

  /** Joins the fetch under way, or starts one when the pause after the last is over. */
  function renew(): Promise<void> {
    if (pending !== undefined) return pending
    if (last !== undefined && remaining(last) > 0) return Promise.resolve()
    pending = load()
    return pending
  }

  function remaining(attempt: Attempt): number {
    const pause = attempt.failure === undefined ? COOL_DOWN : RETRY
    const passed = clock() - attempt.at
    // A clock set back must not stretch the pause.
    return passed < 0 ? 0 : pause - passed
  }

  return {
    async find(header) {
      const age = held === undefined ? Number.POSITIVE_INFINITY : clock() - held.fetchedAt
      if (age > STALE) await renew()
      else if (age > FRESH) void renew()
      const key = held && (await search(held, header))
      if (key) return { kind: 'found', key }
      await renew()
      const renewed = held && (await search(held, header))
      if (renewed) return { kind: 'found', key: renewed }
      if (last?.failure === undefined) return { kind: 'unknown' }
      const wait = Math.max(1, Math.ceil(remaining(last) / 1000))
      return { kind: 'unavailable', retryAfterSeconds: wait, cause: last.failure }
    },
  }
}

/**
 * RFC 8725 §3.1: the set hands out a key only for the algorithm and use that the key itself names. A key
 * that cannot be imported is as good as none: what the issuer publishes must not bring this server down.
 */
async function search(held: Held, header: KeyHeader): Promise<CryptoKey | undefined> {
  try {
    return await held.search(header)
  } catch {
    return undefined
  }
}

async function fetchKeys(uri: string, timeoutMilliseconds: number): Promise<JSONWebKeySet> {
  const response = await fetch(uri, {
    headers: { accept: 'application/jwk-set+json, application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMilliseconds),
  })
  if (response.status !== 200 || response.body === null) {
    await response.body?.cancel()
    throw new Error(`${uri} answered ${response.status}`)
  }
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let size = 0
  // Leaving the loop by the throw also cancels the rest of the body.
  for await (const chunk of response.body) {
    size += chunk.byteLength
    if (size > LARGEST_BODY) throw new Error(`${uri} answered more than ${LARGEST_BODY} bytes`)
    text += decoder.decode(chunk, { stream: true })
  }
  const keys: unknown = JSON.parse(text + decoder.decode())
  if (!isKeySet(keys)) throw new Error(`${uri} answered no key set`)
  return keys
}

/** An empty set counts as a failure: it would lock everybody out, and no issuer means it. */
function isKeySet(value: unknown): value is JSONWebKeySet {
  if (typeof value !== 'object' || value === null || !('keys' in value)) return false
  const { keys } = value
  return Array.isArray(keys) && keys.length > 0 && keys.every(key => typeof key === 'object' && key !== null)
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}
