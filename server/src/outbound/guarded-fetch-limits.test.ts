import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { freePort } from '../../test/support/free-port.ts'
import { startListening } from '../../test/support/listening.ts'
import { makeFetcher, type Stranger, startStranger } from '../../test/support/stranger.ts'
import { SECOND } from '../lib/clock.ts'

type Reply = Parameters<RequestListener>[1]

function get(url: string, businessUnit?: string) {
  const unit = businessUnit === undefined ? {} : { businessUnit }
  return { url, method: 'GET', accept: 'application/json', mostBytes: 1000, ...unit } as const
}

describe('callers at the same moment', () => {
  let stranger: Stranger
  /** Requests that wait for their answer. */
  let held: Reply[]
  let requests: number
  /** Runs at each request. */
  let onRequest: () => void

  before(async () => {
    stranger = await startStranger((_, reply) => {
      requests += 1
      held.push(reply)
      onRequest()
    })
  })
  beforeEach(() => {
    held = []
    requests = 0
    onRequest = () => {}
  })
  after(() => stranger.stop())

  const answerAll = () => {
    for (const reply of held.splice(0)) reply.end('{}')
  }
  /** Resolves when so many requests wait. */
  const arrived = (count: number) =>
    new Promise<void>(resolve => {
      onRequest = () => {
        if (held.length >= count) resolve()
      }
    })

  test('who GET the same URL share one answer, and the next one is asked for anew', async () => {
    const waits = arrived(1)
    const both = [stranger.fetch(get(stranger.url('/keys'))), stranger.fetch(get(stranger.url('/keys')))]
    await waits
    answerAll()
    const [first, second] = await Promise.all(both)
    assert.ok(first?.ok)
    assert.deepEqual([first, requests], [second, 1])
    onRequest = answerAll
    assert.ok((await stranger.fetch(get(stranger.url('/keys')))).ok)
    assert.equal(requests, 2)
  })

  test('who ask differently, or for different business units, or POST, share nothing', async () => {
    const url = stranger.url('/keys')
    const body = { contentType: 'application/x-www-form-urlencoded', text: 'logout_token=x' }
    const asked = [
      get(url),
      get(url, 'bu_1'),
      get(url, 'bu_2'),
      get(stranger.url('/keys?a')),
      { ...get(url), accept: 'application/jwt' },
      { ...get(url), mostBytes: 999 },
      { ...get(url), method: 'POST', body } as const,
      { ...get(url), method: 'POST', body } as const,
    ]
    const waits = arrived(asked.length)
    const answers = asked.map(request => stranger.fetch(request))
    await waits
    answerAll()
    assert.ok((await Promise.all(answers)).every(answer => answer.ok))
    assert.equal(requests, asked.length)
  })

  for (const [what, units, most] of [
    ['one business unit', ['bu_1'], 8],
    ['one host', ['bu_1', 'bu_2', 'bu_3'], 16],
  ] as const) {
    test(`are at most ${most} for ${what}; the others wait and are served afterwards`, async () => {
      let highest = 0
      onRequest = () => {
        highest = Math.max(highest, held.length)
        // Time for those to come that should not.
        if (held.length === most) setTimeout(answerAll, 100)
        else if (requests > most) setTimeout(answerAll, 10)
      }
      const asked = Array.from({ length: most + 4 }, (_, n) =>
        stranger.fetch(get(stranger.url(`/${n}`), units[n % units.length] ?? '')),
      )
      assert.ok((await Promise.all(asked)).every(answer => answer.ok))
      assert.deepEqual([highest, requests], [most, most + 4])
    })
  }
})

describe('a host that cannot be reached', () => {
  test('is left alone for thirty seconds after five calls, for the business unit whose calls they were', async () => {
    let now = 1_000_000
    let dialled = 0
    const port = await freePort()
    const fetch = makeFetcher({
      allow: [`rp.example:${port}`, `other.example:${port}`],
      clock: () => now,
      connect: (address, to) => {
        dialled += 1
        return connect(to, address)
      },
    })
    const dials = async (host: string, unit: string) => {
      const before = dialled
      const answer = await fetch(get(`https://${host}:${port}/`, unit))
      assert.equal(answer.ok ? '' : answer.error.kind, 'unavailable')
      return dialled - before
    }
    for (let time = 0; time < 5; time += 1) assert.equal(await dials('rp.example', 'bu_1'), 1)
    assert.equal(await dials('rp.example', 'bu_1'), 0)
    assert.deepEqual([await dials('rp.example', 'bu_2'), await dials('other.example', 'bu_1')], [1, 1])
    now += 30 * SECOND
    assert.deepEqual([await dials('rp.example', 'bu_1'), await dials('rp.example', 'bu_1')], [1, 0])
  })

  test('is told from one whose answers are of no use', async () => {
    const stranger = await startStranger((_, reply) => reply.writeHead(302).end())
    try {
      for (let time = 0; time < 6; time += 1) await stranger.fetch(get(stranger.url('/')))
      assert.equal(stranger.connections(), 6)
    } finally {
      await stranger.stop()
    }
  })
})

test('no proxy is taken from the environment, and after a call neither timer nor socket is left', async () => {
  const proxy = await startListening(createServer(socket => socket.destroy()))
  const server = await startStranger((_, reply) => reply.end('{}'))
  const plain = await startListening(createHttpServer((_, reply) => reply.end('{}')))
  const address = `http://127.0.0.1:${proxy.port}`
  const proxies = {
    HTTP_PROXY: address,
    HTTPS_PROXY: address,
    ALL_PROXY: address,
    http_proxy: address,
    https_proxy: address,
  }
  const program = `
    import { setImmediate } from 'node:timers/promises'
    import { createGuardedFetch } from './guarded-fetch.ts'
    const resolve = async () => ['127.0.0.1']
    const fetch = createGuardedFetch({ loopback: true, allow: ['${server.endpoint}'], clock: Date.now, resolve })
    const ask = url => fetch({ url, method: 'GET', accept: 'application/json', mostBytes: 1000 })
    const answers = [await ask('http://127.0.0.1:${plain.port}/'), await ask('${server.url('/')}')]
    // Two turns of the loop: the handle of a destroyed socket goes within the next one.
    for (const turn of [1, 2]) await setImmediate(turn)
    const left = process.getActiveResourcesInfo().filter(kind => /Timeout|TCP|TLS|AddrInfo/.test(kind))
    process.stdout.write(JSON.stringify([...answers.map(answer => answer.ok), left]))
  `
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
      cwd: join(import.meta.dirname),
      env: { ...process.env, ...proxies, NO_PROXY: '', no_proxy: '', NODE_USE_ENV_PROXY: '1' },
    })
    // The second is refused, since that process does not trust the authority of the tests; but it came to the server.
    assert.deepEqual(JSON.parse(stdout), [true, false, []])
    assert.deepEqual(
      [proxy, plain, server].map(to => to.connections()),
      [0, 1, 1],
    )
  } finally {
    for (const each of [server, plain, proxy]) await each.stop()
  }
})
