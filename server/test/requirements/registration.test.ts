import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, errorOf, isRecord, send, textAt, textsAt } from '../support/wire/answer.ts'
import { call } from '../support/wire/management.ts'
import { authorizePath, clientCredentials, pkce, tokensFor } from '../support/wire/oauth.ts'
import {
  allowRegistration,
  askToRegister,
  clientIn,
  makeRegistrationToken,
  manage,
  metadataOf,
  registerDynamically,
} from '../support/wire/registration.ts'
import { startPlace } from '../support/wire/request-object.ts'
import { MANAGER, OTHER_MANAGER, onFreshStage, onFreshStages } from '../support/wire/stage.ts'

const CODE_AND_REFRESH = { grant_types: ['authorization_code', 'refresh_token'] }

onFreshStage('dynamic registration', stage => {
  const register200 = async (changes: object, token?: string) =>
    registerDynamically(stage(), token ?? (await makeRegistrationToken(stage())).value, changes)
  const refused = async (metadata: object) => {
    const { value } = await makeRegistrationToken(stage())
    const answer = await askToRegister(stage().url, value, metadata)
    assert.equal(answer.status, 400, answer.text)
    return answer
  }

  test('Z03 the registration endpoint is in the metadata only while some business unit has it on', async () => {
    const offered = async () =>
      at(
        (await send(`${stage().url}/.well-known/oauth-authorization-server`)).json(),
        'registration_endpoint',
      )
    assert.equal(await offered(), undefined)
    await allowRegistration(stage())
    assert.equal(await offered(), `${stage().url}/oauth2/register`)
    await allowRegistration(stage(), true, OTHER_MANAGER)
    await allowRegistration(stage(), false)
    assert.equal(await offered(), `${stage().url}/oauth2/register`)
    await allowRegistration(stage(), false, OTHER_MANAGER)
    assert.equal(await offered(), undefined)
  })

  test('G01 a redirect flow needs redirect URIs, and each must be one that may be kept', async () => {
    for (const metadata of [
      {},
      { redirect_uris: [] },
      { redirect_uris: 'https://client.example/' },
      { redirect_uris: ['https://client.example/', 'http://client.example/'] },
      { redirect_uris: ['https://client.example/#x'] },
      { redirect_uris: Array.from({ length: 6 }, (_, index) => `https://client.example/${index}`) },
    ]) {
      const answer = await refused(metadata)
      assert.equal(errorOf(answer), 'invalid_redirect_uri', JSON.stringify(metadata))
      assert.match(textAt(answer.json(), 'error_description'), /^redirect_uris/)
    }
    const itself = await register200({ redirect_uris: undefined, grant_types: ['client_credentials'] })
    assert.equal((await clientCredentials(stage().url, itself)).status, 200)
  })

  test('G02 what is left out has its default, and the answer shows it', async () => {
    const client = await register200({})
    const { information } = client
    assert.equal(information['token_endpoint_auth_method'], 'client_secret_basic')
    assert.deepEqual(information['grant_types'], ['authorization_code'])
    assert.deepEqual(information['response_types'], ['code'])
    assert.equal(information['id_token_signed_response_alg'], 'RS256')
    assert.equal(information['application_type'], 'web')
    for (const response_types of [['token'], ['code', 'id_token']]) {
      const answer = await refused(metadataOf({ response_types }))
      assert.equal(errorOf(answer), 'invalid_client_metadata')
    }
  })

  test('G04 keys and the address of keys cannot both be registered', async () => {
    const both = metadataOf({ jwks: { keys: [] }, jwks_uri: 'https://client.example/keys' })
    const answer = await refused(both)
    assert.equal(errorOf(answer), 'invalid_client_metadata')
    assert.match(textAt(answer.json(), 'error_description'), /jwks/)
  })

  test('G05 what is not known is ignored, and nothing of ours can be set', async () => {
    const wild = {
      first_party: true,
      skip_consent: true,
      tenant_id: 'bu_00000000000000000000000000000000',
      businessUnitId: 'bu_00000000000000000000000000000000',
      roles: ['admin'],
      scope: 'admin AdminApi RealTimeApi',
      client_id: `app_${'0'.repeat(32)}`,
      client_secret: `lks_${'x'.repeat(49)}`,
      requirePkce: false,
      require_pkce: false,
      active: false,
      version: 7,
      implicitAllowed: true,
      rotateRefreshTokens: false,
      registered: null,
      __proto__: { scopes: ['AdminApi'] },
    }
    const client = await register200(wild)
    assert.notEqual(client.id, wild.client_id)
    assert.notEqual(client.secret, wild.client_secret)
    assert.equal(client.information['scope'], 'RealTimeApi')
    for (const name of ['first_party', 'skip_consent', 'tenant_id', 'roles', 'requirePkce', 'active']) {
      assert.ok(!(name in client.information), name)
    }
    const manager = await stage().person(MANAGER)
    const application = (await call(manager, `GET /applications/${client.id}`)).json()
    assert.deepEqual(textsAt(application, 'scopes'), ['RealTimeApi'])
    assert.deepEqual(
      [
        at(application, 'implicitAllowed'),
        at(application, 'metadata', 'requirePkce'),
        at(application, 'version'),
      ],
      [false, true, 2],
    )
    assert.match(textAt(application, 'vendorName'), /^Registered with /)
    const consent = await manager.get(authorizePath(client, pkce().challenge, { scope: 'openid' }))
    assert.match(consent.text, /action="\/consent"/)
  })

  test('G06 no address with an active scheme is registered in any field, in whatever case it is written', async () => {
    const { value } = await makeRegistrationToken(stage())
    const urls = ['JaVaScRiPt:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'http://client.example/x']
    const fields: Readonly<Record<string, (url: string) => object>> = {
      redirect_uris: url => ({ redirect_uris: [url] }),
      logo_uri: url => ({ logo_uri: url }),
      client_uri: url => ({ client_uri: url }),
      policy_uri: url => ({ policy_uri: url }),
      tos_uri: url => ({ tos_uri: url }),
      initiate_login_uri: url => ({ initiate_login_uri: url }),
      jwks_uri: url => ({ jwks_uri: url }),
      sector_identifier_uri: url => ({ sector_identifier_uri: url }),
      request_uris: url => ({ request_uris: [url] }),
      post_logout_redirect_uris: url => ({ post_logout_redirect_uris: [url] }),
      backchannel_logout_uri: url => ({ backchannel_logout_uri: url }),
    }
    for (const [field, metadata] of Object.entries(fields)) {
      for (const url of urls) {
        const answer = await askToRegister(stage().url, value, metadataOf(metadata(url)))
        const error = field === 'redirect_uris' ? 'invalid_redirect_uri' : 'invalid_client_metadata'
        assert.deepEqual([answer.status, errorOf(answer)], [400, error], `${field} ${url}`)
        assert.ok(textAt(answer.json(), 'error_description').startsWith(field), answer.text)
      }
    }
    const own = { redirect_uris: ['com.example.client:/callback'] }
    assert.equal((await askToRegister(stage().url, value, metadataOf(own))).status, 400)
    const native = metadataOf({ ...own, application_type: 'native', token_endpoint_auth_method: 'none' })
    assert.equal((await askToRegister(stage().url, value, native)).status, 201)
  })

  test('G06 a sector identifier is read, and must list every redirect URI', async () => {
    const place = await startPlace('["https://client.example/callback"]')
    try {
      const pairwise = { subject_type: 'pairwise', sector_identifier_uri: place.url('/sector.json') }
      const client = await register200(pairwise)
      assert.equal(client.information['sector_identifier_uri'], pairwise.sector_identifier_uri)
      place.serves.text = '["https://other.example/callback"]'
      const answer = await refused(metadataOf(pairwise))
      assert.equal(errorOf(answer), 'invalid_client_metadata')
      assert.match(textAt(answer.json(), 'error_description'), /^sector_identifier_uri/)
    } finally {
      await place.stop()
    }
  })

  test('G07 without an initial access token, or with one that opens nothing, nobody registers', async () => {
    await allowRegistration(stage())
    const none = await askToRegister(stage().url, null, metadataOf())
    assert.equal(none.status, 401)
    assert.equal(none.headers.get('www-authenticate'), 'Bearer realm="latchkey"')
    const client = await register200(CODE_AND_REFRESH)
    const { access } = await tokensFor(stage(), client)
    for (const token of ['x', `lkp_${'x'.repeat(49)}`, client.token, client.secret ?? '', access]) {
      const answer = await askToRegister(stage().url, token, metadataOf())
      assert.deepEqual([answer.status, errorOf(answer)], [401, 'invalid_token'])
      assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer .*error="invalid_token"/)
    }
  })

  test('G07 a token that is spent, revoked or over, or whose business unit switched registration off, opens nothing', async () => {
    const ask = async (token: string) => (await askToRegister(stage().url, token, metadataOf())).status
    const once = await makeRegistrationToken(stage(), { uses: 1 })
    assert.deepEqual([await ask(once.value), await ask(once.value)], [201, 401])
    const twice = await makeRegistrationToken(stage(), { uses: 2 })
    const bad = await askToRegister(stage().url, twice.value, { redirect_uris: ['javascript:x'] })
    assert.equal(bad.status, 400)
    assert.deepEqual(
      [await ask(twice.value), await ask(twice.value), await ask(twice.value)],
      [201, 201, 401],
    )
    const revoked = await makeRegistrationToken(stage())
    const manager = await stage().person(MANAGER)
    const answer = await call(manager, `DELETE /registration-tokens/${revoked.id}`)
    assert.deepEqual([answer.status, textAt(answer.json(), 'status')], [200, 'revoked'])
    assert.equal(await ask(revoked.value), 401)
    const short = await makeRegistrationToken(stage(), { expiresInSeconds: 60 })
    const later = await stage().secondProcess(61)
    assert.equal((await askToRegister(later, short.value, metadataOf())).status, 401)
    const off = await makeRegistrationToken(stage())
    const client = await register200({ grant_types: ['client_credentials'] }, off.value)
    await allowRegistration(stage(), false)
    assert.equal(await ask(off.value), 403)
    const more = await call(manager, 'POST /registration-tokens', { body: {} })
    assert.equal(more.status, 409)
    assert.equal((await clientCredentials(stage().url, client)).status, 200)
    assert.equal((await manage(client, 'GET')).status, 200)
    await allowRegistration(stage())
    assert.equal(await ask(off.value), 201)
  })

  test('G07 what registers with a token belongs to its business unit and to no other', async () => {
    const theirs = await makeRegistrationToken(stage(), { by: OTHER_MANAGER, scopes: ['RealTimeApi'] })
    const client = await registerDynamically(stage(), theirs.value)
    const path = `GET /applications/${client.id}`
    assert.equal((await call(await stage().person(OTHER_MANAGER), path)).status, 200)
    assert.equal((await call(await stage().person(MANAGER), path)).status, 404)
    const list = await call(await stage().person(MANAGER), 'GET /registration-tokens')
    assert.ok(!list.text.includes(theirs.id) && !list.text.includes(theirs.value))
    const stolen = await call(await stage().person(MANAGER), `DELETE /registration-tokens/${theirs.id}`)
    assert.equal(stolen.status, 404)
    assert.equal((await askToRegister(stage().url, theirs.value, metadataOf())).status, 201)
  })

  test('G08 the answer is 201 with everything that is registered, and is kept by nobody', async () => {
    const { value } = await makeRegistrationToken(stage())
    const sent = metadataOf({
      ...CODE_AND_REFRESH,
      contacts: ['ann@client.example'],
      client_uri: 'https://client.example/',
      logo_uri: 'https://client.example/logo.png',
      policy_uri: 'https://client.example/policy',
      tos_uri: 'https://client.example/terms',
      software_id: 'reports',
      software_version: '2.1',
      token_endpoint_auth_method: 'client_secret_post',
      post_logout_redirect_uris: ['https://client.example/bye'],
      initiate_login_uri: 'https://client.example/start',
      default_acr_values: ['1'],
      userinfo_signed_response_alg: 'ES256',
      scope: 'openid RealTimeApi',
    })
    const [first, second] = [
      await askToRegister(stage().url, value, sent),
      await askToRegister(stage().url, value, sent),
    ]
    assert.deepEqual([first.status, second.status], [201, 201])
    assert.match(first.headers.get('cache-control') ?? '', /no-store/)
    assert.match(first.headers.get('content-type') ?? '', /^application\/json/)
    assert.equal(first.headers.get('access-control-allow-origin'), null)
    const [one, two] = [clientIn(first), clientIn(second)]
    for (const [name, value_] of Object.entries(sent)) assert.deepEqual(one.information[name], value_, name)
    assert.equal(one.information['client_secret_expires_at'], 0)
    const issued = one.information['client_id_issued_at']
    assert.ok(typeof issued === 'number' && Math.abs(issued - Date.now() / 1000) < 120)
    assert.notEqual(one.id, two.id)
    assert.notEqual(one.secret, two.secret)
    assert.match(`${one.secret} ${one.token}`, /^lks_\w{49} lkp_\w{49}$/)
    assert.equal(one.uri, `${stage().url}/oauth2/register/${one.id}`)
    const open = await register200({ token_endpoint_auth_method: 'none' }, value)
    assert.deepEqual([open.secret, 'client_secret_expires_at' in open.information], [null, false])
  })

  test('G09 each refusal has its code, as JSON, and names the field', async () => {
    const statement = 'eyJhbGciOiJSUzI1NiJ9.e30.AAAA'
    for (const [metadata, error, field] of [
      [{ redirect_uris: ['http://client.example/'] }, 'invalid_redirect_uri', 'redirect_uris'],
      [metadataOf({ subject_type: 'x' }), 'invalid_client_metadata', 'subject_type'],
      [
        metadataOf({ id_token_encrypted_response_alg: 'RSA-OAEP' }),
        'invalid_client_metadata',
        'id_token_enc',
      ],
      [metadataOf({ software_statement: 'x' }), 'invalid_software_statement', 'The software_statement'],
      [metadataOf({ software_statement: statement }), 'unapproved_software_statement', 'No issuer'],
    ] as const) {
      const answer = await refused(metadata)
      assert.equal(errorOf(answer), error)
      assert.match(answer.headers.get('cache-control') ?? '', /no-store/)
      assert.ok(textAt(answer.json(), 'error_description').startsWith(field), answer.text)
    }
    const { value } = await makeRegistrationToken(stage())
    for (const body of [
      '',
      '[]',
      'null',
      '{',
      '{"redirect_uris":["https://a.example/"],"redirect_uris":[]}',
    ]) {
      const answer = await askToRegister(stage().url, value, body)
      assert.deepEqual([answer.status, errorOf(answer)], [400, 'invalid_client_metadata'], body)
    }
    const form = await send(`${stage().url}/oauth2/register`, {
      method: 'POST',
      headers: { authorization: `Bearer ${value}` },
      body: new URLSearchParams({ client_name: 'x' }),
    })
    assert.equal(form.status, 415)
    const large = await askToRegister(stage().url, value, metadataOf({ client_name: 'x'.repeat(70_000) }))
    assert.equal(large.status, 413)
    const got = await send(`${stage().url}/oauth2/register`)
    assert.deepEqual([got.status, got.headers.get('allow')], [405, 'POST'])
  })

  test('G10 a software statement is believed of nobody, so none can win over the request', async () => {
    const claims = { client_name: 'Signed', redirect_uris: ['https://signed.example/'] }
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    for (const alg of ['none', 'HS256', 'RS256']) {
      const software_statement = `${part({ alg })}.${part(claims)}.${alg === 'none' ? '' : 'AAAA'}`
      const answer = await refused(metadataOf({ software_statement }))
      assert.equal(errorOf(answer), 'unapproved_software_statement')
    }
  })

  test('G11 an address that registers without end has to pause', async () => {
    const url = await stage().secondProcess(1)
    const answers = await Promise.all(Array.from({ length: 301 }, () => askToRegister(url, null, {})))
    const paused = answers.filter(answer => answer.status === 429)
    assert.equal(paused.length, 1)
    assert.equal(errorOf(paused[0] ?? (await askToRegister(url, null, {}))), 'slow_down')
    assert.match(paused[0]?.headers.get('retry-after') ?? '', /^[1-9][0-9]*$/)
  })
})

