import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Problem } from '@latchkey/contract/problem.ts'
import { callbackFaults, problemFaults } from './field-faults.ts'

function problem(...paths: readonly string[]): Problem {
  const errors = paths.map(path => ({ path, rule: 'url', message: 'Use https.' }))
  return { type: 'about:blank', title: 'No', status: 400, detail: 'No.', requestId: 'r', errors }
}

const ROWS = new Map([
  ['metadata.postLogoutRedirectUris', ['', 'https://a.example/out', 'http://b.example/out']],
])

describe('faults of fields within a group', () => {
  test('reach the control that has the name of the field', () => {
    const faults = problemFaults(
      problem('/metadata/jwks', '/lifetimes/accessToken', '/optionalScopes/0'),
      ROWS,
    )
    assert.deepEqual(
      faults.map(({ control, label }) => `${control}: ${label}`),
      ['metadata.jwks: JWK Set', 'lifetimes.accessToken: Access token lifetime', 'scopes: API Scope'],
    )
  })

  test('reach the row of the URL that was sent, blank rows apart', () => {
    assert.deepEqual(problemFaults(problem('/metadata/postLogoutRedirectUris/1'), ROWS), [
      { control: 'metadata.postLogoutRedirectUris.2', label: 'Post-logout URL 3', message: 'Use https.' },
    ])
  })

  test('of a group itself, or of a field that no screen knows, belong to no control', () => {
    assert.deepEqual(problemFaults(problem('/metadata', '/metadata/colour', '/lifetimes'), ROWS), [])
  })
})

test('post-logout URLs are judged by the rules of callback URLs, at their own rows', () => {
  const faults = callbackFaults(['', 'http://a.example/out'], 'metadata.postLogoutRedirectUris')
  assert.deepEqual(
    faults.map(({ control, label }) => `${control}: ${label}`),
    ['metadata.postLogoutRedirectUris.1: Post-logout URL 2'],
  )
})
