import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR, MINUTE } from '../../../lib/clock.ts'
import { nextAttemptAtPicture, nextRefresh } from './picture-times.ts'

test('a picture that was got is asked for again after a week', () => {
  assert.equal(nextRefresh(1000), 1000 + 7 * DAY)
})

test('a picture that was not got is tried again ever more seldom, and given up after the eighth time', () => {
  const pauses = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(attempts => nextAttemptAtPicture(attempts, 0))
  assert.deepEqual(pauses, [MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, DAY, DAY, DAY, null, null])
})
