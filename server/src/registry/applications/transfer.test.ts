import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Arrival, arrivalOf } from './transfer.ts'

const application: Arrival = {
  name: 'Night Reports',
  vendorName: 'Harbour Support',
  scopes: ['AdminApi', 'RealTimeApi', 'ReportingApi'],
  optionalScopes: ['AdminApi', 'ReportingApi'],
  implicitAllowed: true,
}

describe('what arrives in another business unit', () => {
  test('has what it asked for and that unit may use, in its order, and nothing more', () => {
    const available = ['ReportingApi', 'PatronApi', 'RealTimeApi']
    assert.deepEqual(arrivalOf(application, { implicitAllowed: false }, available, {}), {
      ok: true,
      value: {
        ...application,
        scopes: ['RealTimeApi', 'ReportingApi'],
        optionalScopes: ['ReportingApi'],
        implicitAllowed: false,
      },
    })
  })

  test('is nothing where none of its scopes can be used; what only signs people in needs none', () => {
    const refused = arrivalOf(application, { implicitAllowed: true }, ['PatronApi'], {})
    assert.equal(refused.ok ? null : refused.error.kind, 'not-transferable')
    const signsIn = { ...application, scopes: [], optionalScopes: [] }
    assert.equal(arrivalOf(signsIn, { implicitAllowed: true }, [], {}).ok, true)
  })

  test('has its own names or those chosen, by the rule of names', () => {
    const chosen = arrivalOf(application, { implicitAllowed: true }, application.scopes, {
      name: ' Renamed ',
    })
    assert.deepEqual(chosen.ok && [chosen.value.name, chosen.value.vendorName], [
      'Renamed',
      'Harbour Support',
    ])
    const bad = arrivalOf(application, { implicitAllowed: true }, application.scopes, { vendorName: 'a@b' })
    assert.equal(bad.ok ? null : bad.error.kind, 'invalid')
  })
})
