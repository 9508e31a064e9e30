import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readAddress, writeAddress } from '../../../kit/address.ts'
import { prefillFrom, readPrefill } from '../new-link/prefill.ts'
import { beginningOf, sortScopes } from './beginning.ts'
import { choiceOf, EMPTY } from './form-values.ts'

function beginningAt(address: string) {
  return beginningOf(readPrefill(readAddress(address)))
}

describe('a link to the form for a new application', () => {
  test('fills in name, vendor, kind, scopes and callback URLs', () => {
    assert.deepEqual(
      beginningAt(
        '?name=Night+Reports&vendor=2026&kind=public&scopes=RealTimeApi,PatronApi&callbacks=https://a.example/?a=1,2',
      ),
      {
        ...EMPTY,
        name: 'Night Reports',
        vendorName: '2026',
        ...choiceOf('single-page'),
        scopes: ['RealTimeApi', 'PatronApi'],
        callbackUrls: ['https://a.example/?a=1,2'],
      },
    )
  })

  test('that says a client type means the kind that the rest looks like', () => {
    for (const [address, kind] of [
      ['?kind=device', 'device'],
      ['?kind=confidential', 'server'],
      ['?callbacks=https://a.example/', 'web'],
      ['?kind=public&callbacks=http://127.0.0.1/cb', 'native'],
    ] as const) {
      assert.equal(beginningAt(address).kind, kind, address)
    }
  })

  test('may repeat a parameter, and names each scope and URL once', () => {
    const { scopes, callbackUrls } = beginningAt(
      '?scopes=A&scopes=B&scopes=A&callbacks=https://a.example/&callbacks=https://b.example/%20https://a.example/',
    )
    assert.deepEqual(scopes, ['A', 'B'])
    assert.deepEqual(callbackUrls, ['https://a.example/', 'https://b.example/'])
  })

  test('leaves the form empty where it says nothing that the form knows', () => {
    assert.deepEqual(beginningAt('?kind=other&way=external&externalId=app_1&name='), EMPTY)
  })

  test('fills in no more than a form can hold', () => {
    const many = Array.from({ length: 500 }, (_, index) => `https://a.example/${index}`).join(' ')
    const { name, callbackUrls } = beginningAt(`${writeAddress({ name: 'x'.repeat(9999), callbacks: many })}`)
    assert.deepEqual([name.length, callbackUrls.length], [200, 20])
  })

  test('of a duplicate has everything that the form holds but the name', () => {
    const prefill = prefillFrom({
      id: 'app_1',
      vendorName: 'Harbour Support',
      clientType: 'public',
      metadata: { kind: null, grantTypes: ['authorization_code'] },
      scopes: ['RealTimeApi', 'PatronApi'],
      callbackUrls: ['https://a.example/', 'com.example.app:/callback'],
    })
    assert.deepEqual(beginningAt(writeAddress(prefill)), {
      ...EMPTY,
      vendorName: 'Harbour Support',
      ...choiceOf('native'),
      scopes: ['RealTimeApi', 'PatronApi'],
      callbackUrls: ['https://a.example/', 'com.example.app:/callback'],
    })
  })
})

test('scopes that the business unit has not are told apart', () => {
  assert.deepEqual(sortScopes(['A', 'X'], ['A', 'B']), { there: ['A'], missing: ['X'] })
})
