import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isApplicationId, isUserId } from '../lib/ids.ts'
import { OPENID_SCOPES } from '../protocol/scope.ts'
import { describeScope, mustAskConsent } from './consent.ts'
import type { Consent } from './model.ts'

function consentTo(...scopes: readonly string[]): Consent {
  const [userId, applicationId] = [`usr_${'1'.repeat(32)}`, `app_${'1'.repeat(32)}`]
  assert.ok(isUserId(userId) && isApplicationId(applicationId))
  return { userId, applicationId, scopes, grantedAt: 0 }
}

const SITE = 'https://a.example/cb'

describe('a user', () => {
  for (const [asked, why, facts] of [
    [true, 'who never consented', { consent: null }],
    [true, 'who never consented, though nothing is granted', { consent: null, granted: [] }],
    [false, 'who consented to all of it', {}],
    [false, 'who consented to more', { granted: ['a'] }],
    [false, 'who consented, with nothing left to grant', { granted: [] }],
    [true, 'who did not consent to one of them', { granted: ['a', 'c'] }],
    [true, 'who consented to the name in another case', { granted: ['A'] }],
    [true, 'whom the application wants asked', { demanded: true }],
    [false, 'of a public application reached by https', { application: { clientType: 'public' } }],
    [
      true,
      'of a public application on the same machine',
      { application: { clientType: 'public' }, redirectUri: 'http://127.0.0.1:51004/cb' },
    ],
    [
      true,
      'of a public application behind a private-use scheme',
      { application: { clientType: 'public' }, redirectUri: 'com.example.app:/cb' },
    ],
    [false, 'of a confidential application on the same machine', { redirectUri: 'http://localhost/cb' }],
  ] as const) {
    test(`${why} is ${asked ? 'asked' : 'not asked'}`, () => {
      const usual = {
        granted: ['a', 'b'],
        consent: consentTo('a', 'b'),
        application: { clientType: 'confidential' },
        redirectUri: SITE,
        demanded: false,
      } as const
      assert.equal(mustAskConsent({ ...usual, ...facts }), asked)
    })
  }
})

describe('a scope', () => {
  const scopes = [{ name: 'AgentApi', description: 'Act for agents' }]
  test('is described by its own words, else by its name', () => {
    assert.equal(describeScope('AgentApi', scopes), 'Act for agents')
    for (const name of ['OtherApi', '__proto__', 'constructor', 'toString']) {
      assert.equal(describeScope(name, scopes), name)
    }
  })
  test('of OpenID Connect is described, whatever else has its name', () => {
    for (const name of OPENID_SCOPES) {
      assert.notEqual(describeScope(name, []), name)
      assert.equal(describeScope(name, [{ name, description: 'evil' }]), describeScope(name, []))
    }
  })
})
