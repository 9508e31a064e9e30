import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { PERMISSIONS } from '@latchkey/contract/route.ts'
import { applicationAt, entriesFor } from './entries.ts'

const LIST = '/admin/account-settings/api-applications'
const words = (typed: string, permissions = PERMISSIONS.slice(), path = LIST) =>
  entriesFor(typed, permissions, path).map(entry => entry.words)

describe('what the palette offers', () => {
  test('holds every word that was typed, in any order and case', () => {
    assert.deepEqual(words('NEW application'), ['Register a new application'])
    assert.deepEqual(words('application new register'), ['Register a new application'])
    assert.deepEqual(words('nothing of this kind'), [])
  })

  test('is only what the security profile permits', () => {
    assert.deepEqual(words('', []), ['Business Unit', 'Your account', 'Glossary'])
    assert.ok(!words('', ['api-applications:view']).includes('Register a new application'))
  })

  test('begins with the places of the application whose page is open', () => {
    const at = `${LIST}/app_01a2/edit`
    assert.equal(words('', PERMISSIONS.slice(), at)[0], 'Edit this application')
    assert.equal(applicationAt(at), 'app_01a2')
    assert.equal(applicationAt(`${LIST}/new`), null)
    assert.equal(applicationAt(`${LIST}/deleted`), null)
  })
})
