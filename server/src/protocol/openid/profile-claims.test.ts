import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { OPENID_SCOPES } from '../scope.ts'
import { type Person, PROFILE_CLAIMS, profileClaims, scopesOfClaims } from './profile-claims.ts'

const NOTHING = { email: null, emailVerified: false, phone: null, phoneVerified: false, address: null }
const silent: Person = {
  fullName: 'Harbour Manager',
  userName: 'manager@harbour.example',
  contact: NOTHING,
}
const person: Person = {
  ...silent,
  details: {
    givenName: 'Kim',
    familyName: 'Ito',
    middleName: 'Q',
    nickname: 'K',
    picture: 'https://a.example/p.png',
    profile: 'https://a.example/kim',
    website: 'https://kim.example',
    gender: 'female',
    birthdate: '0000-02-29',
    zoneinfo: 'Europe/Berlin',
    locale: 'de-DE',
    updatedAt: 1_700_000_000_999,
  },
  contact: {
    email: 'manager@harbour.example',
    emailVerified: true,
    phone: '+441632960123',
    phoneVerified: false,
    address: '1 Quay\nHarbour',
  },
  membership: {
    businessUnitNumber: '4512345',
    businessUnitName: 'Harbour Support',
    securityProfile: 'Manager',
  },
}
const names = { name: 'Harbour Manager', preferred_username: 'manager@harbour.example' }
const details = {
  given_name: 'Kim',
  family_name: 'Ito',
  middle_name: 'Q',
  nickname: 'K',
  picture: 'https://a.example/p.png',
  profile: 'https://a.example/kim',
  website: 'https://kim.example',
  gender: 'female',
  birthdate: '0000-02-29',
  zoneinfo: 'Europe/Berlin',
  locale: 'de-DE',
  updated_at: 1_700_000_000,
}

describe('the claims about a person', () => {
  for (const [scope, claims] of [
    ['openid', {}],
    ['profile', { ...names, ...details }],
    ['email', { email: 'manager@harbour.example', email_verified: true }],
    ['phone', { phone_number: '+441632960123', phone_number_verified: false }],
    ['address', { address: { formatted: '1 Quay\nHarbour' } }],
    [
      'business_unit',
      {
        business_unit_number: '4512345',
        business_unit_name: 'Harbour Support',
        security_profile: 'Manager',
      },
    ],
    ['offline_access', {}],
  ] as const) {
    test(`that the scope ${scope} covers are ${Object.keys(claims).join(', ') || 'none'}`, () => {
      assert.deepEqual(profileClaims(person, [scope]), claims)
    })
  }

  test('are left out where nothing is known, what was verified of it too', () => {
    assert.deepEqual(profileClaims(silent, OPENID_SCOPES), names)
    const unknown = { ...NOTHING, emailVerified: true, phoneVerified: true }
    assert.deepEqual(profileClaims({ ...silent, contact: unknown }, ['email', 'phone']), {})
  })

  test('are released only when they are wanted, and only within the scopes', () => {
    assert.deepEqual(profileClaims(person, ['profile'], ['name', 'email', 'sub']), {
      name: 'Harbour Manager',
    })
    assert.deepEqual(profileClaims(person, ['email', 'phone'], ['email_verified', 'phone_number']), {
      email_verified: true,
      phone_number: '+441632960123',
    })
    assert.deepEqual(profileClaims(person, ['profile'], []), {})
    assert.deepEqual(profileClaims(person, ['openid'], ['name']), {})
  })

  test('lead each to the scope that covers it, and those that we do not hold to none', () => {
    assert.deepEqual(scopesOfClaims(['name', 'preferred_username']), ['profile'])
    assert.deepEqual(scopesOfClaims(['email', 'address', 'phone_number', 'email_verified']), [
      'email',
      'address',
      'phone',
    ])
    assert.deepEqual(scopesOfClaims(['zodiac', '__proto__', 'constructor', 'auth_time', 'sub']), [])
  })

  test('are all listed, each under a scope that can be asked for', () => {
    assert.deepEqual(
      [...PROFILE_CLAIMS].toSorted(),
      Object.keys(profileClaims(person, OPENID_SCOPES)).toSorted(),
    )
    for (const scope of scopesOfClaims(PROFILE_CLAIMS)) assert.ok(OPENID_SCOPES.includes(scope), scope)
  })
})
