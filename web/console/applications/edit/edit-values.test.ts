import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { changedFields, clashesOf, type EditValues, patchOf } from './edit-values.ts'

const BASE: EditValues = {
  scopes: ['RealTimeApi', 'ReportingApi'],
  callbackUrls: ['https://a.example/callback'],
  implicitAllowed: false,
  rotateRefreshTokens: true,
}

describe('an edit', () => {
  test('sends only what was changed', () => {
    assert.deepEqual(patchOf(BASE, { ...BASE, scopes: ['ReportingApi'] }), { scopes: ['ReportingApi'] })
    assert.deepEqual(patchOf(BASE, { ...BASE, callbackUrls: ['', ...BASE.callbackUrls] }), {})
  })

  test('is no change when scopes only stand in another order', () => {
    assert.deepEqual(changedFields(BASE, { ...BASE, scopes: ['ReportingApi', 'RealTimeApi'] }), [])
  })

  test('can take away the last callback URL', () => {
    assert.deepEqual(patchOf(BASE, { ...BASE, callbackUrls: [''] }), { callbackUrls: [] })
  })
})

describe('two edits of the same application', () => {
  test('show for each field who changed it, with both values', () => {
    const mine = { ...BASE, scopes: ['AdminApi'], rotateRefreshTokens: false }
    const theirs = { ...BASE, scopes: ['RealTimeApi'], implicitAllowed: true }
    assert.deepEqual(clashesOf(BASE, mine, theirs), [
      { field: 'scopes', yours: ['AdminApi'], theirs: ['RealTimeApi'], changedBy: 'both' },
      { field: 'implicitAllowed', yours: ['off'], theirs: ['on'], changedBy: 'them' },
      { field: 'rotateRefreshTokens', yours: ['off'], theirs: ['on'], changedBy: 'you' },
    ])
  })

  test('without a difference show nothing', () => {
    assert.deepEqual(clashesOf(BASE, BASE, BASE), [])
  })
})
