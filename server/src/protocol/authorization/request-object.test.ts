import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { DecodedJwt } from '../../lib/compact-jws.ts'
import { type Parameters, parseParameters } from '../parameters.ts'
import { onTheWire } from '../refusal.ts'
import { findRequestObject, judgeRequestObject, readRequestObject } from './request-object.ts'

const SEED = 9101
const C1 = 'app_1'
const ISSUER = 'https://latchkey.example'
const SECONDS = 1_700_000_000
const NOW = SECONDS * 1000

function parsed(encoded: string): Parameters {
  const result = parseParameters(encoded)
  assert.ok(result.ok)
  return result.value
}

describe('a request', () => {
  for (const [encoded, form] of [
    ['client_id=a', { kind: 'parameters' }],
    ['request=', { kind: 'parameters' }],
    ['request=a.b.c', { kind: 'value', object: 'a.b.c' }],
    ['request_uri=https://a.example/r', { kind: 'reference', uri: 'https://a.example/r' }],
    ['request=a.b.c&request_uri=https://a.example/r', 'several_request_objects'],
    ['request=a.b.c&request=a.b.c', 'parameter_repeated'],
    ['request_uri=https://a.example/r&request_uri=https://a.example/r', 'parameter_repeated'],
  ] as const) {
    test(`comes as it says: ${encoded || 'nothing'}`, () => {
      const found = findRequestObject(parsed(encoded))
      assert.deepEqual(found.ok ? found.value : found.error.reason, form)
    })
  }
})

type Registered = {
  readonly requestObjectSigningAlg: 'PS256' | 'none' | null
  readonly requireSignedRequestObject: boolean
}

const ANY = { requestObjectSigningAlg: null, requireSignedRequestObject: false } as const
const ONLY_PS256 = { ...ANY, requestObjectSigningAlg: 'PS256' } as const
const UNSIGNED = { ...ANY, requestObjectSigningAlg: 'none' } as const

function judged(
  header: DecodedJwt['header'],
  registered: Registered = ANY,
  signed = header['alg'] !== 'none',
): unknown {
  const result = judgeRequestObject({ header, claims: {}, signed }, registered)
  return result.ok ? result.value.signature : result.error.reason
}

describe('the header of a request object', () => {
  for (const algorithm of ['RS256', 'ES256', 'PS256', 'EdDSA']) {
    test(`may say ${algorithm}`, () => {
      assert.deepEqual(judged({ alg: algorithm }), { algorithm, kid: null })
      assert.deepEqual(judged({ alg: algorithm, kid: 'one', typ: 'JWT' }), { algorithm, kid: 'one' })
    })
  }

  for (const alg of [
    'HS256',
    'HS512',
    'RS1',
    'RS384',
    'ES384',
    'RSA-OAEP',
    'none',
    'None',
    'NONE',
    'nOnE',
    '',
    null,
    1,
    {},
  ]) {
    test(`may not say ${JSON.stringify(alg)}`, () =>
      assert.equal(judged({ alg }), 'request_object_algorithm'))
  }
  test('must say something', () => assert.equal(judged({}), 'request_object_algorithm'))

  test('must say the one algorithm that is registered', () => {
    assert.deepEqual(judged({ alg: 'PS256' }, ONLY_PS256), { algorithm: 'PS256', kid: null })
    for (const alg of ['RS256', 'ES256', 'none']) {
      assert.equal(judged({ alg }, ONLY_PS256), 'request_object_algorithm')
    }
  })

  test('may say none only where that is registered, without a signature, and never where one is required', () => {
    assert.equal(judged({ alg: 'none' }, UNSIGNED), null)
    assert.equal(judged({ alg: 'none' }, UNSIGNED, true), 'request_object_malformed')
    assert.equal(judged({ alg: 'RS256' }, UNSIGNED), 'request_object_algorithm')
    assert.equal(
      judged({ alg: 'none' }, { ...UNSIGNED, requireSignedRequestObject: true }),
      'request_object_algorithm',
    )
    assert.equal(judged({ alg: 'RS256' }, ANY, false), 'request_object_signature')
  })

  for (const [typ, fits] of [
    ['oauth-authz-req+jwt', true],
    ['application/oauth-authz-req+jwt', true],
    ['OAuth-Authz-Req+JWT', true],
    ['jwt', true],
    ['at+jwt', false],
    ['logout+jwt', false],
    ['dpop+jwt', false],
    ['client-authentication+jwt', false],
    ['', false],
    [null, false],
    [['JWT'], false],
  ] as const) {
    test(`${fits ? 'may' : 'may not'} be of type ${JSON.stringify(typ)}`, () => {
      const expected = fits ? { algorithm: 'RS256', kid: null } : 'request_object_malformed'
      assert.deepEqual(judged({ alg: 'RS256', typ }), expected)
    })
  }

  test('names its key by a string, which leads to no place', () => {
    assert.deepEqual(
      judged({ alg: 'ES256', kid: '../../etc/passwd', jku: 'https://evil.example/', x5u: 'x', jwk: {} }),
      {
        algorithm: 'ES256',
        kid: '../../etc/passwd',
      },
    )
    for (const kid of [1, null, {}, ['a']])
      assert.equal(judged({ alg: 'ES256', kid }), 'request_object_malformed')
  })

  test('of what is no JWT is refused, as invalid_request_object', () => {
    const result = judgeRequestObject(null, ANY)
    assert.equal(result.ok ? null : onTheWire(result.error.reason).code, 'invalid_request_object')
  })
})

