import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SecurityProfile } from '../model.ts'
import { goesBeyond } from './ceiling.ts'
import { SYSTEM_PROFILES } from './profiles.ts'

const ORDINARY = { platform: false }

test('of the system profiles none goes beyond itself or a higher one, and each beyond a lower one', () => {
  const found = SYSTEM_PROFILES.map(mine => SYSTEM_PROFILES.map(given => goesBeyond(ORDINARY, mine, given)))
  assert.deepEqual(found, [
    [false, false, false],
    [true, false, false],
    [true, true, false],
  ])
})

test('a profile goes beyond by one permission and by one scope, and by no operator’s permission that it cannot use', () => {
  const empty: SecurityProfile = { id: 'prf_1', name: 'Empty', system: false, permissions: [], scopes: [] }
  const given = (change: Partial<SecurityProfile>) => ({ ...empty, ...change })
  assert.equal(goesBeyond(ORDINARY, empty, empty), false)
  assert.equal(goesBeyond(ORDINARY, empty, given({ permissions: ['users:view'] })), true)
  assert.equal(goesBeyond(ORDINARY, empty, given({ scopes: ['AgentApi'] })), true)
  assert.equal(goesBeyond(ORDINARY, empty, given({ permissions: ['mail:view'] })), false)
  assert.equal(goesBeyond({ platform: true }, empty, given({ permissions: ['mail:view'] })), true)
})
