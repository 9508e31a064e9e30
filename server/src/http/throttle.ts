import { isIPv6 } from 'node:net'
import { type Clock, HOUR, MINUTE, SECOND } from '../lib/clock.ts'
import { attemptCounter, type Wait } from './attempt-counter.ts'

/**
 * Slows down who guesses. What counts is failures, each by something that who fails cannot choose at will: the address
 * it speaks from, or the application that it proved to be. Nobody is locked out for good: every count ends by itself,
 * a browser that signed in before has a count of its own, and sessions are not touched (docs/limits.md).
 */
export type Throttle = {
  /** Counts an attempt to sign in before it is checked. Out: null, or how long to wait. */
  readonly signIn: (account: string, address: string, knownDevice: boolean) => Wait | null
  /** Takes the attempt back, because it succeeded. */
  readonly signedIn: (account: string, address: string, knownDevice: boolean) => void
  /** Counts a question for a link to a new password. Out: null, or by what there were too many. */
  readonly passwordReset: (account: string, address: string) => 'account' | 'address' | null
  /** Whether a client at an address has failed too often lately. */
  readonly client: (clientId: string, address: string) => Wait | null
  /** Counts a failed client authentication. */
  readonly clientFailed: (clientId: string, address: string) => void
  /** Counts a refused request of somebody unproven. Out: null, or how long who asks from there should pause. */
  readonly strangerRefused: (address: string) => Wait | null
  /** Counts an attempt to register a client. Out: null, or how long to wait. */
  readonly registration: (address: string) => Wait | null
  /** Counts a registration in a business unit by somebody who may. Out: null, or how long to wait. */
  readonly registrationIn: (businessUnitId: string) => Wait | null
  /** Counts a report of found secrets. Out: null, or how long to wait. */
  readonly leakReport: (address: string) => Wait | null
  /** Counts an export of a business unit's applications. Out: null, or how long to wait. */
  readonly exportIn: (businessUnitId: string) => Wait | null
  /** Counts a question of an actor for suggestions. Out: null, or how long to wait. */
  readonly suggestion: (actorId: string) => Wait | null
  /** Counts a look at strangers' URLs for a business unit. Out: null, or how long to wait. */
  readonly urlCheck: (businessUnitId: string) => Wait | null
  /** Counts a key set that was fetched to be shown. */
  readonly keySetFetch: (businessUnitId: string) => Wait | null
  /** Whether an application that proved itself has asked about too many unknown tokens lately. */
  readonly guesser: (clientId: string) => Wait | null
  /** Counts a question about a token that nobody was given. Out: null, or how long the application must wait. */
  readonly guessed: (clientId: string) => Wait | null
}

/** Most names that are counted at once, of each kind. */
const KEYS = 100_000

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

/** Makes the throttle of this process. */
export function createThrottle(clock: Clock): Throttle {
  const counter = (most: number, window: number) => attemptCounter({ most, window, keys: KEYS, clock })
  const accounts = counter(10, 5 * MINUTE)
  const addresses = counter(50, 5 * MINUTE)
  const resets = counter(3, HOUR)
  const resetters = counter(30, HOUR)
  const clients = counter(20, 10 * SECOND)
  const strangers = counter(600, MINUTE)
  const guessers = counter(300, MINUTE)
  const registrants = counter(300, 10 * MINUTE)
  const registrations = counter(500, HOUR)
  const reporters = counter(120, MINUTE)
  const exports = counter(20, 10 * MINUTE)
  const urlChecks = counter(10, MINUTE)
  const suggestions = counter(240, MINUTE)
  const keySetFetches = counter(20, MINUTE)
  const accountKey = (account: string, knownDevice: boolean) => `${knownDevice ? 'known' : 'any'} ${account}`
  const clientKey = (clientId: string, address: string) => `${clientId} ${addressKey(address)}`
  return {
    signIn(account, address, knownDevice) {
      const byAddress = knownDevice ? null : addresses.count(addressKey(address))
      return byAddress ?? accounts.count(accountKey(account, knownDevice))
    },
    signedIn(account, address, knownDevice) {
      accounts.forget(accountKey(account, knownDevice))
      if (!knownDevice) addresses.takeBack(addressKey(address))
    },
    passwordReset(account, address) {
      if (resetters.count(addressKey(address)) !== null) return 'address'
      return resets.count(account) === null ? null : 'account'
    },
    client: (clientId, address) => clients.look(clientKey(clientId, address)),
    clientFailed: (clientId, address) => void clients.count(clientKey(clientId, address)),
    strangerRefused: address => strangers.count(addressKey(address)),
    registration: address => registrants.count(addressKey(address)),
    registrationIn: businessUnitId => registrations.count(businessUnitId),
    leakReport: address => reporters.count(addressKey(address)),
    exportIn: businessUnitId => exports.count(businessUnitId),
    suggestion: actorId => suggestions.count(actorId),
    urlCheck: businessUnitId => urlChecks.count(businessUnitId),
    keySetFetch: businessUnitId => keySetFetches.count(businessUnitId),
    guesser: clientId => guessers.look(clientId),
    guessed: clientId => guessers.count(clientId),
  }
}
