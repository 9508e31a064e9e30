import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Failure } from '../failure.ts'

/** A door on this machine that waits for the browser to come back (RFC 8252 §7.3). */
type Loopback = {
  /** The callback URL, on a port that was free. */
  readonly callbackUrl: string
  /** What the browser came back with, as the URL it asked for; `answer` tells the person how it went. */
  readonly arrived: Promise<{ readonly url: URL; answer(text: string): Promise<void> }>
  close(): void
}

const PATH = '/callback'

/**
 * Opens the door on 127.0.0.1. In: the state of the request that was sent out, and how long to wait, in milliseconds.
 * Whatever comes with another state came from somebody else: it is answered 404, and the door goes on waiting.
 */
export async function openLoopback(state: string, waitMs: number): Promise<Loopback> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const callbackUrl = `http://127.0.0.1:${portOf(server.address())}${PATH}`
  const close = () => {
    clearTimeout(timer)
    server.close()
    server.closeAllConnections()
  }
  let timer: NodeJS.Timeout | undefined
  const arrived = new Promise<Awaited<Loopback['arrived']>>((resolve, reject) => {
    timer = setTimeout(() => {
      close()
      reject(
        new Failure(`Nobody came back from the browser within ${waitMs / 60_000} minutes. Sign in again.`),
      )
    }, waitMs)
    server.on('request', (request, response) => {
      const url = URL.parse(request.url ?? '', callbackUrl)
      const expected =
        request.method === 'GET' && url?.pathname === PATH && url.searchParams.get('state') === state
      if (!expected || url === null) return void say(response, 404, 'Nothing is here.')
      clearTimeout(timer)
      resolve({ url, answer: text => say(response, 200, text) })
    })
  })
  return { callbackUrl, arrived, close }
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('the door has no port')
  return address.port
}

/** Plain text, so that nothing that came in an address can be anything else. */
function say(response: ServerResponse, status: number, text: string): Promise<void> {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  })
  return new Promise(resolve => response.end(`${text}\n`, () => resolve()))
}
