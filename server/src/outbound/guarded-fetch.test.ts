import assert from 'node:assert/strict'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { connect, createServer, Socket } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { makeAuthority, makeCertificate } from '../../test/support/certificates.ts'
import { type Listening, startListening } from '../../test/support/listening.ts'
import {
  AUTHORITY,
  type FetcherOptions,
  makeFetcher,
  type Stranger,
  startStranger,
} from '../../test/support/stranger.ts'
import { createGuardedFetch, type OutboundFailure } from './guarded-fetch.ts'

const PUBLIC = '93.184.216.34'

/** A GET of JSON, as most are. */
function get(url: string) {
  return { url, method: 'GET', accept: 'application/json', mostBytes: 1000 } as const
}

/** What came of a call, in one word: the status, or the kind of the failure. */
async function outcome(answer: ReturnType<Stranger['fetch']>): Promise<number | OutboundFailure['kind']> {
  const fetched = await answer
  return fetched.ok ? fetched.value.status : fetched.error.kind
}

async function withStranger(handle: RequestListener, use: (stranger: Stranger) => Promise<void>) {
  const stranger = await startStranger(handle)
  try {
    await use(stranger)
  } finally {
    await stranger.stop()
  }
}

/** Does something with a server on this machine that answers nothing and only counts who comes. */
async function withCanary(use: (canary: Listening) => Promise<void>) {
  const canary = await startListening(createServer(socket => socket.resume()))
  try {
    await use(canary)
  } finally {
    await canary.stop()
  }
}

describe('what is sent', () => {
  test('a GET carries these headers and no other', () =>
    withStranger(
      (request, reply) =>
        reply.end(JSON.stringify([request.method, request.url, request.rawHeaders.join(' ')])),
      async ({ url, endpoint, fetch }) => {
        const fetched = await fetch(get(url('/keys?a=%20b')))
        assert.ok(fetched.ok)
        assert.deepEqual(JSON.parse(fetched.value.body.toString()), [
          'GET',
          '/keys?a=%20b',
          `Host ${endpoint} User-Agent Latchkey Accept application/json Accept-Encoding identity Connection close`,
        ])
      },
    ))

  test('a POST carries its text as it stands', async () => {
    let received = ''
    const handle: RequestListener = (request, reply) => {
      request.on('data', (chunk: Buffer) => {
        received += chunk.toString()
      })
      request.once('end', () => {
        reply.writeHead(204, { 'X-Type': request.headers['content-type'] }).end()
      })
    }
    await withStranger(handle, async ({ url, fetch }) => {
      const body = { contentType: 'application/json', text: '{"event":"bücher"}' }
      const fetched = await fetch({ ...get(url('/hook')), method: 'POST', body })
      assert.deepEqual(fetched, { ok: true, value: { status: 204, contentType: '', body: Buffer.alloc(0) } })
      assert.equal(received, body.text)
    })
  })
})

