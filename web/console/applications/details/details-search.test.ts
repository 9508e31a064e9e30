import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDetailsSearch } from './details-search.ts'

test('a known tab is kept and an unknown one dropped', () => {
  assert.deepEqual(readDetailsSearch({ tab: 'secrets', x: 1 }), { tab: 'secrets' })
  assert.deepEqual(readDetailsSearch({ tab: 'nowhere' }), {})
  assert.deepEqual(readDetailsSearch({}), {})
})

test('the tab Refused keeps which request it shows, or which it lists, and no other tab does', () => {
  assert.deepEqual(readDetailsSearch({ tab: 'refused', id: 'req_1', outcome: 'refused' }), {
    tab: 'refused',
    id: 'req_1',
  })
  assert.deepEqual(readDetailsSearch({ tab: 'refused', outcome: 'answered' }), {
    tab: 'refused',
    outcome: 'answered',
  })
  assert.deepEqual(readDetailsSearch({ tab: 'refused', outcome: 'x', id: '' }), { tab: 'refused' })
  assert.deepEqual(readDetailsSearch({ tab: 'history', id: 'req_1' }), { tab: 'history' })
})

test('what narrows the history is kept there, and dropped where it is unknown or on another tab', () => {
  const narrowed = { tab: 'history', group: 'notes', actor: 'kim@harbour.example', entry: 'aud_1' } as const
  assert.deepEqual(readDetailsSearch(narrowed), narrowed)
  assert.deepEqual(readDetailsSearch({ tab: 'history', group: 'all', actor: '', entry: 7 }), {
    tab: 'history',
  })
  assert.deepEqual(readDetailsSearch({ ...narrowed, tab: 'notes' }), { tab: 'notes' })
})
