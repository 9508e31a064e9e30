import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { err, ok, type Result } from '../lib/result.ts'
import { settleBefore } from './deadline.ts'
import { errorCode } from './error-code.ts'
import type { OutboundTarget } from './outbound-url.ts'
import { canonicalAddress, kindOfAddress, mayReach } from './special-addresses.ts'

/** Looks a host name up. Out: every address it has, IPv4 and IPv6. Throws when there is none. */
export type Resolve = (hostname: string) => Promise<readonly string[]>

type Resolving = { readonly resolve: Resolve; readonly ownAddresses: () => readonly string[] }

/** The resolver of this machine, which also knows its hosts file. */
export async function resolveHere(hostname: string): Promise<readonly string[]> {
  const answers = await lookup(hostname, { all: true, order: 'verbatim' })
  return answers.map(({ address }) => address)
}

/** The addresses of this machine's network cards: behind them stand our own services, even on a public address. */
export function addressesHere(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap(card => card?.map(({ address }) => address) ?? [])
}

/**
 * Asks once where a target leads. Every answer must be fit: one that is not spoils the rest, since a name with public
 * and private answers is either a trick or a mistake.
 *
 * In: the target; how to resolve; this machine's own addresses; when to stop waiting. `done` tells when the look-up
 * itself has ended, which may be later: the system's resolver cannot be called off.
 * Out: the addresses in the resolver's order, each in its one spelling; or why none may be used, for the audit.
 */
export function resolveTarget(
  target: OutboundTarget,
  by: Resolving,
  signal: AbortSignal,
): { readonly addresses: Promise<Result<readonly string[], string>>; readonly done: Promise<unknown> } {
  const done = findAddresses(target, by)
  const addresses = settleBefore<Result<readonly string[], string>>(
    signal,
    err('The name was not resolved in time.'),
    settle => {
      void done.then(settle)
      return () => {}
    },
  )
  return { addresses, done }
}

/** Fails closed: whatever goes wrong on the way, no address may be used. */
async function findAddresses(
  target: OutboundTarget,
  by: Resolving,
): Promise<Result<readonly string[], string>> {
  const { hostname } = target
  try {
    return judge(target, isIP(hostname) === 0 ? await by.resolve(hostname) : [hostname], by.ownAddresses())
  } catch (error) {
    return err(`The name was not resolved (${errorCode(error)}).`)
  }
}

function judge(
  { reach }: OutboundTarget,
  answers: readonly string[],
  own: readonly string[],
): Result<readonly string[], string> {
  const addresses: string[] = []
  const here = new Set(reach === 'public' ? own.map(canonicalAddress) : [])
  for (const answer of answers) {
    const address = canonicalAddress(answer)
    const kind = kindOfAddress(answer)
    if (address === null || !mayReach(reach, kind)) {
      return err(`The name leads to ${answer.slice(0, 45)}, a ${kind} address.`)
    }
    if (here.has(address)) return err(`The name leads to ${address}, an address of this machine.`)
    addresses.push(address)
  }
  return addresses.length === 0 ? err('The name has no address.') : ok(addresses)
}
