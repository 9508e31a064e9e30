import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rowAfterEnter } from './row-keys.ts'

test('Enter leads to the next row of URLs, to a new one after the last, and nowhere from an empty or a full end', () => {
  assert.equal(rowAfterEnter(['a', 'b'], 0, 5), 1)
  assert.equal(rowAfterEnter(['', 'b'], 0, 5), 1)
  assert.equal(rowAfterEnter(['a'], 0, 5), 1)
  assert.equal(rowAfterEnter(['a', ' '], 1, 5), 1)
  assert.equal(rowAfterEnter(['a', 'b'], 1, 2), 1)
})
