import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { describe, type TestContext, test } from 'node:test'
import { startListening } from '../../../test/support/listening.ts'
import { newApplicationId, newBusinessUnitId } from '../../keys/random.ts'
import { MINUTE, SECOND } from '../../lib/clock.ts'
import { createOutbound } from '../../outbound/outbound.ts'
import { DEFAULT_METADATA } from '../../registry/applications/client-metadata.ts'
import { createKeyOf, type KeyOf } from './application-keys.ts'

const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

function keySet(...kids: readonly string[]): string {
  return JSON.stringify({ keys: kids.map(kid => ({ ...publicKey.export({ format: 'jwk' }), kid })) })
}

/** A key set at a server of this machine, and a finder whose clock stands until it is moved. */
async function makeWorld(t: TestContext, answer: string) {
  const world = { answer, status: 200, asked: 0, now: 1_700_000_000_000 }
  const server = createServer((_request, response) => {
    world.asked += 1
    response.writeHead(world.status, { 'content-type': 'application/jwk-set+json' }).end(world.answer)
  })
  const listening = await startListening(server)
  t.after(() => listening.stop())
  const clock = () => world.now
  const keyOf = createKeyOf(createOutbound({ loopback: true, allow: [], clock }).fetch, clock)
  const jwksUri = `http://127.0.0.1:${listening.port}/jwks`
  const application: Parameters<KeyOf>[0] = {
    id: newApplicationId(),
    businessUnitId: newBusinessUnitId(),
    metadata: { ...DEFAULT_METADATA, jwksUri },
  }
  const find = async (kid: string | null, of = application): Promise<string> => {
    const found = await keyOf(of, { algorithm: 'ES256', kid })
    return found.ok ? `key ${found.value.kid}` : found.error
  }
  return { world, application, jwksUri, find }
}

describe('the key of an application', () => {
  test('comes from the registered set, which is never asked for anywhere', async t => {
    const { world, application, find } = await makeWorld(t, keySet('remote'))
    const jwks = { ...application, metadata: { ...DEFAULT_METADATA, jwks: keySet('own') } }
    assert.equal(await find('own', jwks), 'key own')
    assert.equal(await find(null, jwks), 'key own')
    assert.equal(await find('remote', jwks), 'unknown')
    assert.equal(await find(null, { ...application, metadata: DEFAULT_METADATA }), 'none')
    assert.equal(world.asked, 0)
  })

  test('is asked for once by whoever wants it at the same moment, and then known for five minutes', async t => {
    const { world, find } = await makeWorld(t, keySet('a'))
    assert.deepEqual(
      new Set(await Promise.all(Array.from({ length: 20 }, () => find('a')))),
      new Set(['key a']),
    )
    world.now += 5 * MINUTE - 1
    assert.equal(await find('a'), 'key a')
    assert.equal(world.asked, 1)
    world.now += 1
    assert.equal(await find('a'), 'key a')
    assert.equal(world.asked, 2)
  })

  test('that is new is found by its name, and made-up names ask at most once a minute', async t => {
    const { world, find } = await makeWorld(t, keySet('a'))
    await find('a')
    world.answer = keySet('a', 'b')
    assert.equal(await find('b'), 'unknown')
    world.now += MINUTE
    assert.equal(await find('b'), 'key b')
    for (let n = 0; n < 50; n++) assert.equal(await find(`made up ${n}`), 'unknown')
    assert.equal(world.asked, 2)
    world.now += MINUTE
    assert.deepEqual(await Promise.all([find('x'), find('y'), find('a')]), ['unknown', 'unknown', 'key a'])
    assert.equal(world.asked, 3)
  })

  test('that was taken out of the set is good for five minutes and no longer', async t => {
    const { world, find } = await makeWorld(t, keySet('a'))
    await find('a')
    world.answer = keySet('b')
    assert.equal(await find('a'), 'key a')
    world.now += 5 * MINUTE
    assert.equal(await find('a'), 'unknown')
    assert.equal(await find('b'), 'key b')
  })

  test('is asked for again seconds after a failure, and not before', async t => {
    const { world, find } = await makeWorld(t, keySet('a'))
    world.status = 500
    for (let n = 0; n < 20; n++) assert.equal(await find('a'), 'unanswered')
    assert.equal(world.asked, 1)
    world.status = 200
    world.now += 5 * SECOND
    assert.equal(await find('a'), 'key a')
  })

  test('stays known while its server fails, as long as it is believed', async t => {
    const { world, find } = await makeWorld(t, keySet('a'))
    await find('a')
    world.status = 503
    world.now += MINUTE
    assert.equal(await find('made up'), 'unknown')
    assert.equal(await find('a'), 'key a')
    assert.equal(world.asked, 2)
    world.now += 4 * MINUTE
    assert.equal(await find('a'), 'unanswered')
  })

  for (const [what, answer] of [
    ['no key set', '<html>'],
    ['a private key', '{"keys":[{"kty":"oct","k":"AAAA"}]}'],
    ['nothing', ''],
    ['more than 64 kB', keySet('a') + ' '.repeat(64 * 1024)],
  ] as const) {
    test(`is not had from ${what}`, async t => {
      const { find } = await makeWorld(t, answer)
      assert.equal(await find('a'), 'unanswered')
    })
  }

  test('is each application’s own, also where two name the same address', async t => {
    const { world, application, find } = await makeWorld(t, keySet('a'))
    await find('a')
    world.answer = keySet('b')
    assert.equal(await find('b', { ...application, id: newApplicationId() }), 'key b')
    assert.equal(await find('a'), 'key a')
  })

  test('is asked for anew where another address is registered', async t => {
    const { world, application, jwksUri, find } = await makeWorld(t, keySet('a'))
    await find('a')
    const metadata = { ...DEFAULT_METADATA, jwksUri: `${jwksUri}?2` }
    assert.equal(await find('a', { ...application, metadata }), 'key a')
    assert.equal(world.asked, 2)
  })
})