onFreshStages('dynamic registration', stage => {
  test('G07 of ten registrations at once with a token of three uses three succeed', async () => {
    const { id, value } = await makeRegistrationToken(stage(), { uses: 3 })
    const second = await stage().secondProcess()
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        askToRegister(index % 2 === 0 ? stage().url : second, value, metadataOf({ client_name: 'The same' })),
      ),
    )
    const statuses = answers.map(answer => answer.status).toSorted((a, b) => a - b)
    assert.deepEqual(statuses, [201, 201, 201, 401, 401, 401, 401, 401, 401, 401])
    const made = answers.filter(answer => answer.status === 201).map(answer => clientIn(answer))
    assert.equal(new Set(made.map(client => client.id)).size, 3)
    const manager = await stage().person(MANAGER)
    const names = await Promise.all(
      made.map(async client =>
        textAt((await call(manager, `GET /applications/${client.id}`)).json(), 'name'),
      ),
    )
    assert.equal(new Set(names).size, 3, names.join())
    const list = (await call(manager, 'GET /registration-tokens')).json()
    const items = at(list, 'items')
    const token = Array.isArray(items) ? items.find(item => at(item, 'id') === id) : null
    assert.deepEqual([at(token, 'status'), at(token, 'usesLeft')], ['spent', 0])
  })

  test('G07 a registration token is made once for a key that is sent twice, and shown in that answer alone', async () => {
    await allowRegistration(stage())
    const manager = await stage().person(MANAGER)
    const make = () =>
      call(manager, 'POST /registration-tokens', {
        body: { label: 'Once', scopes: ['RealTimeApi'] },
        headers: { 'idempotency-key': 'one-registration-token' },
      })
    const [first, again] = [await make(), await make()]
    assert.deepEqual([first.status, again.status], [201, 201])
    assert.equal(textAt(first.json(), 'value'), textAt(again.json(), 'value'))
    assert.equal(textAt(first.json(), 'token', 'id'), textAt(again.json(), 'token', 'id'))
    const list = await call(manager, 'GET /registration-tokens')
    assert.ok(isRecord(list.json()) && !list.text.includes('lkp_'))
  })
})
