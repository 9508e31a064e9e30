import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countOf, itemWords, summaryOf, titleOf } from './bulk-words.ts'

const NIGHT = { action: 'add-tag', undoes: null, tag: 'night', owner: null } as const

test('a bulk change is called by what it does, and its undo by what it takes back', () => {
  assert.equal(titleOf(NIGHT), 'Add the tag night')
  assert.equal(titleOf({ ...NIGHT, action: 'undo', undoes: 'add-tag' }), 'Undo: Add the tag night')
  assert.equal(titleOf({ ...NIGHT, action: 'set-owner' }), 'Set the owner a user who is gone')
})

test('what waits is counted whatever the reason, and what was stopped was not carried out', () => {
  const counts = [
    { state: 'refused', reason: 'contained', count: 2 },
    { state: 'refused', reason: 'not-found', count: 1 },
    { state: 'waiting', reason: null, count: 5 },
  ] as const
  assert.equal(countOf({ counts: [...counts] }, 'refused'), 3)
  assert.equal(itemWords({ state: 'waiting' }, false), 'Will change')
  assert.equal(itemWords({ state: 'waiting' }, true), 'Not carried out')
})

test('what was cut short while it was planned says so, whatever was counted by then', () => {
  const counts = [{ state: 'waiting' as const, reason: null, count: 5 }]
  const plan = { startedAt: null, counts, total: 9 }
  assert.equal(summaryOf({ ...plan, state: 'planned' }), '5 of 9 will change')
  assert.equal(summaryOf({ ...plan, state: 'cut-short' }), 'Planning was cut short. Nothing was changed.')
})
