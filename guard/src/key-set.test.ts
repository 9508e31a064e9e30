import assert from 'node:assert/strict'
import { createServer, type ServerResponse } from 'node:http'
import { describe, type TestContext, test } from 'node:test'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { startTestIssuer } from '../test/test-issuer.ts'
import { createGuard } from './guard.ts'
import { createKeySet, type KeySet } from './key-set.ts'

const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
const published: JWK = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256', use: 'sig' }
const FIND = { alg: 'ES256', kid: 'k' }

type Stage = {
  readonly keys: KeySet
  readonly fetches: () => number
  now: number
  answer: (response: ServerResponse) => void
}

/** A key server that answers as told, and a key set that asks it. */
async function stage(t: TestContext): Promise<Stage> {
  let fetches = 0
  const server = createServer((_request, response) => {
    fetches += 1
    scene.answer(response)
  })
  const port = await new Promise<number>(resolve => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  t.after(() => {
    server.closeAllConnections()
    return new Promise(resolve => server.close(resolve))
  })
  const uri = `http://127.0.0.1:${port}/oauth2/jwks`
  const scene: Stage = {
    keys: createKeySet({ uri, clock: () => scene.now, timeoutMilliseconds: 300 }),
    fetches: () => fetches,
    now: 1_000_000,
    answer: json({ keys: [published] }),
  }
  return scene
}

function json(value: unknown, status = 200) {
  return (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  }
}

describe('the key set', () => {
  test('is fetched once for all who wait for it, and then kept', async t => {
    const scene = await stage(t)
    const found = await Promise.all(Array.from({ length: 20 }, () => scene.keys.find(FIND)))
    assert.ok(found.every(lookup => lookup.kind === 'found'))
    await scene.keys.find(FIND)
    assert.equal(scene.fetches(), 1)
  })

  test('is asked about unknown key ids once in ten seconds, however many are made up', async t => {
    const scene = await stage(t)
    await scene.keys.find(FIND)
    for (let i = 0; i < 50; i += 1) {
      assert.equal((await scene.keys.find({ alg: 'ES256', kid: `made-up-${i}` })).kind, 'unknown')
    }
    assert.equal(scene.fetches(), 1)
    scene.now += 10_000
    for (let i = 0; i < 50; i += 1) await scene.keys.find({ alg: 'ES256', kid: `more-${i}` })
    assert.equal(scene.fetches(), 2)
  })

  test('finds a key that was published meanwhile', async t => {
    const scene = await stage(t)
    await scene.keys.find(FIND)
    scene.answer = json({ keys: [published, { ...published, kid: 'next' }] })
    scene.now += 10_000
    assert.equal((await scene.keys.find({ alg: 'ES256', kid: 'next' })).kind, 'found')
  })

  test('drops a key that is withdrawn', async t => {
    const scene = await stage(t)
    await scene.keys.find(FIND)
    scene.answer = json({ keys: [{ ...published, kid: 'next' }] })
    scene.now += 61 * 60_000
    assert.equal((await scene.keys.find(FIND)).kind, 'unknown')
  })

  test('is renewed in the background when ten minutes old', async t => {
    const scene = await stage(t)
    await scene.keys.find(FIND)
    scene.now += 11 * 60_000
    assert.equal((await scene.keys.find(FIND)).kind, 'found')
    for (let i = 0; i < 400 && scene.fetches() < 2; i += 1)
      await new Promise(resolve => setTimeout(resolve, 5))
    assert.equal(scene.fetches(), 2)
  })

  test('hands out a key only for the algorithm and use that the key names', async t => {
    const scene = await stage(t)
    scene.answer = json({ keys: [published, { ...published, kid: 'enc', use: 'enc' }] })
    assert.equal((await scene.keys.find({ alg: 'RS256', kid: 'k' })).kind, 'unknown')
    assert.equal((await scene.keys.find({ alg: 'ES256', kid: 'enc' })).kind, 'unknown')
  })

  test('never hands out a private key, nor fails over a broken one', async t => {
    const scene = await stage(t)
    const secret = { ...(await exportJWK(privateKey)), kid: 'private', alg: 'ES256' }
    scene.answer = json({ keys: [secret, { kty: 'EC', crv: 'P-256', kid: 'broken' }, published] })
    assert.equal((await scene.keys.find({ alg: 'ES256', kid: 'private' })).kind, 'unknown')
    assert.equal((await scene.keys.find({ alg: 'ES256', kid: 'broken' })).kind, 'unknown')
    assert.equal((await scene.keys.find(FIND)).kind, 'found')
  })
})

describe('a failing key server', () => {
  const failures: readonly [string, (response: ServerResponse) => void][] = [
    ['answers 500', json({}, 500)],
    ['answers something else', json({ hello: 'world' })],
    ['answers an empty set', json({ keys: [] })],
    ['answers no JSON', response => response.end('<html>')],
    ['answers more than 64 KB', json({ keys: [published], filler: 'x'.repeat(70_000) })],
    [
      'redirects, were it to good keys',
      response => {
        if (response.req.url === '/elsewhere') json({ keys: [published] })(response)
        else response.writeHead(302, { location: '/elsewhere' }).end()
      },
    ],
    ['hangs up', response => response.destroy()],
    ['never answers', () => undefined],
    [
      'drips',
      response => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.write('{"keys":')
      },
    ],
  ]
  for (const [name, answer] of failures) {
    test(`that ${name} makes keys unavailable, not unknown`, async t => {
      const scene = await stage(t)
      scene.answer = answer
      const lookup = await scene.keys.find(FIND)
      assert.ok(lookup.kind === 'unavailable')
      assert.equal(lookup.retryAfterSeconds, 2)
      assert.notEqual(lookup.cause, '')
    })
  }

  test('is left in peace for two seconds, then asked again', async t => {
    const scene = await stage(t)
    scene.answer = json({}, 500)
    await scene.keys.find(FIND)
    await scene.keys.find(FIND)
    assert.equal(scene.fetches(), 1)
    scene.answer = json({ keys: [published] })
    scene.now += 2_000
    assert.equal((await scene.keys.find(FIND)).kind, 'found')
  })

  test('does not cost us the keys we have, however old', async t => {
    const scene = await stage(t)
    await scene.keys.find(FIND)
    scene.answer = json({ keys: [] })
    scene.now += 24 * 60 * 60_000
    assert.equal((await scene.keys.find(FIND)).kind, 'found')
    assert.equal(scene.fetches(), 2)
  })

  test('leaves an unknown key id undecided', async t => {
    const scene = await stage(t)
    await scene.keys.find(FIND)
    scene.answer = json({}, 500)
    scene.now += 10_000
    assert.equal((await scene.keys.find({ alg: 'ES256', kid: 'next' })).kind, 'unavailable')
  })

  test('is forgiven when the clock was set back', async t => {
    const scene = await stage(t)
    scene.answer = json({}, 500)
    await scene.keys.find(FIND)
    scene.answer = json({ keys: [published] })
    scene.now -= 60 * 60_000
    assert.equal((await scene.keys.find(FIND)).kind, 'found')
  })
})

