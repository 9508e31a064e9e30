import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { calculateJwkThumbprint } from 'jose'
import { readKeyText } from './key-text.ts'

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
const ed = generateKeyPairSync('ed25519').publicKey
const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey
const agreement = generateKeyPairSync('x25519').publicKey

const spki = (key: typeof ec): string => String(key.export({ type: 'spki', format: 'pem' }))

function facts(text: string) {
  const read = readKeyText(text)
  assert.ok(read.ok, text)
  return read.value.map(({ kind, algorithms, fault }) => [kind, algorithms.join(' '), fault])
}

test('the algorithm is read from PEM, several keys after another', () => {
  assert.deepEqual(facts(`# ours\n${spki(ec)}\r\n${spki(rsa)}${spki(ed)}`), [
    ['EC, P-256', 'ES256', null],
    ['RSA, 2048 bits', 'RS256 PS256', null],
    ['OKP, Ed25519', 'EdDSA', null],
  ])
  const pkcs1 = String(rsa.export({ type: 'pkcs1', format: 'pem' }))
  assert.deepEqual(facts(pkcs1), [['RSA, 2048 bits', 'RS256 PS256', null]])
})

test('weak keys, other curves and keys for encryption are named', () => {
  assert.deepEqual(facts(spki(short)), [['RSA, 1024 bits', 'RS256 PS256', 'weak']])
  assert.deepEqual(facts(spki(p384)), [['EC, P-384', '', 'kind']])
  assert.deepEqual(facts(spki(agreement)), [['OKP, X25519', '', 'kind']])
  const jwk = ec.export({ format: 'jwk' })
  assert.deepEqual(facts(JSON.stringify({ ...jwk, use: 'enc' })), [['EC, P-256', 'ES256', 'encryption']])
  assert.deepEqual(facts(JSON.stringify({ ...jwk, alg: 'RS256' })), [['EC, P-256', '', 'kind']])
})

test('a JWK and a JWK Set give public members alone, named by thumbprint where they have no name', async () => {
  for (const key of [ec, rsa, ed]) {
    const jwk = key.export({ format: 'jwk' })
    const thumbprint = await calculateJwkThumbprint(jwk)
    const read = readKeyText(JSON.stringify({ keys: [{ ...jwk, x5c: ['no'], note: 'no' }] }))
    assert.ok(read.ok)
    assert.deepEqual(read.value[0]?.jwk, { ...jwk, kid: thumbprint })
    assert.equal(read.value[0]?.thumbprint, thumbprint)
    const named = readKeyText(JSON.stringify({ ...jwk, kid: 'mine' }))
    assert.ok(named.ok)
    assert.deepEqual([named.value[0]?.kid, named.value[0]?.thumbprint], ['mine', thumbprint])
  }
})

test('what is no key is refused in a sentence', () => {
  const ecKey = ec.export({ format: 'jwk' })
  for (const text of [
    '',
    'ssh-ed25519 AAAA',
    '[]',
    '{"keys":[]}',
    '{"keys":{}}',
    '{"keys":[1]}',
    'null',
    '-----BEGIN PUBLIC KEY-----\nMFkw',
    '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
    '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    '-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----',
    JSON.stringify({ ...ecKey, x: 'AAAA' }),
    JSON.stringify({ kty: 'XYZ' }),
    JSON.stringify({ keys: Array(21).fill(ecKey) }),
  ]) {
    const read = readKeyText(text)
    assert.equal(read.ok, false, text)
    assert.ok(!read.ok && read.error.endsWith('.'))
  }
})
