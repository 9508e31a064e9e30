import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { back, onward, rangeOf } from './cursor-trail.ts'

const FIRST = { cursor: undefined, trail: [] }

describe('the way through a list read by cursor', () => {
  test('going on twice and back twice ends where it began', () => {
    const third = onward(onward(FIRST, 'c2'), 'c3')
    assert.deepEqual(third, { cursor: 'c3', trail: ['', 'c2'] })
    assert.deepEqual(back(third), { cursor: 'c2', trail: [''] })
    assert.deepEqual(back(back(third)), FIRST)
  })

  test('from an address opened elsewhere, back leads to the first page', () => {
    assert.deepEqual(back({ cursor: 'c7', trail: [] }), FIRST)
  })

  test('the range counts the pages passed', () => {
    assert.deepEqual(rangeOf(FIRST, 25, 25), { from: 1, to: 25 })
    assert.deepEqual(rangeOf(onward(FIRST, 'c2'), 25, 7), { from: 26, to: 32 })
  })

  test('the range is unknown where the way is unknown', () => {
    assert.equal(rangeOf({ cursor: 'c7', trail: [] }, 25, 25), null)
  })
})
