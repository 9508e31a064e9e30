import assert from 'node:assert/strict'
import { test } from 'node:test'
import { durationWords, splitDuration } from './duration.ts'

test('a length of time is said in the largest unit of which it is a whole number', () => {
  for (const [seconds, words] of [
    [0, '0 seconds'],
    [1, '1 second'],
    [60, '1 minute'],
    [90, '90 seconds'],
    [900, '15 minutes'],
    [3600, '1 hour'],
    [5400, '90 minutes'],
    [86_400, '1 day'],
    [90_000, '25 hours'],
    [2_592_000, '30 days'],
  ] as const) {
    assert.equal(durationWords(seconds), words)
  }
})

test('a length of time splits into what a field and its unit show', () => {
  assert.deepEqual(splitDuration(7_776_000), { count: 90, unit: 'days' })
})
