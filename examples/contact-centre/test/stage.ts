import { startTestIssuer, type TestIssuer } from '@latchkey/guard/test/test-issuer.ts'
import type { FastifyInstance } from 'fastify'
import { API_NAMES, type ApiName, audienceOf } from '../src/apis.ts'
import { createContactCentre } from '../src/contact-centre.ts'
import type { Operation } from '../src/operation.ts'

export const HARBOUR = '4512345'
export const MEADOW = '4598765'

type Reply = {
  readonly status: number
  readonly body: unknown
  readonly text: string
  readonly headers: Readonly<Record<string, unknown>>
}

type Who = {
  readonly scopes: readonly ApiName[]
  readonly businessUnit?: string
  /** False for an application that acts for itself. */
  readonly user?: boolean
  readonly subject?: string
}

type Sent = { readonly method: Operation['method']; readonly url: string; readonly body?: unknown }

/** A freshly seeded contact centre that trusts a real issuer, with a clock that the test moves. */
export type Stage = {
  readonly app: FastifyInstance
  readonly issuer: TestIssuer
  now: number
  token(who: Who): Promise<string>
  send(sent: Sent, token: string | undefined): Promise<Reply>
  /** Sends as a user of Harbour Support who holds every scope, below `/services/v1.0`. */
  call(method: Operation['method'], path: string, body?: unknown): Promise<Reply>
  close(): Promise<void>
}

export async function setStage(): Promise<Stage> {
  let everything: string | undefined
  let now = Date.UTC(2030, 0, 1, 9)
  const clock = () => now
  const issuer = await startTestIssuer(clock)
  const stage: Stage = {
    issuer,
    get now() {
      return now
    },
    set now(later) {
      now = later
    },
    app: createContactCentre({ issuer: issuer.issuer, clock }),
    token({ scopes, businessUnit = HARBOUR, user = true, subject = 'usr_test' }) {
      const audience = scopes.map(audienceOf)
      return issuer.token({ audience, scopes, businessUnit, ...(user && { user: subject }) })
    },
    async send({ method, url, body }, token) {
      const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
      const json = body === undefined ? {} : { 'content-type': 'application/json' }
      const headers = { ...authorization, ...json }
      const payload =
        body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }
      const reply = await stage.app.inject({ method, url, headers, ...payload })
      const parsed: unknown = reply.payload === '' ? undefined : JSON.parse(reply.payload)
      return { status: reply.statusCode, body: parsed, text: reply.payload, headers: reply.headers }
    },
    async call(method, path, body) {
      everything ??= await stage.token({ scopes: API_NAMES })
      return stage.send({ method, url: `/services/v1.0${path}`, body }, everything)
    },
    async close() {
      await stage.app.close()
      await issuer.close()
    },
  }
  return stage
}

/** The example of an operation as a request. */
export function exampleOf({ method, path, example }: Operation): Sent {
  const values = new Map(Object.entries(example.params ?? {}))
  const url = `/services/v1.0${path.replace(/\{(\w+)\}/g, (_, name: string) => String(values.get(name)))}`
  return { method, url, ...(example.body !== undefined && { body: example.body }) }
}

/** Reads a member of a body by its path; undefined where there is none. */
export function at(body: unknown, ...path: readonly (string | number)[]): unknown {
  let value = body
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = new Map<string, unknown>(Object.entries(value)).get(String(name))
  }
  return value
}
