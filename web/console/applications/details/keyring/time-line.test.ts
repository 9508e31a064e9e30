import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barOf, type Held, lineOf, placeOn, replacedSince } from './time-line.ts'

const DAY = 86_400_000
const NOW = 1_800_000_000_000

function held(changes: Partial<Held> = {}): Held {
  return {
    id: 'one',
    name: 'One',
    kind: 'secret',
    from: NOW - 10 * DAY,
    to: null,
    usedAt: null,
    quarantinedAt: null,
    ...changes,
  }
}

test('the line shows all credentials, between a month and a year either way', () => {
  assert.deepEqual(lineOf([], NOW), { start: NOW - 30 * DAY, end: NOW + 30 * DAY, now: NOW })
  const wide = lineOf([held({ from: NOW - 90 * DAY, to: NOW + 60 * DAY })], NOW)
  assert.deepEqual([wide.start, wide.end], [NOW - 90 * DAY, NOW + 60 * DAY])
  const old = lineOf([held({ from: 0, to: NOW + 1000 * DAY })], NOW)
  assert.deepEqual([old.start, old.end], [NOW - 366 * DAY, NOW + 366 * DAY])
})

test('what is beyond the line stands at its end', () => {
  const line = lineOf([], NOW)
  assert.deepEqual(
    [NOW, line.start - DAY, line.end + DAY].map(at => placeOn(line, at)),
    [50, 0, 100],
  )
})

test('a bar begins when it was made, or before anything is known, and goes on to its end', () => {
  const line = lineOf([], NOW)
  const endless = barOf(held({ from: null }), [], line)
  assert.deepEqual(
    [endless.lived, endless.ahead],
    [
      { start: 0, width: 50 },
      { start: 50, width: 50 },
    ],
  )
  const ending = barOf(held({ from: NOW - 15 * DAY, to: NOW + 15 * DAY, usedAt: NOW }), [], line)
  assert.deepEqual(
    [ending.lived, ending.ahead, ending.used],
    [{ start: 25, width: 25 }, { start: 50, width: 25 }, 50],
  )
  const over = barOf(held({ from: NOW - 15 * DAY, to: NOW - 3 * DAY }), [], line)
  assert.deepEqual([over.lived, over.ahead], [{ start: 25, width: 20 }, null])
  assert.equal(barOf(held({ usedAt: line.start - 1 }), [], line).used, null)
})

test('one that is replaced overlaps with its successor, and nothing else does', () => {
  const old = held({ to: NOW + 5 * DAY })
  const next = held({ id: 'two', from: NOW - DAY })
  assert.equal(replacedSince(old, [old, next]), NOW - DAY)
  assert.equal(replacedSince(next, [old, next]), null)
  assert.equal(replacedSince(old, [old, held({ id: 'two', kind: 'key', from: NOW - DAY })]), null)
  assert.equal(replacedSince(old, [old, held({ id: 'two', from: NOW + 6 * DAY })]), null)
  assert.equal(replacedSince(old, [old, held({ id: 'two', from: NOW - 20 * DAY })]), null)
  const line = lineOf([], NOW)
  assert.deepEqual(barOf(old, [old, next], line).overlap, { start: 48.33, width: 10 })
})

test('in quarantine nothing lies ahead', () => {
  const bar = barOf(held({ quarantinedAt: NOW - 3 * DAY }), [], lineOf([], NOW))
  assert.deepEqual([bar.ahead, bar.overlap], [null, null])
  assert.deepEqual(bar.quarantine, { start: 45, width: 55 })
})
