import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parseKeySet } from './key-set.ts'

const SEED = 7517

function jwkOf(pair: ReturnType<typeof generateKeyPairSync>, half: 'publicKey' | 'privateKey' = 'publicKey') {
  return pair[half].export({ format: 'jwk' })
}

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ed = generateKeyPairSync('ed25519')
const short = generateKeyPairSync('rsa', { modulusLength: 1024 })
const secp256k1 = generateKeyPairSync('ec', { namedCurve: 'secp256k1' })

function setOf(...keys: readonly unknown[]): string {
  return JSON.stringify({ keys })
}

describe('a key set', () => {
  test('is read with the names and the algorithms it gives', () => {
    const read = parseKeySet(
      setOf({ ...jwkOf(rsa), kid: 'a', alg: 'PS256' }, { ...jwkOf(ec), kid: 'b' }, jwkOf(ed)),
    )
    assert.ok(read.ok)
    assert.deepEqual(
      read.value.map(({ kid, alg, key }) => [kid, alg, key.asymmetricKeyType]),
      [
        ['a', 'PS256', 'rsa'],
        ['b', null, 'ec'],
        [null, null, 'ed25519'],
      ],
    )
  })

  test('keeps the keys we know beside those we do not', () => {
    const read = parseKeySet(
      setOf({ kty: 'future', x: 1 }, jwkOf(secp256k1), { ...jwkOf(rsa), use: 'enc' }, jwkOf(ec)),
    )
    assert.equal(read.ok ? read.value.length : read.error, 1)
  })

  for (const [what, text, words] of [
    ['text that is not JSON', 'keys', /not a JWK Set/],
    ['a list', '[]', /not a JWK Set/],
    ['keys that are no list', '{"keys":{}}', /not a JWK Set/],
    ['an empty list', '{"keys":[]}', /no RSA, P-256 or Ed25519/],
    ['a number for a key', '{"keys":[1]}', /Key 1 of the set is not a JWK/],
    ['the private half of an EC key', setOf(jwkOf(ec, 'privateKey')), /not a public key/],
    [
      'the private half of an RSA key',
      setOf(jwkOf(ec), jwkOf(rsa, 'privateKey')),
      /Key 2 .* not a public key/,
    ],
    ['a shared secret', setOf({ kty: 'oct', k: 'c2VjcmV0' }), /not a public key/],
    ['an RSA key of 1024 bits', setOf(jwkOf(short)), /too weak/],
    ['a point that is not on the curve', setOf({ ...jwkOf(ec), y: jwkOf(ec).x }), /cannot be read/],
    ['two keys of one name', setOf({ ...jwkOf(ec), kid: 'a' }, { ...jwkOf(rsa), kid: 'a' }), /the same kid/],
    ['more keys than anybody needs', setOf(...Array.from({ length: 21 }, () => jwkOf(ed))), /at most 20/],
    ['more than 64 kB', setOf({ ...jwkOf(ec), x5c: ['a'.repeat(70_000)] }), /64 kB/],
  ] as const) {
    test(`is refused with ${what}`, () => {
      const read = parseKeySet(text)
      assert.match(read.ok ? 'accepted' : read.error, words)
    })
  }

  test(`never throws, whatever it holds (seed ${SEED})`, () => {
    const member = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom('kty', 'crv', 'x', 'y', 'n', 'e', 'use', '__proto__'), fc.jsonValue()),
    )
    fc.assert(
      fc.property(fc.array(member), keys => {
        parseKeySet(setOf(...keys))
        assert.deepEqual(Object.keys(Object.prototype), [])
      }),
      { seed: SEED, numRuns: 500 },
    )
  })
})
