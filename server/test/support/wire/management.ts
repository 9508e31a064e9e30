import { type Answer, at, send, textAt } from './answer.ts'
import type { Browser } from './browser.ts'
import { MANAGER, type Stage } from './stage.ts'

/** One call of the management API. In: who calls; method and path below /api/v1; what is sent along. */
export async function call(
  browser: Browser,
  operation: string,
  sent: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Answer> {
  const [method = 'GET', path = ''] = operation.split(' ')
  const json = sent.body === undefined ? {} : { 'content-type': 'application/json' }
  const cookie = browser.cookies()
  return send(`${browser.url}/api/v1${path}`, {
    method,
    headers: { ...json, ...(cookie === '' ? {} : { cookie }), ...sent.headers },
    ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
  })
}

/** An application as a client needs it. */
export type Client = {
  readonly id: string
  /** Null for a public application. */
  readonly secret: string | null
  /** Its first authorized callback URL, or the empty text. */
  readonly callbackUrl: string
  readonly scopes: readonly string[]
}

type Wanted = {
  readonly by?: string
  readonly vendorName?: string
  readonly name?: string
  readonly clientType?: 'confidential' | 'public'
  readonly scopes?: readonly string[]
  readonly callbackUrls?: readonly string[]
}

let registered = 0

/** A name that no other application of this run has. */
export function freshName(): string {
  registered += 1
  return `Tested ${registered}`
}

/** Registers an internal application by the management API. Throws when it is refused. */
export async function register(stage: Stage, wanted: Wanted = {}): Promise<Client> {
  const clientType = wanted.clientType ?? 'confidential'
  const body = {
    vendorName: wanted.vendorName ?? 'Wire Tests',
    name: wanted.name ?? freshName(),
    clientType,
    scopes: wanted.scopes ?? ['RealTimeApi', 'ReportingApi'],
    callbackUrls: wanted.callbackUrls ?? [
      clientType === 'public' ? 'http://127.0.0.1/callback' : 'https://client.example/callback',
    ],
  }
  const answer = await call(await stage.person(wanted.by ?? MANAGER), 'POST /applications', { body })
  if (answer.status !== 201) throw new Error(`not registered: ${answer.status} ${answer.text}`)
  const made = answer.json()
  const secret = at(made, 'secret', 'value')
  return {
    id: textAt(made, 'application', 'id'),
    secret: typeof secret === 'string' ? secret : null,
    callbackUrl: body.callbackUrls[0] ?? '',
    scopes: body.scopes,
  }
}

/** Edits an application with the version it has now. Throws when it is refused. */
export async function edit(stage: Stage, id: string, body: unknown): Promise<void> {
  const manager = await stage.person(MANAGER)
  const etag = (await call(manager, `GET /applications/${id}`)).headers.get('etag') ?? ''
  const answer = await call(manager, `PATCH /applications/${id}`, { body, headers: { 'if-match': etag } })
  if (answer.status !== 200) throw new Error(`not edited: ${answer.status} ${answer.text}`)
}

/** Deactivates or activates an application. Throws when it is refused. */
export async function setStatus(stage: Stage, id: string, verb: 'activate' | 'deactivate'): Promise<void> {
  const answer = await call(await stage.person(MANAGER), `POST /applications/${id}/${verb}`)
  if (answer.status !== 200) throw new Error(`could not ${verb}: ${answer.status} ${answer.text}`)
}

/** Sets for how many seconds a replaced refresh token may come back in the manager's business unit. */
export async function setRefreshGrace(stage: Stage, seconds: number): Promise<void> {
  const answer = await call(await stage.person(MANAGER), 'PATCH /business-unit', {
    body: { refreshGrace: seconds },
  })
  if (answer.status !== 200) throw new Error(`not set: ${answer.status} ${answer.text}`)
}
