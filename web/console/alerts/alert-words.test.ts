import assert from 'node:assert/strict'
import { test } from 'node:test'
import { meaning } from './alert-words.ts'

test('a leaked secret says whether it still works', () => {
  assert.match(meaning({ kind: 'secret-leaked', revoked: true, quarantined: false }), /revoked at once/)
  assert.match(meaning({ kind: 'secret-leaked', revoked: false, quarantined: false }), /still works/)
  assert.match(meaning({ kind: 'secret-leaked', revoked: false, quarantined: true }), /quarantine/)
})
