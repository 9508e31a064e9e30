import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { PERMISSIONS } from '@latchkey/contract/route.ts'
import { BUILT_IN_APIS, isForOperators, permissionsOf, SYSTEM_PROFILES, systemProfile } from './profiles.ts'

describe('the system profiles', () => {
  test('are Manager, Supervisor and Agent, found by their ids and no others', () => {
    for (const profile of SYSTEM_PROFILES) assert.equal(systemProfile(profile.id), profile)
    assert.deepEqual(
      SYSTEM_PROFILES.map(({ id, name, system }) => ({ id, name, system })),
      [
        { id: 'manager', name: 'Manager', system: true },
        { id: 'supervisor', name: 'Supervisor', system: true },
        { id: 'agent', name: 'Agent', system: true },
      ],
    )
    for (const id of ['', 'Manager', 'manager ', '__proto__', 'toString'])
      assert.equal(systemProfile(id), null)
  })

  for (const [id, allowed] of [
    ['manager', PERMISSIONS],
    ['supervisor', ['api-applications:view']],
    ['agent', []],
  ] as const) {
    test(`permit a ${id} of the platform ${allowed.length} of ${PERMISSIONS.length} things`, () => {
      const profile = systemProfile(id)
      assert.ok(profile !== null)
      assert.deepEqual(permissionsOf({ platform: true }, profile), allowed)
    })

    test(`permit a ${id} of another business unit the same but for operators' work`, () => {
      const profile = systemProfile(id)
      assert.ok(profile !== null)
      const elsewhere = permissionsOf({ platform: false }, profile)
      assert.deepEqual(
        elsewhere,
        allowed.filter(permission => !isForOperators(permission)),
      )
      assert.ok(!elsewhere.includes('signing-keys:rotate'))
    })
  }

  test('let only a manager use AdminApi, and nobody an API that does not exist', () => {
    const withAdmin = SYSTEM_PROFILES.filter(profile => profile.scopes.includes('AdminApi'))
    assert.deepEqual(
      withAdmin.map(profile => profile.id),
      ['manager'],
    )
    const known = new Set<string>(BUILT_IN_APIS)
    for (const profile of SYSTEM_PROFILES) {
      assert.ok(profile.scopes.length > 0)
      assert.ok(profile.scopes.every(scope => known.has(scope)))
    }
  })

  test('know the seven APIs in the order of the pages of old', () => {
    assert.equal(
      BUILT_IN_APIS.join(' '),
      'RealTimeApi AdminApi AgentApi CustomApi AuthenticationApi PatronApi ReportingApi',
    )
  })
})
