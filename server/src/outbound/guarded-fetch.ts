import type { Socket } from 'node:net'
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import { type Clock, SECOND } from '../lib/clock.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { createCircuitBreaker } from './circuit-breaker.ts'
import { startDeadline } from './deadline.ts'
import { exchange, exchangeHead, type Fetched, type OutboundRequest } from './exchange.ts'
import { type Connect, type ConnectionFault, connectHere, openConnection } from './open-connection.ts'
import { type OutboundRules, type OutboundTarget, readOutboundUrl } from './outbound-url.ts'
import { createPlaces } from './places.ts'
import { certificateEnd, type Probe } from './probe.ts'
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

/**
 * Looks how a stranger's URL does, once, under every guard of {@link GuardedFetch}: nothing is followed, no content is read.
 * In: the URL, and the business unit whose registration holds it. Out: how far it got. Never throws.
 */
export type GuardedProbe = (asked: { readonly url: string; readonly businessUnit: string }) => Promise<Probe>

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

/** How far a call came that has no answer: it was not begun, the name, the connection, its certificate. */
type CallFault = {
  readonly stage: 'turned-away' | 'name' | ConnectionFault['stage']
  readonly code: string
  readonly detail: string
}

/** What is said over an open connection. `reached`: the host did answer something. */
type Talk<T> = (
  socket: Socket,
  signal: AbortSignal,
) => Promise<{ readonly answer: T; readonly reached: boolean }>

function unavailable(detail: string): Answer {
  return err({ kind: 'unavailable', detail })
}

function turnedAway(detail: string): Result<never, CallFault> {
  return err({ stage: 'turned-away', code: '', detail })
}

function trust(authorities: string | undefined): SecureContext {
  const extra = authorities === undefined ? {} : { ca: [...getCACertificates('default'), authorities] }
  return createSecureContext({ minVersion: 'TLSv1.2', ...extra })
}

/** Makes the fetcher of {@link createGuarded} alone. */
export function createGuardedFetch(options: Options): GuardedFetch {
  return createGuarded(options).fetch
}

/**
 * Makes the one guarded fetcher (SECURITY.md section 5.3). One for each process: it counts what is under way, shares
 * the answer between those who GET the same URL at the same moment, and leaves hosts alone that did not answer five
 * times in a row. All of that is kept apart for each business unit, so that none can spoil a host for another.
 */
export function createGuarded(options: Options): {
  readonly fetch: GuardedFetch
  readonly probe: GuardedProbe
} {
  const call = caller(options)
  const inFlight = new Map<string, Promise<Answer>>()

  async function ask(target: OutboundTarget, asked: OutboundRequest): Promise<Answer> {
    const called = await call<Answer>(target, asked.businessUnit ?? '', async (socket, signal) => {
      const fetched = await exchange(socket, target, asked, signal)
      if (fetched.ok) return { answer: fetched, reached: true }
      return { answer: unavailable(fetched.error.detail), reached: fetched.error.reached }
    })
    return called.ok ? called.value : unavailable(called.error.detail)
  }

  return {
    fetch: asked => {
      const read = readOutboundUrl(asked.url, options)
      if (!read.ok) return Promise.resolve(err({ kind: 'url', detail: read.error.message }))
      if (asked.method === 'POST') return ask(read.value, asked)
      const key = JSON.stringify([asked.businessUnit ?? '', asked.accept, asked.mostBytes, asked.url])
      const running = inFlight.get(key)
      if (running !== undefined) return running
      const started = ask(read.value, asked).finally(() => inFlight.delete(key))
      inFlight.set(key, started)
      return started
    },
    probe: async ({ url, businessUnit }) => {
      const read = readOutboundUrl(url, options)
      if (!read.ok) return { at: 'name' }
      const target = read.value
      const called = await call<Probe>(target, businessUnit, async (socket, signal) => {
        const ends = certificateEnd(socket)
        const head = await exchangeHead(socket, target, signal)
        if (!head.ok) return { answer: { at: 'answer', certificateEnds: ends }, reached: false }
        return { answer: { at: 'done', ...head.value, certificateEnds: ends }, reached: true }
      })
      if (called.ok) return called.value
      const { stage, code } = called.error
      return stage === 'certificate' ? { at: stage, code } : { at: stage }
    },
  }
}

/** Makes the one way to a host: a free place, a name whose every answer is judged, a connection to one of them. */
function caller(options: Options) {
  const breaker = createCircuitBreaker(options.clock)
  const places = createPlaces()
  const reach = reacher(options)
  return async <T>(target: OutboundTarget, unit: string, talk: Talk<T>): Promise<Result<T, CallFault>> => {
    const circuit = `${unit} ${target.host}`
    if (breaker.isOpen(circuit)) return turnedAway('The host did not answer lately and is left alone.')
    const deadline = startDeadline(TOTAL_TIME)
    try {
      const shares = [
        { name: 'all', most: MOST_CALLS },
        { name: `host ${target.host}`, most: MOST_CALLS_PER_HOST },
      ]
      if (unit !== '') shares.push({ name: `unit ${unit}`, most: MOST_CALLS_PER_BUSINESS_UNIT })
      const release = await places.take(shares, deadline.signal)
      if (release === null) return turnedAway('Too many calls are under way.')
      const said = await reach({ target, signal: deadline.signal, release, talk })
      breaker.record(circuit, said.ok && said.value.reached)
      return said.ok ? ok(said.value.answer) : said
    } finally {
      deadline.stop()
    }
  }
}

type Reaching<T> = {
  readonly target: OutboundTarget
  readonly signal: AbortSignal
  readonly release: () => void
  readonly talk: Talk<T>
}

/** Makes the function that resolves, connects and talks, and gives the place back when nothing is left of it. */
function reacher(options: Options) {
  const resolving = {
    resolve: options.resolve ?? resolveHere,
    ownAddresses: options.ownAddresses ?? addressesHere,
  }
  const connecting = {
    connect: options.connect ?? connectHere,
    secureContext: trust(options.certificateAuthorities),
  }
  return async <T>({
    target,
    signal,
    release,
    talk,
  }: Reaching<T>): Promise<Result<Awaited<ReturnType<Talk<T>>>, CallFault>> => {
    const looked = resolveTarget(target, resolving, signal)
    try {
      const addresses = await looked.addresses
      if (!addresses.ok) return err({ stage: 'name', code: '', detail: addresses.error })
      const socket = await openConnection(target, addresses.value, connecting, signal)
      if (!socket.ok) return socket
      try {
        return ok(await talk(socket.value, signal))
      } finally {
        socket.value.destroy()
      }
    } finally {
      // A look-up that outlives its call still occupies a thread, so it keeps the place.
      void looked.done.finally(release)
    }
  }
}