describe('where a name leads', () => {
  const wrong: readonly (readonly string[])[] = [
    ['127.0.0.1'],
    ['10.1.2.3'],
    ['169.254.169.254'],
    ['0.0.0.0'],
    ['::'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['::ffff:7f00:1'],
    ['64:ff9b::7f00:1'],
    ['fc00::1'],
    ['fe80::1%lo'],
    [PUBLIC, '127.0.0.1'],
    ['127.0.0.1', PUBLIC],
    [PUBLIC, '2a00::1', 'fd00::1'],
    ['0177.0.0.1'],
    ['127.0.0.1\0'],
    ['internal.example'],
    [''],
    [],
  ]
  for (const answers of wrong) {
    test(`nothing is connected to when the answers are ${JSON.stringify(answers)}`, () =>
      withCanary(async canary => {
        const fetch = makeFetcher({
          resolve: () => Promise.resolve(answers),
          connect: () => connect(canary.port, '127.0.0.1'),
        })
        assert.equal(await outcome(fetch(get('https://rp.example/'))), 'unavailable')
        assert.equal(canary.connections(), 0)
      }))
  }

  test('one special answer spoils the others even for a host that the operator trusts', () =>
    withStranger(
      (_, reply) => reply.end(),
      async stranger => {
        for (const spoilt of ['169.254.169.254', '::ffff:127.0.0.1', '0.0.0.0', '224.0.0.1']) {
          const resolve = () => Promise.resolve(['127.0.0.1', spoilt])
          const fetch = makeFetcher({ allow: [stranger.endpoint], resolve })
          assert.equal(await outcome(fetch(get(stranger.url('/')))), 'unavailable', spoilt)
        }
        assert.equal(stranger.connections(), 0)
        assert.equal(await outcome(stranger.fetch(get(stranger.url('/')))), 200)
      },
    ))

  test('the name is asked once, so an answer that changes afterwards reaches nobody else', () =>
    withStranger(
      (_, reply) => reply.end(),
      async stranger => {
        const canary = await startListening(createServer(), '127.0.0.2', stranger.port)
        try {
          let asked = 0
          const resolve = () => Promise.resolve([asked++ === 0 ? '127.0.0.1' : '127.0.0.2'])
          const fetch = makeFetcher({ allow: [stranger.endpoint], resolve })
          assert.equal(await outcome(fetch(get(stranger.url('/')))), 200)
          assert.deepEqual([asked, stranger.connections(), canary.connections()], [1, 1, 0])
        } finally {
          await canary.stop()
        }
      },
    ))

  test('a public address of this machine is refused: behind it stand our own services', () =>
    withCanary(async canary => {
      const fetch = makeFetcher({
        resolve: () => Promise.resolve([PUBLIC]),
        ownAddresses: () => ['127.0.0.1', PUBLIC],
        connect: () => connect(canary.port, '127.0.0.1'),
      })
      assert.equal(await outcome(fetch(get('https://rp.example/'))), 'unavailable')
      assert.equal(canary.connections(), 0)
    }))

  test('a connection that led to another peer gets no byte, not even the greeting of TLS', () =>
    withCanary(async canary => {
      const fetch = makeFetcher({
        resolve: () => Promise.resolve([PUBLIC]),
        connect: () => connect(canary.port, '127.0.0.1'),
      })
      assert.equal(await outcome(fetch(get('https://rp.example/'))), 'unavailable')
      assert.deepEqual([canary.connections(), canary.bytesIn()], [1, 0])
    }))

  test('a dead address is passed over for the next one', () =>
    withStranger(
      (_, reply) => reply.end(),
      async stranger => {
        const resolve = () => Promise.resolve(['127.0.0.3', '127.0.0.1'])
        const fetch = makeFetcher({ allow: [stranger.endpoint], resolve })
        assert.equal(await outcome(fetch(get(stranger.url('/')))), 200)
      },
    ))

  test('a name that does not resolve, and an error while judging, are failures and no exception', async () => {
    const broken = () => {
      throw new Error('no network cards')
    }
    const missing = () => Promise.reject(new Error('ENOTFOUND'))
    for (const options of [{ resolve: missing }, { resolve: broken }, { ownAddresses: broken }]) {
      assert.equal(await outcome(makeFetcher(options)(get('https://rp.example/'))), 'unavailable')
    }
  })
})

describe('a URL that may not be asked', () => {
  const spellings =
    '127.0.0.1 0177.0.0.1 2130706433 0x7f.1 127.1 0 127.0.0.1. %31%32%37.1 localhost localhost. user@rp.example rp.example#' +
    ' [::1] [::ffff:127.0.0.1] [::ffff:7f00:1] [64:ff9b::7f00:1]'
  test('is not resolved and nobody is connected to, whatever the spelling', () =>
    withCanary(async canary => {
      let asked = 0
      const options: Partial<FetcherOptions> = {
        resolve: () => {
          asked += 1
          return Promise.resolve(['127.0.0.1'])
        },
        connect: () => connect(canary.port, '127.0.0.1'),
      }
      for (const host of [...spellings.split(' '), `rp.example/${'a'.repeat(102_400)}`]) {
        for (const url of [`https://${host}/`, `http://${host}/`, `https://${host}:${canary.port}/`]) {
          assert.equal(await outcome(makeFetcher(options)(get(url))), 'url', url.slice(0, 80))
        }
      }
      assert.deepEqual([asked, canary.connections()], [0, 0])
    }))
})

describe('this machine, in development', () => {
  let server: Listening
  before(async () => {
    server = await startListening(createHttpServer((_, reply) => reply.end()))
  })
  after(() => server.stop())

  test('is asked by plain http under its three names, and by the first address that answers', async () => {
    const resolve = () => Promise.resolve(['::1', '127.0.0.1'])
    const fetch = makeFetcher({ loopback: true, resolve })
    for (const host of ['localhost', '127.0.0.1']) {
      assert.equal(await outcome(fetch(get(`http://${host}:${server.port}/`))), 200, host)
    }
  })

  test('is found by its own resolver', async () => {
    const fetch = createGuardedFetch({ loopback: true, allow: [], clock: () => Date.now() })
    assert.equal(await outcome(fetch(get(`http://localhost:${server.port}/`))), 200)
    assert.equal(await outcome(fetch(get('https://nowhere.invalid/'))), 'unavailable')
  })

  test('is asked neither under another name nor when its name leads elsewhere', async () => {
    const before = server.connections()
    for (const [url, answer] of [
      [`http://rp.example:${server.port}/`, '127.0.0.1'],
      [`https://rp.example/`, '127.0.0.1'],
      [`http://localhost:${server.port}/`, PUBLIC],
      [`http://localhost:${server.port}/`, '10.0.0.1'],
      [`http://127.1:${server.port}/`, '127.0.0.1'],
    ] as const) {
      const connectHere = () => connect(server.port, '127.0.0.1')
      const fetch = makeFetcher({
        loopback: true,
        resolve: () => Promise.resolve([answer]),
        connect: connectHere,
      })
      assert.notEqual(await outcome(fetch(get(url))), 200, url)
    }
    assert.equal(server.connections(), before)
  })
})

describe('the certificate', () => {
  const names = ['rp.example']
  const other = makeAuthority('Somebody else')
  const refused = {
    'is signed by itself': makeCertificate({ names }),
    'is signed by an authority that nobody trusts': makeCertificate({ names, issuer: other }),
    'is for another name': makeCertificate({ names: ['evil.example'], issuer: AUTHORITY }),
    'is for a name below': makeCertificate({ names: ['a.rp.example'], issuer: AUTHORITY }),
    'is for the address alone': makeCertificate({ names: ['127.0.0.1'], issuer: AUTHORITY }),
    'ran out': makeCertificate({ names, issuer: AUTHORITY, expired: true }),
  }
  for (const [fault, certificate] of Object.entries(refused)) {
    test(`that ${fault} ends the call before the request`, async () => {
      let requests = 0
      const stranger = await startStranger((_, reply) => {
        requests += 1
        reply.end()
      }, certificate)
      try {
        assert.equal(await outcome(stranger.fetch(get(stranger.url('/')))), 'unavailable')
        process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
        assert.equal(await outcome(stranger.fetch(get(stranger.url('/')))), 'unavailable')
        assert.deepEqual([stranger.connections(), requests], [2, 0])
      } finally {
        delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
        await stranger.stop()
      }
    })
  }

  test('of a host that is an address is for that address', async () => {
    const certificate = makeCertificate({ names: ['127.0.0.1'], issuer: AUTHORITY })
    const stranger = await startStranger((_, reply) => reply.end(), certificate)
    try {
      const endpoint = `127.0.0.1:${stranger.port}`
      assert.equal(await outcome(makeFetcher({ allow: [endpoint] })(get(`https://${endpoint}/`))), 200)
    } finally {
      await stranger.stop()
    }
  })

  test('is asked for even where plain http answers', async () => {
    const server = await startListening(createHttpServer((_, reply) => reply.end()))
    try {
      const endpoint = `rp.example:${server.port}`
      assert.equal(
        await outcome(makeFetcher({ allow: [endpoint] })(get(`https://${endpoint}/`))),
        'unavailable',
      )
    } finally {
      await server.stop()
    }
  })
})

describe('the deadline', { concurrency: true }, () => {
  test('ends a call whose connection never comes about', async () => {
    const fetch = makeFetcher({ resolve: () => Promise.resolve([PUBLIC]), connect: () => new Socket() })
    assert.equal(await outcome(fetch(get('https://rp.example/'))), 'unavailable')
  })

  test('ends a call whose name is never resolved', async () => {
    const fetch = makeFetcher({ resolve: () => new Promise(() => {}) })
    assert.equal(await outcome(fetch(get('https://rp.example/'))), 'unavailable')
  })

  test('ends an attempt in time for the next address', () =>
    withStranger(
      (_, reply) => reply.end(),
      async stranger => {
        const fetch = makeFetcher({
          allow: [stranger.endpoint],
          resolve: () => Promise.resolve(['127.0.0.3', '127.0.0.1']),
          connect: (address, port) => (address === '127.0.0.3' ? new Socket() : connect(port, address)),
        })
        assert.equal(await outcome(fetch(get(stranger.url('/')))), 200)
      },
    ))

  test('ends a call and not its look-up, which keeps the place until it ends too', async () => {
    const lookUps: (() => void)[] = []
    const fetch = makeFetcher({
      resolve: host =>
        host === 'last.example'
          ? Promise.resolve(['10.0.0.1'])
          : new Promise(resolve => void lookUps.push(() => resolve([]))),
    })
    const detailOf = async (host: string) => {
      const answer = await fetch({ ...get(`https://${host}/`), businessUnit: 'bu_1' })
      return answer.ok ? '' : answer.error.detail
    }
    const slow = Array.from({ length: 8 }, (_, n) => detailOf(`slow${n}.example`))
    // Begins later, so that it still waits for a place when the calls before it have ended.
    await setTimeout(500)
    const last = detailOf('last.example')
    assert.deepEqual(new Set(await Promise.all(slow)), new Set(['The name was not resolved in time.']))
    assert.equal(await last, 'Too many calls are under way.')
    for (const end of lookUps) end()
    assert.match(await detailOf('last.example'), /private address/)
  })

  test('ends a call whose peer never greets', () =>
    withCanary(async canary => {
      const endpoint = `rp.example:${canary.port}`
      assert.equal(
        await outcome(makeFetcher({ allow: [endpoint] })(get(`https://${endpoint}/`))),
        'unavailable',
      )
      assert.equal(canary.connections(), 1)
    }))
})
