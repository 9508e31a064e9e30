import { setTimeout as pause } from 'node:timers/promises'
import { Problem } from '@latchkey/contract/problem.ts'
import type { BodyOf, ParamsOf, QueryOf, ResultOf, Route } from '@latchkey/contract/route.ts'
import { Check, Clean } from 'typebox/value'
import { Failure } from '../failure.ts'
import { reasonOf } from '../files/read-text.ts'
import { plain } from '../print/terminal.ts'

/** A Latchkey, and who calls it. */
export type Server = {
  /** Its base address. */
  readonly url: string
  /** The access token to send. */
  token(): Promise<string>
  /** Another one, when that was refused; null where there is none to be had. */
  renewed(): Promise<string | null>
}

type Needed<Name extends string, Value> = [Value] extends [undefined]
  ? { readonly [K in Name]?: never }
  : { readonly [K in Name]: Value }

/** What is sent along: exactly the parts that the contract declares for the route. */
type Sent<R extends Route> = Needed<'params', ParamsOf<R>> &
  Needed<'body', BodyOf<R>> & { readonly query?: QueryOf<R> } & (R extends { readonly ifMatch: true }
    ? { readonly ifMatch: string }
    : { readonly ifMatch?: never }) &
  (R extends { readonly idempotent: true }
    ? { readonly idempotencyKey: string }
    : { readonly idempotencyKey?: never })

type Loose = {
  readonly params?: object | undefined
  readonly body?: unknown
  readonly query?: object | undefined
  readonly ifMatch?: string | undefined
  readonly idempotencyKey?: string | undefined
}

type Answer<R extends Route> = { readonly body: ResultOf<R>; readonly etag: string | null }

/** What the server said no with, in its own words. */
export class Refused extends Failure {
  readonly status: number
  readonly problem: Problem

  constructor(problem: Problem) {
    const faults = (problem.errors ?? []).map(({ path, message }) =>
      plain(`  ${path === '' ? '' : `${path}: `}${message}`),
    )
    super([headOf(problem), ...faults].join('\n'))
    this.name = 'Refused'
    this.status = problem.status
    this.problem = problem
  }
}

/** The first line of a refusal: what happened, and the id to ask for help with. */
export function headOf({ title, detail, requestId }: Problem): string {
  return plain(`${title}: ${detail} (request ${requestId})`)
}

const LONGEST_WAIT = 60_000
/** How long to wait before a create is repeated whose answer was lost. */
const AGAIN_AFTER = [500, 2000]

/**
 * Calls one operation of the management API.
 * In: the server, the route of the contract, and what it takes. Out: the body as the contract says, and the ETag.
 * Refuses in the server's words; what has an Idempotency-Key is repeated when no answer comes.
 */
export async function call<const R extends Route>(
  server: Server,
  route: R,
  sent: Sent<R>,
): Promise<Answer<R>> {
  const response = await sendSignedIn(server, route, sent)
  const body: unknown = await response.json().catch(() => null)
  if (!response.ok) throw refusalOf(server, response.status, body)
  const isResult = (value: unknown): value is ResultOf<R> => holds(route, response.status, value)
  // A newer server may say more than is known here.
  const known = Clean(route.responses[response.status]?.schema ?? {}, body)
  if (!isResult(known))
    throw new Failure(`${server.url} answered with something that this version does not know.`)
  return { body: known, etag: response.headers.get('etag') }
}

/**
 * Calls an operation that is named by whoever runs a command.
 * In: the server, any route of the contract, and what was typed of it. Out: what came, as it came, and its type.
 * Refuses as {@link call} does.
 */
export async function callNamed(
  server: Server,
  route: Route,
  sent: Loose,
): Promise<{ readonly text: string; readonly type: string; readonly etag: string | null }> {
  const response = await sendSignedIn(server, route, sent)
  const text = await response.text()
  if (!response.ok) throw refusalOf(server, response.status, readJson(text))
  return {
    text,
    type: response.headers.get('content-type') ?? '',
    etag: response.headers.get('etag'),
  }
}

/** What a text of JSON holds; undefined where it is none. */
export function readJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

/** Sends with the token that is there, and once more with another one where that was refused. */
async function sendSignedIn(server: Server, route: Route, sent: Loose): Promise<Response> {
  const first = await send(server.url, route, sent, await server.token())
  const renewed = first.status === 401 ? await server.renewed() : null
  return renewed === null ? first : send(server.url, route, sent, renewed)
}

function holds(route: Route, status: number, value: unknown): boolean {
  const schema = route.responses[status]?.schema
  return schema !== undefined && Check(schema, value)
}

function refusalOf({ url }: Server, status: number, body: unknown): Failure {
  if (Check(Problem, body)) return new Refused(body)
  return new Failure(
    `${url} answered with status ${status} and without a word of Latchkey. Is this its address?`,
  )
}

async function send(base: string, route: Route, sent: Loose, token: string): Promise<Response> {
  const headers = new Headers({ accept: 'application/json', authorization: `Bearer ${token}` })
  if (sent.body !== undefined) headers.set('content-type', 'application/json')
  if (sent.ifMatch !== undefined) headers.set('if-match', sent.ifMatch)
  if (sent.idempotencyKey !== undefined) headers.set('idempotency-key', sent.idempotencyKey)
  const address = `${base}/api/v1${pathOf(route, sent)}`
  const waits = sent.idempotencyKey === undefined ? [] : AGAIN_AFTER
  for (const wait of [...waits, null]) {
    try {
      return await fetch(address, {
        method: route.method,
        headers,
        body: sent.body === undefined ? null : JSON.stringify(sent.body),
        // Where it leads to is not where the token is for.
        redirect: 'manual',
        signal: AbortSignal.timeout(LONGEST_WAIT),
      })
    } catch (error) {
      if (wait === null) throw unreachable(base, error)
      await pause(wait)
    }
  }
  throw new Error('a call ended without an answer and without a reason')
}

/** Why no answer came. */
export function unreachable(url: string, error: unknown): Failure {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  return new Failure(`${url} cannot be reached (${reasonOf(cause)}).`, error)
}

function pathOf(route: Route, { params, query }: Loose): string {
  const values = new Map<string, unknown>(Object.entries(params ?? {}))
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(values.get(name))),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (typeof value === 'string') search.set(name, value)
  }
  return search.size === 0 ? path : `${path}?${search.toString()}`
}
