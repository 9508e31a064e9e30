import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { type Answer, at, errorOf, parseJson, send, textAt, textsAt } from '../support/wire/answer.ts'
import {
  asserting,
  assertionClaims,
  registerKeyHolder,
  signAssertion,
} from '../support/wire/client-assertion.ts'
import { type Client, call, edit, register } from '../support/wire/management.ts'
import { basic, codeFor, ownToken, postForm, type Sent, tokensFor } from '../support/wire/oauth.ts'
import { makeRegistrationToken, registerDynamically } from '../support/wire/registration.ts'
import {
  encodePart,
  keySetOf,
  makeClientKey,
  requestClaims,
  seconds,
  signWith,
  startPlace,
  unsigned,
} from '../support/wire/request-object.ts'
import { MANAGER, onBothStages, onStage } from '../support/wire/stage.ts'

const KEY = makeClientKey('ES256', 'one')
const OTHER_KEY = makeClientKey('ES256', 'one')
const GRANT = { grant_type: 'client_credentials' }

onStage('client assertions', stage => {
  const token = (sent: Sent, headers: Readonly<Record<string, string>> = {}) =>
    postForm(stage().url, '/oauth2/token', { ...GRANT, ...sent }, headers)
  /** Asks for a token with an assertion of a client. */
  const ask = async (client: Pick<Client, 'id'>, changes: object = {}, header: object = {}, key = KEY) =>
    token(asserting(await signAssertion(key, assertionClaims(stage(), client, changes), header)))
  const isRefused = (answer: Answer, what: string): void => {
    assert.deepEqual([answer.status, errorOf(answer)], [401, 'invalid_client'], `${what}: ${answer.text}`)
  }

  test('A01 an assertion says who made it, of whom, for whom and until when; each of them must be right', async () => {
    const [client, other] = [await registerKeyHolder(stage(), KEY), await registerKeyHolder(stage(), KEY)]
    assert.equal((await ask(client)).status, 200)
    for (const name of ['iss', 'sub', 'aud', 'exp', 'jti']) {
      isRefused(await ask(client, { [name]: undefined }), name)
    }
    isRefused(await ask(client, { sub: other.id }), 'the sub of another')
    isRefused(await ask(client, { iss: other.id }), 'the iss of another')
    isRefused(await ask({ id: `app_${'0'.repeat(32)}` }), 'nobody')
  })

  test('A02 an assertion ends when it says, within half a minute, and may not live longer than an hour', async () => {
    const client = await registerKeyHolder(stage(), KEY)
    for (const exp of [-300, -61, 86_400, 7200]) isRefused(await ask(client, { exp: seconds(exp) }), `${exp}`)
    for (const exp of [-5, 3600]) assert.equal((await ask(client, { exp: seconds(exp) })).status, 200)
    for (const exp of ['soon', null, 1e308]) isRefused(await ask(client, { exp }), String(exp))
  })

  test('A03 the signature is made with the registered key, by an algorithm that is offered', async () => {
    for (const algorithm of ['ES256', 'RS256', 'PS256', 'EdDSA'] as const) {
      const key = makeClientKey(algorithm, 'k')
      const client = await registerKeyHolder(stage(), key)
      assert.equal((await ask(client, {}, {}, key)).status, 200, algorithm)
      assert.equal((await ask(client, {}, { kid: undefined }, key)).status, 200, algorithm)
    }
    const client = await registerKeyHolder(stage(), KEY)
    const claims = assertionClaims(stage(), client)
    const jwk = OTHER_KEY.publicKey.export({ format: 'jwk' })
    const pem = KEY.publicKey.export({ format: 'pem', type: 'spki' })
    const symmetric = `${encodePart({ alg: 'HS256', kid: 'one' })}.${encodePart(claims)}`
    const forged = createHmac('sha256', pem).update(symmetric).digest('base64url')
    const good = await signAssertion(KEY, claims)
    for (const [what, text] of [
      ['alg none', unsigned(claims)],
      ['alg NoNe', unsigned(claims, { alg: 'NoNe' })],
      ['the public key as a shared one', `${symmetric}.${forged}`],
      ['the key of another client', await signAssertion(OTHER_KEY, claims)],
      ['a key that it brings', await signAssertion(OTHER_KEY, claims, { jwk, kid: undefined })],
      [
        'a key that it says where to find',
        await signAssertion(OTHER_KEY, claims, { jku: `${stage().url}/x` }),
      ],
      ['a kid that is a path', await signAssertion(KEY, claims, { kid: '../../one' })],
      ['an extension to understand', await signAssertion(KEY, claims, { crit: ['b64'], b64: true })],
      ['no signature', good.replace(/[^.]+$/, '')],
      ['half a signature', good.slice(0, -20)],
      ['a fourth part', `${good}.x`],
      ['a changed claim', good.replace(/\.[^.]+\./, `.${encodePart({ ...claims, exp: seconds(99) })}.`)],
      ['no JWT', 'x'],
      ['too much', await signAssertion(KEY, { ...claims, filler: 'x'.repeat(8000) })],
    ] as const) {
      isRefused(await token(asserting(text)), what)
    }
    assert.equal((await token(asserting(good))).status, 200)
    await edit(stage(), client.id, { metadata: { tokenEndpointAuthSigningAlg: 'RS256' } })
    isRefused(await ask(client), 'another algorithm than the registered one')
  })

  test('A03 keys are read from the registered address, and stay good while that does not answer', async () => {
    const place = await startPlace(keySetOf(KEY))
    try {
      const client = await registerKeyHolder(stage(), KEY, { jwks: null, jwksUri: place.url('/keys') })
      assert.equal((await ask(client)).status, 200)
      isRefused(await ask(client, {}, {}, OTHER_KEY), 'another key of the same name')
      place.serves.status = 500
      assert.equal((await ask(client)).status, 200)
    } finally {
      await place.stop()
    }
    const gone = await startPlace('')
    await gone.stop()
    const client = await registerKeyHolder(stage(), KEY, { jwks: null, jwksUri: gone.url('/keys') })
    isRefused(await ask(client), 'keys that cannot be read')
  })

  test('A05 the audience is exactly the issuer, in one text', async () => {
    const client = await registerKeyHolder(stage(), KEY)
    const { url } = stage()
    for (const aud of [
      [url],
      [url, 'https://other.example'],
      `${url}/oauth2/token`,
      `${url}/oauth2/par`,
      `${url}/oauth2/introspect`,
      `${url}/`,
      url.toUpperCase(),
      'https://other.example',
      client.id,
      null,
      {},
    ]) {
      isRefused(await ask(client, { aud }), JSON.stringify(aud))
    }
    assert.equal((await ask(client, { aud: url })).status, 200)
  })

  test('A05 the token endpoint stands for the issuer only where the owner allows it', async () => {
    const client = await registerKeyHolder(stage(), KEY, { tokenEndpointAudienceAllowed: true })
    const { url } = stage()
    assert.equal((await ask(client, { aud: `${url}/oauth2/token` })).status, 200)
    assert.equal((await ask(client, { aud: url })).status, 200)
    for (const aud of [
      [`${url}/oauth2/token`],
      `${url}/oauth2/introspect`,
      'https://other.example/oauth2/token',
    ]) {
      isRefused(await ask(client, { aud }), JSON.stringify(aud))
    }
  })

  test('A06 a client_id beside an assertion must be its own', async () => {
    const [client, other] = [await registerKeyHolder(stage(), KEY), await registerKeyHolder(stage(), KEY)]
    const sign = () => signAssertion(KEY, assertionClaims(stage(), client))
    assert.equal((await token({ ...asserting(await sign()), client_id: client.id })).status, 200)
    for (const client_id of [other.id, 'x', client.id.toUpperCase()]) {
      isRefused(await token({ ...asserting(await sign()), client_id }), client_id)
    }
  })

  test('A07 the type of an assertion is the one there is, and one assertion is sent', async () => {
    const client = await registerKeyHolder(stage(), KEY)
    const sign = () => signAssertion(KEY, assertionClaims(stage(), client))
    for (const type of [
      null,
      'urn:ietf:params:oauth:client-assertion-type:saml2-bearer',
      'URN:IETF:PARAMS:OAUTH:CLIENT-ASSERTION-TYPE:JWT-BEARER',
      'jwt-bearer',
    ]) {
      isRefused(await token({ ...asserting(await sign()), client_assertion_type: type }), String(type))
    }
    isRefused(
      await token({ ...asserting(await sign()), client_assertion: null, client_id: client.id }),
      'none',
    )
    const two = await token({ ...asserting(''), client_assertion: [await sign(), await sign()] })
    assert.deepEqual([two.status, errorOf(two)], [400, 'invalid_request'])
  })

  test('A08 a clock that is eight seconds fast is forgiven, one that is a minute fast is not', async () => {
    const client = await registerKeyHolder(stage(), KEY)
    for (const name of ['iat', 'nbf']) {
      assert.equal((await ask(client, { [name]: seconds(8) })).status, 200, name)
      isRefused(await ask(client, { [name]: seconds(61), exp: seconds(120) }), name)
    }
  })

  test('A09 an assertion is no grant: nobody else is trusted to say who a user is', async () => {
    const client = await registerKeyHolder(stage(), KEY)
    const claims = { iss: 'https://idp.example', sub: MANAGER, aud: stage().url, exp: seconds(60) }
    const answer = await token({
      ...asserting(await signAssertion(KEY, assertionClaims(stage(), client))),
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: await signAssertion(KEY, claims),
    })
    assert.deepEqual([answer.status, errorOf(answer)], [400, 'unsupported_grant_type'])
  })

  test('A10 a client uses the method that it registered, and no other', async () => {
    const { value } = await makeRegistrationToken(stage())
    const itself = { grant_types: ['client_credentials'] }
    const jwks = parseJson(keySetOf(KEY))
    const byKey = { ...itself, token_endpoint_auth_method: 'private_key_jwt', jwks }
    const holder = await registerDynamically(stage(), value, byKey)
    assert.equal(holder.secret, null)
    assert.equal((await ask(holder)).status, 200)
    const [heading, posting] = [
      await registerDynamically(stage(), value, {
        ...itself,
        jwks,
        token_endpoint_auth_method: 'client_secret_basic',
      }),
      await registerDynamically(stage(), value, {
        ...itself,
        jwks,
        token_endpoint_auth_method: 'client_secret_post',
      }),
    ]
    const header = (client: Client) => token({}, basic(client.id, client.secret ?? ''))
    const body = (client: Client) => token({ client_id: client.id, client_secret: client.secret ?? '' })
    assert.deepEqual([(await header(heading)).status, (await body(posting)).status], [200, 200])
    isRefused(await header(posting), 'a header instead of the body')
    isRefused(await body(heading), 'the body instead of a header')
    const silent = await registerDynamically(stage(), value, { ...itself, jwks })
    assert.deepEqual([(await header(silent)).status, (await body(silent)).status], [200, 200])
    for (const client of [heading, posting, silent]) isRefused(await ask(client), 'a key instead of a secret')
    // A secret of before the choice stays one that opens nothing.
    const former = await register(stage(), { callbackUrls: [] })
    await edit(stage(), former.id, {
      metadata: { jwks: keySetOf(KEY), tokenEndpointAuthMethod: 'private_key_jwt' },
    })
    isRefused(await header(former), 'a secret instead of a key')
    isRefused(await body(former), 'a posted secret instead of a key')
    const forged = unsigned(assertionClaims(stage(), former))
    const both = await token({
      ...asserting(forged),
      client_id: former.id,
      client_secret: former.secret ?? '',
    })
    isRefused(both, 'a forged assertion beside the right secret')
    assert.equal((await ask(former)).status, 200)
    const manager = await stage().person(MANAGER)
    const added = await call(manager, `POST /applications/${former.id}/secrets`, { body: {} })
    assert.equal(added.status, 409)
  })

  test('A10 what is chosen by hand fits together', async () => {
    const manager = await stage().person(MANAGER)
    const choose = async (client: Client, metadata: object) => {
      const etag = (await call(manager, `GET /applications/${client.id}`)).headers.get('etag') ?? ''
      const headers = { 'if-match': etag }
      return call(manager, `PATCH /applications/${client.id}`, { body: { metadata }, headers })
    }
    const keyless = await choose(await register(stage()), { tokenEndpointAuthMethod: 'private_key_jwt' })
    assert.equal(textAt(keyless.json(), 'errors', 0, 'path'), '/metadata/jwks')
    const open = await register(stage(), { clientType: 'public' })
    const proven = await choose(open, { tokenEndpointAuthMethod: 'private_key_jwt', jwks: keySetOf(KEY) })
    assert.equal(textAt(proven.json(), 'errors', 0, 'path'), '/metadata/tokenEndpointAuthMethod')
  })

  test('A01 the code grant, introspection and revocation take assertions too, and discovery says so', async () => {
    const client = await registerKeyHolder(stage(), KEY)
    const sign = async () => asserting(await signAssertion(KEY, assertionClaims(stage(), client)))
    const { code, verifier, redirectUri } = await codeFor(stage(), client)
    const redeemed = await token({
      ...(await sign()),
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: redirectUri,
    })
    assert.equal(redeemed.status, 200, redeemed.text)
    const access = textAt(redeemed.json(), 'access_token')
    const introspected = await postForm(stage().url, '/oauth2/introspect', {
      ...(await sign()),
      token: access,
    })
    assert.equal(at(introspected.json(), 'active'), true)
    const revoked = await postForm(stage().url, '/oauth2/revoke', { ...(await sign()), token: access })
    assert.equal(revoked.status, 200)
    const metadata = (await send(`${stage().url}/.well-known/openid-configuration`)).json()
    for (const endpoint of ['token', 'introspection', 'revocation']) {
      assert.ok(textsAt(metadata, `${endpoint}_endpoint_auth_methods_supported`).includes('private_key_jwt'))
      const algorithms = textsAt(metadata, `${endpoint}_endpoint_auth_signing_alg_values_supported`)
      assert.deepEqual(algorithms, ['RS256', 'ES256', 'PS256', 'EdDSA', 'Ed25519'])
    }
  })

  test('Y03 no other kind of JWT is a client assertion', async () => {
    const client = await registerKeyHolder(stage(), KEY, { userinfoSignedResponseAlg: 'ES256' })
    const plain = await register(stage())
    const tokens = await tokensFor(stage(), plain, { scope: 'openid RealTimeApi' })
    const claims = assertionClaims(stage(), client)
    for (const [what, text] of [
      ['an access token', await ownToken(stage(), plain)],
      ['an ID token', textAt(tokens.body, 'id_token')],
      ['a request object', await signWith(KEY, requestClaims(stage(), client))],
      [
        'a request object without a type',
        await signWith(KEY, requestClaims(stage(), client), { typ: undefined }),
      ],
      ['an assertion of the type of access tokens', await signAssertion(KEY, claims, { typ: 'at+jwt' })],
      ['an assertion of the type of logout tokens', await signAssertion(KEY, claims, { typ: 'logout+jwt' })],
      ['an assertion of the type of DPoP proofs', await signAssertion(KEY, claims, { typ: 'dpop+jwt' })],
    ] as const) {
      isRefused(await token(asserting(text)), what)
    }
    assert.equal((await ask(client, {}, { typ: 'client-authentication+jwt' })).status, 200)
    assert.equal((await ask(client, {}, { typ: undefined })).status, 200)
  })
})

