import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitAt } from './held-back.ts'

const ENTRIES = ['c', 'b', 'a'].map(id => ({ id }))

test('what is newer than what is shown waits, and is counted', () => {
  assert.deepEqual(splitAt(ENTRIES, 'b'), { shown: [{ id: 'b' }, { id: 'a' }], waiting: 1 })
  assert.deepEqual(splitAt(ENTRIES, 'c'), { shown: ENTRIES, waiting: 0 })
})

test('at first, and when the entry is gone, all are shown', () => {
  assert.deepEqual(splitAt(ENTRIES, null), { shown: ENTRIES, waiting: 0 })
  assert.deepEqual(splitAt(ENTRIES, 'x'), { shown: ENTRIES, waiting: 0 })
})
