import { Problem } from '@latchkey/contract/problem.ts'
import type { BodyOf, ParamsOf, QueryOf, ResultOf, Route } from '@latchkey/contract/route.ts'
import { Check } from 'typebox/value'
import { askForProof } from './proof.ts'
import { say } from './words/say.ts'

type Loose = {
  readonly params?: object
  readonly query?: object
  readonly body?: object
  readonly ifMatch?: string
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
}

type Needed<Name extends string, Value> = [Value] extends [undefined]
  ? { readonly [K in Name]?: never }
  : { readonly [K in Name]: Value }
type Allowed<Name extends string, Value> = [Value] extends [undefined]
  ? { readonly [K in Name]?: never }
  : { readonly [K in Name]?: Value }

/** What a call of the route takes: exactly the parts that the contract declares for it. */
export type CallOptions<R extends Route> = Loose &
  Needed<'params', ParamsOf<R>> &
  Allowed<'query', QueryOf<R>> &
  Needed<'body', BodyOf<R>> &
  (R extends { readonly ifMatch: true } ? { readonly ifMatch: string } : { readonly ifMatch?: never }) &
  (R extends { readonly idempotent: true } ? unknown : { readonly idempotencyKey?: never })

/** A success: the body as the contract types it, and the ETag to send back when editing (null where none came). */
type Answer<R extends Route> = { readonly body: ResultOf<R>; readonly etag: string | null }

/** Whether the server refused, could not be reached, or answered with what the contract does not know. */
type TroubleKind = 'refused' | 'unreachable' | 'garbled'

/** The one error that a call throws; `message` is a sentence for the person at the screen. */
export class ApiProblem extends Error {
  readonly kind: TroubleKind
  /** HTTP status, or null when no answer came. */
  readonly status: number | null
  /** The problem details, where the server sent them. */
  readonly problem: Problem | null

  constructor(kind: TroubleKind, message: string, status: number | null, problem: Problem | null) {
    super(message)
    this.name = 'ApiProblem'
    this.kind = kind
    this.status = status
    this.problem = problem
  }
}

const BASE = '/api/v1'

function addressOf(route: Route, options: Loose): string {
  const params = new Map<string, unknown>(Object.entries(options.params ?? {}))
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params.get(name))),
  )
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(options.query ?? {})) {
    if (value !== undefined && value !== null) query.set(name, String(value))
  }
  return query.size === 0 ? `${BASE}${path}` : `${BASE}${path}?${query}`
}

function headersOf(options: Loose): Headers {
  const headers = new Headers({ accept: 'application/json' })
  if (options.body !== undefined) headers.set('content-type', 'application/json')
  if (options.ifMatch !== undefined) headers.set('if-match', options.ifMatch)
  if (options.idempotencyKey !== undefined) headers.set('idempotency-key', options.idempotencyKey)
  return headers
}

async function send(route: Route, options: Loose): Promise<Response> {
  try {
    return await fetch(addressOf(route, options), {
      method: route.method,
      headers: headersOf(options),
      body: options.body === undefined ? null : JSON.stringify(options.body),
      credentials: 'same-origin',
      signal: options.signal ?? null,
    })
  } catch (fault) {
    if (options.signal?.aborted === true) throw fault
    throw new ApiProblem(
      'unreachable',
      say('The server cannot be reached. Check the connection and try again.'),
      null,
      null,
    )
  }
}

/** The body as JSON; undefined where there is none or it is not JSON. */
async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

function refusal(status: number, body: unknown): ApiProblem {
  if (Check(Problem, body)) return new ApiProblem('refused', body.detail, status, body)
  return new ApiProblem(
    'refused',
    say('The server answered with status {status} and no reason.', { status: String(status) }),
    status,
    null,
  )
}

const PROOF_NEEDED = '/problems/proof-needed'

/** Sends it, and once more where the server wanted the password first and the person gave it. */
async function sendProven(route: Route, options: Loose): Promise<{ response: Response; body: unknown }> {
  const response = await send(route, options)
  const body = await jsonOf(response)
  const isProofNeeded = response.status === 403 && Check(Problem, body) && body.type === PROOF_NEEDED
  if (!isProofNeeded || !(await askForProof())) return { response, body }
  const again = await send(route, options)
  return { response: again, body: await jsonOf(again) }
}

/** The proof that makes a body typed: it holds what the contract's schema for this status asks. */
function holds<R extends Route>(route: R, status: number, body: unknown): body is ResultOf<R> {
  const declared = route.responses[status]
  if (declared === undefined || status < 200 || status > 299) return false
  return declared.schema === undefined ? body === undefined : Check(declared.schema, body)
}

/**
 * Calls one operation of the management API with the session of this page.
 *
 * In: a route of the contract and the parts it declares. Out: the typed body and the ETag. Where the server wants the
 * password first, the person is asked for it, and the call goes on.
 * Throws {@link ApiProblem}: refused (4xx and 5xx, with the problem details), unreachable, or garbled (the answer
 * breaks the contract). An aborted call rejects with the abort itself.
 */
export async function call<R extends Route>(route: R, options: CallOptions<R>): Promise<Answer<R>> {
  const { response, body } = await sendProven(route, options)
  if (response.status >= 400) throw refusal(response.status, body)
  if (!holds(route, response.status, body)) {
    throw new ApiProblem(
      'garbled',
      say(
        'The server answered in a way this page does not understand. Reload the page; if that does not help, page and server are of different versions.',
      ),
      response.status,
      null,
    )
  }
  return { body, etag: response.headers.get('etag') }
}

/**
 * Calls an operation whose success is a file, with the session of this page.
 * Out: the file. Throws {@link ApiProblem} as {@link call} does; a file that breaks off is unreachable.
 */
export async function download<R extends Route>(route: R, options: CallOptions<R>): Promise<Blob> {
  const response = await send(route, options)
  if (response.status >= 400) throw refusal(response.status, await jsonOf(response))
  try {
    return await response.blob()
  } catch {
    throw new ApiProblem('unreachable', say('The file broke off on its way. Try again.'), null, null)
  }
}
