import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { exampleMetadata } from '@latchkey/contract/applications/client-metadata.ts'
import { requestWords, sectorWords, valueLines } from './choice-words.ts'

describe('a value of a field', () => {
  for (const [field, value, lines] of [
    ['implicitAllowed', true, ['on']],
    ['scopes', ['RealTimeApi', 'PatronApi'], ['RealTimeApi', 'PatronApi']],
    ['lifetimes.accessToken', 300, ['5 minutes']],
    ['lifetimes.accessToken', null, ['default']],
    ['metadata.backchannelLogoutUri', null, []],
    ['metadata.userinfoSignedResponseAlg', null, ['Plain JSON']],
    ['metadata.userinfoSignedResponseAlg', 'PS256', ['A JWT signed with PS256']],
    ['metadata.requestObjectSigningAlg', 'none', ['Not signed']],
    ['metadata.requestObjectSigningAlg', null, ['Any algorithm that its keys fit']],
    ['metadata.subjectType', 'pairwise', ['Another one in each sector']],
    ['metadata.jwks', '{"keys": [{"kid": "a"}, {"kid": "b"}]}', ['{"kid":"a"}', '{"kid":"b"}']],
    ['metadata.jwks', 'no JSON', ['no JSON']],
    ['metadata.jwks', '{"keys":[]}', ['{"keys":[]}']],
    ['metadata.jwks', '', ['empty']],
    ['metadata.jwksUri', '', ['empty']],
  ] as const) {
    test(`${field} ${JSON.stringify(value)} reads as ${lines.join(', ') || 'none'}`, () => {
      assert.deepEqual(valueLines(field, value), lines)
    })
  }
})

describe('the sector of an application', () => {
  for (const [callbackUrls, sectorIdentifierUri, words] of [
    [['https://a.example:8443/cb'], null, 'its sector is a.example'],
    [['https://a.example/cb'], 'https://b.example/urls.json', 'its sector is b.example'],
    [['com.example.phone:/cb', 'https://a.example/cb'], null, 'its sector is a.example'],
    [['http://127.0.0.1/cb'], null, 'it is a sector of its own'],
    [[], null, 'it is a sector of its own'],
  ] as const) {
    test(`${callbackUrls.join(' ') || 'without callback URLs'} ${sectorIdentifierUri ?? ''}: ${words}`, () => {
      const metadata = { ...exampleMetadata, sectorIdentifierUri }
      assert.equal(sectorWords({ callbackUrls: [...callbackUrls], metadata }), words)
    })
  }
})

describe('the form in which an application asks for a sign-in', () => {
  const keyed = { ...exampleMetadata, jwksUri: 'https://a.example/keys' }
  for (const [metadata, words] of [
    [exampleMetadata, 'Plain: it has no keys to sign them with'],
    [keyed, 'Plain, or signed, with any algorithm that its keys fit'],
    [
      { ...keyed, requireSignedRequestObject: true, requestObjectSigningAlg: 'ES256' },
      'Signed only, with ES256',
    ],
    [
      { ...exampleMetadata, requestObjectSigningAlg: 'none' },
      'Plain, or in a request object that is not signed',
    ],
  ] as const) {
    test(`is told: ${words}`, () => {
      assert.equal(requestWords({ ...metadata, postLogoutRedirectUris: [], requestUris: [] }), words)
    })
  }
})
