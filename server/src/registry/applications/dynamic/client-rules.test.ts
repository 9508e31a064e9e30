import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, test } from 'node:test'
import { linkFault } from '@latchkey/contract/applications/presentation.ts'
import {
  type ApplicationId,
  type BusinessUnitId,
  isApplicationId,
  isBusinessUnitId,
} from '../../../lib/ids.ts'
import { parseClientRequest } from '../../../protocol/registration/client-request.ts'
import type { Registration } from '../../model.ts'
import { NO_LIFETIMES } from '../lifetimes.ts'
import { clientInformation } from './client-information.ts'
import { type CheckedClient, checkClient, checkClientUpdate } from './client-rules.ts'

const KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })
const KEYS = { jwks: { keys: [{ ...KEY, kid: 'one' }] } }
const STRICT = { requirePkce: true, tokenEndpointAudienceAllowed: false }
const AROUND = {
  ceiling: ['RealTimeApi', 'ReportingApi'],
  implicitAllowed: false,
  leniency: STRICT,
  outboundFault: (url: string) => (url.startsWith('https://') ? null : 'Use https.'),
}
const REDIRECTS = { redirect_uris: ['https://client.example/cb'] }

function requestOf(metadata: object) {
  const parsed = parseClientRequest(new Map(Object.entries({ ...REDIRECTS, ...metadata })))
  assert.ok(parsed.ok, JSON.stringify(parsed))
  return parsed.value
}

function check(metadata: object, around: Partial<typeof AROUND> = {}): CheckedClient | string {
  const checked = checkClient(requestOf(metadata), { ...AROUND, ...around })
  return checked.ok ? checked.value : `${checked.error.reason}: ${checked.error.description}`
}

/** The refusal in words, or that there was none. */
function said(outcome: object | string): string {
  return typeof outcome === 'string' ? outcome : 'It was not refused.'
}

function client(metadata: object, around: Partial<typeof AROUND> = {}): CheckedClient {
  const checked = check(metadata, around)
  assert.ok(typeof checked !== 'string', said(checked))
  return checked
}

describe('a client that registers', () => {
  test('has the scopes it asked for as far as its token goes, and all of those when it asked for none', () => {
    assert.deepEqual(client({}).scopes, ['RealTimeApi', 'ReportingApi'])
    assert.deepEqual(client({ scope: 'openid ReportingApi AdminApi' }).scopes, ['ReportingApi'])
    assert.deepEqual(client({ scope: 'admin' }).scopes, [])
    assert.deepEqual(client({ scope: 'openid email admin' }).registered.openidScopes, ['openid', 'email'])
  })

  test('is public when it has nothing to prove itself with, and then always uses PKCE', () => {
    const lenient = { leniency: { requirePkce: false, tokenEndpointAudienceAllowed: true } }
    const open = client({ token_endpoint_auth_method: 'none' }, lenient)
    assert.deepEqual(
      [open.clientType, open.metadata.tokenEndpointAuthMethod, open.metadata.requirePkce],
      ['public', null, true],
    )
    const closed = client({}, lenient)
    assert.deepEqual([closed.clientType, closed.metadata.requirePkce], ['confidential', false])
    assert.equal(closed.metadata.tokenEndpointAudienceAllowed, true)
  })

  for (const [asked, name] of [
    [undefined, 'Registered client'],
    ['Night Reports', 'Night Reports'],
    ['Claude Code (plugin:x)', 'Claude Code (plugin x)'],
    ['mail@client', 'mail client'],
    ['full\uFF1Awidth', 'full width'],
  ] as const) {
    test(`and says ${asked ?? 'no name'} is called ${name}`, () => {
      const checked = client(asked === undefined ? {} : { client_name: asked })
      assert.deepEqual([checked.name, checked.registered.clientName], [name, asked ?? null])
    })
  }

  test('for tokens straight from the authorization endpoint needs the consent of its business unit', () => {
    const implicit = { grant_types: ['implicit'], response_types: ['id_token'] }
    assert.match(said(check(implicit)), /^client_metadata_invalid: grant_types /)
    assert.equal(client(implicit, { implicitAllowed: true }).implicitAllowed, true)
  })

  test('may be an installed application with a scheme of its own', () => {
    const native = {
      application_type: 'native',
      redirect_uris: ['com.example.client:/cb', 'http://127.0.0.1/cb'],
    }
    assert.deepEqual(client(native).callbackUrls, native.redirect_uris)
  })
})

