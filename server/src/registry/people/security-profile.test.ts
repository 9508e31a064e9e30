import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { PERMISSIONS } from '@latchkey/contract/route.ts'
import type { SecurityProfile } from '../model.ts'
import { isForOperators, permissionsOf, SYSTEM_PROFILES, systemProfile } from './profiles.ts'
import { administers, boundedBy, checkProfile, differencesOf } from './security-profile.ts'

const ORDINARY = { platform: false }
const mine: SecurityProfile = {
  id: 'prf_mine',
  name: 'Mine',
  system: false,
  permissions: ['api-applications:view', 'users:edit', 'security-profiles:edit'],
  scopes: ['RealTimeApi', 'ReportingApi'],
}
const asked = { name: 'Leads', permissions: mine.permissions, scopes: mine.scopes }

function faultsOf(content: Parameters<typeof checkProfile>[2]): readonly string[] {
  const checked = checkProfile(ORDINARY, mine, content)
  return checked.ok ? [] : checked.error.map(({ path, rule }) => `${path} ${rule}`)
}

describe('a security profile', () => {
  test('permits no more than whoever makes it has, and says each thing that it would', () => {
    assert.deepEqual(faultsOf(asked), [])
    assert.deepEqual(faultsOf({ ...asked, permissions: ['audit:view', 'users:edit', 'mail:view'] }), [
      '/permissions beyond',
      '/permissions beyond',
    ])
    assert.deepEqual(faultsOf({ ...asked, scopes: ['AdminApi', 'none', 'RealTimeApi'] }), [
      '/scopes beyond',
      '/scopes beyond',
    ])
  })

  test('has a name that can be seen and that no system profile has, in whatever letters', () => {
    for (const name of ['', ' ', 'a\u200bb', 'x'.repeat(101), 'a@b']) {
      assert.equal(faultsOf({ ...asked, name }).length, 1, name)
    }
    for (const name of ['Manager', 'MANAGER', ' manager ', 'ｍanager', 'Agent']) {
      assert.deepEqual(faultsOf({ ...asked, name }), ['/name taken'], name)
    }
  })

  test('holds each permission and scope once and in one order', () => {
    const checked = checkProfile(ORDINARY, mine, {
      name: '  Leads ',
      permissions: ['users:edit', 'api-applications:view', 'users:edit'],
      scopes: ['ReportingApi', 'RealTimeApi', 'ReportingApi'],
    })
    assert.deepEqual(checked, {
      ok: true,
      value: {
        name: 'Leads',
        nameKey: 'leads',
        permissions: ['api-applications:view', 'users:edit'],
        scopes: ['RealTimeApi', 'ReportingApi'],
      },
    })
  })

  test('lets its people manage users and profiles when it permits to edit both', () => {
    assert.deepEqual(
      SYSTEM_PROFILES.map(profile => administers(ORDINARY, profile)),
      [true, false, false],
    )
    assert.equal(administers(ORDINARY, mine), true)
    assert.equal(administers(ORDINARY, { ...mine, permissions: ['users:edit'] }), false)
  })

  test('differs from the version before by what came and what went', () => {
    const after = {
      name: 'Leads',
      permissions: ['users:edit', 'audit:view'] as const,
      scopes: ['RealTimeApi'],
    }
    assert.deepEqual(differencesOf({ ...mine, name: 'Mine' }, after), {
      name: 'Mine',
      addedPermissions: ['audit:view'],
      removedPermissions: ['api-applications:view', 'security-profiles:edit'],
      addedScopes: [],
      removedScopes: ['ReportingApi'],
    })
    assert.deepEqual(differencesOf(null, after).addedPermissions, after.permissions)
    assert.equal(differencesOf(null, after).name, null)
  })
})

describe('the security profile of an application', () => {
  const manager = systemProfile('manager')
  assert.ok(manager !== null)

  test('permits what it was given as far as whoever gave it has that now', () => {
    assert.deepEqual(boundedBy(ORDINARY, mine, manager).permissions, permissionsOf(ORDINARY, mine))
    assert.deepEqual(boundedBy(ORDINARY, manager, mine).permissions, permissionsOf(ORDINARY, mine))
    assert.deepEqual(boundedBy(ORDINARY, manager, mine).scopes, mine.scopes)
    const reduced = { ...mine, permissions: ['audit:view'] as const, scopes: [] }
    assert.deepEqual(boundedBy(ORDINARY, mine, reduced).permissions, [])
  })

  test('permits nothing once whoever gave it is not active', () => {
    const none = boundedBy(ORDINARY, manager, null)
    assert.deepEqual([none.permissions, none.scopes], [[], []])
  })

  test('holds nothing that only operators can be given, outside of their own business unit', () => {
    const held = boundedBy(ORDINARY, manager, manager).permissions
    assert.deepEqual(
      held,
      PERMISSIONS.filter(permission => !isForOperators(permission)),
    )
  })
})
