import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { exampleApplication } from '@latchkey/contract/applications/applications.ts'
import { faultsFrom, faultsLeft, faultsOf } from './edit-faults.ts'
import { type EditValues, valuesOf } from './edit-values.ts'

const BASE = valuesOf({ ...exampleApplication, scopes: ['RealTimeApi'] })

function withMetadata(part: Partial<EditValues['metadata']>): EditValues {
  return { ...BASE, metadata: { ...BASE.metadata, ...part } }
}

function faulty(values: EditValues, ...paths: readonly string[]) {
  const errors = paths.map(path => ({ path, rule: 'url', message: 'No.' }))
  const problem = { type: 'about:blank', title: 'No', status: 400, detail: 'No.', requestId: 'r', errors }
  return faultsFrom(problem, values)
}

function controls(faults: readonly { readonly control: string }[]): readonly string[] {
  return faults.map(fault => fault.control)
}

describe('the form by itself', () => {
  test('finds nothing wrong with an application as it stands', () => {
    assert.deepEqual(faultsOf(BASE), [])
  })

  test('finds all that the browser can know, in the order of the form', () => {
    const values = {
      ...withMetadata({ postLogoutRedirectUris: ['', 'http://a.example/out'] }),
      scopes: [],
      callbackUrls: ['ftp://a.example/'],
      lifetimes: { ...BASE.lifetimes, accessToken: { text: 'long', unit: 'minutes' } },
    } as const
    assert.deepEqual(controls(faultsOf(values)), [
      'scopes',
      'callbackUrls.0',
      'metadata.postLogoutRedirectUris.1',
      'lifetimes.accessToken',
    ])
  })
})

describe('a fault of the server about keys', () => {
  for (const [what, part, path, control] of [
    ['that are pasted', { keySource: 'keys' }, '/metadata/jwks', 'metadata.jwks'],
    ['at a URL', { keySource: 'url' }, '/metadata/jwksUri', 'metadata.jwksUri'],
    ['that are missing', { keySource: 'none' }, '/metadata/jwks', 'metadata.keySource'],
    ['that are given in the other way', { keySource: 'url' }, '/metadata/jwks', 'metadata.keySource'],
  ] as const) {
    test(`${what} reaches ${control}`, () => {
      assert.deepEqual(controls(faulty(withMetadata(part), path)), [control])
    })
  }

  test('that are missing goes once a way to give them is chosen', () => {
    const before = withMetadata({ requireSignedRequestObject: true })
    const faults = faulty(before, '/metadata/jwks', '/metadata/backchannelLogoutUri')
    const after = { ...before, metadata: { ...before.metadata, keySource: 'url' } } as const
    assert.deepEqual(controls(faultsLeft(faults, before, after)), ['metadata.backchannelLogoutUri'])
  })
})

describe('a fault', () => {
  test('stands until its own field is changed', () => {
    const values = { ...BASE, callbackUrls: ['https://a.example/1', 'https://a.example/2'] }
    const faults = faulty(values, '/callbackUrls/1', '/lifetimes/accessToken')
    assert.deepEqual(controls(faultsLeft(faults, values, { ...values, scopes: ['PatronApi'] })), [
      'callbackUrls.1',
      'lifetimes.accessToken',
    ])
    const fewer = { ...values, callbackUrls: ['https://a.example/1'] }
    assert.deepEqual(controls(faultsLeft(faults, values, fewer)), ['lifetimes.accessToken'])
  })
})