describe('a client is refused', () => {
  for (const uri of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'vbscript:x',
    'http://client.example/cb',
    'https://client.example/cb#x',
    'https://*.client.example/cb',
    'https://user@client.example/cb',
    'client.example/cb',
    'com.example.client:/cb',
    'HTTPS://client.example/cb',
  ]) {
    test(`the redirect URI ${uri}`, () => {
      assert.match(
        said(check({ redirect_uris: ['https://ok.example/', uri] })),
        /^registered_redirect_uri_invalid: redirect_uris, number 2:/,
      )
    })
  }

  test('a sixth redirect URI', () => {
    const six = Array.from({ length: 6 }, (_, index) => `https://client.example/${index}`)
    assert.match(said(check({ redirect_uris: six })), /^registered_redirect_uri_invalid: redirect_uris: /)
  })

  test('loopback with the implicit grant, unless it is installed', () => {
    const local = {
      redirect_uris: ['http://localhost/cb'],
      grant_types: ['implicit'],
      response_types: ['token'],
    }
    const on = { implicitAllowed: true }
    assert.match(said(check(local, on)), /^registered_redirect_uri_invalid: /)
    assert.equal(typeof check({ ...local, application_type: 'native' }, on), 'object')
  })

  for (const field of ['client_uri', 'logo_uri', 'policy_uri', 'tos_uri', 'initiate_login_uri']) {
    for (const url of ['JaVaScRiPt:alert(1)', 'data:text/html,x', 'http://client.example/']) {
      test(`${url} as ${field}`, () => {
        const refused = said(check({ [field]: url }))
        assert.ok(refused.startsWith(`client_metadata_invalid: ${field} `), refused)
      })
    }
  }

  for (const [metadata, field] of [
    [{ jwks_uri: 'http://client.example/keys' }, 'jwks_uri'],
    [{ sector_identifier_uri: 'data:application/json,[]' }, 'sector_identifier_uri'],
    [{ backchannel_logout_uri: 'JaVaScRiPt:alert(1)' }, 'backchannel_logout_uri'],
    [{ request_uris: ['https://c.example/r', 'file:///etc/passwd'] }, 'request_uris'],
    [{ post_logout_redirect_uris: ['javascript:x'] }, 'post_logout_redirect_uris'],
    [{ jwks: { keys: [] } }, 'jwks'],
    [{ jwks: { keys: [{ kty: 'oct', k: 'AAAA' }] } }, 'jwks'],
    [{ require_signed_request_object: true }, 'jwks'],
    [
      { subject_type: 'pairwise', redirect_uris: ['https://a.example/', 'https://b.example/'] },
      'sector_identifier_uri',
    ],
    [{ client_name: 'a\u200bb' }, 'client_name'],
    [{ client_name: ':' }, 'client_name'],
    [{ client_name: 'x'.repeat(101) }, 'client_name'],
  ] as const) {
    test(`${JSON.stringify(metadata).slice(0, 80)}`, () => {
      const refused = said(check(metadata))
      assert.ok(refused.startsWith(`client_metadata_invalid: ${field}`), refused)
    })
  }
})

describe('a link of a client', () => {
  for (const url of [
    'https://client.example',
    'https://client.example/',
    'https://client.example/terms?lang=en#two',
    'https://client.example:8443/a%20b',
    'https://client.example?x=1',
  ]) {
    test(`may be ${url}`, () => assert.equal(linkFault(url), null))
  }

  for (const url of [
    '',
    'https:',
    'https://',
    'https:/client.example',
    '//client.example/',
    'HTTPS://client.example/',
    'https://CLIENT.example/',
    'https://client.example/../x',
    'https://user:pass@client.example/',
    'https://client.example/ x',
    'https://client.example/\n',
    'https://clïent.example/',
    ' https://client.example/',
    'https://client.example\\@evil.example/',
    `https://client.example/${'x'.repeat(2000)}`,
  ]) {
    test(`may not be ${JSON.stringify(url).slice(0, 60)}`, () => assert.notEqual(linkFault(url), null))
  }
})

function ids(): { readonly app: ApplicationId; readonly bu: BusinessUnitId } {
  const [app, bu] = [`app_${'1'.repeat(32)}`, `bu_${'2'.repeat(32)}`]
  assert.ok(isApplicationId(app) && isBusinessUnitId(bu))
  return { app, bu }
}

/** An application as it stands after a registration. */
function standing(metadata: object, changes: Partial<Registration> = {}): Registration {
  const { name, clientType, scopes, callbackUrls, implicitAllowed, ...rest } = client(metadata, {
    implicitAllowed: true,
  })
  const by = { kind: 'system', id: 'rgt_1', name: 'Token' } as const
  const { app, bu } = ids()
  return {
    ...rest,
    businessUnitId: bu,
    id: app,
    kind: 'internal',
    vendorName: 'V',
    name,
    description: '',
    tags: [],
    owners: [],
    lastUsedAt: null,
    clientType,
    scopes,
    callbackUrls,
    implicitAllowed,
    rotateRefreshTokens: false,
    optionalScopes: [],
    lifetimes: NO_LIFETIMES,
    active: true,
    version: 1,
    createdAt: 1_790_000_000_123,
    createdBy: by,
    statusChangedAt: 0,
    statusChangedBy: by,
    statusReason: null,
    containment: null,
    ...changes,
  }
}

