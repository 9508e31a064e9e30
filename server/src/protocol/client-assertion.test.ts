import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { DecodedJwt } from '../lib/compact-jws.ts'
import { judgeAssertion, subjectOf } from './client-assertion.ts'

const CLIENT = `app_${'1'.repeat(32)}`
const ISSUER = 'https://latchkey.example'
const NOW = 1_790_000_000_000
const SECONDS = NOW / 1000

const CLAIMS = { iss: CLIENT, sub: CLIENT, aud: ISSUER, jti: 'one', exp: SECONDS + 60 }
const AROUND = {
  clientId: CLIENT,
  issuer: ISSUER,
  tokenEndpoint: `${ISSUER}/oauth2/token`,
  tokenEndpointAudienceAllowed: false,
  algorithm: null,
  now: NOW,
}

type Parts = { readonly header?: object; readonly claims?: object; readonly signed?: boolean }

function assertion({ header = {}, claims = {}, signed = true }: Parts): DecodedJwt {
  return { header: { alg: 'ES256', ...header }, claims: { ...CLAIMS, ...claims }, signed }
}

function judge(parts: Parts, around: Partial<Parameters<typeof judgeAssertion>[1]> = {}): string {
  const judged = judgeAssertion(assertion(parts), { ...AROUND, ...around })
  return judged.ok ? 'good' : judged.error.reason
}

describe('a client assertion', () => {
  test('says which key made it, what makes it unique and until when it could come again', () => {
    const judged = judgeAssertion(assertion({ header: { kid: 'k' } }), AROUND)
    assert.ok(judged.ok)
    assert.deepEqual(judged.value, {
      sought: { algorithm: 'ES256', kid: 'k' },
      tokenId: 'one',
      expiresAt: NOW + 90_000,
    })
  })

  test('names its client by sub', () => {
    assert.equal(subjectOf(assertion({})), CLIENT)
    assert.equal(subjectOf(assertion({ claims: { sub: [CLIENT] } })), null)
  })

  for (const [what, parts, outcome] of [
    ['of type JWT', { header: { typ: 'JWT' } }, 'good'],
    ['of its own type', { header: { typ: 'client-authentication+jwt' } }, 'good'],
    ['of its own type as a media type', { header: { typ: 'application/Client-Authentication+JWT' } }, 'good'],
    ['of the type of access tokens', { header: { typ: 'at+jwt' } }, 'assertion_malformed'],
    ['of the type of request objects', { header: { typ: 'oauth-authz-req+jwt' } }, 'assertion_malformed'],
    ['of the type of logout tokens', { header: { typ: 'logout+jwt' } }, 'assertion_malformed'],
    ['of a type that is no text', { header: { typ: 1 } }, 'assertion_malformed'],
    ['with a kid that is no text', { header: { kid: 1 } }, 'assertion_malformed'],
    ['with a key of its own', { header: { jwk: {}, jku: 'https://evil.example' } }, 'good'],
    ['signed with RS256', { header: { alg: 'RS256' } }, 'good'],
    ['signed with PS256', { header: { alg: 'PS256' } }, 'good'],
    ['signed with EdDSA', { header: { alg: 'EdDSA' } }, 'good'],
    ['signed with EdDSA by its new name', { header: { alg: 'Ed25519' } }, 'good'],
    ['signed with the other EdDSA', { header: { alg: 'Ed448' } }, 'assertion_algorithm'],
    ['signed with HS256', { header: { alg: 'HS256' } }, 'assertion_algorithm'],
    ['of algorithm none', { header: { alg: 'none' }, signed: false }, 'assertion_algorithm'],
    ['of algorithm none with a signature', { header: { alg: 'none' } }, 'assertion_algorithm'],
    ['without a signature', { signed: false }, 'assertion_algorithm'],
    ['without an algorithm', { header: { alg: undefined } }, 'assertion_algorithm'],
    ['without iss', { claims: { iss: undefined } }, 'assertion_party'],
    ['without sub', { claims: { sub: undefined } }, 'assertion_party'],
    ['of another iss', { claims: { iss: `${CLIENT}0` } }, 'assertion_party'],
    ['of another sub', { claims: { sub: 'app_2' } }, 'assertion_party'],
    ['without aud', { claims: { aud: undefined } }, 'assertion_party'],
    ['for nobody', { claims: { aud: '' } }, 'assertion_party'],
    ['for a list of us', { claims: { aud: [ISSUER] } }, 'assertion_party'],
    ['for the token endpoint', { claims: { aud: `${ISSUER}/oauth2/token` } }, 'assertion_party'],
    ['for somebody else', { claims: { aud: 'https://other.example' } }, 'assertion_party'],
    ['for us with a slash', { claims: { aud: `${ISSUER}/` } }, 'assertion_party'],
    ['without exp', { claims: { exp: undefined } }, 'assertion_malformed'],
    ['with an exp in text', { claims: { exp: String(SECONDS + 60) } }, 'assertion_malformed'],
    ['with an exp beyond numbers', { claims: { exp: Infinity } }, 'assertion_malformed'],
    ['over for 29 seconds', { claims: { exp: SECONDS - 29 } }, 'good'],
    ['over for 31 seconds', { claims: { exp: SECONDS - 31 } }, 'assertion_expired'],
    ['good for an hour', { claims: { exp: SECONDS + 3600 } }, 'good'],
    ['good for a day', { claims: { exp: SECONDS + 86_400 } }, 'assertion_expired'],
    ['issued in 8 seconds', { claims: { iat: SECONDS + 8, nbf: SECONDS + 8 } }, 'good'],
    ['issued in 61 seconds', { claims: { iat: SECONDS + 61 } }, 'assertion_expired'],
    ['that begins in 61 seconds', { claims: { nbf: SECONDS + 61 } }, 'assertion_expired'],
    ['with an iat in text', { claims: { iat: 'now' } }, 'assertion_malformed'],
    ['without jti', { claims: { jti: undefined } }, 'assertion_malformed'],
    ['with an empty jti', { claims: { jti: '' } }, 'assertion_malformed'],
    ['with a jti that is no text', { claims: { jti: 1 } }, 'assertion_malformed'],
    ['with a jti without end', { claims: { jti: 'x'.repeat(301) } }, 'assertion_malformed'],
    ['with other claims', { claims: { scope: 'admin', exp: SECONDS + 1.5 } }, 'good'],
  ] as const) {
    test(`${what} is ${outcome === 'good' ? 'good' : `refused (${outcome})`}`, () => {
      assert.equal(judge(parts), outcome)
    })
  }

  test('must bear the algorithm that is registered, when one is', () => {
    assert.equal(judge({}, { algorithm: 'ES256' }), 'good')
    assert.equal(judge({}, { algorithm: 'RS256' }), 'assertion_algorithm')
  })

  test('may name the token endpoint where its owner allows that, and nothing else then', () => {
    const lenient = { tokenEndpointAudienceAllowed: true }
    assert.equal(judge({ claims: { aud: `${ISSUER}/oauth2/token` } }, lenient), 'good')
    assert.equal(judge({}, lenient), 'good')
    for (const aud of [
      `${ISSUER}/oauth2/introspect`,
      [`${ISSUER}/oauth2/token`],
      `${ISSUER}/oauth2/token/`,
    ]) {
      assert.equal(judge({ claims: { aud } }, lenient), 'assertion_party')
    }
  })
})
