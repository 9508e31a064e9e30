import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import { type Clock, SECOND } from '../lib/clock.ts'
import { err, type Result } from '../lib/result.ts'
import { createCircuitBreaker } from './circuit-breaker.ts'
import { startDeadline } from './deadline.ts'
import { exchange, type Fetched, type OutboundRequest } from './exchange.ts'
import { type Connect, connectHere, openConnection } from './open-connection.ts'
import { type OutboundRules, type OutboundTarget, readOutboundUrl } from './outbound-url.ts'
import { createPlaces } from './places.ts'
import { addressesHere, type Resolve, resolveHere, resolveTarget } from './resolve-target.ts'

/**
 * Why there is no answer: the URL itself may not be asked, or it gave none that is of use. Whoever gave the URL is
 * told one and the same sentence for all of `unavailable`; `detail` names addresses and errors, for the audit alone.
 */
export type OutboundFailure = { readonly kind: 'url' | 'unavailable'; readonly detail: string }

/**
 * Asks a stranger's server, once.
 * In: the request. Out: its answer within three seconds, of any status but a redirect; or the failure. Never throws.
 */
export type GuardedFetch = (request: OutboundRequest) => Promise<Result<Fetched, OutboundFailure>>

type Options = OutboundRules & {
  readonly clock: Clock
  /** How names are resolved; this machine's resolver unless given. */
  readonly resolve?: Resolve
  /** How connections are begun; plain TCP unless given. */
  readonly connect?: Connect
  /** Addresses of this machine; those of its network cards unless given. */
  readonly ownAddresses?: () => readonly string[]
  /** Certificates in PEM of authorities that are trusted beside the usual ones. */
  readonly certificateAuthorities?: string
}

const TOTAL_TIME = 3 * SECOND
/** Calls under way at a time: in this process, to one host, for one business unit. */
const MOST_CALLS = 64
const MOST_CALLS_PER_HOST = 16
const MOST_CALLS_PER_BUSINESS_UNIT = 8

type Answer = Result<Fetched, OutboundFailure>
type Call = { readonly target: OutboundTarget; readonly asked: OutboundRequest; readonly signal: AbortSignal }

function unavailable(detail: string): Answer {
  return err({ kind: 'unavailable', detail })
}

function trust(authorities: string | undefined): SecureContext {
  const extra = authorities === undefined ? {} : { ca: [...getCACertificates('default'), authorities] }
  return createSecureContext({ minVersion: 'TLSv1.2', ...extra })
}

/**
 * Makes the one guarded fetcher (SECURITY.md section 5.3). One for each process: it counts what is under way, shares
 * the answer between those who GET the same URL at the same moment, and leaves hosts alone that did not answer five
 * times in a row. All of that is kept apart for each business unit, so that none can spoil a host for another.
 */
export function createGuardedFetch(options: Options): GuardedFetch {
  const breaker = createCircuitBreaker(options.clock)
  const places = createPlaces()
  const inFlight = new Map<string, Promise<Answer>>()
  const send = sender(options)

  async function call(target: OutboundTarget, asked: OutboundRequest): Promise<Answer> {
    const unit = asked.businessUnit ?? ''
    const circuit = `${unit} ${target.host}`
    if (breaker.isOpen(circuit)) return unavailable('The host did not answer lately and is left alone.')
    const deadline = startDeadline(TOTAL_TIME)
    try {
      const shares = [
        { name: 'all', most: MOST_CALLS },
        { name: `host ${target.host}`, most: MOST_CALLS_PER_HOST },
      ]
      if (unit !== '') shares.push({ name: `unit ${unit}`, most: MOST_CALLS_PER_BUSINESS_UNIT })
      const release = await places.take(shares, deadline.signal)
      if (release === null) return unavailable('Too many calls are under way.')
      const { answer, reached } = await send({ target, asked, signal: deadline.signal }, release)
      breaker.record(circuit, reached)
      return answer
    } finally {
      deadline.stop()
    }
  }

  return asked => {
    const read = readOutboundUrl(asked.url, options)
    if (!read.ok) return Promise.resolve(err({ kind: 'url', detail: read.error.message }))
    if (asked.method === 'POST') return call(read.value, asked)
    const key = JSON.stringify([asked.businessUnit ?? '', asked.accept, asked.mostBytes, asked.url])
    const running = inFlight.get(key)
    if (running !== undefined) return running
    const started = call(read.value, asked).finally(() => inFlight.delete(key))
    inFlight.set(key, started)
    return started
  }
}

/** Makes the function that resolves, connects and exchanges, and gives the place back when nothing is left of it. */
function sender(options: Options) {
  const resolving = {
    resolve: options.resolve ?? resolveHere,
    ownAddresses: options.ownAddresses ?? addressesHere,
  }
  const connecting = {
    connect: options.connect ?? connectHere,
    secureContext: trust(options.certificateAuthorities),
  }
  return async ({ target, asked, signal }: Call, release: () => void) => {
    const looked = resolveTarget(target, resolving, signal)
    try {
      const addresses = await looked.addresses
      if (!addresses.ok) return { answer: unavailable(addresses.error), reached: false }
      const socket = await openConnection(target, addresses.value, connecting, signal)
      if (!socket.ok) return { answer: unavailable(socket.error), reached: false }
      try {
        const fetched = await exchange(socket.value, target, asked, signal)
        if (fetched.ok) return { answer: fetched, reached: true }
        return { answer: unavailable(fetched.error.detail), reached: fetched.error.reached }
      } finally {
        socket.value.destroy()
      }
    } finally {
      // A look-up that outlives its call still occupies a thread, so it keeps the place.
      void looked.done.finally(release)
    }
  }
}
