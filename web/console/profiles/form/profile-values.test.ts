import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isImplied, patchOf, withPermission } from './profile-values.ts'

const values = { name: 'Leads', permissions: ['users:view'] as const, scopes: ['AgentApi', 'PatronApi'] }

describe('the form of a security profile', () => {
  test('sends what differs, and does not mind the order', () => {
    assert.deepEqual(patchOf(values, { ...values, scopes: ['PatronApi', 'AgentApi'] }), {})
    assert.deepEqual(patchOf(values, { name: 'Lead', permissions: [], scopes: ['AgentApi'] }), {
      name: 'Lead',
      permissions: [],
      scopes: ['AgentApi'],
    })
  })

  test('brings with editing applications what editing them includes', () => {
    const both = withPermission([], 'api-applications:edit', true)
    assert.deepEqual(both, ['api-applications:edit', 'api-applications:rotate'])
    assert.equal(isImplied(both, 'api-applications:rotate'), true)
    assert.equal(isImplied(['api-applications:rotate'], 'api-applications:rotate'), false)
    assert.deepEqual(withPermission(both, 'api-applications:edit', false), ['api-applications:rotate'])
    assert.deepEqual(withPermission(['audit:view'], 'audit:view', true), ['audit:view'])
  })
})
