import { connect, isIP, type Socket } from 'node:net'
import { type SecureContext, connect as secure, type TLSSocket } from 'node:tls'
import { SECOND } from '../lib/clock.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { settleBefore, startDeadline } from './deadline.ts'
import { errorCode } from './error-code.ts'
import type { OutboundTarget } from './outbound-url.ts'
import { canonicalAddress } from './special-addresses.ts'

/** Why there is no connection: nobody took it, or its certificate will not do. `code` is the system's word for it. */
export type ConnectionFault = {
  readonly stage: 'connection' | 'certificate'
  readonly code: string
  readonly detail: string
}

/** Starts a connection to an IP address. */
export type Connect = (address: string, port: number) => Socket

const CONNECT_TIME = 2 * SECOND
/** Addresses tried one after the other, so that one dead address of two costs half of the time, not the call. */
const MOST_ATTEMPTS = 4

/** Connects to an address as it stands: nothing is looked up on the way. */
export function connectHere(address: string, port: number): Socket {
  return connect({ host: address, port })
}

/**
 * Opens a connection to one of a target's judged addresses, with TLS when the URL says https.
 * The peer is compared with the address before the first byte is sent, so that nothing of ours, not even the greeting
 * of TLS, reaches another one. The certificate must be for the name in the URL (RFC 9110 §4.3.4).
 *
 * Out: a connection that the caller destroys; or why there is none, for the audit, with everything closed.
 */
export async function openConnection(
  target: OutboundTarget,
  addresses: readonly string[],
  by: { readonly connect: Connect; readonly secureContext: SecureContext },
  signal: AbortSignal,
): Promise<Result<Socket, ConnectionFault>> {
  const attempts = addresses.slice(0, MOST_ATTEMPTS)
  let fault = unconnected('There was no address to connect to.', '')
  for (const address of attempts) {
    const socket = by.connect(address, target.port)
    // Whatever the socket says later, when nobody listens any more, must not end the process.
    socket.on('error', () => {})
    const refused = await connected(socket, CONNECT_TIME / attempts.length, signal)
    if (refused === null) {
      const opened = await greet(target, address, socket, { context: by.secureContext, signal })
      if (!opened.ok) socket.destroy()
      return opened
    }
    socket.destroy()
    fault = unconnected(`${address} did not accept the connection (${refused}).`, refused)
  }
  return err(fault)
}

function unconnected(detail: string, code: string): ConnectionFault {
  return { stage: 'connection', code, detail }
}

/** Out: null once connected, or why not. */
async function connected(socket: Socket, milliseconds: number, within: AbortSignal): Promise<string | null> {
  const deadline = startDeadline(milliseconds, within)
  try {
    return await settleBefore<string | null>(deadline.signal, 'not in time', settle => {
      socket.once('connect', () => settle(null))
      socket.once('error', error => settle(errorCode(error)))
      return () => {}
    })
  } finally {
    deadline.stop()
  }
}

async function greet(
  target: OutboundTarget,
  address: string,
  socket: Socket,
  { context, signal }: { readonly context: SecureContext; readonly signal: AbortSignal },
): Promise<Result<Socket, ConnectionFault>> {
  if (canonicalAddress(socket.remoteAddress ?? '') !== address || socket.remotePort !== target.port) {
    return err(unconnected(`The connection led elsewhere than to ${address}.`, 'elsewhere'))
  }
  if (!target.secure) return ok(socket)
  const wrapped = secure({
    socket,
    secureContext: context,
    // The name that the certificate must have; RFC 6066 §3 leaves addresses out of the server name.
    host: target.hostname,
    ...(isIP(target.hostname) === 0 ? { servername: target.hostname } : {}),
    ALPNProtocols: ['http/1.1'],
    // Said here, so that no environment variable can switch the check off.
    rejectUnauthorized: true,
  })
  wrapped.on('error', () => {})
  const refused = await secured(wrapped, signal)
  if (refused === null) return ok(wrapped)
  wrapped.destroy()
  return err({ stage: 'certificate', code: refused, detail: `No secure connection (${refused}).` })
}

/** Out: null once the certificate is accepted, or why not. */
function secured(socket: TLSSocket, signal: AbortSignal): Promise<string | null> {
  return settleBefore<string | null>(signal, 'not in time', settle => {
    socket.once('secureConnect', () => settle(socket.authorized ? null : 'not authorized'))
    socket.once('error', error => settle(errorCode(error)))
    socket.once('close', () => settle('closed'))
    return () => {}
  })
}
