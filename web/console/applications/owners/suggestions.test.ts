import assert from 'node:assert/strict'
import { test } from 'node:test'
import { partsOf, suggestionsFor } from './suggestions.ts'

const KIM = { userName: 'kim@h.example', fullName: 'Kim Quay' }
const ADA = { userName: 'ada@h.example', fullName: 'Ada Lund' }

test('of a list the part behind the last comma is being typed, and of one name all of it', () => {
  assert.deepEqual(partsOf('a@h.example, ki', true), { before: 'a@h.example,', typed: 'ki' })
  assert.deepEqual(partsOf('a@h.example;', true), { before: 'a@h.example;', typed: '' })
  assert.deepEqual(partsOf(' Lund, A', false), { before: '', typed: 'Lund, A' })
})

test('a suggestion is the whole text with the name in it, and nobody who stands there is suggested again', () => {
  const values = (text: string) => suggestionsFor([KIM, ADA], partsOf(text, true)).map(({ value }) => value)
  assert.deepEqual(values('k'), ['kim@h.example', 'ada@h.example'])
  assert.deepEqual(values('x@h.example,k'), ['x@h.example, kim@h.example', 'x@h.example, ada@h.example'])
  assert.deepEqual(values('KIM@h.example, a'), ['KIM@h.example, ada@h.example'])
  assert.deepEqual(values('kim@h.example'), ['ada@h.example'])
})
