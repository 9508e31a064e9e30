import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isNarrowed, queryOf, readAuditSearch, readSought } from './audit-search.ts'

const ID = '01934f6a5b7c7def8a1b2c3d4e5f6a7b'

test('the address says what the log is narrowed to, and what is no filter is dropped', () => {
  assert.deepEqual(readAuditSearch({ actor: ' kim ', group: 'people', from: '2026-11-01', tab: 'proof' }), {
    tab: 'proof',
    actor: 'kim',
    group: 'people',
    from: '2026-11-01',
  })
  assert.deepEqual(readAuditSearch({ actor: '', group: 'x', from: '2026-13-40', until: 'now', tab: 'y' }), {})
  assert.equal(isNarrowed(readAuditSearch({ tab: 'proof', entry: 'aud_1' })), false)
  assert.equal(isNarrowed({ target: 'app_1' }), true)
})

test('a day ends where the next one begins', () => {
  const { from = '', until = '' } = queryOf({ from: '2026-12-31', until: '2026-12-31' })
  assert.equal(new Date(from).getDate(), 31)
  assert.equal(new Date(until).getFullYear(), 2027)
})

test('what is pasted is looked for as what it is', () => {
  assert.deepEqual(readSought(` req_${ID}`), { requestId: `req_${ID}` })
  assert.deepEqual(readSought(`aud_${ID}`), { entry: `aud_${ID}` })
  assert.deepEqual(readSought(`app_${ID}`), { target: `app_${ID}` })
  assert.deepEqual(readSought('kim@harbour.example'), { actor: 'kim@harbour.example' })
  assert.deepEqual(readSought(' '), {})
})
