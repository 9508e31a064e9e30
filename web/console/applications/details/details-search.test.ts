import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDetailsSearch } from './details-search.ts'

test('a known tab is kept and an unknown one dropped', () => {
  assert.deepEqual(readDetailsSearch({ tab: 'secrets', x: 1 }), { tab: 'secrets' })
  assert.deepEqual(readDetailsSearch({ tab: 'nowhere' }), {})
  assert.deepEqual(readDetailsSearch({}), {})
})

test('the tab Activity keeps which request it shows, or which it lists, and no other tab does', () => {
  assert.deepEqual(readDetailsSearch({ tab: 'refused', id: 'req_1', outcome: 'refused' }), {
    tab: 'activity',
    id: 'req_1',
  })
  assert.deepEqual(readDetailsSearch({ tab: 'activity', outcome: 'answered' }), {
    tab: 'activity',
    outcome: 'answered',
  })
  assert.deepEqual(readDetailsSearch({ tab: 'activity', outcome: 'x', id: '' }), { tab: 'activity' })
  assert.deepEqual(readDetailsSearch({ tab: 'activity', outcome: 'retried', reason: 'refresh_repeated' }), {
    tab: 'activity',
    outcome: 'retried',
    reason: 'refresh_repeated',
  })
  assert.deepEqual(readDetailsSearch({ tab: 'history', id: 'req_1' }), { tab: 'history' })
})

test('links of the tab that was called Refused lead to Activity', () => {
  assert.deepEqual(readDetailsSearch({ tab: 'refused', outcome: 'refused' }), {
    tab: 'activity',
    outcome: 'refused',
  })
})

test('what narrows the history is kept there, and dropped where it is unknown or on another tab', () => {
  const narrowed = { tab: 'history', group: 'notes', actor: 'kim@harbour.example', entry: 'aud_1' } as const
  assert.deepEqual(readDetailsSearch(narrowed), narrowed)
  assert.deepEqual(readDetailsSearch({ tab: 'history', group: 'all', actor: '', entry: 7 }), {
    tab: 'history',
  })
  assert.deepEqual(readDetailsSearch({ ...narrowed, tab: 'notes' }), { tab: 'notes' })
})
