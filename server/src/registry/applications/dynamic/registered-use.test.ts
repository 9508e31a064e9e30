import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { GRANT_TYPES } from '@latchkey/contract/applications/client-metadata.ts'
import { DEFAULT_METADATA } from '../client-metadata.ts'
import type { Registered } from './registered.ts'
import { mayAskFor, mayUseGrant } from './registered-use.ts'

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
  test('bounds the grants it may use, and so does what its owner chose; by hand all are open', () => {
    const chosen = (...grantTypes: ('authorization_code' | 'refresh_token')[]) => ({
      metadata: { ...DEFAULT_METADATA, grantTypes },
    })
    for (const [application, grants] of [
      [{ registered: REGISTERED, metadata: DEFAULT_METADATA }, 'authorization_code'],
      [{ registered: REGISTERED, ...chosen('refresh_token') }, ''],
      [
        { registered: null, ...chosen('authorization_code', 'refresh_token') },
        'authorization_code refresh_token',
      ],
      [
        { registered: null, metadata: DEFAULT_METADATA },
        'authorization_code refresh_token client_credentials',
      ],
    ] as const) {
      assert.equal(GRANT_TYPES.filter(grant => mayUseGrant(application, grant)).join(' '), grants)
    }
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
})
