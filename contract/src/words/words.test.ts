import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acceptedLanguages, languageOf } from './language.ts'
import { ENGLISH, wordsOf } from './words.ts'

const words = wordsOf('de', [
  {
    'Sign in': 'Anmelden',
    'Vendor name': 'Name des Anbieters',
    '{0} is required.': '{0} wird gebraucht.',
    '{0} may have at most {1} characters.': '{0} darf höchstens {1} Zeichen haben.',
    '{count, plural, one {One token} other {# tokens}} will end.':
      '{count, plural, one {Ein Token endet} other {# Token enden}}.',
    'Hello {name}, you are {name}.': 'Guten Tag {name}, Sie sind {name}.',
  },
])

test('a preference is the first language of the list that is spoken here', () => {
  assert.equal(languageOf(['fr', 'de-AT', 'en']), 'de')
  assert.equal(languageOf(['EN_us']), 'en')
  assert.equal(languageOf(['deutsch', 'x', '', '*']), null)
  assert.equal(languageOf([]), null)
})

test('Accept-Language is read by its weights, and what is refused is left out', () => {
  const table: readonly (readonly [string, readonly string[]])[] = [
    ['de-DE,de;q=0.9,en;q=0.8', ['de-DE', 'de', 'en']],
    ['en;q=0.1, de;q=0.7', ['de', 'en']],
    ['de;q=0, en', ['en']],
    ['', []],
    [';;;,,,q=1', ['q=1']],
    ['de;q=yes, en;q=0.2', ['en']],
  ]
  for (const [header, tags] of table) assert.deepEqual(acceptedLanguages(header), tags, header)
  assert.ok(acceptedLanguages('de,'.repeat(100_000)).length <= 20)
})

test('a message is said with its values and its plural', () => {
  assert.equal(words.say('Sign in'), 'Anmelden')
  assert.equal(
    words.say('{count, plural, one {One token} other {# tokens}} will end.', { count: 1 }),
    'Ein Token endet.',
  )
  assert.equal(
    words.say('{count, plural, one {One token} other {# tokens}} will end.', { count: 1234 }),
    '1.234 Token enden.',
  )
  assert.equal(ENGLISH.say('{count, plural, one {One} other {#}} left', { count: 2 }), '2 left')
})

test('a message that no catalogue knows is said in English', () => {
  assert.equal(words.say('Nobody said {what} yet.', { what: '<b>this</b>' }), 'Nobody said <b>this</b> yet.')
})

test('what was composed elsewhere is found by its form, its values unchanged or said as well', () => {
  assert.equal(words.translate('Vendor name is required.'), 'Name des Anbieters wird gebraucht.')
  assert.equal(words.translate('redirect_uri is required.'), 'redirect_uri wird gebraucht.')
  assert.equal(
    words.translate('"{x} is required." may have at most 5 characters.'),
    '"{x} is required." darf höchstens 5 Zeichen haben.',
  )
  assert.equal(
    words.translate('Vendor name is required. Ask Kim.'),
    'Name des Anbieters wird gebraucht. Ask Kim.',
  )
  assert.equal(words.translate('Something else.'), 'Something else.')
  assert.equal(ENGLISH.translate('Vendor name is required.'), 'Vendor name is required.')
})

test('a sentence of any length and shape is answered in little time', () => {
  const hostile = `${'a is required.'.repeat(100_000)}`
  assert.equal(words.translate(hostile), hostile)
  const long = ' may have at most '.repeat(100)
  assert.equal(words.translate(long), long)
})
