import assert from 'node:assert/strict'
import { createServer } from 'node:https'
import { describe, test } from 'node:test'
import { makeCertificate } from '../../test/support/certificates.ts'
import { startListening } from '../../test/support/listening.ts'
import { AUTHORITY } from '../../test/support/stranger.ts'
import { createGuarded } from './guarded-fetch.ts'

const BUSINESS_UNIT = 'bu_1'

/** Makes the messenger for which every name leads to an address, and `rp.example:port` is trusted. */
function messenger(port: number, address = '127.0.0.1') {
  return createGuarded({
    loopback: false,
    allow: [`rp.example:${port}`],
    clock: Date.now,
    resolve: () => Promise.resolve([address]),
    certificateAuthorities: AUTHORITY.cert,
  })
}

describe('a look at a URL', () => {
  test('tells status, where a redirect leads, and until when the certificate is valid; it follows nothing', async () => {
    const { key, cert } = makeCertificate({ names: ['rp.example'], issuer: AUTHORITY })
    const seen: string[] = []
    const server = createServer({ key, cert }, (request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.cookie ?? 'no cookie'}`)
      response.writeHead(302, { location: 'https://elsewhere.example/' }).end()
    })
    const listening = await startListening(server)
    try {
      const url = `https://rp.example:${listening.port}/callback`
      const probe = await messenger(listening.port).probe({ url, businessUnit: BUSINESS_UNIT })
      assert.ok(probe.at === 'done')
      assert.equal(probe.status, 302)
      assert.equal(probe.location, 'https://elsewhere.example/')
      assert.ok(probe.certificateEnds !== null && probe.certificateEnds > Date.now())
      assert.deepEqual(seen, ['HEAD /callback no cookie'])
    } finally {
      await listening.stop()
    }
  })

  test('tells an expired certificate and one of another host apart, and sends neither a byte of HTTP', async () => {
    for (const [wanted, code] of [
      [{ names: ['rp.example'], expired: true }, 'CERT_HAS_EXPIRED'],
      [{ names: ['other.example'] }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ] as const) {
      const { key, cert } = makeCertificate({ ...wanted, issuer: AUTHORITY })
      const asked: unknown[] = []
      const listening = await startListening(
        createServer({ key, cert }, request => void asked.push(request.url)),
      )
      try {
        const url = `https://rp.example:${listening.port}/callback`
        const probe = await messenger(listening.port).probe({ url, businessUnit: BUSINESS_UNIT })
        assert.deepEqual(probe, { at: 'certificate', code })
        assert.deepEqual(asked, [])
      } finally {
        await listening.stop()
      }
    }
  })

  test('says one and the same for a private address, a URL that breaks a rule and a name that nobody has', async () => {
    const { probe } = messenger(1)
    const nobody = createGuarded({
      loopback: false,
      allow: [],
      clock: Date.now,
      resolve: () => Promise.reject(new Error('ENOTFOUND')),
    })
    const businessUnit = BUSINESS_UNIT
    assert.deepEqual(await probe({ url: 'https://inside.example/x', businessUnit }), { at: 'name' })
    assert.deepEqual(await probe({ url: 'https://10.0.0.1/x', businessUnit }), { at: 'name' })
    assert.deepEqual(await probe({ url: 'https://site.example:8443/x', businessUnit }), { at: 'name' })
    assert.deepEqual(await nobody.probe({ url: 'https://nobody.example/x', businessUnit }), { at: 'name' })
  })

  test('tells that nobody takes the connection, and leaves the host alone after five times', async () => {
    const listening = await startListening(createServer({}))
    const { port } = listening
    await listening.stop()
    const { probe } = messenger(port)
    const url = `https://rp.example:${port}/callback`
    const found: string[] = []
    for (let count = 0; count < 6; count += 1) {
      found.push((await probe({ url, businessUnit: BUSINESS_UNIT })).at)
    }
    assert.deepEqual(found, [...Array(5).fill('connection'), 'turned-away'])
  })
})
