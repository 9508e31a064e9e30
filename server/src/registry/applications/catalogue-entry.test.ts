import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  askedSince,
  authorizedScopeFaults,
  checkDescription,
  checkEntryEdit,
  stateOf,
} from './catalogue-entry.ts'
import { DEFAULT_METADATA } from './client-metadata.ts'

const ENTRY = {
  name: 'Wallboard',
  vendorName: 'Brightline',
  description: 'Live queue figures.',
  scopes: ['RealTimeApi', 'ReportingApi'],
  optionalScopes: ['ReportingApi'],
  metadata: DEFAULT_METADATA,
}
const KNOWN = ['RealTimeApi', 'ReportingApi', 'AdminApi']

describe('a catalogue entry', () => {
  test('may ask for whatever the platform has, and an optional scope that it gives up goes', () => {
    const more = checkEntryEdit(ENTRY, { scopes: ['RealTimeApi', 'AdminApi'], scopeReason: 'Skills.' }, KNOWN)
    assert.ok(more.ok)
    assert.deepEqual(
      [more.value.scopes, more.value.optionalScopes, more.value.metadata.scopeReason],
      [['RealTimeApi', 'AdminApi'], [], 'Skills.'],
    )
  })

  test('is refused with all faults at once', () => {
    const edit = { scopes: ['NoApi'], optionalScopes: ['ReportingApi'], scopeReason: ' ' }
    const refused = checkEntryEdit(ENTRY, edit, KNOWN)
    assert.ok(!refused.ok)
    assert.deepEqual(
      refused.error.map(({ path }) => path),
      ['/scopes/0', '/optionalScopes/0', '/scopeReason'],
    )
    const none = checkEntryEdit(ENTRY, { scopes: [] }, KNOWN)
    assert.ok(!none.ok)
  })

  test('says what it does on one line of at most 500 characters', () => {
    assert.deepEqual(checkDescription('  Live figures. '), { ok: true, value: 'Live figures.' })
    assert.ok(checkDescription('\u{1F600}'.repeat(500)).ok)
    for (const text of ['', ' ', 'x'.repeat(501), 'two\nlines', 'a\u0000b']) {
      const refused = checkDescription(text)
      assert.ok(!refused.ok, JSON.stringify(text.slice(0, 9)))
      assert.equal(refused.error[0]?.path, '/description')
    }
    const edited = checkEntryEdit(ENTRY, { description: 'Other words.' }, KNOWN)
    assert.equal(edited.ok && edited.value.description, 'Other words.')
  })

  test('is a draft until it is published for the first time, and withdrawn after', () => {
    const times = { createdAt: 1, statusChangedAt: 1 }
    assert.equal(stateOf({ ...times, active: false }), 'draft')
    assert.equal(stateOf({ ...times, active: true }), 'published')
    assert.equal(stateOf({ createdAt: 1, statusChangedAt: 2, active: false }), 'withdrawn')
  })

  test('is let in with fewer scopes where its vendor allows it, and never with more', () => {
    assert.deepEqual(authorizedScopeFaults(ENTRY, ['RealTimeApi']), [])
    assert.deepEqual(authorizedScopeFaults(ENTRY, ENTRY.scopes), [])
    for (const chosen of [
      ['ReportingApi'],
      ['RealTimeApi', 'AdminApi'],
      [],
      ['RealTimeApi', 'RealTimeApi'],
    ]) {
      assert.notDeepEqual(authorizedScopeFaults(ENTRY, chosen), [], chosen.join(' '))
    }
  })

  test('that asks for more is told from what the business unit took away before', () => {
    const then = ['RealTimeApi', 'ReportingApi']
    assert.deepEqual(askedSince(then, then, ['RealTimeApi']), [])
    assert.deepEqual(askedSince([...then, 'AdminApi'], then, ['RealTimeApi']), ['AdminApi'])
    assert.deepEqual(askedSince([...then, 'AdminApi'], then, [...then, 'AdminApi']), [])
    assert.deepEqual(askedSince(['RealTimeApi'], then, then), [])
  })
})
