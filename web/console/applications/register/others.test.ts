import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Application, getApplication } from '@latchkey/contract/applications/applications.ts'
import { DEFAULT_METADATA } from '@latchkey/contract/applications/client-metadata.ts'
import { beginningOf } from './beginning.ts'
import { bodyOf } from './form-values.ts'
import { fieldsOf, othersOf } from './others.ts'

const AROUND = { sensitive: [], longestAccessToken: null }

function application(more: Partial<Application> = {}): Application {
  return {
    ...getApplication.example.response,
    clientType: 'confidential',
    scopes: ['RealTimeApi', 'ReportingApi'],
    optionalScopes: [],
    implicitAllowed: false,
    rotateRefreshTokens: false,
    tags: [],
    metadata: DEFAULT_METADATA,
    lifetimes: { accessToken: null, refreshIdle: null, refreshLongest: null },
    ...more,
  }
}

test('what is as it would be without is not taken over, nor what belongs to the keys of one application', () => {
  const metadata = { ...DEFAULT_METADATA, jwksUri: 'https://a.example/keys', clientUri: 'https://a.example/' }
  const others = othersOf(application({ metadata }))
  assert.deepEqual(others, {})
  assert.deepEqual(fieldsOf(others), [])
  assert.deepEqual(othersOf(application({ clientType: 'public', rotateRefreshTokens: true })), {})
})

test('the body of a duplicate holds every setting of the original, and what the form says before it', () => {
  const original = application({
    optionalScopes: ['ReportingApi'],
    implicitAllowed: true,
    rotateRefreshTokens: true,
    tags: ['night'],
    metadata: {
      ...DEFAULT_METADATA,
      kind: 'web',
      requirePkce: false,
      backchannelLogoutUri: 'https://a.example/logout',
      tosUri: 'https://a.example/terms',
    },
    lifetimes: { accessToken: 300, refreshIdle: null, refreshLongest: 86_400 },
  })
  const values = {
    ...beginningOf({ scopes: 'RealTimeApi ReportingApi', kind: 'web' }, original),
    name: 'Copy',
  }
  const body = bodyOf(values, AROUND)
  assert.deepEqual(
    [body.optionalScopes, body.implicitAllowed, body.rotateRefreshTokens, body.tags],
    [['ReportingApi'], true, true, ['night']],
  )
  assert.deepEqual(body.lifetimes, { accessToken: 300, refreshLongest: 86_400 })
  const { requirePkce, backchannelLogoutUri, tosUri, kind } = body.metadata
  assert.deepEqual(
    [requirePkce, backchannelLogoutUri, tosUri, kind],
    [false, 'https://a.example/logout', 'https://a.example/terms', 'web'],
  )
  // Optional is what is held: a scope that was taken away cannot be.
  assert.deepEqual(bodyOf({ ...values, scopes: ['RealTimeApi'] }, AROUND).optionalScopes, [])
  const without = bodyOf({ ...values, others: null }, AROUND)
  assert.deepEqual(
    [without.tags, without.lifetimes, without.metadata.requirePkce],
    [undefined, undefined, undefined],
  )
  assert.deepEqual(fieldsOf(othersOf(original)), [
    'optionalScopes',
    'implicitAllowed',
    'rotateRefreshTokens',
    'tags',
    'metadata.backchannelLogoutUri',
    'metadata.requirePkce',
    'lifetimes.accessToken',
    'lifetimes.refreshLongest',
  ])
})
