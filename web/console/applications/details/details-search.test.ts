import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDetailsSearch } from './details-search.ts'

test('a known tab is kept and an unknown one dropped', () => {
  assert.deepEqual(readDetailsSearch({ tab: 'secrets', x: 1 }), { tab: 'secrets' })
  assert.deepEqual(readDetailsSearch({ tab: 'nowhere' }), {})
  assert.deepEqual(readDetailsSearch({}), {})
})
