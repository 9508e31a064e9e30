import type { Caller } from './caller.ts'

/** Remembers tokens that were verified, so that a token seen again costs one look-up. */
export type VerifiedTokens = {
  get(token: string): Caller | undefined
  /** @param until milliseconds since 1970; from then on the token must be verified anew */
  put(token: string, caller: Caller, until: number): void
}

type Entry = { readonly token: string; readonly caller: Caller; readonly until: number }

/**
 * Makes a memory of at most `limit` tokens; the oldest entry leaves first. Only tokens that passed every
 * check get in, so nobody can fill it with rubbish.
 *
 * @param clock milliseconds since 1970
 */
export function createVerifiedTokens(limit: number, clock: () => number): VerifiedTokens {
  const entries = new Map<string, Entry>()
  return {
    get(token) {
      const key = keyOf(token)
      const entry = entries.get(key)
      if (entry === undefined || entry.token !== token) return undefined
      if (clock() < entry.until) return entry.caller
      entries.delete(key)
      return undefined
    },
    put(token, caller, until) {
      const key = keyOf(token)
      entries.delete(key)
      entries.set(key, { token, caller, until })
      if (entries.size <= limit) return
      // A Map keeps the order of insertion: the first key is the oldest.
      for (const oldest of entries.keys()) {
        entries.delete(oldest)
        return
      }
    },
  }
}

/**
 * The end of the signature tells tokens apart (192 random bits), and hashing it costs a sixth of hashing
 * the whole token. It only finds the entry: `get` compares the token in full.
 */
function keyOf(token: string): string {
  return token.slice(-32)
}
