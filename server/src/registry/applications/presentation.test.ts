import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { linkFault, supportEmailFault } from '@latchkey/contract/applications/presentation.ts'
import { DEFAULT_METADATA, metadataFaults } from './client-metadata.ts'
import { linksOf, presentationOf } from './presentation.ts'

const BY_HAND = {
  registered: null,
  metadata: {
    ...DEFAULT_METADATA,
    clientUri: 'https://client.example/',
    logoUri: 'https://client.example/logo.png',
    policyUri: 'https://client.example/policy',
    tosUri: 'https://client.example/terms',
    supportEmail: 'help@client.example',
  },
}

const AROUND = { callbackUrls: [], clientType: 'confidential', outboundFault: () => null } as const

function pathsOf(
  metadata: Partial<typeof DEFAULT_METADATA>,
  clientType: 'confidential' | 'public',
): string[] {
  const faults = metadataFaults({ ...DEFAULT_METADATA, ...metadata }, { ...AROUND, clientType })
  return faults.map(({ path }) => path)
}

describe('what users are shown of an application', () => {
  test('is what somebody wrote down for it, and the logo is no link', () => {
    assert.deepEqual(linksOf(BY_HAND), [
      { what: 'website', url: 'https://client.example/', host: 'client.example' },
      { what: 'policy', url: 'https://client.example/policy', host: 'client.example' },
      { what: 'terms', url: 'https://client.example/terms', host: 'client.example' },
      { what: 'support', url: 'mailto:help@client.example', host: 'help@client.example' },
    ])
    assert.equal(presentationOf(BY_HAND).logoUri, 'https://client.example/logo.png')
    assert.deepEqual(linksOf({ registered: null, metadata: DEFAULT_METADATA }), [])
  })

  test('is what it registered itself, where it did', () => {
    const registered = {
      clientName: null,
      applicationType: 'web' as const,
      grantTypes: ['authorization_code' as const],
      responseTypes: ['code'],
      openidScopes: [],
      contacts: ['somebody'],
      logoUri: null,
      clientUri: 'https://own.example/',
      policyUri: null,
      tosUri: null,
      initiateLoginUri: null,
      defaultMaxAge: null,
      requireAuthTime: false,
      softwareId: null,
      softwareVersion: null,
    }
    assert.deepEqual(linksOf({ ...BY_HAND, registered }), [
      { what: 'website', url: 'https://own.example/', host: 'own.example' },
    ])
    assert.equal(presentationOf({ ...BY_HAND, registered }).logoUri, null)
  })

  test('is refused field by field where a link could do more than lead somewhere', () => {
    const bad = {
      clientUri: 'javascript:alert(1)',
      logoUri: 'http://a.example/l.png',
      policyUri: 'https://a:b@c.example/',
    }
    assert.deepEqual(
      pathsOf({ ...bad, tosUri: 'https://a.example/\u202e', supportEmail: 'a@b.example?cc=x' }, 'public'),
      [
        '/metadata/clientUri',
        '/metadata/logoUri',
        '/metadata/policyUri',
        '/metadata/tosUri',
        '/metadata/supportEmail',
      ],
    )
    assert.equal(linkFault('https://a.example'), null)
    for (const email of ['help@client.example', 'a.b+c@x-y.example'])
      assert.equal(supportEmailFault(email), null)
    for (const email of [
      '',
      'a@b',
      'a b@c.example',
      'a@b.example,c@d.example',
      'ä@b.example',
      `${'a'.repeat(250)}@b.example`,
    ]) {
      assert.notEqual(supportEmailFault(email), null, email)
    }
  })
})

describe('the kind of an application', () => {
  test('must not say that it keeps a secret where it has none, nor the opposite', () => {
    for (const kind of ['server', 'web'] as const) {
      assert.deepEqual(pathsOf({ kind }, 'confidential'), [])
      assert.deepEqual(pathsOf({ kind }, 'public'), ['/metadata/kind'])
    }
    assert.deepEqual(pathsOf({ kind: 'single-page' }, 'public'), [])
    assert.deepEqual(pathsOf({ kind: 'single-page' }, 'confidential'), ['/metadata/kind'])
    for (const kind of ['native', 'device', 'agent'] as const) {
      assert.deepEqual([pathsOf({ kind }, 'public'), pathsOf({ kind }, 'confidential')], [[], []])
    }
  })

  test('comes with a reason that is neither empty nor endless', () => {
    assert.deepEqual(pathsOf({ scopeReason: 'It plans shifts.' }, 'public'), [])
    for (const scopeReason of ['', '  \n', 'a'.repeat(501)]) {
      assert.deepEqual(pathsOf({ scopeReason }, 'public'), ['/metadata/scopeReason'])
    }
  })
})
