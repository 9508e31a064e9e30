import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { exampleApplication } from '@latchkey/contract/applications/applications.ts'
import { exampleMetadata } from '@latchkey/contract/applications/client-metadata.ts'
import { changedFields, type EditValues, patchOf, valuesOf } from './edit-values.ts'

const KEYS = '{"keys":[{"kty":"EC","kid":"a"}]}'

const BASE: EditValues = valuesOf({
  ...exampleApplication,
  type: 'internal',
  scopes: ['RealTimeApi', 'ReportingApi'],
  optionalScopes: ['ReportingApi'],
  callbackUrls: ['https://a.example/callback'],
  rotateRefreshTokens: true,
  metadata: { ...exampleMetadata, backchannelLogoutUri: null, postLogoutRedirectUris: [] },
  lifetimes: { accessToken: 300, refreshIdle: null, refreshLongest: null },
})

function withMetadata(part: Partial<EditValues['metadata']>): EditValues {
  return { ...BASE, metadata: { ...BASE.metadata, ...part } }
}

function withLifetimes(part: Partial<EditValues['lifetimes']>): EditValues {
  return { ...BASE, lifetimes: { ...BASE.lifetimes, ...part } }
}

describe('an edit', () => {
  test('sends only what was changed', () => {
    assert.deepEqual(patchOf(BASE, BASE), {})
    assert.deepEqual(patchOf(BASE, { ...BASE, scopes: ['ReportingApi'] }), { scopes: ['ReportingApi'] })
    assert.deepEqual(patchOf(BASE, { ...BASE, callbackUrls: ['', ...BASE.callbackUrls] }), {})
    assert.deepEqual(patchOf(BASE, withMetadata({ idTokenSignedResponseAlg: 'ES256' })), {
      metadata: { idTokenSignedResponseAlg: 'ES256' },
    })
  })

  test('is no change when scopes only stand in another order', () => {
    assert.deepEqual(changedFields(BASE, { ...BASE, scopes: ['ReportingApi', 'RealTimeApi'] }), [])
  })

  test('can take away the last callback URL', () => {
    assert.deepEqual(patchOf(BASE, { ...BASE, callbackUrls: [''] }), { callbackUrls: [] })
  })

  test('gives up what is optional of a scope together with the scope', () => {
    assert.deepEqual(patchOf(BASE, { ...BASE, scopes: ['RealTimeApi'] }), {
      scopes: ['RealTimeApi'],
      optionalScopes: [],
    })
  })

  test('leaves the optional scopes of an external application to its vendor', () => {
    const external = valuesOf({ ...exampleApplication, type: 'external' })
    assert.deepEqual(patchOf(external, { ...external, scopes: ['RealTimeApi'] }), { scopes: ['RealTimeApi'] })
  })
})

describe('an edit of the lifetimes', () => {
  test('sends seconds, whatever unit they were typed in', () => {
    assert.deepEqual(patchOf(BASE, withLifetimes({ refreshIdle: { text: '7', unit: 'days' } })), {
      lifetimes: { refreshIdle: 604_800 },
    })
    assert.deepEqual(patchOf(BASE, withLifetimes({ accessToken: { text: '300', unit: 'seconds' } })), {})
  })

  test('goes back to the default by an empty field', () => {
    assert.deepEqual(patchOf(BASE, withLifetimes({ accessToken: { text: ' ', unit: 'minutes' } })), {
      lifetimes: { accessToken: null },
    })
  })

  test('counts as a change also while it cannot be read', () => {
    const typed = withLifetimes({ refreshLongest: { text: 'soon', unit: 'days' } })
    assert.deepEqual(changedFields(BASE, typed), ['lifetimes.refreshLongest'])
  })
})

describe('an edit of the metadata', () => {
  test('keeps a sector for pairwise subjects alone', () => {
    const sectorIdentifierUri = 'https://a.example/sector.json'
    assert.deepEqual(patchOf(BASE, withMetadata({ sectorIdentifierUri })), {})
    assert.deepEqual(patchOf(BASE, withMetadata({ sectorIdentifierUri, subjectType: 'pairwise' })), {
      metadata: { sectorIdentifierUri, subjectType: 'pairwise' },
    })
  })

  test('sends the keys of the way that is chosen, and takes the other away', () => {
    const keys = withMetadata({ keySource: 'keys', jwks: KEYS })
    assert.deepEqual(patchOf(BASE, keys), { metadata: { jwks: KEYS } })
    const moved = { ...keys.metadata, keySource: 'url', jwksUri: 'https://a.example/keys' } as const
    assert.deepEqual(patchOf(keys, { ...keys, metadata: moved }), {
      metadata: { jwks: null, jwksUri: 'https://a.example/keys' },
    })
    assert.deepEqual(patchOf(keys, withMetadata({ keySource: 'none', jwks: KEYS })), {
      metadata: { jwks: null },
    })
  })

  test('sends empty text where keys were chosen and not given, for the server to refuse', () => {
    assert.deepEqual(patchOf(BASE, withMetadata({ keySource: 'url' })), { metadata: { jwksUri: '' } })
    assert.deepEqual(changedFields(BASE, withMetadata({ keySource: 'keys' })), ['metadata.jwks'])
    const none = withMetadata({ keySource: 'keys', jwks: '{"keys": []}' })
    assert.deepEqual(patchOf(BASE, none), { metadata: { jwks: '{"keys": []}' } })
  })

  test('is no change when a key set is only written with other spaces', () => {
    const keys = withMetadata({ keySource: 'keys', jwks: KEYS })
    const spaced = JSON.stringify(JSON.parse(KEYS), null, 2)
    assert.deepEqual(changedFields(keys, withMetadata({ keySource: 'keys', jwks: spaced })), [])
  })
})
