import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type ClientRequest, parseClientRequest } from './client-request.ts'
import { parseClientUpdate } from './client-update.ts'

const REDIRECTS = { redirect_uris: ['https://client.example/cb'] }
const KEYS = { jwks: { keys: [] } }

function parse(metadata: object): ClientRequest | string {
  const parsed = parseClientRequest(new Map(Object.entries(metadata)))
  return parsed.ok ? parsed.value : `${parsed.error.reason}: ${parsed.error.description}`
}

/** The refusal in words, or that there was none. */
function said(outcome: object | string): string {
  return typeof outcome === 'string' ? outcome : 'It was not refused.'
}

function request(metadata: object): ClientRequest {
  const parsed = parse({ ...REDIRECTS, ...metadata })
  assert.ok(typeof parsed !== 'string', said(parsed))
  return parsed
}

describe('a registration', () => {
  test('of redirect URIs alone gets the defaults of RFC 7591 §2 and OpenID Connect Registration §2', () => {
    assert.deepEqual(request({}), {
      redirectUris: ['https://client.example/cb'],
      grantTypes: ['authorization_code'],
      responseTypes: ['code'],
      authMethod: null,
      authSigningAlg: null,
      applicationType: 'web',
      clientName: null,
      clientUri: null,
      logoUri: null,
      policyUri: null,
      tosUri: null,
      initiateLoginUri: null,
      contacts: [],
      scopes: null,
      jwks: null,
      jwksUri: null,
      softwareId: null,
      softwareVersion: null,
      subjectType: 'public',
      sectorIdentifierUri: null,
      idTokenAlg: 'RS256',
      userinfoAlg: null,
      requestObjectAlg: null,
      requireSignedRequestObject: false,
      requestUris: [],
      defaultMaxAge: null,
      requireAuthTime: false,
      defaultAcrValues: [],
      postLogoutRedirectUris: [],
      backchannelLogoutUri: null,
      backchannelLogoutSessionRequired: false,
    })
  })

  test('ignores what it does not know, internal names too', () => {
    const wild = {
      first_party: true,
      skip_consent: true,
      tenant_id: 'x',
      roles: ['admin'],
      client_id: 'mine',
    }
    assert.deepEqual(request(wild), request({}))
  })

  test('keeps the grants that are offered and leaves out the others', () => {
    const asked = ['refresh_token', 'urn:ietf:params:oauth:grant-type:device_code', 'authorization_code']
    assert.deepEqual(request({ grant_types: asked }).grantTypes, ['authorization_code', 'refresh_token'])
  })

  test('for itself alone needs no redirect URI and no response type', () => {
    const parsed = parse({ grant_types: ['client_credentials'] })
    assert.ok(typeof parsed !== 'string')
    assert.deepEqual([parsed.redirectUris, parsed.responseTypes], [[], []])
  })

  for (const [what, metadata] of [
    ['all response types', { grant_types: ['authorization_code', 'implicit'], response_types: ALL_TYPES() }],
    ['the implicit grant alone', { grant_types: ['implicit'], response_types: ['id_token'] }],
    ['a key set', { token_endpoint_auth_method: 'private_key_jwt', ...KEYS }],
    ['a key set URL', { token_endpoint_auth_method: 'private_key_jwt', jwks_uri: 'https://c.example/k' }],
    ['nothing to prove itself with', { token_endpoint_auth_method: 'none' }],
    ['no signature on request objects', { request_object_signing_alg: 'none' }],
  ] as const) {
    test(`of ${what} is well formed`, () =>
      assert.equal(typeof parse({ ...REDIRECTS, ...metadata }), 'object'))
  }

  test('keeps a key set as it came', () => {
    const keys = [{ kty: 'RSA', n: 'x', e: 'AQAB', kid: 'a key' }]
    assert.deepEqual(JSON.parse(request({ jwks: { keys } }).jwks ?? ''), { keys })
  })

  test('reads a scope word by word and without doubles', () => {
    assert.deepEqual(request({ scope: 'openid  RealTimeApi openid' }).scopes, ['openid', 'RealTimeApi'])
  })
})

function ALL_TYPES(): readonly string[] {
  return ['code', 'token', 'id_token', 'token id_token', 'code token', 'id_token code', 'code id_token token']
}