describe('a guard', () => {
  test('accepts tokens of a rotated key, and of the old one', async t => {
    let now = Date.UTC(2030, 0, 1)
    const issuer = await startTestIssuer(() => now)
    t.after(() => issuer.close())
    const guard = createGuard({ issuer: issuer.issuer, audience: 'urn:a', clock: () => now })
    const old = await issuer.token({ audience: 'urn:a', scopes: [] })
    assert.ok((await guard.verify(old)).ok)
    await issuer.rotate()
    now += 70_000
    assert.ok((await guard.verify(await issuer.token({ audience: 'urn:a', scopes: [] }))).ok)
    assert.ok((await guard.verify(old)).ok)
    assert.equal(issuer.fetches(), 2)
  })

  test('says 503 and when to come back while the key server is down', async () => {
    const issuer = await startTestIssuer()
    const token = await issuer.token({ audience: 'urn:a', scopes: ['x'] })
    await issuer.close()
    const guard = createGuard({ issuer: issuer.issuer, audience: 'urn:a' })
    const decision = await guard.authorize({ authorization: [`Bearer ${token}`] }, ['x'])
    assert.ok(!decision.ok)
    assert.equal(decision.answer.status, 503)
    assert.match(decision.answer.headers['retry-after'] ?? '', /^[12]$/)
    assert.equal(decision.answer.headers['www-authenticate'], undefined)
  })
})