onBothStages('client assertions', stage => {
  test('A04 an assertion works once: again, fifty times at once, and at another process', async () => {
    const client = await registerKeyHolder(stage(), KEY)
    const second = await stage().secondProcess()
    const ask = (url: string, text: string) =>
      postForm(url, '/oauth2/token', { ...GRANT, ...asserting(text) })
    const once = await signAssertion(KEY, assertionClaims(stage(), client))
    assert.equal((await ask(stage().url, once)).status, 200)
    for (const url of [stage().url, second]) {
      const again = await ask(url, once)
      assert.deepEqual([again.status, errorOf(again)], [401, 'invalid_client'])
    }
    const raced = await signAssertion(KEY, assertionClaims(stage(), client))
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => ask(index % 2 === 0 ? stage().url : second, raced)),
    )
    assert.equal(answers.filter(answer => answer.status === 200).length, 1)
    assert.deepEqual(
      answers.filter(answer => ![200, 401, 429].includes(answer.status)),
      [],
    )
  })

  test('A04 one jti belongs to one client, and what is refused for another reason does not spend it', async () => {
    const [client, other] = [await registerKeyHolder(stage(), KEY), await registerKeyHolder(stage(), KEY)]
    const ask = async (who: Client, changes: object, key = KEY) => {
      const text = await signAssertion(key, assertionClaims(stage(), who, changes))
      return (await postForm(stage().url, '/oauth2/token', { ...GRANT, ...asserting(text) })).status
    }
    const jti = { jti: 'the same' }
    assert.equal(await ask(client, jti, OTHER_KEY), 401)
    assert.equal(await ask(client, { ...jti, aud: 'https://other.example' }), 401)
    assert.equal(await ask(client, jti), 200)
    assert.equal(await ask(other, jti), 200)
    assert.equal(await ask(client, jti), 401)
  })
})
