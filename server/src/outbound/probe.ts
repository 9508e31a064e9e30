import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Instant } from '../lib/clock.ts'

/**
 * How far a look at a URL came: it was not begun; its name leads nowhere that may be asked (one and the same for a name
 * that nobody has, a private address and a URL that breaks a rule, so that nobody looks around inside by it); nobody took the connection; the certificate
 * will not do, with the system's word for why; there was no answer; or it answered.
 */
export type Probe =
  | { readonly at: 'turned-away' | 'name' | 'connection' }
  | { readonly at: 'certificate'; readonly code: string }
  | { readonly at: 'answer'; readonly certificateEnds: Instant | null }
  | {
      readonly at: 'done'
      readonly status: number
      readonly location: string | null
      readonly certificateEnds: Instant | null
    }

/** Until when the certificate of an open connection is valid; null for a connection without one. */
export function certificateEnd(socket: Socket): Instant | null {
  if (!(socket instanceof TLSSocket)) return null
  const end = Date.parse(socket.getPeerCertificate().valid_to)
  return Number.isNaN(end) ? null : end
}
