import assert from 'node:assert/strict'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:net'
import { describe, test } from 'node:test'
import { createGzip, gzipSync } from 'node:zlib'
import { startListening } from '../../test/support/listening.ts'
import { makeFetcher, startStranger } from '../../test/support/stranger.ts'
import type { Fetched } from './exchange.ts'
import type { GuardedFetch } from './guarded-fetch.ts'

const MOST = 1000

function get(url: string) {
  return { url, method: 'GET', accept: 'application/json', mostBytes: MOST } as const
}

/** Asks a stranger that answers so: over TLS with a handler, or in plain text, byte for byte. */
async function ask(answer: RequestListener | string): Promise<Awaited<ReturnType<GuardedFetch>>> {
  if (typeof answer !== 'string') {
    const stranger = await startStranger(answer)
    try {
      return await stranger.fetch(get(stranger.url('/')))
    } finally {
      await stranger.stop()
    }
  }
  const server = await startListening(
    createServer(socket => {
      socket.once('data', () => socket.end(answer))
    }),
  )
  try {
    return await makeFetcher({ loopback: true })(get(`http://127.0.0.1:${server.port}/`))
  } finally {
    await server.stop()
  }
}

async function answerOf(answer: RequestListener | string): Promise<Fetched> {
  const fetched = await ask(answer)
  assert.ok(fetched.ok, fetched.ok ? '' : fetched.error.detail)
  return fetched.value
}

async function refusalOf(answer: RequestListener | string): Promise<string> {
  const fetched = await ask(answer)
  assert.ok(!fetched.ok)
  assert.equal(fetched.error.kind, 'unavailable')
  return fetched.error.detail
}

describe('an answer of use', () => {
  test('is handed over with its media type in lower case and without parameters', async () => {
    const answer = await answerOf((_, reply) => {
      reply.writeHead(200, { 'Content-Type': 'Application/JSON ; charset=UTF-8' }).end('{"keys":[]}')
    })
    assert.deepEqual(answer, {
      status: 200,
      contentType: 'application/json',
      body: Buffer.from('{"keys":[]}'),
    })
  })

  for (const status of [201, 204, 400, 404, 500, 503]) {
    test(`has any status but a redirect, ${status} too`, async () => {
      const answer = await answerOf((_, reply) => reply.writeHead(status).end())
      assert.equal(answer.status, status)
    })
  }

  test('has at most as many bytes as are of use, in one piece or in many', async () => {
    const text = 'x'.repeat(MOST)
    const handlers: readonly RequestListener[] = [
      (_, reply) => reply.end(text),
      (_, reply) =>
        reply.writeHead(200, { 'Content-Length': MOST, 'Content-Encoding': 'identity' }).end(text),
      (_, reply) => {
        for (const letter of text) reply.write(letter)
        reply.end()
      },
    ]
    for (const handle of handlers) {
      const answer = await answerOf(handle)
      assert.equal(answer.body.toString(), text)
    }
  })

  test('may end with its connection', async () => {
    const answer = await answerOf('HTTP/1.1 200 OK\r\n\r\nhello')
    assert.equal(answer.body.toString(), 'hello')
  })
})

describe('an answer is refused', () => {
  for (const status of [300, 301, 302, 303, 304, 307, 308]) {
    test(`when it is a redirect, ${status}, which is not followed`, async () => {
      let requests = 0
      const answer = await refusalOf((request, reply) => {
        requests += 1
        reply.writeHead(status, { Location: `https://${request.headers.host}/` }).end()
      })
      assert.equal(answer, `The answer was ${status}; redirects are not followed.`)
      assert.equal(requests, 1)
    })
  }

  const encoded = 'The answer was encoded.'
  for (const encoding of ['gzip', 'GZIP', 'br', 'deflate', 'identity, gzip', 'unheard-of']) {
    test(`when it is encoded as ${encoding}`, async () => {
      const answer = await refusalOf((_, reply) => {
        reply.writeHead(200, { 'Content-Encoding': encoding }).end(gzipSync('{}'))
      })
      assert.equal(answer, encoded)
    })
  }

  test('when its transfer is encoded', async () => {
    const text = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n'
    assert.equal(await refusalOf(text), encoded)
  })

  const tooLong = `The answer was longer than ${MOST} bytes.`
  test('when it says that it is too long, before a byte of it was read', async () => {
    const answer = await refusalOf((_, reply) => {
      reply.writeHead(200, { 'Content-Length': MOST + 1 }).flushHeaders()
    })
    assert.equal(answer, tooLong)
  })

  test('when it grows too long without saying so', async () => {
    assert.equal(await refusalOf((_, reply) => reply.end('x'.repeat(MOST + 1))), tooLong)
    assert.equal(
      await refusalOf((_, reply) => {
        reply.write('x'.repeat(MOST))
        reply.end('x')
      }),
      tooLong,
    )
  })

  test('when it is a bomb, packed or not said to be', async () => {
    const bomb = (headers: Readonly<Record<string, string>>) =>
      refusalOf((_, reply) => {
        reply.writeHead(200, headers)
        const packed = createGzip()
        packed.pipe(reply)
        packed.end(Buffer.alloc(10_000_000))
      })
    assert.equal(await bomb({ 'Content-Encoding': 'gzip' }), encoded)
    assert.equal(await bomb({}), tooLong)
  })

  test('when its headers are huge', async () => {
    const answer = await refusalOf((_, reply) =>
      reply.writeHead(200, { 'X-Long': 'x'.repeat(9000) }).end('{}'),
    )
    assert.equal(answer, 'No answer (HPE_HEADER_OVERFLOW).')
  })

  test('when it breaks off', async () => {
    const answer = await refusalOf((_, reply) => {
      reply.writeHead(200, { 'Content-Length': 100 })
      reply.write('{}', () => reply.destroy())
    })
    assert.match(answer, /^The answer broke off/)
    assert.match(await refusalOf((_, reply) => reply.destroy()), /^(No answer \(|The connection was closed)/)
  })

  for (const text of [
    '',
    'SSH-2.0-OpenSSH_9.2\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
    'HTTP/1.1 100 Continue\r\n\r\n',
    'HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n',
  ]) {
    test(`when it is not the HTTP that was asked for: ${JSON.stringify(text)}`, async () => {
      assert.match(await refusalOf(text), /^(No answer|The connection was closed)/)
    })
  }
})

const dripBody: RequestListener = (_, reply) => {
  const timer = setInterval(() => reply.write(' '), 200)
  reply.once('close', () => clearInterval(timer))
}

const dripHeaders: RequestListener = ({ socket }) => {
  socket.write('HTTP/1.1 200 OK\r\n')
  const timer = setInterval(() => socket.write('X: y\r\n'), 200)
  socket.once('close', () => clearInterval(timer))
}

describe('an answer is cut by the deadline', { concurrency: true }, () => {
  test('when it never begins', async () => {
    assert.equal(await refusalOf(() => {}), 'No answer in time.')
  })

  for (const [what, drip] of [
    ['body drips', dripBody],
    ['headers drip', dripHeaders],
  ] as const) {
    test(`when its ${what}`, async () => {
      assert.match(await refusalOf(drip), /^(The answer did not end|No answer) in time\.$/)
    })
  }
})
