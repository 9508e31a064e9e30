import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addressKey, createThrottle } from './throttle.ts'

const NOW = 1_790_000_000_000

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
  test('a burst from many addresses cannot try one account more than ten times', () => {
    const throttle = createThrottle(() => NOW)
    const waits = Array.from({ length: 30 }, (_, index) =>
      throttle.signIn('kim@a.example', `192.0.2.${index}`, false),
    )
    assert.equal(waits.filter(wait => wait === null).length, 10)
    assert.ok(waits.every(wait => wait === null || wait.seconds === 300))
  })

  test('a browser that signed in before is not locked out by strangers', () => {
    const throttle = createThrottle(() => NOW)
    for (let attempt = 0; attempt < 50; attempt++) throttle.signIn('kim@a.example', '192.0.2.1', false)
    assert.notEqual(throttle.signIn('kim@a.example', '198.51.100.2', false), null)
    assert.equal(throttle.signIn('kim@a.example', '198.51.100.2', true), null)
  })

  test('a success takes the attempts back', () => {
    const throttle = createThrottle(() => NOW)
    for (let round = 0; round < 60; round++) {
      assert.equal(throttle.signIn('kim@a.example', '192.0.2.1', false), null)
      throttle.signedIn('kim@a.example', '192.0.2.1', false)
    }
  })

  test('many accounts from one address are slowed down together', () => {
    const throttle = createThrottle(() => NOW)
    let refused = 0
    for (let index = 0; index < 60; index++) {
      if (throttle.signIn(`user${index}@a.example`, '2001:db8::1', false) !== null) refused += 1
    }
    assert.equal(refused, 10)
  })
})

describe('a client that fails', () => {
  test('is slowed down at its address alone, and for ten seconds', () => {
    let now = NOW
    const throttle = createThrottle(() => now)
    for (let attempt = 0; attempt < 20; attempt++) throttle.clientFailed('app_a', '192.0.2.1')
    assert.deepEqual(throttle.client('app_a', '192.0.2.1'), { seconds: 10 })
    assert.equal(throttle.client('app_a', '192.0.2.2'), null)
    assert.equal(throttle.client('app_b', '192.0.2.1'), null)
    now += 10_000
    assert.equal(throttle.client('app_a', '192.0.2.1'), null)
  })

  test('is asked to pause under whatever names, by its address', () => {
    const throttle = createThrottle(() => NOW)
    const waits = Array.from({ length: 601 }, () => throttle.strangerRefused('192.0.2.1'))
    assert.equal(waits.filter(wait => wait !== null).length, 1)
    assert.equal(throttle.strangerRefused('192.0.2.2'), null)
  })
})

test('an application that asks about unknown tokens is stopped, and no other', () => {
  const throttle = createThrottle(() => NOW)
  for (let guess = 0; guess < 300; guess++) {
    assert.equal(throttle.guesser('app_a'), null)
    assert.equal(throttle.guessed('app_a'), null)
  }
  assert.deepEqual(throttle.guesser('app_a'), { seconds: 60 })
  assert.deepEqual(throttle.guessed('app_a'), { seconds: 60 })
  assert.equal(throttle.guesser('app_b'), null)
})

describe('registering clients', () => {
  test('an address may try three hundred times in ten minutes, and then has to wait for their end', () => {
    let now = NOW
    const throttle = createThrottle(() => now)
    for (let index = 0; index < 300; index++) assert.equal(throttle.registration('192.0.2.1'), null)
    assert.deepEqual(throttle.registration('192.0.2.1'), { seconds: 600 })
    assert.equal(throttle.registration('192.0.2.2'), null)
    now += 600_000
    assert.equal(throttle.registration('192.0.2.1'), null)
  })

  test('a business unit takes five hundred in an hour, from wherever they come', () => {
    const throttle = createThrottle(() => NOW)
    for (let index = 0; index < 500; index++) assert.equal(throttle.registrationIn('bu_a'), null)
    assert.deepEqual(throttle.registrationIn('bu_a'), { seconds: 3600 })
    assert.equal(throttle.registrationIn('bu_b'), null)
  })
})
