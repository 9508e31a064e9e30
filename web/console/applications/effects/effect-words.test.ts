import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Effect } from '@latchkey/contract/applications/status/effects.ts'
import { countWords, effectLines, lossWords, summaryWords } from './effect-words.ts'

const some = (count: number, more = false) => ({ count, more })
const scope: Effect = {
  kind: 'scope',
  subject: 'AdminApi',
  signIns: some(1),
  people: some(1),
  consented: some(2),
  everybody: false,
  recent: some(0),
  words: '',
}
const url: Effect = {
  ...scope,
  kind: 'callback-url',
  subject: 'https://a.example/',
  signIns: null,
  people: null,
  recent: null,
}

describe('who would notice, in words', () => {
  test('counts are exact, or say that counting stopped', () => {
    assert.equal(countWords(some(1), 'sign-in'), '1 sign-in')
    assert.equal(countWords(some(1000, true), 'sign-in'), 'more than 1,000 sign-ins')
    assert.equal(countWords(some(12, true), 'sign-in'), 'at least 12 sign-ins')
  })

  test('each number is a sentence, and what is not known is not said', () => {
    assert.deepEqual(effectLines(scope, '29 Oct'), [
      '1 sign-in of 1 person holds it now.',
      'Nobody signed in with it or renewed it since 29 Oct.',
      '2 people consented to it.',
    ])
    assert.deepEqual(
      effectLines({ ...scope, signIns: some(0), people: some(0), consented: some(0), everybody: true }, 'x'),
      [
        'No sign-in of anybody holds it now.',
        'Nobody signed in with it or renewed it since x.',
        'An administrator consented to it for everybody.',
      ],
    )
    assert.deepEqual(effectLines({ ...url, consented: some(1) }, 'x'), [
      '1 person was sent there after consenting.',
      'How often sign-ins come back there is not counted.',
    ])
  })

  test('the summary names the largest group of people', () => {
    assert.equal(summaryWords([scope, url]), 'up to 2 people')
    assert.equal(summaryWords([{ ...scope, recent: some(1000, true) }]), 'more than 1,000 people')
    assert.equal(summaryWords([{ ...url, consented: some(0) }]), 'nobody that is known of')
    assert.equal(summaryWords([{ ...url, consented: null }]), null)
    assert.deepEqual([scope, { ...scope, kind: 'grant', subject: 'refresh_token' } as const].map(lossWords), [
      'AdminApi',
      'Staying signed in',
    ])
  })
})
