import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Registered } from './registered.ts'
import { linksOf, mayAskFor, mayUseGrant } from './registered-use.ts'

const REGISTERED: Registered = {
  clientName: null,
  applicationType: 'web',
  grantTypes: ['authorization_code', 'implicit'],
  responseTypes: ['code', 'token id_token'],
  openidScopes: [],
  contacts: [],
  logoUri: 'https://client.example/logo.png',
  clientUri: null,
  policyUri: null,
  tosUri: null,
  initiateLoginUri: null,
  defaultMaxAge: null,
  requireAuthTime: false,
  softwareId: null,
  softwareVersion: null,
}

describe('what a client registered', () => {
  test('bounds the grants it may use; by hand all are open', () => {
    assert.equal(mayUseGrant(REGISTERED, 'authorization_code'), true)
    assert.equal(mayUseGrant(REGISTERED, 'refresh_token'), false)
    assert.equal(mayUseGrant(REGISTERED, 'client_credentials'), false)
    assert.equal(mayUseGrant(null, 'client_credentials'), true)
  })

  for (const [type, may] of [
    [{ code: true, idToken: false, token: false }, true],
    [{ code: false, idToken: true, token: true }, true],
    [{ code: false, idToken: true, token: false }, false],
    [{ code: true, idToken: true, token: true }, false],
  ] as const) {
    test(`${may ? 'allows' : 'refuses'} the response type of ${JSON.stringify(type)}`, () => {
      assert.equal(mayAskFor(REGISTERED, type), may)
      assert.equal(mayAskFor(null, type), true)
    })
  }

  test('gives the links that may be shown, and never the logo', () => {
    assert.deepEqual(linksOf(null), [])
    assert.deepEqual(linksOf(REGISTERED), [])
    const all = {
      ...REGISTERED,
      clientUri: 'https://client.example/',
      policyUri: 'https://client.example/policy',
      tosUri: 'https://client.example/terms',
    }
    assert.deepEqual(linksOf(all), [
      { what: 'website', url: 'https://client.example/', host: 'client.example' },
      { what: 'policy', url: 'https://client.example/policy', host: 'client.example' },
      { what: 'terms', url: 'https://client.example/terms', host: 'client.example' },
    ])
  })
})