const GOOD = {
  iss: C1,
  aud: ISSUER,
  client_id: C1,
  iat: SECONDS,
  exp: SECONDS + 60,
  response_type: 'code',
  scope: 'openid RealTimeApi',
  redirect_uri: 'https://a.example/cb',
}

function outcome(changes: object, outer = `client_id=${C1}`): unknown {
  const claims: Record<string, unknown> = Object.fromEntries(
    Object.entries({ ...GOOD, ...changes }).filter(([, value]) => value !== undefined),
  )
  const around = { clientId: C1, issuer: ISSUER, outer: parsed(outer), now: NOW }
  const result = readRequestObject(claims, around)
  return result.ok ? Object.fromEntries(result.value) : result.error.reason
}

const READ = {
  client_id: [C1],
  response_type: ['code'],
  scope: ['openid RealTimeApi'],
  redirect_uri: ['https://a.example/cb'],
}

describe('the parameters of a request object', () => {
  for (const [name, changes, expected] of [
    ['are strings', { state: 's', nonce: 'n' }, { state: ['s'], nonce: ['n'] }],
    ['may be a number where one is meant', { max_age: 0 }, { max_age: ['0'] }],
    ['may be a number as a string', { max_age: '300' }, { max_age: ['300'] }],
    [
      'may be an object where one is meant',
      { claims: { userinfo: { name: null } } },
      { claims: ['{"userinfo":{"name":null}}'] },
    ],
    ['may be an object as a string', { claims: '{}' }, { claims: ['{}'] }],
    ['may repeat where they may', { resource: ['urn:a', 'urn:b'] }, { resource: ['urn:a', 'urn:b'] }],
    ['may be one of several', { resource: 'urn:a' }, { resource: ['urn:a'] }],
    ['that are empty count as absent', { state: '', resource: [] }, {}],
    [
      'that nobody knows are left out',
      { foo: 'bar', latchkey_done: 'x', latchkey_request: 'x', sub: 'x', jti: 'y' },
      {},
    ],
    ['have no broken characters', { state: 'a\ud800b' }, { state: ['a\ufffdb'] }],
  ] as const) {
    test(name, () => assert.deepEqual(outcome(changes), { ...READ, ...expected }))
  }

  for (const [reason, changes] of [
    ['request_object_malformed', { state: 1 }],
    ['request_object_malformed', { scope: ['openid', 'RealTimeApi'] }],
    ['request_object_malformed', { redirect_uri: { toString: 'https://a.example/cb' } }],
    ['request_object_malformed', { redirect_uri: ['https://a.example/cb'] }],
    ['request_object_malformed', { nonce: null }],
    ['request_object_malformed', { prompt: true }],
    ['request_object_malformed', { max_age: 1.5 }],
    ['request_object_malformed', { max_age: 1e300 }],
    ['request_object_malformed', { max_age: [1] }],
    ['request_object_malformed', { claims: [] }],
    ['request_object_malformed', { claims: { userinfo: { a: { values: [[[[]]]] } } } }],
    ['request_object_malformed', { resource: ['urn:a', 1] }],
    ['request_object_malformed', { resource: { a: 'urn:a' } }],
    ['request_object_malformed', { request: 'a.b.c' }],
    ['request_object_malformed', { request_uri: 'https://a.example/r' }],
    ['request_object_malformed', { request: '' }],
    ['parameter_missing', { response_type: undefined }],
    ['parameter_missing', { response_type: '' }],
    ['request_object_malformed', { exp: '1700000060' }],
    ['request_object_malformed', { exp: null }],
    ['request_object_malformed', { iat: [SECONDS] }],
    ['request_object_mismatch', { client_id: 'app_2' }],
    ['request_object_mismatch', { client_id: undefined, iss: undefined, aud: undefined }],
    ['request_object_mismatch', { client_id: [C1] }],
    ['request_object_mismatch', { iss: 'app_2' }],
    ['request_object_mismatch', { sub: C1 }],
    ['request_object_mismatch', { iss: null }],
    ['request_object_mismatch', { aud: 'https://other.example' }],
    ['request_object_mismatch', { aud: `${ISSUER}/` }],
    ['request_object_mismatch', { aud: [] }],
    ['request_object_mismatch', { aud: null }],
    ['request_object_mismatch', { aud: ['https://other.example'] }],
    ['request_object_mismatch', { aud: { 0: ISSUER } }],
  ] as const) {
    test(`are refused as ${reason} with ${JSON.stringify(changes)}`, () =>
      assert.equal(outcome(changes), reason))
  }

  for (const [what, changes] of [
    ['client_id', { client_id: undefined }],
    ['client_id and aud', { client_id: undefined, aud: undefined }],
    ['iss', { iss: undefined }],
    ['aud', { aud: undefined }],
    ['iat and exp', { iat: undefined, exp: undefined }],
    ['an aud of one', { aud: [ISSUER, 'https://other.example'] }],
  ] as const) {
    test(`may come without ${what}`, () => assert.deepEqual(outcome(changes), READ))
  }

  for (const [claim, offset, holds] of [
    ['exp', 60, true],
    ['exp', -8, true],
    ['exp', -30, false],
    ['exp', -61, false],
    ['nbf', -3600, true],
    ['nbf', 8, true],
    ['nbf', 61, false],
    ['iat', 8, true],
    ['iat', 30, true],
    ['iat', 61, false],
    ['iat', 3600, false],
  ] as const) {
    test(`${holds ? 'count' : 'do not count'} with ${claim} ${offset} s from now`, () => {
      assert.deepEqual(outcome({ [claim]: SECONDS + offset }), holds ? READ : 'request_object_expired')
    })
  }

  test('alone count, whatever comes beside the object', () => {
    const outer = `client_id=${C1}&scope=AdminApi&redirect_uri=https://evil.example/&state=x&nonce=y&prompt=none&resource=urn:x`
    assert.deepEqual(outcome({}, outer), READ)
  })

  test('must name the response_type that comes beside the object, in any order of its words', () => {
    const hybrid = { response_type: 'code id_token' }
    assert.equal(outcome({}, 'response_type=token'), 'request_object_mismatch')
    assert.equal(outcome({}, 'response_type=code&response_type=code'), 'parameter_repeated')
    assert.deepEqual(outcome({}, 'response_type=code'), READ)
    assert.deepEqual(outcome(hybrid, 'response_type=id_token code'), {
      ...READ,
      response_type: ['code id_token'],
    })
  })

  test(`never come from anything but known names and texts, whatever JSON stands there (seed ${SEED})`, () => {
    const names = fc.constantFrom(
      ...Object.keys(GOOD),
      'state',
      'claims',
      'resource',
      'max_age',
      '__proto__',
      'toString',
    )
    const claims = fc.array(fc.tuple(names, fc.oneof(fc.jsonValue(), fc.constant(C1))), { maxLength: 6 })
    fc.assert(
      fc.property(claims, entries => {
        const around = { clientId: C1, issuer: ISSUER, outer: parsed(''), now: NOW }
        const result = readRequestObject({ ...GOOD, ...Object.fromEntries(entries) }, around)
        if (!result.ok) return
        assert.deepEqual(result.value.get('client_id'), [C1])
        for (const values of result.value.values()) {
          assert.ok(
            values.length > 0 && values.every(value => typeof value === 'string' && value.isWellFormed()),
          )
        }
        assert.equal(result.value.has('__proto__') || result.value.has('toString'), false)
      }),
      { seed: SEED, numRuns: 1000 },
    )
  })
})
