import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { EMPTY_API } from './api-form.ts'
import { changesOf, endOfDay, meet } from './edited.ts'

const STOOD = { ...EMPTY_API, description: 'See invoices', baseUrl: 'https://a.example/' }

describe('editing an API beside somebody else', () => {
  test('only what differs is sent, and emptied German words are none', () => {
    assert.deepEqual(changesOf(STOOD, STOOD), {})
    const german = { ...STOOD, german: 'Rechnungen sehen' }
    assert.deepEqual(changesOf(german, { ...german, german: ' ' }), { german: null })
    assert.deepEqual(changesOf(STOOD, { ...STOOD, sensitive: false }), { sensitive: false })
  })

  test('what was typed stays, what was not touched is as it stands now', () => {
    const typed = { ...STOOD, description: 'See all invoices' }
    const now = { ...STOOD, baseUrl: 'https://b.example/' }
    assert.deepEqual(meet(STOOD, typed, now), {
      values: { ...now, description: typed.description },
      clashes: [],
    })
  })

  test('a text that both changed is told, and what was typed is kept', () => {
    const typed = { ...STOOD, description: 'Mine' }
    const { values, clashes } = meet(STOOD, typed, { ...STOOD, description: 'Theirs' })
    assert.equal(values.description, 'Mine')
    assert.deepEqual(clashes, [{ label: 'What it lets an application do', now: 'Theirs' }])
    assert.deepEqual(meet(STOOD, typed, typed).clashes, [])
  })

  test('a last day ends as the next begins, and no day is none', () => {
    assert.equal(endOfDay('2027-01-31'), new Date(2027, 1, 1).toISOString())
    assert.equal(endOfDay(''), null)
  })
})
