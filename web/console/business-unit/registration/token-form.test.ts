import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FRESH, faultsAfter, readToken, tokenFaults } from './token-form.ts'

test('a form that is sent as it opens asks for one use, one day, no scope and nothing legacy', () => {
  assert.deepEqual(readToken(FRESH), {
    ok: true,
    body: {
      label: '',
      scopes: [],
      expiresInSeconds: 86_400,
      uses: 1,
      requirePkce: true,
      tokenEndpointAudienceAllowed: false,
    },
  })
})

test('what is no whole number is told at its field, and both at once', () => {
  const read = readToken({ ...FRESH, days: '1.5', uses: '' })
  assert.ok(!read.ok)
  assert.deepEqual(
    read.faults.map(({ control }) => control),
    ['token-days', 'token-uses'],
  )
})

test('a fault of the server lands at its field, that of one scope at the scopes, an unknown one nowhere', () => {
  const errors = [
    { path: '/expiresInSeconds', rule: 'range', message: 'too long' },
    { path: '/scopes/1', rule: 'unknown', message: 'no such scope' },
    { path: '/toString', rule: 'unknown', message: 'what' },
  ]
  const problem = {
    type: 'about:blank',
    title: 'Invalid',
    status: 400,
    detail: 'Invalid.',
    requestId: 'r',
    errors,
  }
  assert.deepEqual(
    tokenFaults(problem).map(({ control, message }) => [control, message]),
    [
      ['token-days', 'too long'],
      ['token-scopes', 'no such scope'],
    ],
  )
})

test('a changed field loses its fault, and no other does', () => {
  const read = readToken({ ...FRESH, days: 'soon', uses: 'many' })
  assert.ok(!read.ok)
  assert.deepEqual(
    faultsAfter(read.faults, { days: '7' }).map(({ control }) => control),
    ['token-uses'],
  )
})
