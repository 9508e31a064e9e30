import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { before, test } from 'node:test'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { fetchPictures } from '../../src/services/applications/dynamic/fetch-pictures.ts'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { makePng } from '../support/png.ts'
import { startStranger } from '../support/stranger.ts'
import { type Answer, at, errorOf, listAt, parseJson, send, textAt, textsAt } from '../support/wire/answer.ts'
import { openBrowser } from '../support/wire/browser.ts'
import { asserting, signAssertion } from '../support/wire/client-assertion.ts'
import { call } from '../support/wire/management.ts'
import { authorizePath, formOf, postForm, type Sent } from '../support/wire/oauth.ts'
import {
  askToRegister,
  clientIn,
  type DynamicClient,
  makeRegistrationToken,
  manage,
} from '../support/wire/registration.ts'
import { type ClientKey, keySetOf, makeClientKey, startPlace } from '../support/wire/request-object.ts'
import { MANAGER } from '../support/wire/stage.ts'
import { answered, ask, requestOf } from './relying-party.ts'

const CALLBACK = 'https://suite.example/test/a/latchkey/callback'
const KEY = makeClientKey('RS256', 'rp')

onInsideStage('the modules of the Dynamic plan', stage => {
  let token = ''
  before(async () => {
    const manager = await stage().person(MANAGER)
    await call(manager, 'PATCH /business-unit', { body: { implicitAllowed: true } })
    // What the plan cannot do: it sends no challenge, and names the token endpoint as the audience.
    const lenient = { requirePkce: false, tokenEndpointAudienceAllowed: true }
    token = (await makeRegistrationToken(stage(), lenient)).value
  })

  /** What the suite sends for every client. */
  const metadata = (changes: object = {}) => ({
    client_name: `OIDF Conformance Test ${randomBytes(8).toString('hex')}`,
    grant_types: ['authorization_code'],
    jwks: parseJson(keySetOf(KEY)),
    token_endpoint_auth_method: 'private_key_jwt',
    response_types: ['code'],
    redirect_uris: [CALLBACK],
    contacts: ['certification@oidf.org'],
    ...changes,
  })

  async function registered(changes: object = {}): Promise<DynamicClient> {
    const answer = await askToRegister(stage().url, token, metadata(changes))
    assert.equal(answer.status, 201, answer.text)
    assert.match(answer.headers.get('content-type') ?? '', /^application\/json/)
    return clientIn(answer)
  }

  /** Proves a client as the suite does. */
  async function proof(client: DynamicClient, audience: string, key: ClientKey = KEY): Promise<Sent> {
    const { deps } = stage()
    const now = Math.floor(deps.clock() / 1000)
    const jti = randomBytes(10).toString('hex')
    const claims = { iss: client.id, sub: client.id, aud: audience, jti, nbf: now, iat: now, exp: now + 60 }
    return asserting(await signAssertion(key, claims, { typ: undefined, kid: key.kid }))
  }

  async function redeemed(
    client: DynamicClient,
    changes: Sent = {},
    audience = tokenEndpoint(),
  ): Promise<Answer> {
    const answer = answered(await ask(await stage().person(MANAGER), requestOf(client, changes)))
    assert.equal(answer['error'], undefined, JSON.stringify(answer))
    return postForm(stage().url, '/oauth2/token', {
      grant_type: 'authorization_code',
      code: answer['code'] ?? '',
      redirect_uri: client.callbackUrl,
      ...(await proof(client, audience)),
    })
  }

  const tokenEndpoint = () => `${stage().url}/oauth2/token`

  async function verified(jwt: string, audience: string) {
    const keys = listAt((await send(`${stage().url}/oauth2/jwks`)).json(), 'keys')
    const set = createLocalJWKSet({ keys: keys.flatMap(key => (isKey(key) ? [key] : [])) })
    return jwtVerify(jwt, set, { issuer: stage().url, audience, algorithms: ['RS256'] })
  }

  test('oidcc-discovery-endpoint-verification: what a dynamic provider must support is listed', async () => {
    const document = (await send(`${stage().url}/.well-known/openid-configuration`)).json()
    assert.equal(textAt(document, 'registration_endpoint'), `${stage().url}/oauth2/register`)
    const types = textsAt(document, 'response_types_supported').map(type =>
      type.split(' ').toSorted().join(' '),
    )
    for (const type of ['code', 'id_token', 'id_token token']) assert.ok(types.includes(type), type)
    for (const grant of ['authorization_code', 'implicit']) {
      assert.ok(textsAt(document, 'grant_types_supported').includes(grant), grant)
    }
    assert.ok(!textsAt(document, 'id_token_signing_alg_values_supported').includes('none'))
    assert.ok(textsAt(document, 'token_endpoint_auth_methods_supported').includes('private_key_jwt'))
  })

  test('oidcc-server, oidcc-idtoken-rs256: a client registers, gets its ID token, and unregisters', async () => {
    const client = await registered({ id_token_signed_response_alg: 'RS256' })
    const answer = await redeemed(client)
    assert.equal(answer.status, 200, answer.text)
    const { payload } = await verified(textAt(answer.json(), 'id_token'), client.id)
    const userinfo = await send(`${stage().url}/oauth2/userinfo`, {
      headers: { authorization: `Bearer ${textAt(answer.json(), 'access_token')}` },
    })
    assert.deepEqual([userinfo.status, at(userinfo.json(), 'sub')], [200, payload.sub])
    assert.equal((await manage(client, 'DELETE')).status, 204)
  })

  test('oidcc-ensure-client-assertion-with-iss-aud-succeeds: the issuer is the audience too', async () => {
    assert.equal((await redeemed(await registered(), {}, stage().url)).status, 200)
  })

  test('oidcc-userinfo-rs256: userinfo is a signed JWT for a client that wants one', async () => {
    const client = await registered({ userinfo_signed_response_alg: 'RS256' })
    const access = textAt((await redeemed(client)).json(), 'access_token')
    const headers = { authorization: `Bearer ${access}` }
    const answer = await send(`${stage().url}/oauth2/userinfo`, { headers })
    assert.match(answer.headers.get('content-type') ?? '', /^application\/jwt/)
    assert.ok((await verified(answer.text, client.id)).payload.sub !== undefined)
  })

  test('oidcc-redirect-uri-query-OK, -mismatch, -added: a query is part of the redirect URI', async () => {
    const withQuery = await registered({ redirect_uris: [`${CALLBACK}?foo=bar`] })
    assert.equal((await redeemed(withQuery)).status, 200)
    const manager = await stage().person(MANAGER)
    const mismatch = requestOf(withQuery, { redirect_uri: `${CALLBACK}?foo=baz` })
    const added = requestOf(await registered(), { redirect_uri: `${CALLBACK}?foo=bar` })
    for (const request of [mismatch, added]) {
      const page = await manager.get(`/oauth2/authorize?${formOf(request).toString()}`)
      assert.deepEqual([page.status, page.location()], [400, null])
    }
  })

  test('oidcc-redirect-uri-regfrag: a redirect URI with a fragment is not registered', async () => {
    const fragment = metadata({ redirect_uris: [`${CALLBACK}#foobar`] })
    const answer = await askToRegister(stage().url, token, fragment)
    assert.deepEqual([answer.status, errorOf(answer)], [400, 'invalid_redirect_uri'])
  })

  test('oidcc-registration-logo-uri, -policy-uri, -tos-uri: they are registered, and the last two linked from the sign-in page', async () => {
    const uris = {
      logo_uri: 'https://suite.example/logo.png',
      policy_uri: 'https://suite.example/policy.html',
      tos_uri: 'https://suite.example/tos.html',
    }
    const client = await registered(uris)
    for (const [name, uri] of Object.entries(uris)) assert.equal(client.information[name], uri)
    const page = await openBrowser(stage().url).get(
      authorizePath(client, '', { code_challenge: null, code_challenge_method: null }),
    )
    assert.ok(page.text.includes(`href="${uris.policy_uri}"`) && page.text.includes(`href="${uris.tos_uri}"`))
  })

  test('oidcc-registration-logo-uri: the consent page shows the logo soon after the registration', async () => {
    const logo = makePng(64, [20, 90, 160])
    const suite = await startStranger((_, reply) => void reply.end(logo))
    try {
      const client = await registered({ logo_uri: suite.url('/images/logo.png') })
      await fetchPictures({ ...stage().deps, fetch: suite.fetch })
      const way = authorizePath(client, '', { code_challenge: null, code_challenge_method: null })
      const page = await (await stage().person(MANAGER)).get(way)
      const [, address = ''] = /<img class="logo" id="logo" src="([^"]*)"/.exec(page.text) ?? []
      const shown = await send(`${stage().url}${address}`)
      assert.deepEqual([shown.status, shown.headers.get('content-type')], [200, 'image/png'])
    } finally {
      await suite.stop()
    }
  })

  test('oidcc-registration-jwks-uri, oidcc-refresh-token-rp-key-rotation: keys are read where they are, new ones too', async () => {
    const place = await startPlace(keySetOf(KEY))
    try {
      const grant_types = ['authorization_code', 'refresh_token']
      const client = await registered({ jwks: undefined, jwks_uri: place.url('/jwks'), grant_types })
      const first = await redeemed(client, { scope: 'openid offline_access', prompt: 'consent' })
      assert.equal(first.status, 200, first.text)
      const rotated = makeClientKey('RS256', 'rotated')
      place.serves.text = keySetOf(rotated)
      stage().advance(61_000)
      const refreshed = await postForm(stage().url, '/oauth2/token', {
        grant_type: 'refresh_token',
        refresh_token: textAt(first.json(), 'refresh_token'),
        ...(await proof(client, tokenEndpoint(), rotated)),
      })
      assert.equal(refreshed.status, 200, refreshed.text)
    } finally {
      await place.stop()
    }
  })

  test('oidcc-registration-sector-uri, -sector-bad: the sector lists the redirect URIs, or nothing is registered', async () => {
    const place = await startPlace(JSON.stringify([CALLBACK]))
    try {
      const pairwise = { subject_type: 'pairwise', sector_identifier_uri: place.url('/redirect_uris.json') }
      assert.equal((await redeemed(await registered(pairwise))).status, 200)
      place.serves.text = '["https://suite.example/other"]'
      const answer = await askToRegister(stage().url, token, metadata(pairwise))
      assert.deepEqual([answer.status, errorOf(answer)], [400, 'invalid_client_metadata'])
    } finally {
      await place.stop()
    }
  })

  for (const [response_types, grant_types] of [
    [['id_token'], ['implicit']],
    [['id_token token'], ['implicit']],
    [['code id_token'], ['authorization_code', 'implicit']],
    [['code token'], ['authorization_code', 'implicit']],
    [['code id_token token'], ['authorization_code', 'implicit']],
  ] as const) {
    test(`the variant of response type ${response_types.join()}: a client that registers for it gets it`, async () => {
      const client = await registered({ response_types, grant_types })
      const request = requestOf(client, { response_type: response_types[0] })
      const answer = answered(await ask(await stage().person(MANAGER), request))
      assert.equal(answer['error'], undefined, JSON.stringify(answer))
      for (const word of response_types[0].split(' ')) {
        assert.notEqual(answer[word === 'token' ? 'access_token' : word], undefined, word)
      }
    })
  }
})

function isKey(value: unknown): value is { readonly kty: string } {
  return typeof at(value, 'kty') === 'string'
}
