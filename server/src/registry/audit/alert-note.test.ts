import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkAlertNote } from './alert-note.ts'

test('a note on an alert may be empty, is taken without spaces around it, and has an end', () => {
  assert.deepEqual(checkAlertNote(' \n'), { ok: true, value: '' })
  assert.deepEqual(checkAlertNote(' Seen to.\n'), { ok: true, value: 'Seen to.' })
  assert.equal(checkAlertNote('x'.repeat(1000)).ok, true)
  const long = checkAlertNote('x'.repeat(1001))
  assert.ok(!long.ok)
  assert.deepEqual(long.error, [
    { path: '/note', rule: 'maxLength', message: 'A note has at most 1,000 characters; this has 1,001.' },
  ])
  assert.equal(checkAlertNote('a\0b').ok, false)
})
