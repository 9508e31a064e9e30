import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { DAY, HOUR, MINUTE, SECOND } from '../../lib/clock.ts'
import { nextAttempt } from './delivery.ts'

const MADE = 1_790_000_000_000

describe('a message that did not arrive', () => {
  test('is tried again after growing pauses, then every hour', () => {
    const pauses = [SECOND, 5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, HOUR, HOUR]
    for (const [failed, pause] of pauses.entries()) {
      assert.equal(nextAttempt({ attempts: failed + 1, createdAt: MADE }, MADE), MADE + pause)
    }
  })

  test('is given up when a day is over before the next attempt', () => {
    const attempts = 9
    assert.equal(nextAttempt({ attempts, createdAt: MADE }, MADE + DAY - HOUR), null)
    assert.equal(nextAttempt({ attempts, createdAt: MADE }, MADE + DAY - HOUR - 1), MADE + DAY - 1)
    assert.equal(nextAttempt({ attempts: 1, createdAt: MADE }, MADE + 2 * DAY), null)
  })

  test('is tried some thirty times in its day, from its first failure to its last', () => {
    let tried = 1
    for (let now = MADE; ; tried++) {
      const next = nextAttempt({ attempts: tried, createdAt: MADE }, now)
      if (next === null) break
      assert.ok(next > now && next < MADE + DAY)
      now = next
    }
    assert.equal(tried, 29)
  })
})
