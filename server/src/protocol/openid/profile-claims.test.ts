import assert from 'node:assert/strict'
import { test } from 'node:test'
import { profileClaims, scopesOfClaims } from './profile-claims.ts'

const person = { fullName: 'Harbour Manager', userName: 'manager@harbour.example' }

test('the scope profile covers name and user name, and without it there is neither', () => {
  assert.deepEqual(profileClaims(person, ['openid', 'profile']), {
    name: 'Harbour Manager',
    preferred_username: 'manager@harbour.example',
  })
  assert.deepEqual(profileClaims(person, ['openid']), {})
})

test('only the claims that are wanted are released, and only within the scopes', () => {
  assert.deepEqual(profileClaims(person, ['profile'], ['name', 'email', 'sub']), { name: 'Harbour Manager' })
  assert.deepEqual(profileClaims(person, ['profile'], []), {})
  assert.deepEqual(profileClaims(person, ['openid'], ['name']), {})
})

test('a claim leads to the scope that covers it, and one that we do not hold to none', () => {
  assert.deepEqual(scopesOfClaims(['name', 'preferred_username']), ['profile'])
  assert.deepEqual(scopesOfClaims(['email', '__proto__', 'auth_time', 'sub']), [])
})
