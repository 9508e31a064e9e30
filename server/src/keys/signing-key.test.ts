import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import { calculateJwkThumbprint } from 'jose'
import { createSealer } from './sealing.ts'
import { describePublicKey, generateSigningKey, parsePublicJwk, signingKeyPurpose } from './signing-key.ts'

const sealer = createSealer(randomBytes(32))

/** The modulus of RFC 7638 §3.1. */
const MODULUS =
  '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3' +
  'oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdA' +
  'ZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-' +
  'kEgU8awapJzKnqDKgw'

describe('public keys', () => {
  test('the id of the key of RFC 7638 §3.1 is the thumbprint printed there', () => {
    const key = createPublicKey({ key: { kty: 'RSA', e: 'AQAB', n: MODULUS }, format: 'jwk' })
    assert.equal(describePublicKey(key, 'RS256').kid, 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs')
  })

  test('a stored text with private members or foreign claims yields the public members alone', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const text = JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'other', extra: 1 })
    const jwk = describePublicKey(parsePublicJwk(text), 'ES256')
    assert.deepEqual(Object.keys(jwk).toSorted(), ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'])
    assert.notEqual(jwk.kid, 'other')
  })

  test('the id of the key of RFC 8037 §A.3 is the thumbprint printed there', () => {
    const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
    assert.equal(describePublicKey(key, 'EdDSA').kid, 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k')
  })

  test('a key that does not fit the algorithm is refused', () => {
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey
    const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey
    assert.throws(() => describePublicKey(p384, 'ES256'), /does not fit its algorithm ES256/)
    assert.throws(() => describePublicKey(p256, 'RS256'), /does not fit its algorithm RS256/)
    assert.throws(() => describePublicKey(p256, 'PS256'), /does not fit its algorithm PS256/)
    const ed448 = generateKeyPairSync('ed448').publicKey
    assert.throws(() => describePublicKey(ed448, 'EdDSA'), /does not fit its algorithm EdDSA/)
  })

  for (const text of ['[]', 'null', '"text"', '{}', 'not json']) {
    test(`the stored text ${text} is not taken for a key`, () => {
      assert.throws(() => parsePublicJwk(text))
    })
  }
})

for (const { algorithm, members } of [
  { algorithm: 'ES256', members: ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'] },
  { algorithm: 'RS256', members: ['alg', 'e', 'kid', 'kty', 'n', 'use'] },
  { algorithm: 'PS256', members: ['alg', 'e', 'kid', 'kty', 'n', 'use'] },
  { algorithm: 'EdDSA', members: ['alg', 'crv', 'kid', 'kty', 'use', 'x'] },
] as const) {
  test(`a new ${algorithm} key is complete, named by its thumbprint, and keeps its private half sealed`, async () => {
    const made = await generateSigningKey(algorithm, sealer, 1234)
    const jwk: Record<string, unknown> = JSON.parse(made.publicJwk)
    assert.deepEqual(Object.keys(jwk).toSorted(), members)
    assert.equal(made.id, await calculateJwkThumbprint(JSON.parse(made.publicJwk)))
    assert.deepEqual([jwk.kid, jwk.alg, jwk.use], [made.id, algorithm, 'sig'])
    assert.deepEqual(
      [made.algorithm, made.createdAt, made.activeFrom, made.retiredAt],
      [algorithm, 1234, 1234, null],
    )
    assert.match(sealer.open(signingKeyPurpose(made.id), made.sealedPrivateKey) ?? '', /BEGIN PRIVATE KEY/)
    assert.equal(sealer.open(signingKeyPurpose('another'), made.sealedPrivateKey), null)
  })
}

for (const algorithm of ['RS256', 'PS256'] as const) {
  test(`an ${algorithm} key has 2048 bits`, async () => {
    const made = await generateSigningKey(algorithm, sealer, 0)
    assert.equal(parsePublicJwk(made.publicJwk).asymmetricKeyDetails?.modulusLength, 2048)
  })
}
