import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultWords, holdsKeys, keyNames, kindWords, withKeys, withoutKey } from './key-set-words.ts'

const EC = { kty: 'EC', crv: 'P-256', kid: 'sig-1', alg: 'ES256', x: 'x', y: 'y' }
const RSA = { kty: 'RSA', n: 'n', e: 'AQAB' }

test('a key set is told key by key, by what each says of itself', () => {
  const text = JSON.stringify({ keys: [EC, RSA] })
  assert.deepEqual(keyNames(text), ['sig-1 (EC P-256, ES256)', 'a key without kid (RSA)'])
})

test('what is no key set, or an empty one, has no rows', () => {
  for (const text of ['', ' \n', '{"keys": [', JSON.stringify(EC), '{"key": []}', '{"keys": []}', 'null']) {
    assert.equal(holdsKeys(text), false, text)
  }
  for (const text of ['{"keys": [', JSON.stringify(EC), '{"keys": [1]}']) assert.equal(keyNames(text), null)
  assert.equal(holdsKeys(JSON.stringify({ keys: [EC] })), true)
})

test('keys are added after those that stand, and one is taken away by its place', () => {
  const one = withKeys('-----BEGIN PUBLIC KEY-----', [{ jwk: EC }])
  const two = withKeys(one, [{ jwk: RSA }])
  assert.deepEqual(JSON.parse(two), { keys: [EC, RSA] })
  assert.deepEqual(JSON.parse(withoutKey(two, 0)), { keys: [RSA] })
  assert.equal(withoutKey(one, 0), '')
})

test('a key is told with its algorithms, or with why it will not do', () => {
  assert.equal(
    kindWords({ kind: 'RSA, 2048 bits', algorithms: ['RS256', 'PS256'] }),
    'RSA, 2048 bits for RS256, PS256',
  )
  assert.equal(kindWords({ kind: 'EC, P-384', algorithms: [] }), 'EC, P-384')
  assert.equal(faultWords({ kind: 'EC, P-256', fault: null }), null)
  assert.match(faultWords({ kind: 'RSA, 1024 bits', fault: 'weak' }) ?? '', /^RSA, 1024 bits: too weak/)
  assert.match(faultWords({ kind: 'EC, P-384', fault: 'kind' }) ?? '', /not supported/)
  assert.match(faultWords({ kind: 'EC, P-256', fault: 'encryption' }) ?? '', /encryption/)
})
