import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { HOUR } from '../lib/clock.ts'
import { compareKeys, KEPT_FOR_VERIFYING, type Lived, lifeOf, statusOf } from './key-life.ts'
import { openKeyring } from './keyring.ts'
import { createSealer } from './sealing.ts'
import { generateSigningKey, type SigningKey } from './signing-key.ts'

const T = 1_800_000_000_000

function lived(id: string, activeFrom: number, more: Partial<Lived> = {}): Lived {
  return { id, algorithm: 'ES256', createdAt: T, activeFrom, retiredAt: null, ...more }
}

describe('the life of a key', () => {
  const first = lived('first', T)
  const second = lived('second', T + 10 * HOUR)
  const all = [second, first]
  const statusAt = (key: Lived, now: number) => statusOf(key, lifeOf(key, all), now)

  test('while no newer key is there it has no end', () => {
    assert.deepEqual(lifeOf(first, [first]), { supersededAt: null, endsAt: null })
    assert.equal(statusOf(first, lifeOf(first, [first]), T + 10_000 * HOUR), 'active')
  })

  test('one that signs later takes over at that moment, and the old one verifies for another 25 hours', () => {
    assert.deepEqual(lifeOf(first, all), {
      supersededAt: T + 10 * HOUR,
      endsAt: T + 10 * HOUR + KEPT_FOR_VERIFYING,
    })
    const moments = [T, T + 10 * HOUR - 1, T + 10 * HOUR, T + 35 * HOUR - 1, T + 35 * HOUR]
    assert.deepEqual(
      moments.map(now => [statusAt(first, now), statusAt(second, now)]),
      [
        ['active', 'upcoming'],
        ['active', 'upcoming'],
        ['superseded', 'active'],
        ['superseded', 'active'],
        ['retired', 'active'],
      ],
    )
  })

  test('a key of another algorithm takes nothing over', () => {
    const other = lived('other', T + HOUR, { algorithm: 'EdDSA' })
    assert.equal(lifeOf(first, [first, other]).endsAt, null)
  })

  test('a key that was withdrawn before its turn takes nothing over, one withdrawn later did', () => {
    const never = { ...second, retiredAt: T + HOUR }
    assert.equal(lifeOf(first, [first, never]).supersededAt, null)
    const once = { ...second, retiredAt: T + 11 * HOUR }
    assert.equal(lifeOf(first, [first, once]).supersededAt, T + 10 * HOUR)
    assert.equal(lifeOf(once, [first, once]).endsAt, T + 11 * HOUR)
  })

  test('whatever keys there are, at any time at most one of an algorithm is active, and one is unless all wait', () => {
    const times = fc.integer({ min: T, max: T + 200 * HOUR })
    const anyKeys = fc.array(fc.record({ createdAt: times, activeFrom: times }), {
      minLength: 1,
      maxLength: 6,
    })
    fc.assert(
      fc.property(anyKeys, times, (made, now) => {
        const keys = made.map((key, index) => lived(`key ${index}`, key.activeFrom, key))
        const states = keys.map(key => statusOf(key, lifeOf(key, keys), now))
        const begun = keys.some(key => key.activeFrom <= now)
        assert.equal(states.filter(state => state === 'active').length, begun ? 1 : 0)
        const newest = keys
          .filter(key => key.activeFrom <= now)
          .toSorted(compareKeys)
          .at(-1)
        if (newest) assert.equal(statusOf(newest, lifeOf(newest, keys), now), 'active')
      }),
    )
  })
})

describe('a keyring that lives through a rotation', async () => {
  const sealer = createSealer(randomBytes(32))
  const turn = T + 10 * HOUR
  const old = await generateSigningKey('EdDSA', sealer, T)
  const young = { ...(await generateSigningKey('EdDSA', sealer, T + HOUR)), activeFrom: turn }
  let now = T
  const ring = openKeyring([old, young], sealer, () => now)

  const kids = () => ring.publicKeys().keys.map(key => key.kid)
  const issue = (at: number) => {
    now = at
    const token = ring.signJwt('EdDSA', 'JWT', { iss: 'us', exp: (at + 24 * HOUR) / 1000 })
    const header: SigningKey & { kid: string } = JSON.parse(
      Buffer.from(token.split('.')[0] ?? '', 'base64url').toString(),
    )
    return { token, kid: header.kid }
  }
  const verifies = async (token: string, at: number) =>
    (await ring.verifyJwt(token, { typ: 'JWT', issuer: 'us', now: at })).ok

  test('publishes the new key before it signs, and signs with it in the millisecond of its turn', () => {
    assert.equal(issue(turn - 1).kid, old.id)
    assert.deepEqual(kids(), [young.id, old.id])
    assert.equal(issue(turn).kid, young.id)
    assert.deepEqual(kids(), [young.id, old.id])
  })

  test('verifies the longest token that the old key signed to its end, and then drops the key', async () => {
    const last = issue(turn - 1).token
    assert.equal(await verifies(last, turn + 24 * HOUR - 2), true)
    now = turn + KEPT_FOR_VERIFYING - 1
    assert.deepEqual(kids(), [young.id, old.id])
    now = turn + KEPT_FOR_VERIFYING
    assert.deepEqual(kids(), [young.id])
  })

  test('refuses a token of a dropped key, however long it was to live', async () => {
    now = turn - 1
    const token = ring.signJwt('EdDSA', 'JWT', { iss: 'us', exp: (turn + 1000 * HOUR) / 1000 })
    assert.equal(await verifies(token, turn + KEPT_FOR_VERIFYING - 1), true)
    assert.equal(await verifies(token, turn + KEPT_FOR_VERIFYING), false)
  })

  test('takes a token of a key whose turn, by the clock of this node, has not come', async () => {
    const early = issue(turn).token
    assert.equal(await verifies(early, turn - 5000), true)
  })

  test('signs with the first key even when its own clock runs behind the one that made it', () => {
    assert.equal(issue(T - 5000).kid, old.id)
  })
})
