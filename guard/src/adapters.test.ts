import assert from 'node:assert/strict'
import { createServer, request, type Server } from 'node:http'
import { after, before, describe, test } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import { startTestIssuer, type TestIssuer } from '../test/test-issuer.ts'
import { callerOf, requireScope } from './fastify.ts'
import { createGuard, type Guard } from './guard.ts'
import { protect } from './node-http.ts'

const AUDIENCE = 'urn:test:api'
let issuer: TestIssuer
let guard: Guard
let token: string
let poor: string

type Reply = { readonly status: number; readonly challenge: string; readonly body: unknown }
type Sent = { readonly path?: string; readonly headers?: readonly string[]; readonly form?: string }

/** Sends one request with exactly these raw headers: fetch would join two of one name. */
function send(port: number, { path = '/read', headers = [], form }: Sent): Promise<Reply> {
  const raw = ['host', '127.0.0.1', ...headers]
  if (form !== undefined) {
    raw.push('content-type', 'application/x-www-form-urlencoded', 'content-length', String(form.length))
  }
  return new Promise((resolve, reject) => {
    const method = form === undefined ? 'GET' : 'POST'
    const sent = request({ host: '127.0.0.1', port, path, method, headers: raw, agent: false }, response => {
      response.setEncoding('utf8')
      let text = ''
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => {
        const challenge = response.headers['www-authenticate'] ?? ''
        resolve({ status: response.statusCode ?? 0, challenge, body: JSON.parse(text) })
      })
    })
    sent.on('error', reject)
    sent.end(form)
  })
}

before(async () => {
  issuer = await startTestIssuer()
  guard = createGuard({ issuer: issuer.issuer, audience: AUDIENCE, realm: 'test' })
  token = await issuer.token({ audience: AUDIENCE, scopes: ['read'], user: 'usr_1' })
  poor = await issuer.token({ audience: AUDIENCE, scopes: ['other'] })
})
after(() => issuer.close())

/** What both adapters must do alike. */
function behavesLikeAGuard(port: () => number): void {
  test('lets a caller with the scope through, and says who it is', async () => {
    for (const scheme of ['Bearer', 'BEARER', 'bearer']) {
      const reply = await send(port(), { headers: ['authorization', `${scheme} ${token}`] })
      assert.equal(reply.status, 200)
      assert.deepEqual(reply.body, { subject: 'usr_1' })
    }
  })

  test('answers 401 and a bare challenge without a token', async () => {
    const reply = await send(port(), {})
    assert.equal(reply.status, 401)
    assert.equal(reply.challenge, 'Bearer realm="test"')
  })

  test('answers 401 to a token that is not one', async () => {
    const reply = await send(port(), { headers: ['authorization', 'Bearer abc'] })
    assert.equal(reply.status, 401)
    assert.match(reply.challenge, /error="invalid_token"/)
  })

  test('answers 403 and names the scope that is missing', async () => {
    const reply = await send(port(), { headers: ['authorization', `Bearer ${poor}`] })
    assert.equal(reply.status, 403)
    assert.match(
      reply.challenge,
      /error_description="The token lacks the scope read\. It has: other\.", scope="read"/,
    )
    assert.ok(typeof reply.body === 'object' && reply.body !== null && 'error_description' in reply.body)
    assert.equal(reply.body.error_description, 'The token lacks the scope read. It has: other.')
  })

  test('answers 400 to two Authorization headers', async () => {
    const headers = ['authorization', `Bearer ${token}`, 'Authorization', `Bearer ${token}`]
    const reply = await send(port(), { headers })
    assert.equal(reply.status, 400)
    assert.match(reply.challenge, /error="invalid_request"/)
  })

  test('never accepts a token in the address', async () => {
    const path = `/read?access_token=${token}`
    assert.equal((await send(port(), { path })).status, 401)
    assert.equal((await send(port(), { path, headers: ['authorization', `Bearer ${token}`] })).status, 400)
  })
}

describe('the Fastify adapter', () => {
  let app: FastifyInstance
  let port = 0

  before(async () => {
    app = Fastify()
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      async (_: unknown, text: string) => Object.fromEntries(new URLSearchParams(text)),
    )
    const onRequest = requireScope(guard, 'read')
    app.get('/read', { onRequest }, async call => ({ subject: callerOf(call).subject }))
    app.post('/form', { preHandler: onRequest }, async call => ({ subject: callerOf(call).subject }))
    app.get('/open', async call => ({ subject: callerOf(call).subject }))
    port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port)
  })
  after(() => app.close())

  behavesLikeAGuard(() => port)

  test('U02 as preHandler it refuses a token in header and form body at once', async () => {
    const headers = ['authorization', `Bearer ${token}`]
    const twice = await send(port, { path: '/form', headers, form: `access_token=${token}` })
    assert.equal(twice.status, 400)
    assert.equal((await send(port, { path: '/form', headers, form: 'a=1' })).status, 200)
  })

  test('puts the id of the request into a refusal', async () => {
    const reply = await app.inject({ url: '/read' })
    assert.match(reply.json<{ request_id: string }>().request_id, /^req-/)
  })

  test('makes asking for the caller of an open route an error', async () => {
    assert.equal((await app.inject({ url: '/open' })).statusCode, 500)
  })
})

describe('the node:http adapter', () => {
  let server: Server
  let port = 0

  before(async () => {
    const read = protect(guard, ['read'], (_request, response, caller) => {
      response.end(JSON.stringify({ subject: caller.subject }))
    })
    const broken = protect(guard, ['read'], async () => {
      throw new Error('planted: the handler fails')
    })
    server = createServer((call, response) => (call.url === '/broken' ? broken : read)(call, response))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    port = typeof address === 'object' && address !== null ? address.port : 0
  })
  after(() => new Promise(resolve => server.close(resolve)))

  behavesLikeAGuard(() => port)

  test('answers 500 without details when the handler fails, and warns the process', async () => {
    const warned = new Promise<Error>(resolve => process.once('warning', resolve))
    const reply = await send(port, { path: '/broken', headers: ['authorization', `Bearer ${token}`] })
    assert.equal(reply.status, 500)
    assert.doesNotMatch(JSON.stringify(reply.body), /planted/)
    assert.match((await warned).message, /planted/)
  })
})
