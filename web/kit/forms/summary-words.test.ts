import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordsAfterLabel } from './summary-words.ts'

test('a fault says its label once', () => {
  const label = 'Vendor Name'
  assert.equal(wordsAfterLabel({ label, message: 'Vendor Name is required.' }), ' is required.')
  assert.equal(wordsAfterLabel({ label, message: 'It is taken.' }), ': It is taken.')
  assert.equal(wordsAfterLabel({ label, message: 'Vendor Names differ.' }), ': Vendor Names differ.')
})
