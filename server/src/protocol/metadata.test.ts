import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseAuthorizationRequest } from './authorization/authorization-request.ts'
import { judgeRequestObject } from './authorization/request-object.ts'
import { chooseResponseMode } from './authorization/response-type.ts'
import { serverMetadata } from './metadata.ts'
import { type Parameters, parseParameters } from './parameters.ts'
import { parseTokenRequest } from './token-request.ts'

const metadata = serverMetadata('https://latchkey.example', ['openid', 'RealTimeApi'], {
  registration: false,
  implicit: false,
  unsignedRequests: false,
  languages: ['en', 'de'],
})

function parsed(encoded: string): Parameters {
  const result = parseParameters(encoded)
  assert.ok(result.ok)
  return result.value
}

function listed(name: string): readonly string[] {
  const value = metadata[name]
  assert.ok(Array.isArray(value), name)
  return value
}

function isRefusedAs(
  result: { ok: true } | { ok: false; error: { reason: string } },
  reason: string,
): boolean {
  return !result.ok && result.error.reason === reason
}

const CHALLENGE = 'code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

describe('the server metadata', () => {
  test('has what RFC 8414 §2 and OpenID Connect Discovery §3 require, under the issuer', () => {
    assert.equal(metadata.issuer, 'https://latchkey.example')
    for (const name of [
      'authorization_endpoint',
      'token_endpoint',
      'introspection_endpoint',
      'revocation_endpoint',
      'userinfo_endpoint',
      'jwks_uri',
    ]) {
      assert.match(String(metadata[name]), /^https:\/\/latchkey\.example\/oauth2\/[a-z]+$/, name)
    }
    assert.ok(listed('subject_types_supported').includes('public'))
    assert.ok(listed('id_token_signing_alg_values_supported').includes('RS256'))
    assert.deepEqual(listed('scopes_supported'), ['openid', 'RealTimeApi'])
    assert.equal(metadata.authorization_response_iss_parameter_supported, true)
  })

  test('has no empty list and names no algorithm none, no plain challenge and no legacy grant', () => {
    for (const [name, value] of Object.entries(metadata)) {
      if (Array.isArray(value)) assert.ok(value.length > 0, name)
    }
    const algorithms = Object.keys(metadata).filter(name => name.includes('_alg_'))
    assert.ok(algorithms.length > 0)
    for (const name of algorithms) assert.ok(!listed(name).includes('none'), name)
    assert.deepEqual(listed('code_challenge_methods_supported'), ['S256'])
    for (const grant of ['password', 'implicit']) assert.ok(!listed('grant_types_supported').includes(grant))
    assert.ok(!listed('response_types_supported').includes('token'))
    assert.ok(!listed('introspection_endpoint_auth_methods_supported').includes('none'))
  })

  test('lists the grants that the token endpoint parses, and no others', () => {
    const unknown = (grant: string): boolean =>
      isRefusedAs(parseTokenRequest(parsed(`grant_type=${grant}`)), 'grant_type_unknown')
    for (const grant of listed('grant_types_supported')) assert.equal(unknown(grant), false, grant)
    for (const grant of ['password', 'implicit', 'urn:ietf:params:oauth:grant-type:device_code']) {
      assert.equal(unknown(grant), true, grant)
    }
  })

  const takes = (parameters: Parameters): boolean =>
    parseAuthorizationRequest(parameters).ok &&
    chooseResponseMode(parameters, 'https://a.example/cb').refused === null

  test('lists the response types, modes and challenge methods that the authorization endpoint takes', () => {
    const asks = (type: string, mode: string, method: string): boolean =>
      takes(
        parsed(`response_type=${type}&response_mode=${mode}&${CHALLENGE}&code_challenge_method=${method}`),
      )
    for (const type of listed('response_types_supported')) {
      for (const mode of listed('response_modes_supported')) {
        for (const method of listed('code_challenge_methods_supported')) {
          assert.equal(asks(type, mode, method), true)
        }
      }
    }
    assert.equal(asks('code', 'jwt', 'S256'), false)
    assert.equal(asks('code', 'query', 'plain'), false)
    assert.equal(asks('id_token', 'query', 'S256'), false)
  })

  test('says that request objects are taken, in the algorithms that are judged to be good', () => {
    for (const name of ['request_parameter_supported', 'request_uri_parameter_supported']) {
      assert.equal(metadata[name], true)
    }
    assert.equal(metadata['require_request_uri_registration'], true)
    const registered = { requestObjectSigningAlg: null, requireSignedRequestObject: false }
    const isTaken = (alg: string): boolean =>
      judgeRequestObject({ header: { alg }, claims: {}, signed: true }, registered).ok
    for (const alg of listed('request_object_signing_alg_values_supported'))
      assert.equal(isTaken(alg), true, alg)
    for (const alg of ['none', 'HS256', 'RS384']) assert.equal(isTaken(alg), false, alg)
  })

  test('names none for request objects while some application chose it, which then may send just such', () => {
    const offers = { registration: false, implicit: false, unsignedRequests: true, languages: [] }
    const chosen = serverMetadata('https://latchkey.example', ['openid'], offers)
    const signed = listed('request_object_signing_alg_values_supported')
    assert.deepEqual(chosen['request_object_signing_alg_values_supported'], [...signed, 'none'])
    const registered = { requestObjectSigningAlg: 'none', requireSignedRequestObject: false } as const
    assert.equal(
      judgeRequestObject({ header: { alg: 'none' }, claims: {}, signed: false }, registered).ok,
      true,
    )
  })
})
