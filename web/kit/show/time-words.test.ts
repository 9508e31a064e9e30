import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exactWords, relativeWords } from './time-words.ts'

const NOW = Date.UTC(2026, 10, 22, 9, 0, 0)
const SECOND = 1000

test('relative time uses the largest unit that fits and never rounds up', () => {
  const rows: readonly (readonly [number, string])[] = [
    [0, 'just now'],
    [-59 * SECOND, 'just now'],
    [-60 * SECOND, '1 minute ago'],
    [-3599 * SECOND, '59 minutes ago'],
    [-3 * 3600 * SECOND, '3 hours ago'],
    [-86_400 * SECOND, 'yesterday'],
    [-13 * 86_400 * SECOND, 'last week'],
    [-400 * 86_400 * SECOND, 'last year'],
    [2 * 3600 * SECOND, 'in 2 hours'],
  ]
  for (const [offset, words] of rows) assert.equal(relativeWords(NOW + offset, NOW), words)
})

test('the exact time names the day, the second and the zone', () => {
  const words = exactWords(NOW)
  assert.match(words, /^22 November 2026 at \d\d:00:00 /)
  assert.match(words, /:\d\d:00/)
  assert.match(words, /[A-Z]{2,}/)
})
