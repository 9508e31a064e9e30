import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkAnswer, checkRequest } from './application-request.ts'

const GOOD = { name: ' Quiet Dialler ', link: 'https://dialler.example/', reason: ' Night shift.\r\nMore. ' }

test('a request is kept trimmed and composed, with its lines', () => {
  const checked = checkRequest(GOOD)
  assert.ok(checked.ok)
  assert.deepEqual(checked.value, {
    name: 'Quiet Dialler',
    link: 'https://dialler.example/',
    reason: 'Night shift.\nMore.',
  })
})

test('a request is refused with all its faults at once', () => {
  const refused = checkRequest({ name: '', link: 'javascript:alert(1)', reason: 'x'.repeat(1001) })
  assert.ok(!refused.ok)
  assert.deepEqual(
    refused.error.map(({ path }) => path),
    ['/name', '/link', '/reason'],
  )
})

test('words that nobody could read, or that read as others, are refused', () => {
  for (const text of ['', ' \n ', 'a\u0000b', 'a\u202eb', 'a\u2066b']) {
    assert.equal(checkAnswer(text).ok, false, JSON.stringify(text))
  }
  assert.ok(checkAnswer('Ja, seit heute. 日本語\nZweite Zeile').ok)
})