describe('a registration is refused, naming the field,', () => {
  for (const [metadata, field] of [
    [{ grant_types: ['implicit'], response_types: ['code'] }, 'response_types'],
    [{ response_types: ['token'] }, 'response_types'],
    [{ response_types: [] }, 'response_types'],
    [{ response_types: ['code', 'none'] }, 'response_types'],
    [{ response_types: ['code code'] }, 'response_types'],
    [{ grant_types: ['authorization_code', 'implicit'] }, 'response_types'],
    [{ grant_types: ['password'] }, 'grant_types'],
    [{ grant_types: [] }, 'grant_types'],
    [{ grant_types: 'authorization_code' }, 'grant_types'],
    [{ grant_types: ['client_credentials', 'refresh_token'] }, 'grant_types'],
    [{ grant_types: ['client_credentials'], token_endpoint_auth_method: 'none' }, 'grant_types'],
    [{ token_endpoint_auth_method: 'client_secret_jwt' }, 'token_endpoint_auth_method'],
    [{ token_endpoint_auth_method: 'tls_client_auth' }, 'token_endpoint_auth_method'],
    [{ token_endpoint_auth_method: ['none'] }, 'token_endpoint_auth_method'],
    [{ token_endpoint_auth_method: 'private_key_jwt' }, 'jwks'],
    [{ token_endpoint_auth_signing_alg: 'HS256' }, 'token_endpoint_auth_signing_alg'],
    [{ ...KEYS, jwks_uri: 'https://c.example/k' }, 'jwks'],
    [{ jwks: '{"keys":[]}' }, 'jwks'],
    [{ jwks: [] }, 'jwks'],
    [{ application_type: 'service' }, 'application_type'],
    [{ client_name: 7 }, 'client_name'],
    [{ client_name: '' }, 'client_name'],
    [{ client_name: 'two\nlines' }, 'client_name'],
    [{ contacts: 'ann@client.example' }, 'contacts'],
    [{ contacts: ['ann@client.example', {}] }, 'contacts'],
    [{ contacts: Array.from({ length: 11 }, (_, index) => `${index}@client.example`) }, 'contacts'],
    [{ scope: ['openid'] }, 'scope'],
    [{ scope: 'open"id' }, 'scope'],
    [{ subject_type: 'private' }, 'subject_type'],
    [{ id_token_signed_response_alg: 'none' }, 'id_token_signed_response_alg'],
    [{ id_token_signed_response_alg: 'HS256' }, 'id_token_signed_response_alg'],
    [{ userinfo_signed_response_alg: 'none' }, 'userinfo_signed_response_alg'],
    [{ request_object_signing_alg: 'HS256' }, 'request_object_signing_alg'],
    [{ id_token_encrypted_response_alg: 'RSA-OAEP' }, 'id_token_encrypted_response_alg'],
    [{ id_token_encrypted_response_enc: 'A128CBC-HS256' }, 'id_token_encrypted_response_enc'],
    [{ userinfo_encrypted_response_alg: 'RSA-OAEP' }, 'userinfo_encrypted_response_alg'],
    [{ request_object_encryption_alg: 'RSA-OAEP' }, 'request_object_encryption_alg'],
    [{ default_max_age: -1 }, 'default_max_age'],
    [{ default_max_age: 1.5 }, 'default_max_age'],
    [{ default_max_age: '60' }, 'default_max_age'],
    [{ require_auth_time: 'yes' }, 'require_auth_time'],
    [{ request_uris: 'https://c.example/r' }, 'request_uris'],
    [{ backchannel_logout_session_required: 1 }, 'backchannel_logout_session_required'],
  ] as const) {
    test(`with ${JSON.stringify(metadata).slice(0, 90)}`, () => {
      const expected = `client_metadata_invalid: ${field} `
      const refused = parse({ ...REDIRECTS, ...metadata })
      assert.ok(typeof refused === 'string' && refused.startsWith(expected), said(refused))
    })
  }

  for (const [what, redirects] of [
    ['without redirect URIs', {}],
    ['with none', { redirect_uris: [] }],
    ['with one that is no text', { redirect_uris: [{}] }],
    ['with one that is no list', { redirect_uris: 'https://client.example/cb' }],
    ['with one for the implicit grant', { grant_types: ['implicit'], response_types: ['token'] }],
  ] as const) {
    test(what, () => assert.match(said(parse(redirects)), /^registered_redirect_uri_invalid: redirect_uris /))
  }

  test('with a software statement, whoever made it', () => {
    const reason = (statement: unknown) => said(parse({ ...REDIRECTS, software_statement: statement }))
    assert.match(reason('eyJhbGciOiJSUzI1NiJ9.e30.AAAA'), /^software_statement_unapproved/)
    assert.match(reason('eyJhbGciOiJub25lIn0.e30.'), /^software_statement_unapproved/)
    for (const bad of ['x', 1, {}, 'a.b', 'a b.c.d'])
      assert.match(reason(bad), /^software_statement_malformed/)
  })
})

describe('a request to replace a registration', () => {
  const update = (metadata: object) =>
    parseClientUpdate(new Map(Object.entries({ ...REDIRECTS, ...metadata })))

  test('names the client, and is otherwise a registration', () => {
    const parsed = update({ client_id: 'app_1', client_secret: 'lks_1', client_name: 'x' })
    assert.ok(parsed.ok)
    assert.deepEqual(parsed.value, {
      named: { clientId: 'app_1', clientSecret: 'lks_1' },
      request: request({ client_name: 'x' }),
    })
  })

  for (const name of [
    'registration_access_token',
    'registration_client_uri',
    'client_secret_expires_at',
    'client_id_issued_at',
  ]) {
    test(`cannot set ${name}`, () => {
      const parsed = update({ client_id: 'app_1', [name]: 'x' })
      assert.ok(!parsed.ok && parsed.error.description.startsWith(`${name} `))
    })
  }

  test('is refused as a registration would be', () => {
    assert.ok(!update({ client_id: 'app_1', jwks: [] }).ok)
  })
})
