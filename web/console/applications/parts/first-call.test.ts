import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, test } from 'node:test'
import { promisify } from 'node:util'
import type { ApiSummary } from '@latchkey/contract/catalogue/catalogue.ts'
import {
  authorizeRequest,
  clientCredentialsCommand,
  envFile,
  type FirstCallInput,
  scopesWithUser,
  shellWord,
} from './first-call.ts'

const run = promisify(execFile)

function api(name: string, withoutUser: boolean, tryPath: string | null, baseUrl: string): ApiSummary {
  const facts = { description: name, audience: `urn:${name}`, sensitive: false, endsAt: null, scopes: [] }
  return { name, baseUrl, tryPath, withoutUser, ...facts }
}

function input(issuer: string, change: Partial<FirstCallInput> = {}): FirstCallInput {
  const apis = [
    api('RealTimeApi', true, 'agents/states', `${issuer}/services/v1.0/`),
    api('AgentApi', false, null, `${issuer}/services/v1.0/`),
    api('ReportingApi', true, '/contacts', `${issuer}/services/v1.0`),
  ]
  const rest = { clientId: 'app_1', secret: "lks_it's", callbackUrls: ['https://a.example/cb?x=1'], apis }
  return { issuer, scopes: ['ReportingApi', 'RealTimeApi', 'AgentApi'], ...rest, ...change }
}

type Seen = { readonly url: string; readonly authorization: string; readonly body: string }

/** A server that hands out one token and answers with what it was sent. */
async function listening(seen: Seen[]): Promise<{ server: Server; issuer: string }> {
  const server = createServer((request, response) => {
    void text(request).then(body => {
      // Versions of curl write a space as + or as %20.
      const form = new URLSearchParams(body).toString()
      seen.push({ url: request.url ?? '', authorization: request.headers.authorization ?? '', body: form })
      response.end(request.url === '/oauth2/token' ? '{"access_token":"ey.J.x","expires_in":900}' : 'called')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert.ok(typeof address === 'object' && address !== null)
  return { server, issuer: `http://127.0.0.1:${address.port}` }
}

describe('the command to paste', () => {
  test('run by a shell as it stands, gets a token and calls an API with it', async () => {
    const seen: Seen[] = []
    const { server, issuer } = await listening(seen)
    try {
      const { stdout } = await run('sh', ['-c', clientCredentialsCommand(input(issuer)) ?? 'false'])
      assert.equal(stdout, 'called')
      assert.deepEqual(seen, [
        {
          url: '/oauth2/token',
          authorization: `Basic ${btoa("app_1:lks_it's")}`,
          body: 'grant_type=client_credentials&scope=RealTimeApi+ReportingApi',
        },
        { url: '/services/v1.0/agents/states', authorization: 'Bearer ey.J.x', body: '' },
      ])
    } finally {
      server.close()
    }
  })

  test('names a shell variable where the secret is not known', async () => {
    const seen: Seen[] = []
    const { server, issuer } = await listening(seen)
    try {
      const command = clientCredentialsCommand(input(issuer, { secret: null })) ?? 'false'
      await run('sh', ['-c', command], { env: { ...process.env, CLIENT_SECRET: 'lks_kept' } })
      assert.equal(seen[0]?.authorization, `Basic ${btoa('app_1:lks_kept')}`)
    } finally {
      server.close()
    }
  })

  test('prints the token where no operation can be tried', () => {
    const apis = [api('CustomApi', true, null, 'http://localhost:3001/')]
    const command = clientCredentialsCommand(input('http://localhost:3000', { scopes: ['CustomApi'], apis }))
    assert.match(command ?? '', /printf '%s\\n' "\$TOKEN"$/)
  })

  test('does not exist where every scope needs a user', () => {
    const only = input('http://localhost:3000', { scopes: ['AgentApi'] })
    assert.equal(clientCredentialsCommand(only), null)
    assert.deepEqual(scopesWithUser(only), ['AgentApi'])
  })

  test('a shell word survives quotes, spaces and dollars', async () => {
    const odd = `it's "$HOME" \`id\``
    const { stdout } = await run('sh', ['-c', `printf %s ${shellWord(odd)}`])
    assert.equal(stdout, odd)
  })
})

test('the authorization request names PKCE and encodes its values', () => {
  const shape = authorizeRequest(input('http://localhost:3000'))
  assert.match(shape, /&code_challenge_method=S256$/)
  assert.match(shape, /redirect_uri=https%3A%2F%2Fa\.example%2Fcb%3Fx%3D1/)
  assert.match(shape, /scope=ReportingApi%20RealTimeApi%20AgentApi/)
})

test('the .env file holds one setting a line', () => {
  const file = envFile({ ...input('http://localhost:3000'), secret: 'lks_x' })
  assert.equal(file.split('\n').length, 6)
  assert.match(file, /^CLIENT_SECRET=lks_x$/m)
  assert.match(file, /^SCOPE="ReportingApi RealTimeApi AgentApi"$/m)
})
