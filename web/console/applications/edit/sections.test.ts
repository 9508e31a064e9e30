import assert from 'node:assert/strict'
import { test } from 'node:test'
import { markOf, sectionOf } from './sections.ts'

test('a control is found in the section of its field, rows too', () => {
  assert.equal(sectionOf('metadata.requestUris.3'), 'advanced')
  assert.equal(sectionOf('callbackUrls.0'), 'sign-in')
  assert.equal(sectionOf('lifetimes.accessToken'), 'tokens')
  assert.equal(sectionOf('vendorName'), 'names')
  assert.equal(sectionOf('clientType'), null)
})

test('a section is marked by its own changes and faults alone', () => {
  const faults = ['metadata.jwks', 'metadata.requestUris.1', 'scopes'].map(control => ({
    control,
    label: control,
    message: 'No.',
  }))
  assert.deepEqual(markOf('advanced', ['scopes'], faults), { changed: false, faults: 2 })
  assert.deepEqual(markOf('access', ['optionalScopes'], faults), { changed: true, faults: 1 })
  assert.deepEqual(markOf('tokens', [], []), { changed: false, faults: 0 })
})
