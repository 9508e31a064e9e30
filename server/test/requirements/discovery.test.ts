import assert from 'node:assert/strict'
import { request } from 'node:http'
import { test } from 'node:test'
import { at, errorOf, isRecord, listAt, send, textAt, textsAt } from '../support/wire/answer.ts'
import { hiddenFields } from '../support/wire/browser.ts'
import { register } from '../support/wire/management.ts'
import { authorize, clientCredentials, decodeJwt, ownToken, pkce, tokensFor } from '../support/wire/oauth.ts'
import { MANAGER, onFreshStage } from '../support/wire/stage.ts'

const OPENID = '/.well-known/openid-configuration'
const OAUTH = '/.well-known/oauth-authorization-server'

/** Asks under another name. `fetch` would not send a made-up Host. Out: status and body. */
function underHost(url: string, headers: Record<string, string>): Promise<readonly [number, string]> {
  return new Promise((resolve, reject) => {
    const sent = request(url.replace('localhost', '127.0.0.1'), { headers })
    sent.on('response', response => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => resolve([response.statusCode ?? 0, text]))
    })
    sent.on('error', reject).end()
  })
}

onFreshStage('discovery', stage => {
  const document = async (path = OPENID) => (await send(`${stage().url}${path}`)).json()

  test('M01 the issuer has no query or fragment, and the required fields are there', async () => {
    const metadata = await document(OAUTH)
    const issuer = new URL(textAt(metadata, 'issuer'))
    assert.deepEqual([issuer.search, issuer.hash], ['', ''])
    for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri']) {
      assert.ok(textAt(metadata, name).startsWith(`${stage().url}/`), name)
    }
    assert.deepEqual(textsAt(metadata, 'response_types_supported'), ['code'])
  })

  test('M02 both well-known addresses hold the same values', async () => {
    assert.deepEqual(await document(OPENID), await document(OAUTH))
  })

  test('M03 the documents are JSON, without an empty list', async () => {
    for (const path of [OPENID, OAUTH]) {
      const answer = await send(`${stage().url}${path}`)
      assert.equal(answer.status, 200)
      assert.match(answer.headers.get('content-type') ?? '', /^application\/json/)
      assert.doesNotMatch(answer.text, /\[\s*\]/)
    }
  })

  test('M04 the issuer is the address it was asked under, and no Host or Forwarded header changes it', async () => {
    assert.equal(textAt(await document(), 'issuer'), stage().url)
    const spoofed = [
      { host: 'evil.example' },
      { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
      { forwarded: 'host=evil.example;proto=https' },
    ]
    for (const headers of spoofed) {
      const [status, text] = await underHost(`${stage().url}${OPENID}`, headers)
      assert.ok(status === 200 || (status >= 400 && status < 500))
      assert.ok(!text.includes('evil.example'), JSON.stringify(headers))
    }
  })

  test('M06 what is advertised is taken, and what is not advertised is refused', async () => {
    const metadata = await document()
    const client = await register(stage())
    assert.deepEqual(textsAt(metadata, 'grant_types_supported').toSorted(), [
      'authorization_code',
      'client_credentials',
      'refresh_token',
    ])
    for (const grant of textsAt(metadata, 'grant_types_supported')) {
      const answer = await clientCredentials(stage().url, client, { grant_type: grant })
      assert.notEqual(errorOf(answer), 'unsupported_grant_type', grant)
    }
    for (const grant of ['password', 'implicit', 'urn:ietf:params:oauth:grant-type:token-exchange']) {
      const answer = await clientCredentials(stage().url, client, { grant_type: grant })
      assert.equal(errorOf(answer), 'unsupported_grant_type', grant)
    }
    const methods = ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none']
    for (const endpoint of ['token', 'revocation']) {
      assert.deepEqual(textsAt(metadata, `${endpoint}_endpoint_auth_methods_supported`), methods)
    }
    const posted = { client_id: client.id, client_secret: client.secret, grant_type: 'client_credentials' }
    assert.equal((await clientCredentials(stage().url, { ...client, secret: null }, posted)).status, 200)
    const manager = await stage().person(MANAGER)
    const { challenge } = pkce()
    for (const mode of ['query', 'fragment', 'form_post', 'jwt']) {
      const answer = await authorize(manager, client, challenge, { response_mode: mode })
      const offered = textsAt(metadata, 'response_modes_supported').includes(mode)
      const error = mode === 'form_post' ? (hiddenFields(answer.text)['error'] ?? null) : errorOf(answer)
      assert.equal(error, offered ? null : 'invalid_request', mode)
    }
    for (const name of [
      'registration_endpoint',
      'pushed_authorization_request_endpoint',
      'device_authorization_endpoint',
    ]) {
      assert.equal(at(metadata, name), undefined, name)
    }
    assert.equal(textAt(metadata, 'end_session_endpoint'), `${stage().url}/oauth2/logout`)
    for (const name of ['backchannel_logout_supported', 'backchannel_logout_session_supported']) {
      assert.equal(at(metadata, name), true, name)
    }
    assert.doesNotMatch(JSON.stringify(metadata), /"none"\s*\]?\s*,?\s*"(alg|id_token_signing)/)
    for (const [name, value] of Object.entries(isRecord(metadata) ? metadata : {})) {
      if (name.endsWith('_alg_values_supported')) assert.ok(!JSON.stringify(value).includes('none'), name)
    }
  })

  test('M07 metadata of somebody unknown is 404', async () => {
    for (const path of [`${OAUTH}/x1`, `${OPENID}/x1`, `/x1${OPENID}`, '/.well-known/x']) {
      assert.equal((await send(`${stage().url}${path}`)).status, 404, path)
    }
  })

  test('B08 PKCE is to be found out: S256 and nothing else', async () => {
    assert.deepEqual(textsAt(await document(), 'code_challenge_methods_supported'), ['S256'])
  })

  test('B11 the implicit grant is not listed', async () => {
    const metadata = await document()
    assert.ok(!textsAt(metadata, 'response_types_supported').includes('token'))
    assert.ok(!textsAt(metadata, 'grant_types_supported').includes('implicit'))
  })

  test('S02 metadata says that authorization responses carry iss', async () => {
    assert.equal(at(await document(), 'authorization_response_iss_parameter_supported'), true)
  })

  test('Z13 offline_access is listed, and whether a refresh token follows is ours to say', async () => {
    assert.ok(textsAt(await document(), 'scopes_supported').includes('offline_access'))
  })

  test('J02 the key set offers RS256 beside ES256, PS256 and EdDSA', async () => {
    const keys = listAt(await document('/oauth2/jwks'), 'keys')
    assert.deepEqual(keys.map(key => textAt(key, 'alg')).toSorted(), ['ES256', 'EdDSA', 'PS256', 'RS256'])
  })

  test('L28 discovery holds what OpenID Connect Discovery requires', async () => {
    const metadata = await document()
    for (const name of [
      'issuer',
      'authorization_endpoint',
      'token_endpoint',
      'userinfo_endpoint',
      'jwks_uri',
    ]) {
      assert.ok(URL.canParse(textAt(metadata, name)), name)
    }
    assert.deepEqual(textsAt(metadata, 'subject_types_supported'), ['public', 'pairwise'])
    assert.ok(textsAt(metadata, 'id_token_signing_alg_values_supported').includes('RS256'))
    assert.ok(textsAt(metadata, 'scopes_supported').includes('openid'))
  })

  test('L30 the key set holds public keys alone, each with its own kid, use and alg', async () => {
    const answer = await send(`${stage().url}/oauth2/jwks`)
    const keys = listAt(answer.json(), 'keys')
    for (const key of keys) {
      for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) assert.equal(at(key, secret), undefined)
      assert.equal(textAt(key, 'use'), 'sig')
      assert.notEqual(textAt(key, 'alg'), 'none')
    }
    assert.equal(new Set(keys.map(key => textAt(key, 'kid'))).size, keys.length)
    assert.match(answer.headers.get('cache-control') ?? '', /max-age=\d+/)
  })

  test('L20 the kid of access token and ID token stand in the key set', async () => {
    const client = await register(stage())
    const tokens = await tokensFor(stage(), client, { scope: 'openid RealTimeApi' })
    const kids = listAt(await document('/oauth2/jwks'), 'keys').map(key => textAt(key, 'kid'))
    for (const token of [tokens.access, textAt(tokens.body, 'id_token'), await ownToken(stage(), client)]) {
      assert.ok(kids.includes(textAt(decodeJwt(token).header, 'kid')))
    }
  })
})
