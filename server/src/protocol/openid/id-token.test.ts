import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type IdTokenFacts, idTokenClaims } from './id-token.ts'

const SEED = 3136

const facts: IdTokenFacts = {
  issuer: 'https://latchkey.example',
  subject: 'usr_1',
  clientId: 'app_1',
  algorithm: 'RS256',
  nonce: 'n-0S6_WzA2Mj',
  authTime: 1_700_000_000_999,
  acr: 'urn:example:class',
  // The access token and its at_hash in the examples of OpenID Connect Core, appendix A.4.
  accessToken: 'jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y',
  code: null,
  sessionId: 'ses_1',
  profile: { name: 'Harbour Manager', preferred_username: 'manager@harbour.example' },
  now: 1_700_000_060_500,
}

describe('an ID token', () => {
  test('says who signed in, when, to which application, beside which access token', () => {
    assert.deepEqual(idTokenClaims(facts), {
      iss: 'https://latchkey.example',
      sub: 'usr_1',
      aud: 'app_1',
      exp: 1_700_003_660,
      iat: 1_700_000_060,
      auth_time: 1_700_000_000,
      acr: 'urn:example:class',
      at_hash: '77QmUPtjPfzWtF2AnpK9RQ',
      sid: 'ses_1',
      nonce: 'n-0S6_WzA2Mj',
      name: 'Harbour Manager',
      preferred_username: 'manager@harbour.example',
    })
  })

  test('has no nonce when none was sent, and no name when the scope profile was not granted', () => {
    const claims = idTokenClaims({ ...facts, nonce: null, sessionId: null, profile: {} })
    const kept = ['iss', 'sub', 'aud', 'exp', 'iat', 'auth_time', 'acr', 'at_hash']
    assert.deepEqual(Object.keys(claims), kept)
    assert.equal('acr' in idTokenClaims({ ...facts, acr: null }), false)
  })

  test('has hashes only of what is issued beside it', () => {
    // The code and its c_hash in the examples of OpenID Connect Core, appendix A.6.
    const code = 'Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk'
    const hybrid = idTokenClaims({ ...facts, accessToken: null, code })
    assert.deepEqual([hybrid['c_hash'], hybrid['at_hash']], ['LDktKdoQak3Pk0cnXxCltA', undefined])
    const alone = idTokenClaims({ ...facts, accessToken: null })
    assert.deepEqual([alone['c_hash'], alone['at_hash']], [undefined, undefined])
  })

  test('has hashes of the strength of its own algorithm, with SHA-512 for EdDSA by Ed25519', () => {
    // The SHA-512 of the same texts, computed apart from here.
    const code = 'Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk'
    const hashesWith = (algorithm: IdTokenFacts['algorithm']) => {
      const { at_hash, c_hash } = idTokenClaims({ ...facts, algorithm, code })
      return [at_hash, c_hash]
    }
    for (const algorithm of ['RS256', 'ES256', 'PS256'] as const) {
      assert.deepEqual(hashesWith(algorithm), ['77QmUPtjPfzWtF2AnpK9RQ', 'LDktKdoQak3Pk0cnXxCltA'])
    }
    assert.deepEqual(hashesWith('EdDSA'), [
      'q7nS86GgvvFaZkzALLWqJYaJIKw2wCDAVfCAsm5CrBM',
      'E9z1C-c0Az4eTEzE0Nm3OQ3BS2BhMgxuP7x5JAQj1_4',
    ])
  })

  test('keeps the nonce as it came', () => {
    const nonce = '"<é>%00 '.repeat(48)
    assert.equal(idTokenClaims({ ...facts, nonce }).nonce, nonce)
  })

  test(`has the left half of the SHA-256 of the access token for at_hash (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9._-]{0,600}$/), accessToken => {
        const half = hash('sha256', accessToken, 'hex').slice(0, 32)
        const expected = btoa(String.fromCharCode(...Buffer.from(half, 'hex')))
          .replaceAll('+', '-')
          .replaceAll('/', '_')
          .replace(/=+$/, '')
        assert.equal(idTokenClaims({ ...facts, accessToken }).at_hash, expected)
      }),
      { seed: SEED, numRuns: 300 },
    )
  })
})
