import assert from 'node:assert/strict'
import type { RequestListener } from 'node:http'
import { connect, createServer } from 'node:net'
import { test } from 'node:test'
import { startListening } from '../support/listening.ts'
import { makeFetcher, startStranger } from '../support/stranger.ts'

/** What is fetched from a stranger, by its Accept header and its longest answer (SECURITY.md section 5.3). */
const KINDS = [
  { accept: 'application/oauth-authz-req+jwt', mostBytes: 65_536 },
  { accept: 'application/json', mostBytes: 65_536 },
  { accept: 'application/json', mostBytes: 5120 },
  { accept: 'image/png, image/webp, image/jpeg, image/gif', mostBytes: 262_144 },
] as const

const HUNDRED_MEGABYTES = 100 * 1024 * 1024

test('X081 a redirect to this machine is not followed, by whatever status and for whatever is fetched', async () => {
  const canary = await startListening(createServer(socket => socket.destroy()))
  let location = ''
  const stranger = await startStranger((request, reply) => {
    reply.writeHead(Number(request.url?.slice(1)), { Location: location }).end('{}')
  })
  try {
    // Both may be asked, so that nothing but the redirect itself keeps the fetcher away.
    const allow = [stranger.endpoint, `rp.example:${canary.port}`]
    for (const loopback of [false, true]) {
      const fetch = makeFetcher({ loopback, allow })
      for (const host of [`https://rp.example:${canary.port}`, `http://127.0.0.1:${canary.port}`]) {
        location = `${host}/`
        for (const status of [301, 302, 303, 307, 308]) {
          const url = stranger.url(`/${status}`)
          for (const kind of KINDS) assert.ok(!(await fetch({ url, method: 'GET', ...kind })).ok)
          const body = { contentType: 'application/x-www-form-urlencoded', text: 'logout_token=x' }
          assert.ok(!(await fetch({ url, method: 'POST', body, ...KINDS[1] })).ok)
        }
      }
    }
    assert.deepEqual([stranger.connections(), canary.connections()], [2 * 2 * 5 * (KINDS.length + 1), 0])
  } finally {
    await stranger.stop()
    await canary.stop()
  }
})

test('X083 no spelling of an address of ours and no answer of a name server leads a fetch to it', async () => {
  const canary = await startListening(createServer(socket => socket.destroy()))
  try {
    const asked = { method: 'GET', ...KINDS[1] } as const
    const astray = { connect: () => connect(canary.port, '127.0.0.1') }
    const spellings =
      '0177.0.0.1 0x7f.0.0.1 0x7f.1 127.1 2130706433 017700000001 127.0.0.1. [::1] [::ffff:127.0.0.1] [::ffff:7f00:1] [64:ff9b::7f00:1] localhost localhost.'
    for (const host of spellings.split(' ')) {
      for (const port of ['', `:${canary.port}`]) {
        const answer = await makeFetcher(astray)({ url: `https://${host}${port}/`, ...asked })
        assert.equal(answer.ok ? '' : answer.error.kind, 'url', host)
      }
    }
    const answers = [
      '127.0.0.1',
      '::1',
      '::ffff:127.0.0.1',
      '64:ff9b::7f00:1',
      '10.0.0.1',
      '169.254.169.254',
      'fd00::1',
    ]
    for (const address of answers) {
      for (const resolved of [[address], ['93.184.216.34', address], [address, '93.184.216.34']]) {
        const fetch = makeFetcher({ ...astray, resolve: () => Promise.resolve(resolved) })
        const answer = await fetch({ url: 'https://rp.example/', ...asked })
        assert.equal(answer.ok ? '' : answer.error.kind, 'unavailable', address)
      }
    }
    assert.equal(canary.connections(), 0)
  } finally {
    await canary.stop()
  }
})

test('X084 a key set of 100 MB is cut at its limit, and one that drips is given up', async () => {
  const block = Buffer.alloc(65_536, ' ')
  const pour: RequestListener = (_, reply) => {
    let left = HUNDRED_MEGABYTES
    const more = () => {
      while (left > 0 && !reply.destroyed) {
        left -= block.length
        if (!reply.write(block)) return void reply.once('drain', more)
      }
      reply.end()
    }
    more()
  }
  const declared: RequestListener = (request, reply) => {
    reply.writeHead(200, { 'Content-Length': HUNDRED_MEGABYTES })
    pour(request, reply)
  }
  const drip: RequestListener = (_, reply) => {
    const timer = setInterval(() => reply.write(' '), 100)
    reply.once('close', () => clearInterval(timer))
  }
  for (const handle of [pour, declared, drip]) {
    const stranger = await startStranger(handle)
    try {
      const answer = await stranger.fetch({ url: stranger.url('/jwks'), method: 'GET', ...KINDS[1] })
      assert.equal(answer.ok ? '' : answer.error.kind, 'unavailable')
      // What lies in the buffers of two sockets was sent too; the rest never was.
      assert.ok(stranger.bytesOut() < HUNDRED_MEGABYTES / 4, `${stranger.bytesOut()} bytes were sent`)
    } finally {
      await stranger.stop()
    }
  }
})