describe('a change of a registration', () => {
  const change = (stands: Registration, metadata: object) => {
    const around = { implicitAllowed: true, outboundFault: AROUND.outboundFault }
    const checked = checkClientUpdate(stands, requestOf(metadata), around)
    return checked.ok ? checked.value : checked.error.reason
  }
  const changed = (stands: Registration, metadata: object): CheckedClient => {
    const checked = change(stands, metadata)
    assert.ok(typeof checked !== 'string', said(checked))
    return checked
  }

  test('gives no scope that it has not now, whoever took it away', () => {
    const narrowed = standing({}, { scopes: ['ReportingApi'] })
    assert.deepEqual(changed(narrowed, {}).scopes, ['ReportingApi'])
    assert.deepEqual(changed(narrowed, { scope: 'RealTimeApi ReportingApi' }).scopes, ['ReportingApi'])
  })

  test('does not bring the implicit grant back', () => {
    const implicit = { grant_types: ['implicit'], response_types: ['id_token'] }
    assert.equal(changed(standing(implicit), implicit).implicitAllowed, true)
    assert.equal(change(standing(implicit, { implicitAllowed: false }), implicit), 'client_metadata_invalid')
    assert.equal(change(standing({}), implicit), 'client_metadata_invalid')
  })

  test('keeps what only people may choose', () => {
    const stands = standing({})
    const old = { ...stands, metadata: { ...stands.metadata, requirePkce: false } }
    assert.equal(changed(old, {}).metadata.requirePkce, false)
    assert.equal(changed(stands, {}).metadata.requirePkce, true)
  })

  test('may turn from a secret to a key, and never to less', () => {
    const by = (method: string) => ({ ...KEYS, token_endpoint_auth_method: method })
    const outcome = (from: string, to: string) => typeof change(standing(by(from)), by(to)) !== 'string'
    const methods = ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none']
    const allowed = methods.map(from => methods.filter(to => outcome(from, to)))
    assert.deepEqual(allowed, [
      ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
      ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
      ['private_key_jwt'],
      ['none'],
    ])
  })

  test('is judged like a registration, field by field', () => {
    for (const metadata of [
      { redirect_uris: ['javascript:x'] },
      { client_uri: 'data:x' },
      { jwks_uri: 'http://c.example/k' },
      { client_name: '\u200b' },
      { post_logout_redirect_uris: ['http://c.example/'] },
    ]) {
      assert.equal(typeof change(standing({}), metadata), 'string', JSON.stringify(metadata))
    }
  })
})

describe('client information', () => {
  const informationOf = (metadata: object) => {
    const stands = standing(metadata)
    assert.ok(stands.registered !== null)
    return clientInformation(stands, stands.registered)
  }

  test('holds what stands, by the names of the wire, defaults included', () => {
    assert.deepEqual(informationOf({}), {
      client_id: ids().app,
      client_id_issued_at: 1_790_000_000,
      application_type: 'web',
      redirect_uris: ['https://client.example/cb'],
      grant_types: ['authorization_code'],
      response_types: ['code'],
      scope: 'RealTimeApi ReportingApi',
      token_endpoint_auth_method: 'client_secret_basic',
      subject_type: 'public',
      id_token_signed_response_alg: 'RS256',
      require_signed_request_object: false,
      require_auth_time: false,
      backchannel_logout_session_required: false,
    })
  })

  test('gives everything back that can be registered', () => {
    const sent = {
      redirect_uris: ['https://client.example/cb'],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      client_name: 'Night Reports: two',
      client_uri: 'https://client.example/',
      logo_uri: 'https://client.example/logo.png',
      policy_uri: 'https://client.example/policy',
      tos_uri: 'https://client.example/terms',
      contacts: ['ann@client.example'],
      software_id: 'reports',
      software_version: '2',
      application_type: 'web',
      scope: 'openid RealTimeApi',
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      ...KEYS,
      subject_type: 'pairwise',
      sector_identifier_uri: 'https://client.example/sector.json',
      id_token_signed_response_alg: 'PS256',
      userinfo_signed_response_alg: 'EdDSA',
      request_object_signing_alg: 'ES256',
      require_signed_request_object: true,
      request_uris: ['https://client.example/request.jwt'],
      default_max_age: 3600,
      require_auth_time: true,
      default_acr_values: ['1'],
      initiate_login_uri: 'https://client.example/start',
      post_logout_redirect_uris: ['https://client.example/bye'],
      backchannel_logout_uri: 'https://client.example/logout',
      backchannel_logout_session_required: true,
    }
    const given = { client_id: ids().app, client_id_issued_at: 1_790_000_000 }
    assert.deepEqual(informationOf(sent), { ...sent, ...given })
  })
})
