import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addressKey, createThrottle } from './throttle.ts'

describe('an address counts', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['as itself when it is IPv4', '192.0.2.7', '192.0.2.7'],
    ['as IPv4 when it is IPv4 in IPv6 spelling', '::ffff:192.0.2.7', '192.0.2.7'],
    ['by its /64 when it is IPv6', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['the same however its zeros are written', '2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
    ['by its /64 when the zeros come first', '::1', '0:0:0:0::/64'],
    ['without its zone', 'fe80::1%eth0', 'fe80:0:0:0::/64'],
  ]
  for (const [how, address, key] of cases) test(how, () => assert.equal(addressKey(address), key))
})

describe('signing in', () => {
  test('a burst from many addresses cannot try one account more than ten times', async () => {
    const throttle = createThrottle()
    const waits = await Promise.all(
      Array.from({ length: 30 }, (_, index) => throttle.signIn('kim@a.example', `192.0.2.${index}`, false)),
    )
    assert.equal(waits.filter(wait => wait === null).length, 10)
    assert.ok(waits.every(wait => wait === null || (wait.seconds > 0 && wait.seconds <= 300)))
  })

  test('a browser that signed in before is not locked out by strangers', async () => {
    const throttle = createThrottle()
    for (let attempt = 0; attempt < 50; attempt++) await throttle.signIn('kim@a.example', '192.0.2.1', false)
    assert.notEqual(await throttle.signIn('kim@a.example', '198.51.100.2', false), null)
    assert.equal(await throttle.signIn('kim@a.example', '198.51.100.2', true), null)
  })

  test('a success takes the attempts back', async () => {
    const throttle = createThrottle()
    for (let round = 0; round < 40; round++) {
      assert.equal(await throttle.signIn('kim@a.example', '192.0.2.1', false), null)
      await throttle.signedIn('kim@a.example', '192.0.2.1', false)
    }
  })

  test('many accounts from one address are slowed down together', async () => {
    const throttle = createThrottle()
    let refused = 0
    for (let index = 0; index < 60; index++) {
      if ((await throttle.signIn(`user${index}@a.example`, '2001:db8::1', false)) !== null) refused += 1
    }
    assert.equal(refused, 10)
  })
})

test('a client that fails is slowed down at its address alone', async () => {
  const throttle = createThrottle()
  for (let attempt = 0; attempt < 20; attempt++) await throttle.clientFailed('app_a', '192.0.2.1')
  assert.notEqual(await throttle.client('app_a', '192.0.2.1'), null)
  assert.equal(await throttle.client('app_a', '192.0.2.2'), null)
  assert.equal(await throttle.client('app_b', '192.0.2.1'), null)
})
