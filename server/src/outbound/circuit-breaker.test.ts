import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MINUTE, SECOND } from '../lib/clock.ts'
import { createCircuitBreaker } from './circuit-breaker.ts'

function startBreaker() {
  let now = 1_000_000
  const breaker = createCircuitBreaker(() => now)
  return {
    ...breaker,
    fail: (key: string, times: number) => {
      for (let time = 0; time < times; time += 1) breaker.record(key, false)
    },
    pass: (milliseconds: number) => {
      now += milliseconds
    },
  }
}

test('a host is left alone for thirty seconds after five failures in a row, and no other with it', () => {
  const breaker = startBreaker()
  breaker.fail('a', 4)
  assert.equal(breaker.isOpen('a'), false)
  breaker.fail('a', 1)
  assert.deepEqual([breaker.isOpen('a'), breaker.isOpen('b')], [true, false])
  breaker.pass(30 * SECOND - 1)
  assert.equal(breaker.isOpen('a'), true)
  breaker.pass(1)
  assert.equal(breaker.isOpen('a'), false)
})

test('one more failure after the pause begins the next pause, one answer ends it all', () => {
  const breaker = startBreaker()
  breaker.fail('a', 5)
  breaker.pass(30 * SECOND)
  breaker.fail('a', 1)
  assert.equal(breaker.isOpen('a'), true)
  breaker.pass(30 * SECOND)
  breaker.record('a', true)
  breaker.fail('a', 4)
  assert.equal(breaker.isOpen('a'), false)
})

test('failures with an answer between them are not in a row', () => {
  const breaker = startBreaker()
  breaker.fail('a', 4)
  breaker.record('a', true)
  breaker.fail('a', 4)
  assert.equal(breaker.isOpen('a'), false)
})

test('a clock that is set back ends the pause instead of making it longer', () => {
  const breaker = startBreaker()
  breaker.fail('a', 5)
  breaker.pass(-MINUTE)
  assert.equal(breaker.isOpen('a'), false)
})

test('of very many hosts only the latest thousand are remembered', () => {
  const breaker = startBreaker()
  breaker.fail('first', 5)
  breaker.fail('second', 5)
  for (let host = 0; host < 999; host += 1) breaker.fail(`host ${host}`, 1)
  assert.deepEqual([breaker.isOpen('first'), breaker.isOpen('second')], [false, true])
})
