import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { equalInConstantTime, sha256Base64Url, sha256Hex } from './hash.ts'

describe('SHA-256', () => {
  test('the digest of abc is the one of FIPS 180-2 appendix B.1', () => {
    assert.equal(sha256Hex('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  test('the S256 challenge of the verifier of RFC 7636 appendix B is the one printed there', () => {
    const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
    assert.equal(sha256Base64Url(verifier), 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')
  })

  test('text is hashed as UTF-8', () => {
    assert.equal(sha256Hex('\u00e9'), '4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c')
  })
})

describe('comparison in constant time', () => {
  test('it agrees with plain comparison on any two texts', () => {
    const text = fc.string({ unit: 'binary', maxLength: 4 })
    fc.assert(fc.property(text, text, (a, b) => equalInConstantTime(a, b) === (a === b)))
  })

  test('a text equals itself, also when empty or long', () => {
    for (const text of ['', 'a', 'x'.repeat(100_000)])
      assert.equal(equalInConstantTime(text, `${text}`), true)
  })

  test('a prefix is not the whole', () => {
    assert.equal(equalInConstantTime('lks_abc', 'lks_abcd'), false)
  })

  test('two broken texts that UTF-8 cannot tell apart are not equal', () => {
    assert.equal(equalInConstantTime('\ud800', '\ud801'), false)
  })
})
