import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shownChange } from './change-lines.ts'

function signs(field: string, before: string | null, after: string | null): string[] {
  const shown = shownChange({ field, before, after })
  return shown.kind === 'list' ? shown.lines.map(({ sign, text }) => `${sign}${text}`) : ['no list']
}

test('of a list each item says whether it came, went or stayed', () => {
  assert.deepEqual(signs('scopes', 'A B', 'B C'), ['−A', 'B', '+C'])
  assert.deepEqual(signs('optionalScopes', '', 'A'), ['+A'])
  assert.deepEqual(signs('metadata.requestUris', 'https://a.example/1', ''), ['−https://a.example/1'])
  const shown = shownChange({ field: 'scopes', before: 'A B', after: 'B A' })
  assert.deepEqual(shown.kind === 'list' && [shown.reordered, shown.lines.length], [true, 2])
})

test('of a key set the keys are told by name, and where the names are the same the set as a whole', () => {
  const set = (...keys: object[]) => JSON.stringify({ keys })
  const [one, two] = [
    { kty: 'EC', kid: 'one' },
    { kty: 'EC', kid: 'two' },
  ]
  assert.deepEqual(signs('metadata.jwks', set(one), set(one, two)), ['one (EC)', '+two (EC)'])
  assert.deepEqual(signs('metadata.jwks', set(one), set({ ...one, x: 'y' })), ['no list'])
  assert.deepEqual(signs('metadata.jwks', null, set(one)), ['+one (EC)'])
})

test('any other value stands before and after, and what was made new has no before', () => {
  assert.deepEqual(shownChange({ field: 'lifetimes.accessToken', before: '300 s', after: null }), {
    kind: 'value',
    before: '5 minutes',
    after: 'default',
  })
  assert.deepEqual(shownChange({ field: 'scopes', before: null, after: 'A B' }), {
    kind: 'value',
    before: null,
    after: 'A, B',
  })
})
