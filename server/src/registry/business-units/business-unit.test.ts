import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { DAY, HOUR, MINUTE } from '../../lib/clock.ts'
import { type BusinessUnitId, isBusinessUnitId } from '../../lib/ids.ts'
import { LIFETIME_BOUNDS, NO_LIFETIMES } from '../applications/lifetimes.ts'
import type { BusinessUnit } from '../model.ts'
import { applyBusinessUnitEdit, checkBusinessUnitEdit } from './business-unit.ts'

function businessUnitId(): BusinessUnitId {
  const id = `bu_${'1'.repeat(32)}`
  assert.ok(isBusinessUnitId(id))
  return id
}

const unit: BusinessUnit = {
  id: businessUnitId(),
  number: '4512345',
  name: 'Harbour Support',
  environment: 'production',
  platform: false,
  active: true,
  statusChangedAt: null,
  implicitAllowed: false,
  dynamicRegistrationAllowed: false,
  limits: { ...NO_LIFETIMES, refreshLongest: DAY },
  refreshGrace: 60_000,
  leakPolicy: 'revoke',
}

describe('an edit of a business unit', () => {
  test('takes every limit within the bounds of the platform, and none', () => {
    for (const field of ['accessToken', 'refreshIdle', 'refreshLongest'] as const) {
      const { least, most } = LIFETIME_BOUNDS[field]
      for (const value of [least, most, null]) {
        assert.equal(checkBusinessUnitEdit({ limits: { [field]: value } }).ok, true, `${field} ${value}`)
      }
      for (const value of [least - 1, most + 1, 0, -1, 1.5, Number.NaN]) {
        const checked = checkBusinessUnitEdit({ limits: { [field]: value } })
        assert.deepEqual(checked.ok ? [] : checked.error.map(({ path }) => path), [`/limits/${field}`])
      }
    }
  })

  test('is refused with all its faults at once, in words', () => {
    const checked = checkBusinessUnitEdit({
      limits: { accessToken: 1, refreshIdle: 1, refreshLongest: null },
    })
    assert.deepEqual(checked.ok ? [] : checked.error, [
      {
        path: '/limits/accessToken',
        rule: 'range',
        message: 'An access token may live 1 minute to 1 hour (60 to 3600 seconds) here.',
      },
      {
        path: '/limits/refreshIdle',
        rule: 'range',
        message: 'An unused refresh token may live 5 minutes to 365 days (300 to 31536000 seconds) here.',
      },
    ])
  })

  test('leaves what it does not name as it was, and tells what it changed', () => {
    const { edited, changes } = applyBusinessUnitEdit(unit, { limits: { accessToken: 5 * MINUTE } })
    const limits = { accessToken: 5 * MINUTE, refreshIdle: null, refreshLongest: DAY }
    assert.deepEqual(edited, { ...unit, limits })
    assert.deepEqual(changes, [{ field: 'limits.accessToken', before: null, after: '300 s' }])
  })

  test('changes every setting at once', () => {
    const { changes } = applyBusinessUnitEdit(unit, {
      implicitAllowed: true,
      dynamicRegistrationAllowed: true,
      limits: { refreshIdle: HOUR, refreshLongest: null },
    })
    assert.deepEqual(changes, [
      { field: 'implicitAllowed', before: 'off', after: 'on' },
      { field: 'dynamicRegistrationAllowed', before: 'off', after: 'on' },
      { field: 'limits.refreshIdle', before: null, after: '3600 s' },
      { field: 'limits.refreshLongest', before: '86400 s', after: null },
    ])
  })

  test('that sets what is set changes nothing', () => {
    const edit = { implicitAllowed: false, limits: { refreshLongest: DAY } }
    assert.deepEqual(applyBusinessUnitEdit(unit, edit), { edited: unit, changes: [] })
  })
})
