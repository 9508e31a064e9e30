import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Problem } from '@latchkey/contract/problem.ts'
import { bodyOf, choiceOf, EMPTY, faultsFrom, faultsLeft, faultsOf, isTouched } from './form-values.ts'

const FILLED = {
  ...EMPTY,
  vendorName: 'Harbour Support',
  name: 'Night Reports',
  scopes: ['ReportingApi'],
  callbackUrls: ['', 'https://a.example/callback'],
}

const AROUND = { sensitive: ['AdminApi'], longestAccessToken: null }

function problem(status: number, errors?: Problem['errors']): Problem {
  const rest = errors === undefined ? {} : { errors }
  return { type: 'about:blank', title: 'No', status, detail: 'It is taken.', requestId: 'r', ...rest }
}

describe('the form for a new application', () => {
  test('an empty one has all its faults at once, in the order of the fields', () => {
    assert.deepEqual(
      faultsOf(EMPTY).map(fault => fault.control),
      ['vendorName', 'name', 'scopes'],
    )
  })

  test('a fault goes with a change of its field, and all go when the other way is chosen', () => {
    const faults = faultsOf(EMPTY)
    const controls = (after: typeof EMPTY) => faultsLeft(faults, EMPTY, after).map(({ control }) => control)
    assert.deepEqual(controls({ ...EMPTY, name: 'Named' }), ['vendorName', 'scopes'])
    assert.deepEqual(controls({ ...EMPTY, way: 'external' }), [])
    const external: typeof EMPTY = { ...EMPTY, way: 'external' }
    const unchosen = faultsOf(external)
    assert.equal(unchosen.length, 1)
    assert.deepEqual(faultsLeft(unchosen, external, { ...external, externalId: 'app_1' }), [])
  })

  test('a filled one has none, and blank rows are not sent', () => {
    assert.deepEqual(faultsOf(FILLED), [])
    assert.deepEqual(bodyOf(FILLED, AROUND).callbackUrls, ['https://a.example/callback'])
  })

  test('a callback URL that breaks a rule is told at its row', () => {
    const faults = faultsOf({ ...FILLED, callbackUrls: ['', 'http://a.example/'] })
    assert.deepEqual(
      faults.map(fault => fault.control),
      ['callbackUrls.1'],
    )
  })

  test('an external application only needs to be chosen', () => {
    assert.deepEqual(
      faultsOf({ ...EMPTY, way: 'external' }).map(fault => fault.control),
      ['externalId'],
    )
    assert.deepEqual(faultsOf({ ...EMPTY, way: 'external', externalId: 'app_1' }), [])
  })

  test('counts as touched from the first letter', () => {
    assert.equal(isTouched(EMPTY), false)
    assert.equal(isTouched({ ...EMPTY, name: 'N' }), true)
  })

  test('a kind sets grants and client type, and keeps what was typed', () => {
    const page = { ...FILLED, ...choiceOf('single-page') }
    const { clientType, metadata, scopes, name } = bodyOf(page, AROUND)
    assert.deepEqual(
      [clientType, metadata.grantTypes, scopes, name],
      ['public', ['authorization_code', 'refresh_token'], ['ReportingApi'], 'Night Reports'],
    )
    assert.deepEqual(bodyOf(FILLED, AROUND).metadata.grantTypes, ['client_credentials'])
    const keyed = { ...FILLED, proof: 'url' as const, jwksUri: ' https://a.example/keys ' }
    assert.equal(bodyOf(keyed, AROUND).metadata.jwksUri, 'https://a.example/keys')
    assert.equal(bodyOf({ ...keyed, ...choiceOf('native') }, AROUND).metadata.jwksUri, undefined)
  })

  test('an agent has short tokens, and never longer ones than the business unit allows', () => {
    const agent = { ...FILLED, ...choiceOf('agent') }
    assert.deepEqual(bodyOf(agent, AROUND).lifetimes, { accessToken: 300 })
    assert.deepEqual(bodyOf(agent, { ...AROUND, longestAccessToken: 120 }).lifetimes, { accessToken: 120 })
    assert.equal(bodyOf(FILLED, AROUND).lifetimes, undefined)
  })

  test('sends a reason only beside a scope that wants one, and no API scope of what signs people in only', () => {
    const reasoned = { ...FILLED, scopeReason: ' It plans. ' }
    assert.equal(bodyOf(reasoned, AROUND).metadata.scopeReason, null)
    assert.equal(bodyOf({ ...reasoned, scopes: ['AdminApi'] }, AROUND).metadata.scopeReason, 'It plans.')
    const only = { ...FILLED, ...choiceOf('web'), signsInOnly: true }
    assert.deepEqual(bodyOf(only, AROUND).scopes, [])
    assert.deepEqual(
      bodyOf({ ...only, grantTypes: ['client_credentials', 'authorization_code'] }, AROUND).metadata
        .grantTypes,
      ['authorization_code'],
    )
    assert.equal({ ...only, ...choiceOf('server') }.signsInOnly, false)
  })
})

describe('faults told by the server', () => {
  test('reach the row of the URL that was sent', () => {
    const faults = faultsFrom(
      problem(400, [
        { path: '/callbackUrls/0', rule: 'https', message: 'Use https.' },
        { path: '/scopes', rule: 'unknown', message: 'Unknown scope.' },
      ]),
      FILLED,
    )
    assert.deepEqual(
      faults.map(fault => fault.control),
      ['callbackUrls.1', 'scopes'],
    )
  })

  test('a clash without a field belongs to the name', () => {
    assert.deepEqual(faultsFrom(problem(409), FILLED), [
      { control: 'name', label: 'Application Name', message: 'It is taken.' },
    ])
    assert.equal(faultsFrom(problem(409), { ...EMPTY, way: 'external' })[0]?.control, 'externalId')
  })

  test('that belong to no field are left to the general message', () => {
    assert.deepEqual(faultsFrom(problem(500), FILLED), [])
    assert.deepEqual(faultsFrom(problem(400, [{ path: '', rule: 'type', message: 'No.' }]), FILLED), [])
  })
})
