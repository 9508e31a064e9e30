import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holdsPrivateKey } from './private-key.ts'

test('a private key is known by its form, whole or torn', () => {
  for (const text of [
    '-----BEGIN PRIVATE KEY-----\nMIIE',
    '-----BEGIN RSA PRIVATE KEY-----',
    '-----BEGIN EC PRIVATE KEY-----',
    '-----BEGIN ENCRYPTED PRIVATE KEY-----',
    '-----BEGIN OPENSSH PRIVATE KEY-----',
    '-----BEGIN PGP PRIVATE KEY BLOCK-----',
    'PuTTY-User-Key-File-3: ssh-ed25519',
    '{"kty":"EC","crv":"P-256","x":"a","y":"b","d":"c"}',
    '{"keys":[{"kty":"RSA","n":"a","e":"AQAB"},{"kty":"RSA","n":"a","e":"AQAB","qi" : "c"',
    '{"kty":"oct","k":"c"}',
    '{"kty":"OKP","\\u0064":"c"}',
  ]) {
    assert.equal(holdsPrivateKey(text), true, text)
  }
})

test('a public key is none, nor is any other text', () => {
  for (const text of [
    '',
    '-----BEGIN PUBLIC KEY-----\nMIIB',
    '-----BEGIN CERTIFICATE-----',
    '{"kty":"EC","crv":"P-256","x":"a","y":"b","kid":"d"}',
    '{"d":1}',
    'a private key',
  ]) {
    assert.equal(holdsPrivateKey(text), false, text)
  }
})
