import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { checkReason, MAX_REASON_LENGTH } from './reason.ts'

describe('the reason for stopping an application', () => {
  test('is kept without outer spaces, in one form of Unicode, and is none when it is blank', () => {
    assert.deepEqual(checkReason('  Moved to the gateway. '), { ok: true, value: 'Moved to the gateway.' })
    assert.deepEqual(checkReason('Cafe\u0301'), { ok: true, value: 'Caf\u00e9' })
    for (const blank of ['', ' ', '\u3000']) assert.deepEqual(checkReason(blank), { ok: true, value: null })
  })

  test('is one line, without what cannot be seen', () => {
    for (const bad of ['a\nb', 'a\u0000b', 'a\u202eb', 'a\u200bb', 'a\u2028b', '\ud800'])
      assert.equal(checkReason(bad).ok, false, JSON.stringify(bad))
  })

  test('has at most 200 characters, counted as people do', () => {
    for (const each of ['x', '\u{1f511}']) {
      assert.equal(checkReason(each.repeat(MAX_REASON_LENGTH)).ok, true)
      assert.equal(checkReason(each.repeat(MAX_REASON_LENGTH + 1)).ok, false)
    }
    assert.equal(checkReason('x'.repeat(10_000_000)).ok, false)
  })
})
