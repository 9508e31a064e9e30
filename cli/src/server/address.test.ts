import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readAddress } from './address.ts'

describe('the address of a Latchkey', () => {
  test('is kept without a slash at its end', () => {
    assert.equal(readAddress('https://latchkey.example/', false), 'https://latchkey.example')
    assert.equal(readAddress('https://Example.com:8443/base/', false), 'https://example.com:8443/base')
  })

  test('may be without TLS on this machine, and elsewhere when somebody says so', () => {
    for (const here of ['http://localhost:3000', 'http://127.0.0.1:1', 'http://[::1]:1']) {
      assert.equal(readAddress(here, false), here)
    }
    for (const there of ['http://latchkey.example', 'http://10.0.0.1:3000', 'http://localhost.example']) {
      assert.throws(() => readAddress(there, false), /has no TLS/)
      assert.equal(readAddress(there, true), there)
    }
  })

  test('is refused when it is none', () => {
    for (const text of [
      '',
      'latchkey',
      'ftp://a.example',
      'https://u:p@a.example',
      'https://a.example?b',
      'https://a.example#c',
    ]) {
      assert.throws(() => readAddress(text, true), /no address of a Latchkey/, text)
    }
  })
})
