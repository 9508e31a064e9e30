import { isIPv6 } from 'node:net'
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** How long to wait, in whole seconds. */
type Wait = { readonly seconds: number }

/**
 * Slows down who guesses. Attempts are counted per account and per address; nobody is locked out for good: every
 * count ends by itself, a browser that signed in before has a count of its own, and sessions are not touched.
 */
export type Throttle = {
  /** Counts an attempt to sign in before it is checked. Out: null, or how long to wait. */
  readonly signIn: (account: string, address: string, knownDevice: boolean) => Promise<Wait | null>
  /** Takes the attempt back, because it succeeded. */
  readonly signedIn: (account: string, address: string, knownDevice: boolean) => Promise<void>
  /** Whether a client at an address has failed too often lately. */
  readonly client: (clientId: string, address: string) => Promise<Wait | null>
  /** Counts a failed client authentication. */
  readonly clientFailed: (clientId: string, address: string) => Promise<void>
}

const MINUTES = 60

/** An address as it counts: IPv4 whole, IPv6 by its /64, since one subscriber holds all of that. */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? []
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  const groups = [...left, ...zeros, ...right]
    .slice(0, 4)
    .map(group => Number.parseInt(group, 16).toString(16))
  return `${groups.join(':')}::/64`
}

async function consume(limiter: RateLimiterAbstract, key: string): Promise<Wait | null> {
  try {
    await limiter.consume(key)
    return null
  } catch (rejected) {
    if (!(rejected instanceof RateLimiterRes)) throw rejected
    return { seconds: Math.max(1, Math.ceil(rejected.msBeforeNext / 1000)) }
  }
}

/** Makes the throttle of this process. */
export function createThrottle(): Throttle {
  const accounts = new RateLimiterMemory({ keyPrefix: 'account', points: 10, duration: 5 * MINUTES })
  const addresses = new RateLimiterMemory({ keyPrefix: 'address', points: 50, duration: 5 * MINUTES })
  const clients = new RateLimiterMemory({ keyPrefix: 'client', points: 20, duration: 10 })
  const accountKey = (account: string, knownDevice: boolean) => `${knownDevice ? 'known' : 'any'} ${account}`
  return {
    async signIn(account, address, knownDevice) {
      const byAddress = knownDevice ? null : await consume(addresses, addressKey(address))
      return byAddress ?? consume(accounts, accountKey(account, knownDevice))
    },
    async signedIn(account, address, knownDevice) {
      await accounts.delete(accountKey(account, knownDevice))
      if (!knownDevice) await addresses.reward(addressKey(address), 1)
    },
    async client(clientId, address) {
      const state = await clients.get(`${clientId} ${addressKey(address)}`)
      if (state === null || state.remainingPoints > 0) return null
      return { seconds: Math.max(1, Math.ceil(state.msBeforeNext / 1000)) }
    },
    async clientFailed(clientId, address) {
      await consume(clients, `${clientId} ${addressKey(address)}`)
    },
  }
}
