import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { keyNames, lookOf } from './key-set-words.ts'

const EC = { kty: 'EC', crv: 'P-256', kid: 'sig-1', alg: 'ES256', x: 'x', y: 'y' }
const RSA = { kty: 'RSA', n: 'n', e: 'AQAB' }

describe('a pasted key set', () => {
  test('is told key by key, by what each says of itself', () => {
    const text = JSON.stringify({ keys: [EC, RSA] })
    assert.deepEqual(keyNames(text), ['sig-1 (EC P-256, ES256)', 'a key without kid (RSA)'])
    assert.deepEqual(lookOf(text), {
      tone: 'plain',
      words: '2 keys: sig-1 (EC P-256, ES256); a key without kid (RSA).',
    })
  })

  test('that is empty is not spoken of', () => {
    assert.equal(lookOf(' \n'), null)
  })

  for (const [what, text, words] of [
    ['an unfinished text', '{"keys": [', /Not JSON so far/],
    ['a single key', JSON.stringify(EC), /one key.*list/],
    ['other JSON', '{"key": []}', /needs a list/],
    ['a list of no keys', '{"keys": [1]}', /needs a list/],
    ['an empty list', '{"keys": []}', /empty/],
    ['PEM', '-----BEGIN PUBLIC KEY-----\nMFkw', /PEM/],
    ['a private key in PEM', '-----BEGIN EC PRIVATE KEY-----\nMHcC', /private key/],
    ['a private key', JSON.stringify({ keys: [RSA, { ...EC, d: 'd' }] }), /Key 2 is not a public key/],
    ['a private key alone', JSON.stringify({ ...EC, d: 'd' }), /not a public key/],
    ['a shared key', JSON.stringify({ keys: [{ kty: 'oct', k: 'k' }] }), /not a public key/],
    ['null', 'null', /needs a list/],
  ] as const) {
    test(`a warning says that ${what} will not do`, () => {
      const look = lookOf(text)
      assert.equal(look?.tone, 'warning')
      assert.match(look.words, words)
    })
  }
})
