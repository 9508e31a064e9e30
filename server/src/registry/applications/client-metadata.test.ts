import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, test } from 'node:test'
import { type ClientMetadata, DEFAULT_METADATA, metadataFaults } from './client-metadata.ts'

const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const KEYS = JSON.stringify({ keys: [publicKey.export({ format: 'jwk' })] })
const SITE = 'https://a.example'

function faultsOf(
  changes: Partial<ClientMetadata>,
  callbackUrls: readonly string[] = [`${SITE}/cb`],
  clientType: 'confidential' | 'public' = 'confidential',
) {
  const outboundFault = (url: string) => (url.startsWith('https://') ? null : 'Use https.')
  return metadataFaults({ ...DEFAULT_METADATA, ...changes }, { callbackUrls, clientType, outboundFault }).map(
    ({ path, rule }) => `${path.slice('/metadata/'.length)} ${rule}`,
  )
}

describe('client metadata', () => {
  for (const [what, changes, faults] of [
    ['is whole as it stands from the start', {}, []],
    ['may hold keys, or their URL', { jwks: KEYS, requireSignedRequestObject: true }, []],
    ['may not hold both', { jwks: KEYS, jwksUri: `${SITE}/keys` }, ['jwks both']],
    ['holds keys that can be read', { jwks: '{}' }, ['jwks keys']],
    ['needs keys for signed request objects', { requireSignedRequestObject: true }, ['jwks required']],
    ['needs keys for an algorithm that signs', { requestObjectSigningAlg: 'ES256' }, ['jwks required']],
    ['needs none for request objects that are not signed', { requestObjectSigningAlg: 'none' }, []],
    [
      'does not demand a signature and none at once',
      { jwks: KEYS, requireSignedRequestObject: true, requestObjectSigningAlg: 'none' },
      ['requestObjectSigningAlg signed'],
    ],
    ['asks nobody by http', { jwksUri: 'http://a.example/keys' }, ['jwksUri url']],
    [
      'sends no logout token by http',
      { backchannelLogoutUri: 'http://a.example' },
      ['backchannelLogoutUri url'],
    ],
    ['reads request URIs apart from their hash', { requestUris: [`${SITE}/r.jwt#abc`] }, []],
    ['has each request URI once', { requestUris: [`${SITE}/r`, `${SITE}/r`] }, ['requestUris/1 duplicate']],
    [
      'has five request URIs at most',
      { requestUris: Array.from({ length: 6 }, (_, index) => `${SITE}/${index}`) },
      ['requestUris too-many'],
    ],
    [
      'leads nobody elsewhere after signing out than a callback URL could',
      { postLogoutRedirectUris: [`${SITE}/bye`, 'javascript:alert(1)'] },
      ['postLogoutRedirectUris/1 scheme'],
    ],
  ] as const) {
    test(what, () => assert.deepEqual(faultsOf(changes), faults))
  }

  test('lets confidential applications alone do without PKCE', () => {
    assert.deepEqual(faultsOf({ requirePkce: false }), [])
    assert.deepEqual(faultsOf({ requirePkce: false }, [], 'public'), ['requirePkce public'])
  })

  test('makes pairwise subjects for one host, or for the sector it names', () => {
    const two = [`${SITE}/cb`, 'https://b.example/cb']
    assert.deepEqual(faultsOf({ subjectType: 'pairwise' }), [])
    assert.deepEqual(faultsOf({ subjectType: 'pairwise' }, two), ['sectorIdentifierUri required'])
    assert.deepEqual(
      faultsOf({ subjectType: 'pairwise', sectorIdentifierUri: `${SITE}/sector.json` }, two),
      [],
    )
  })
})
