import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actionWords, valueWords } from './history-words.ts'

test('an action that the page does not know is shown by its own word', () => {
  assert.equal(actionWords('application.deactivated'), 'deactivated the application')
  assert.equal(actionWords('consent.swept-away'), 'consent swept away')
})

test('values read as people say them', () => {
  assert.deepEqual([null, '', 'true', 'false', 'RealTimeApi'].map(valueWords), [
    'none',
    'none',
    'on',
    'off',
    'RealTimeApi',
  ])
})
