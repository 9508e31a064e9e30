import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { DAY } from '../../lib/clock.ts'
import { countTooOld, faultOfDays, versionOfDays } from './retention.ts'

const NOW = 1_790_000_000_000
const aged = (...days: number[]) => days.map(age => ({ at: NOW - age * DAY }))

describe('what is erased of a log that is kept for 30 days', () => {
  const cases: readonly (readonly [string, number[], boolean, number])[] = [
    ['is nothing of an empty one', [], false, 0],
    ['is nothing while the oldest is not a day too old', [30.5, 3], true, 0],
    ['is all that is too old once the oldest is a day too old', [32, 31, 30.5, 29], true, 3],
    ['ends at the first entry that is kept, whatever stands behind it', [40, 29, 40], true, 1],
    ['is everything that was read where more stands behind it', [40, 39], true, 2],
    ['is never the last entry of the chain', [40, 39], false, 1],
    ['is not the only entry of the chain', [40], false, 0],
  ]
  for (const [what, ages, more, expected] of cases) {
    test(what, () => assert.equal(countTooOld(aged(...ages), { more, keepDays: 30, now: NOW }), expected))
  }
})

test('entries are kept for 30 days to ten years, or for ever', () => {
  for (const days of [null, 30, 3650]) assert.equal(faultOfDays(days), null)
  for (const days of [0, 29, 3651, 30.5, Number.NaN]) assert.equal(faultOfDays(days)?.path, '/keepDays')
  assert.equal(new Set([null, 30, 31].map(versionOfDays)).size, 3)
})
