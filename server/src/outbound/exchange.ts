import { type ClientRequest, type IncomingMessage, request as startRequest } from 'node:http'
import type { Socket } from 'node:net'
import { err, ok, type Result } from '../lib/result.ts'
import { settleBefore } from './deadline.ts'
import { errorCode } from './error-code.ts'
import type { OutboundTarget } from './outbound-url.ts'

/** What a stranger's server answered. */
export type Fetched = {
  /** Any status but 1xx and 3xx: the caller decides what is good enough. */
  readonly status: number
  /** The media type in lower case without its parameters; empty when none was given. */
  readonly contentType: string
  /** At most as many bytes as the caller wanted. Callers that asked together share it: not to be written to. */
  readonly body: Buffer
}

export type OutboundRequest = {
  /** Judged by `checkOutboundUrl` at every call, registered or not. */
  readonly url: string
  /** The Accept header, such as `application/json`. */
  readonly accept: string
  /** Most bytes of body that are of use; a longer answer is a failure. */
  readonly mostBytes: number
  /** Id of the business unit whose registration holds the URL, so that no other one pays for what the URL does. */
  readonly businessUnit?: string
} & (
  | { readonly method: 'GET' }
  | { readonly method: 'POST'; readonly body: { readonly contentType: string; readonly text: string } }
)

/** Why there is no answer, for the audit, and whether the host was reached at all. */
type ExchangeFault = { readonly detail: string; readonly reached: boolean }

/** Most bytes of status line and headers. */
const MOST_HEADER_BYTES = 8192
const MOST_LOCATION = 2000

/**
 * Sends one request over an open connection and reads the answer, which is cut as soon as it is too long.
 * Out: the answer. Refuses a redirect (it would lead past every check), a content encoding other than identity (a few
 * bytes could unpack to any number), too many bytes, and an answer that ends early or not in time.
 */
export async function exchange(
  socket: Socket,
  target: OutboundTarget,
  asked: OutboundRequest,
  signal: AbortSignal,
): Promise<Result<Fetched, ExchangeFault>> {
  const { request, head } = begin(socket, target, { method: asked.method, asked }, signal)
  request.end(asked.method === 'POST' ? asked.body.text : undefined)
  try {
    const response = await head
    if (!response.ok) return err({ detail: response.error, reached: false })
    const fetched = await readAnswer(response.value, asked.mostBytes, signal)
    return fetched.ok ? fetched : err({ detail: fetched.error, reached: true })
  } finally {
    request.destroy()
  }
}

/** What a server says of a URL before any content: its status, and where a redirect leads. */
type Head = { readonly status: number; readonly location: string | null }

/**
 * Asks over an open connection what a URL answers with, without its content (HEAD), and follows nothing.
 * Out: any status, or why there is none, for the audit.
 */
export async function exchangeHead(
  socket: Socket,
  target: OutboundTarget,
  signal: AbortSignal,
): Promise<Result<Head, string>> {
  const asked = { method: 'GET', url: target.url, accept: '*/*', mostBytes: 0 } as const
  const { request, head } = begin(socket, target, { method: 'HEAD', asked }, signal)
  request.end()
  try {
    const response = await head
    if (!response.ok) return response
    const { statusCode = 0, headers } = response.value
    return ok({ status: statusCode, location: headers.location?.slice(0, MOST_LOCATION) ?? null })
  } finally {
    request.destroy()
  }
}

/** Begins a request; what is not listened to any more must not end the process. */
function begin(
  socket: Socket,
  target: OutboundTarget,
  { method, asked }: { readonly method: 'GET' | 'POST' | 'HEAD'; readonly asked: OutboundRequest },
  signal: AbortSignal,
): { readonly request: ClientRequest; readonly head: Promise<Result<IncomingMessage, string>> } {
  // Without an agent: no connection is kept, none is shared, and no proxy is taken from the environment.
  const request = startRequest({
    createConnection: () => socket,
    method,
    path: target.path,
    headers: headersOf(target, asked),
    maxHeaderSize: MOST_HEADER_BYTES,
    insecureHTTPParser: false,
  })
  request.on('error', () => {})
  const head = settleBefore<Result<IncomingMessage, string>>(signal, err('No answer in time.'), settle => {
    request.once('response', response => {
      response.on('error', () => {})
      settle(ok(response))
    })
    request.once('error', error => settle(err(`No answer (${errorCode(error)}).`)))
    request.once('close', () => settle(err('The connection was closed before an answer.')))
    return () => {}
  })
  return { request, head }
}

/** All there is: no cookie, no credential, nothing of the request that led here. */
function headersOf(target: OutboundTarget, asked: OutboundRequest): Record<string, string | number> {
  const headers = {
    Host: target.host,
    'User-Agent': 'Latchkey',
    Accept: asked.accept,
    'Accept-Encoding': 'identity',
    Connection: 'close',
  }
  if (asked.method === 'GET') return headers
  const { contentType, text } = asked.body
  return { ...headers, 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(text) }
}

async function readAnswer(
  response: IncomingMessage,
  mostBytes: number,
  signal: AbortSignal,
): Promise<Result<Fetched, string>> {
  const status = response.statusCode ?? 0
  if (status < 200 || (status >= 300 && status < 400)) {
    return err(`The answer was ${status}; redirects are not followed.`)
  }
  if (!/^(identity)?$/i.test(response.headers['content-encoding'] ?? ''))
    return err('The answer was encoded.')
  if (!/^(chunked)?$/i.test(response.headers['transfer-encoding'] ?? ''))
    return err('The answer was encoded.')
  if (Number(response.headers['content-length'] ?? 0) > mostBytes) return err(tooLong(mostBytes))
  const body = await readBody(response, mostBytes, signal)
  if (!body.ok) return body
  const [type = ''] = (response.headers['content-type'] ?? '').split(';', 1)
  return ok({ status, contentType: type.trim().toLowerCase(), body: body.value })
}

function readBody(
  response: IncomingMessage,
  mostBytes: number,
  signal: AbortSignal,
): Promise<Result<Buffer, string>> {
  const chunks: Buffer[] = []
  let length = 0
  return settleBefore<Result<Buffer, string>>(signal, err('The answer did not end in time.'), settle => {
    const take = (chunk: Buffer) => {
      length += chunk.length
      if (length > mostBytes) settle(err(tooLong(mostBytes)))
      else chunks.push(chunk)
    }
    response.on('data', take)
    response.once('end', () => settle(ok(Buffer.concat(chunks))))
    response.once('error', error => settle(err(`The answer broke off (${errorCode(error)}).`)))
    response.once('close', () => settle(err('The answer broke off.')))
    return () => response.off('data', take)
  })
}

function tooLong(mostBytes: number): string {
  return `The answer was longer than ${mostBytes} bytes.`
}
