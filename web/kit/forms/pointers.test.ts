import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pointerParts } from './pointers.ts'

test('a JSON Pointer splits into its parts, with escapes undone', () => {
  assert.deepEqual(pointerParts('/callbackUrls/2'), ['callbackUrls', '2'])
  assert.deepEqual(pointerParts('/a~1b/~01'), ['a/b', '~1'])
  assert.deepEqual(pointerParts(''), [])
})
