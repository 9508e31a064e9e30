import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, errorOf, isErrorPage, send, textsAt } from '../support/wire/answer.ts'
import { hiddenFields, openBrowser, signIn } from '../support/wire/browser.ts'
import { type Client, edit } from '../support/wire/management.ts'
import { authorizePath, decide, pkce, redeem, tokensIn } from '../support/wire/oauth.ts'
import {
  askWith,
  makeClientKey,
  objectPath,
  parameter,
  registerSigner,
  requestClaims,
  seconds,
  signWith,
  unsigned,
} from '../support/wire/request-object.ts'
import { MANAGER, onFreshStage, PASSWORD } from '../support/wire/stage.ts'

const KEY = makeClientKey('ES256', 'one')
const SECOND_URL = 'https://client.example/second'

onFreshStage('request objects', stage => {
  const signed = async (client: Client, changes: object = {}, header: object = {}) =>
    signWith(KEY, requestClaims(stage(), client, changes), header)

  test('L18 discovery says that request objects are taken, by registered addresses, signed by these algorithms', async () => {
    const metadata = (await send(`${stage().url}/.well-known/openid-configuration`)).json()
    for (const name of ['request_parameter_supported', 'request_uri_parameter_supported']) {
      assert.equal(at(metadata, name), true)
    }
    assert.equal(at(metadata, 'require_request_uri_registration'), true)
    const algorithms = textsAt(metadata, 'request_object_signing_alg_values_supported')
    assert.deepEqual(algorithms, ['RS256', 'ES256', 'PS256', 'EdDSA'])
  })

  test('L18 what a signed request object says is what is asked, by GET and by POST, for every algorithm', async () => {
    for (const algorithm of ['ES256', 'RS256', 'PS256', 'EdDSA'] as const) {
      const key = makeClientKey(algorithm, 'k')
      const client = await registerSigner(stage(), key)
      const { verifier, challenge } = pkce()
      const claims = requestClaims(stage(), client, {
        code_challenge: challenge,
        scope: 'openid',
        nonce: 'n',
        max_age: 9999,
      })
      const answer = await askWith(stage(), client, { request: await signWith(key, claims) })
      assert.equal(parameter(answer, 'state'), 'a state inside', algorithm)
      const code = { code: parameter(answer, 'code') ?? '', verifier, redirectUri: client.callbackUrl }
      assert.equal(tokensIn(await redeem(stage().url, client, code)).scope, 'openid')
      const manager = await stage().person(MANAGER)
      const request = await signWith(key, claims)
      const posted = await manager.post('/oauth2/authorize', { client_id: client.id, request })
      assert.match(parameter(posted, 'code') ?? '', /^lkc_/)
    }
  })

  test('L18 the redirect_uri inside is where the answer goes, and must be registered like any', async () => {
    const callbackUrls = ['https://client.example/callback', SECOND_URL]
    const client = await registerSigner(stage(), KEY, {}, { callbackUrls })
    const request = await signed(client, { redirect_uri: SECOND_URL })
    for (const beside of [
      {},
      { redirect_uri: client.callbackUrl },
      { redirect_uri: 'https://evil.example/' },
    ]) {
      const location = (await askWith(stage(), client, { request, ...beside })).location()
      assert.equal(`${location?.origin}${location?.pathname}`, SECOND_URL)
    }
    const astray = await signed(client, { redirect_uri: 'https://evil.example/' })
    const answer = await askWith(stage(), client, { request: astray, redirect_uri: client.callbackUrl })
    assert.ok(isErrorPage(answer))
  })

  test('L18 alg none is refused unless the application registered it, and then nothing else is taken', async () => {
    const client = await registerSigner(stage(), KEY)
    const redirect = { redirect_uri: client.callbackUrl }
    const plain = unsigned(requestClaims(stage(), client))
    assert.equal(
      errorOf(await askWith(stage(), client, { request: plain, ...redirect })),
      'invalid_request_object',
    )
    const published = async () =>
      textsAt(
        (await send(`${stage().url}/.well-known/openid-configuration`)).json(),
        'request_object_signing_alg_values_supported',
      )
    assert.ok(!(await published()).includes('none'))
    await edit(stage(), client.id, { metadata: { requestObjectSigningAlg: 'none' } })
    assert.ok((await published()).includes('none'))
    assert.match(parameter(await askWith(stage(), client, { request: plain }), 'code') ?? '', /^lkc_/)
    const answer = await askWith(stage(), client, { request: await signed(client), ...redirect })
    assert.equal(errorOf(answer), 'invalid_request_object')
    await edit(stage(), client.id, { metadata: { requestObjectSigningAlg: 'RS256' } })
    for (const request of [plain, await signed(client)]) {
      assert.equal(
        errorOf(await askWith(stage(), client, { request, ...redirect })),
        'invalid_request_object',
      )
    }
  })

  test('L18 request and request_uri at once, or one twice, or one inside the other, is refused', async () => {
    const client = await registerSigner(stage(), KEY)
    const request = await signed(client)
    const redirect = { redirect_uri: client.callbackUrl }
    for (const [beside, error] of [
      [{ request, request_uri: 'https://client.example/r' }, 'invalid_request'],
      [{ request: [request, request] }, 'invalid_request'],
      [{ request_uri: ['https://client.example/r', 'https://client.example/r'] }, 'invalid_request'],
      [{ request: await signed(client, { request }) }, 'invalid_request_object'],
      [
        { request: await signed(client, { request_uri: 'https://client.example/r' }) },
        'invalid_request_object',
      ],
    ] as const) {
      assert.equal(errorOf(await askWith(stage(), client, { ...beside, ...redirect })), error)
    }
  })

  test('L18 an error about an object goes to a registered redirect_uri beside it, once somebody signed in, and else nowhere', async () => {
    const client = await registerSigner(stage(), KEY)
    const broken = `${await signed(client)}x`
    const beside = {
      request: broken,
      redirect_uri: client.callbackUrl,
      state: 'outside',
      response_mode: 'fragment',
    }
    const sent = (await askWith(stage(), client, beside)).location()
    const parameters = new URLSearchParams(sent?.hash.slice(1))
    assert.deepEqual(
      [sent?.origin, parameters.get('error'), parameters.get('state'), parameters.get('iss')],
      ['https://client.example', 'invalid_request_object', 'outside', stage().url],
    )
    assert.match(parameters.get('error_description') ?? '', /request object/)
    for (const elsewhere of [{}, { redirect_uri: 'https://evil.example/' }]) {
      assert.ok(isErrorPage(await askWith(stage(), client, { request: broken, ...elsewhere })))
    }
    const nobody = openBrowser(stage().url)
    const page = await nobody.get(objectPath(client, beside))
    assert.deepEqual([page.status, page.location()], [200, null])
    assert.ok(page.text.includes('action="/sign-in"'))
    const silent = await nobody.get(objectPath(client, { ...beside, prompt: 'none' }))
    assert.equal(errorOf(silent), 'invalid_request_object')
  })

  test('L18 an application that must sign its requests is refused any other', async () => {
    const client = await registerSigner(stage(), KEY)
    const manager = await stage().person(MANAGER)
    await edit(stage(), client.id, { metadata: { requestObjectSigningAlg: 'none' } })
    const request = unsigned(requestClaims(stage(), client, { prompt: 'consent' }))
    const asked = await manager.get(objectPath(client, { request }))
    await edit(stage(), client.id, {
      metadata: { requestObjectSigningAlg: null, requireSignedRequestObject: true },
    })
    // What was begun without a signature does not go on either.
    assert.ok(isErrorPage(await decide(manager, asked)))
    const plain = await manager.get(authorizePath(client, pkce().challenge))
    assert.equal(errorOf(plain), 'invalid_request')
    const redirect = { redirect_uri: client.callbackUrl }
    assert.equal(errorOf(await askWith(stage(), client, { request, ...redirect })), 'invalid_request_object')
    assert.match(
      parameter(await askWith(stage(), client, { request: await signed(client) }), 'code') ?? '',
      /^lkc_/,
    )
  })

  test('L18 an object that expires while somebody signs in has done its work; an old page begins anew unsigned', async () => {
    for (const [ahead, mustSign, isAnswered] of [
      [600, false, true],
      [600, true, true],
      [3700, false, true],
      [3700, true, false],
    ] as const) {
      const client = await registerSigner(stage(), KEY, { requireSignedRequestObject: mustSign })
      const request = await signed(client, { exp: seconds(60) })
      const [person, then] = [openBrowser(stage().url), openBrowser(await stage().secondProcess(ahead))]
      assert.ok(isErrorPage(await then.get(objectPath(client, { request }))), 'it is over by then')
      const page = await person.get(objectPath(client, { request }))
      const fields = { ...hiddenFields(page.text), userName: MANAGER, password: PASSWORD }
      const next = (await then.post('/sign-in', fields, { cookie: person.cookies() })).location()
      const answer = await decide(then, await then.get(`${next?.pathname}${next?.search}`))
      assert.equal(parameter(answer, 'code')?.startsWith('lkc_') === true, isAnswered, answer.text)
      if (!isAnswered) assert.match(answer.text, /begun too long ago/)
    }
  })

  test('L18 what is carried through the pages of a sign-in cannot be made, changed or used for another', async () => {
    const client = await registerSigner(stage(), KEY)
    const other = await registerSigner(stage(), KEY)
    const person = openBrowser(stage().url)
    const state = 'x'.repeat(4000)
    const request = await signed(client, { prompt: 'login', state })
    const next = (await signIn(person, MANAGER, PASSWORD, objectPath(client, { request }))).location()
    const carried = next?.searchParams.get('latchkey_request') ?? ''
    assert.ok(carried.length > 100, 'nothing is carried')
    assert.doesNotMatch(Buffer.from(carried, 'base64url').toString('latin1'), /client\.example|RealTimeApi/)
    const arrived = await decide(person, await person.get(`${next?.pathname}${next?.search}`))
    assert.equal(parameter(arrived, 'state'), state)
    const flipped = `${carried.slice(0, 60)}${carried[60] === 'A' ? 'B' : 'A'}${carried.slice(61)}`
    for (const [of, sealed] of [
      [client, flipped],
      [client, ''],
      [client, 'x'],
      [other, carried],
    ] as const) {
      const answer = await person.get(objectPath(of, { latchkey_request: sealed || 'AA' }))
      assert.ok(isErrorPage(answer), answer.text)
    }
    const twice = await person.get(objectPath(client, { latchkey_request: [carried, carried] }))
    assert.ok(isErrorPage(twice))
    const both = await person.get(objectPath(client, { latchkey_request: carried, request }))
    assert.ok(isErrorPage(both))
    // Without the proof of the sign-in it is a request like the first one: prompt=login asks again.
    const again = await person.get(objectPath(client, { latchkey_request: carried, prompt: 'none' }))
    assert.ok(again.text.includes('action="/sign-in"'))
  })

  test('Y06 the parameters inside alone count: a wider scope beside them is not granted', async () => {
    const client = await registerSigner(stage(), KEY)
    const { verifier, challenge } = pkce()
    const request = await signed(client, {
      scope: 'RealTimeApi',
      code_challenge: challenge,
      state: undefined,
    })
    const beside = {
      scope: 'RealTimeApi ReportingApi',
      resource: 'urn:latchkey:api:ReportingApi',
      state: 'outside',
      response_type: 'code',
      response_mode: 'fragment',
      code_challenge: pkce().challenge,
    }
    const answer = await askWith(stage(), client, { request, ...beside })
    assert.equal(answer.location()?.searchParams.has('state'), false)
    const code = { code: parameter(answer, 'code') ?? '', verifier, redirectUri: client.callbackUrl }
    assert.equal(tokensIn(await redeem(stage().url, client, code)).scope, 'RealTimeApi')
    const bare = await signed(client, { code_challenge: undefined })
    const missing = await askWith(stage(), client, { request: bare, ...beside })
    assert.equal(errorOf(missing), 'invalid_request', 'the challenge beside it counted')
  })

  test('Y06 client_id, iss and aud must fit, response_type must be the same, and the times must hold', async () => {
    const client = await registerSigner(stage(), KEY)
    const other = await registerSigner(stage(), KEY)
    const redirect = { redirect_uri: client.callbackUrl, response_type: 'code' }
    const faulty = [
      { client_id: other.id },
      { iss: other.id },
      { aud: other.id },
      { aud: `${stage().url}/oauth2/authorize` },
      { response_type: 'token' },
      { exp: seconds(-61) },
      { nbf: seconds(61) },
      { iat: seconds(61) },
      { exp: 'soon' },
      { scope: ['RealTimeApi'] },
    ]
    for (const changes of faulty) {
      const answer = await askWith(stage(), client, { request: await signed(client, changes), ...redirect })
      assert.equal(errorOf(answer), 'invalid_request_object', JSON.stringify(changes))
    }
    const good = [
      { iat: seconds(8) },
      { nbf: seconds(8) },
      { aud: [stage().url, 'x'] },
      { aud: undefined, iss: undefined },
    ]
    for (const changes of [...good, { iat: undefined, exp: undefined }]) {
      const answer = await askWith(stage(), client, { request: await signed(client, changes), ...redirect })
      assert.match(parameter(answer, 'code') ?? '', /^lkc_/, JSON.stringify(changes))
    }
    const swapped = await askWith(stage(), other, {
      request: await signed(client),
      redirect_uri: other.callbackUrl,
    })
    assert.equal(errorOf(swapped), 'invalid_request_object')
  })
})
