import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import { startListening } from '../support/listening.ts'
import { listAt, parseJson, send, textAt } from '../support/wire/answer.ts'
import { onStage, PASSWORD } from '../support/wire/stage.ts'

const SCRIPT = join(import.meta.dirname, '../../../deploy/conformance/rotate-keys.ts')
const MODULE = 'oidcc-server-rotate-keys'

type Key = { readonly kid: string; readonly kty: string }

async function keysOf(issuer: string): Promise<readonly Key[]> {
  const keys = listAt((await send(`${issuer}/oauth2/jwks`)).json(), 'keys')
  return keys.map(key => ({ kid: textAt(key, 'kid'), kty: textAt(key, 'kty') }))
}

/** What the suite does with the one module: it reads the keys when it is made and when it is started, and compares. */
async function startSuite(issuer: string) {
  const asked: string[] = []
  let before: readonly Key[] = []
  let state = { status: 'CREATED', result: '' }
  const answers: { readonly [operation: string]: () => Promise<unknown> } = {
    'GET /api/plan/p1': async () => ({
      modules: [{ testModule: 'other' }, { testModule: MODULE, variant: { server_metadata: 'discovery' } }],
    }),
    'POST /api/runner': async () => {
      before = await keysOf(issuer)
      state = { status: 'CONFIGURED', result: '' }
      return { id: 'm1' }
    },
    'GET /api/info/m1': async () => state,
    'POST /api/runner/m1': async () => {
      const now = await keysOf(issuer)
      const added = now.filter(key => !before.some(({ kid }) => kid === key.kid))
      const kept = before.every(({ kid }) => now.some(key => key.kid === kid))
      const good = added.length > 0 && added.every(({ kty }) => kty === 'RSA') && kept
      state = { status: 'FINISHED', result: good ? 'PASSED' : 'FAILED' }
      return {}
    },
  }
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://suite.example')
    asked.push(`${request.method} ${url.pathname}${url.search}`)
    const answer = answers[`${request.method} ${url.pathname}`]
    void (answer?.() ?? Promise.resolve(null)).then(body =>
      response.writeHead(body === null ? 404 : 200).end(JSON.stringify(body)),
    )
  })
  return { asked, ...(await startListening(server)) }
}

type Ran = { readonly code: number; readonly said: string }

function runScript(issuer: string, suite: string, plan: string): Promise<Ran> {
  const args = ['--server', issuer, '--user', 'operator@latchkey.example', '--suite', suite, '--plan', plan]
  const env = { ...process.env, LATCHKEY_CONFORMANCE_PASSWORD: PASSWORD }
  return new Promise(resolve => {
    execFile(process.execPath, [SCRIPT, ...args], { env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : 1, said: out + err }),
    )
  })
}

onStage('the script for oidcc-server-rotate-keys', stage => {
  test('makes a new RSA key while the module waits, and starts it then; a second run in that time says to wait', async () => {
    const suite = await startSuite(stage().url)
    try {
      const address = `http://127.0.0.1:${suite.port}`
      const absent = await runScript(stage().url, address, 'p2')
      assert.deepEqual([absent.code, /p2/.test(absent.said)], [1, true], absent.said)
      const first = await runScript(stage().url, address, 'p1')
      assert.deepEqual([first.code, /: PASSED/.test(first.said)], [0, true], first.said)
      const made = suite.asked.find(one => one.startsWith('POST /api/runner?')) ?? ''
      const query = new URL(made.split(' ')[1] ?? '', address).searchParams
      assert.deepEqual([query.get('test'), query.get('plan')], [MODULE, 'p1'])
      assert.deepEqual(parseJson(query.get('variant') ?? ''), { server_metadata: 'discovery' })
      const count = suite.asked.length
      const again = await runScript(stage().url, address, 'p1')
      assert.deepEqual([again.code, /Run this afterwards/.test(again.said)], [1, true], again.said)
      assert.equal(suite.asked.length, count)
    } finally {
      await suite.stop()
    }
  })
})
