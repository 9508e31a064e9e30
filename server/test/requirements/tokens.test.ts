import assert from 'node:assert/strict'
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { test } from 'node:test'
import { type Answer, at, errorOf, listAt, numberAt, send, textAt, textsAt } from '../support/wire/answer.ts'
import { type Client, call, register } from '../support/wire/management.ts'
import {
  authorize,
  clientCredentials,
  codeFor,
  decodeJwt,
  introspect,
  ownToken,
  pkce,
  postForm,
  redeem,
  refresh,
  tokensFor,
} from '../support/wire/oauth.ts'
import { AGENT, HARBOUR, MANAGER, onStage, type Stage } from '../support/wire/stage.ts'

const REALTIME = 'urn:latchkey:api:RealTimeApi'

function userinfo(stage: Stage, token: string, init: RequestInit = {}): Promise<Answer> {
  return send(`${stage.url}/oauth2/userinfo`, { ...init, headers: { authorization: `Bearer ${token}` } })
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

/** A token is worth nothing: userinfo answers 401 and introspection inactive. */
async function assertWorthless(stage: Stage, client: Client, token: string, why: string): Promise<void> {
  const answer = await userinfo(stage, token)
  assert.equal(answer.status, 401, `${why}: ${answer.status}`)
  assert.match(answer.headers.get('www-authenticate') ?? '', /error="invalid_token"/)
  assert.equal((await introspect(stage.url, client, token)).text, '{"active":false}', why)
}

onStage('tokens', stage => {
  test('J01 an access token is a JWT of type at+jwt, signed by a published key', async () => {
    const client = await register(stage())
    for (const token of [await ownToken(stage(), client), (await tokensFor(stage(), client)).access]) {
      const { header } = decodeJwt(token)
      assert.deepEqual([at(header, 'typ'), at(header, 'alg')], ['at+jwt', 'ES256'])
      const keys = (await send(`${stage().url}/oauth2/jwks`)).json()
      const key = listAt(keys, 'keys').find(one => at(one, 'kid') === at(header, 'kid'))
      assert.equal(at(key, 'alg'), 'ES256')
    }
  })

  test('J03 an access token has iss, exp, aud, sub, client_id, iat, jti, scope and bu; every jti is new', async () => {
    const client = await register(stage())
    const tokens = await Promise.all(Array.from({ length: 200 }, () => ownToken(stage(), client)))
    const claims = decodeJwt(tokens[0] ?? '').claims
    assert.deepEqual(Object.keys(Object(claims)).toSorted(), [
      'aud',
      'bu',
      'client_id',
      'exp',
      'iat',
      'iss',
      'jti',
      'scope',
      'sub',
    ])
    assert.deepEqual(
      [textAt(claims, 'iss'), textAt(claims, 'client_id'), textAt(claims, 'bu'), textAt(claims, 'scope')],
      [stage().url, client.id, HARBOUR, 'RealTimeApi ReportingApi'],
    )
    assert.equal(new Set(tokens.map(token => textAt(decodeJwt(token).claims, 'jti'))).size, 200)
  })

  test('J06 without a resource the audiences are those of the APIs granted, never none', async () => {
    const client = await register(stage())
    const { claims } = decodeJwt(await ownToken(stage(), client))
    assert.deepEqual(at(claims, 'aud'), [REALTIME, 'urn:latchkey:api:ReportingApi'])
    const { access } = await tokensFor(stage(), client, { scope: 'openid' })
    assert.equal(textAt(decodeJwt(access).claims, 'aud'), stage().url)
  })

  test('J07 each scope leads to one API, and a token holds scopes of its audiences alone', async () => {
    const client = await register(stage())
    const token = await ownToken(stage(), client, { resource: REALTIME })
    assert.deepEqual(
      [textAt(decodeJwt(token).claims, 'scope'), at(decodeJwt(token).claims, 'aud')],
      ['RealTimeApi', REALTIME],
    )
    const apis = (await call(await stage().person(MANAGER), 'GET /apis')).json()
    const audiences = listAt(apis, 'items').map(api => textAt(api, 'audience'))
    assert.deepEqual([audiences.length, new Set(audiences).size], [7, 7])
    const unreached = await clientCredentials(stage().url, client, {
      scope: 'ReportingApi',
      resource: REALTIME,
    })
    assert.deepEqual([unreached.status, errorOf(unreached)], [400, 'invalid_target'])
  })

  test('B18 a token is for the resource that was asked for, kept as it was sent, and holds no scope beside', async () => {
    const client = await register(stage())
    const { access, scope } = await tokensFor(stage(), client, { resource: REALTIME })
    assert.deepEqual([at(decodeJwt(access).claims, 'aud'), scope], [REALTIME, 'RealTimeApi'])
    const shouting = await authorize(await stage().person(MANAGER), client, pkce().challenge, {
      resource: REALTIME.toUpperCase(),
    })
    assert.equal(errorOf(shouting), 'invalid_target')
  })

  test('B21 an application that acts for itself is its own subject and has no claim of a user', async () => {
    const client = await register(stage())
    const { claims } = decodeJwt(await ownToken(stage(), client))
    assert.equal(at(claims, 'sub'), client.id)
    for (const claim of ['auth_time', 'name', 'preferred_username', 'email', 'fam', 'act']) {
      assert.equal(at(claims, claim), undefined, claim)
    }
    const me = (await call(await stage().person(MANAGER), 'GET /me')).json()
    assert.match(textAt(me, 'user', 'id'), /^usr_/)
    assert.match(client.id, /^app_[0-9a-f]{32}$/)
  })

  test('C26 an application for itself gets no API that needs a user, and no scope of OpenID Connect', async () => {
    const client = await register(stage(), { scopes: ['RealTimeApi', 'AgentApi', 'AuthenticationApi'] })
    const answer = await clientCredentials(stage().url, client)
    assert.equal(textAt(answer.json(), 'scope'), 'RealTimeApi')
    for (const scope of ['AgentApi', 'AuthenticationApi', 'openid', 'PatronApi']) {
      const refused = await clientCredentials(stage().url, client, { scope })
      assert.deepEqual([refused.status, errorOf(refused)], [400, 'invalid_scope'], scope)
    }
  })

  test('C29 token responses are JSON that nobody may keep, errors too', async () => {
    const client = await register(stage())
    const { access } = await tokensFor(stage(), client, { scope: 'openid' })
    const answers = [
      await clientCredentials(stage().url, client),
      await clientCredentials(stage().url, client, { grant_type: 'x' }),
      await clientCredentials(stage().url, { ...client, secret: 'lks_wrong' }),
      await introspect(stage().url, client, access),
      await introspect(stage().url, client, 'x'),
      await userinfo(stage(), access),
      await userinfo(stage(), 'x'),
    ]
    for (const answer of answers) {
      assert.match(answer.headers.get('content-type') ?? '', /^application\/json/)
      assert.equal(answer.headers.get('cache-control'), 'no-store')
      assert.equal(answer.headers.get('pragma'), 'no-cache')
    }
    const revoked = await postForm(stage().url, '/oauth2/revoke', {
      client_id: client.id,
      client_secret: client.secret,
      token: 'x',
    })
    assert.deepEqual(
      [revoked.status, revoked.text, revoked.headers.get('cache-control')],
      [200, '', 'no-store'],
    )
  })

  test('C32 what a client sent never leaves the permitted characters, nor makes a header', async () => {
    const client = await register(stage())
    const nasty = 'x"y\\z\r\nSet-Cookie: a=b\u0000é\u202E'
    const bodies = [
      await clientCredentials(stage().url, client, { grant_type: nasty }),
      await clientCredentials(stage().url, client, { scope: nasty }),
      await clientCredentials(stage().url, client, { resource: nasty }),
      await clientCredentials(stage().url, client, { business_unit: nasty }),
      await clientCredentials(stage().url, client, { [nasty]: ['1', '2'], scope: ['a', 'b'] }),
    ]
    for (const answer of bodies) {
      assert.equal(answer.status, 400)
      for (const name of ['error', 'error_description']) {
        assert.match(textAt(answer.json(), name), /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/)
      }
      assert.equal(answer.headers.get('set-cookie'), null)
    }
    const sent = await authorize(await stage().person(MANAGER), client, pkce().challenge, {
      scope: `PatronApi ${nasty.slice(0, 1)}`,
    })
    assert.match(
      sent.location()?.searchParams.get('error_description') ?? '',
      /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/,
    )
  })

  test('U01 the scheme of the Authorization header is taken in any case', async () => {
    const { access } = await tokensFor(stage(), await register(stage()), { scope: 'openid' })
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      const answer = await send(`${stage().url}/oauth2/userinfo`, {
        headers: { authorization: `${scheme} ${access}` },
      })
      assert.equal(answer.status, 200, scheme)
    }
  })

  test('U02 a token sent in two ways at once is refused', async () => {
    const { access } = await tokensFor(stage(), await register(stage()), { scope: 'openid' })
    const body = new URLSearchParams({ access_token: access })
    const both = await userinfo(stage(), access, { method: 'POST', body })
    assert.deepEqual([both.status, errorOf(both)], [400, 'invalid_request'])
    const alone = await send(`${stage().url}/oauth2/userinfo`, { method: 'POST', body })
    assert.equal(alone.status, 200)
    const twice = new URLSearchParams([...body, ...body])
    const doubled = await send(`${stage().url}/oauth2/userinfo`, { method: 'POST', body: twice })
    assert.deepEqual([doubled.status, errorOf(doubled)], [400, 'invalid_request'])
  })

  test('U03 without a token the answer is 401 and a challenge that names no error', async () => {
    const answer = await send(`${stage().url}/oauth2/userinfo`)
    assert.equal(answer.status, 401)
    assert.equal(answer.headers.get('www-authenticate'), 'Bearer realm="latchkey"')
    const other = await send(`${stage().url}/oauth2/userinfo`, { headers: { authorization: 'Basic eDp5' } })
    assert.equal(other.status, 401)
  })

  test('U04 a token without openid is 403 insufficient_scope at userinfo, a tampered one 401 invalid_token', async () => {
    const client = await register(stage())
    const { access } = await tokensFor(stage(), client)
    const insufficient = await userinfo(stage(), access)
    assert.deepEqual([insufficient.status, errorOf(insufficient)], [403, 'insufficient_scope'])
    assert.match(
      insufficient.headers.get('www-authenticate') ?? '',
      /error="insufficient_scope".*scope="openid"/,
    )
    const [head = '', claims = '', signature = ''] = (
      await tokensFor(stage(), client, { scope: 'openid' })
    ).access.split('.')
    const widened = encoded({ ...Object(decodeJwt(`${head}.${claims}.`).claims), scope: 'openid AdminApi' })
    await assertWorthless(stage(), client, `${head}.${widened}.${signature}`, 'changed claims')
    const flipped = `${signature.slice(0, 9)}${signature[9] === 'A' ? 'B' : 'A'}${signature.slice(10)}`
    await assertWorthless(stage(), client, `${head}.${claims}.${flipped}`, 'changed signature')
  })

  test('U05 access tokens live fifteen minutes', async () => {
    const answer = await clientCredentials(stage().url, await register(stage()))
    assert.equal(numberAt(answer.json(), 'expires_in'), 900)
    const { claims } = decodeJwt(textAt(answer.json(), 'access_token'))
    assert.equal(numberAt(claims, 'exp') - numberAt(claims, 'iat'), 900)
  })

  test('B27 an access token in the query is not accepted', async () => {
    const { access } = await tokensFor(stage(), await register(stage()), { scope: 'openid' })
    for (const path of ['/oauth2/userinfo', '/api/v1/me']) {
      const answer = await send(`${stage().url}${path}?access_token=${access}`)
      assert.ok(answer.status === 400 || answer.status === 401, `${path}: ${answer.status}`)
    }
  })

  test('Y01 a token with alg none, or with HS256 under a published key, is worth nothing', async () => {
    const client = await register(stage())
    const { claims } = decodeJwt((await tokensFor(stage(), client, { scope: 'openid' })).access)
    const keys = listAt((await send(`${stage().url}/oauth2/jwks`)).json(), 'keys')
    for (const alg of ['none', 'None', 'nOnE']) {
      await assertWorthless(stage(), client, `${encoded({ alg, typ: 'at+jwt' })}.${encoded(claims)}.`, alg)
    }
    for (const key of keys) {
      const input = `${encoded({ alg: 'HS256', typ: 'at+jwt', kid: at(key, 'kid') })}.${encoded(claims)}`
      const mac = createHmac('sha256', JSON.stringify(key)).update(input).digest('base64url')
      await assertWorthless(stage(), client, `${input}.${mac}`, 'HS256')
    }
  })

  test('Y02 kid, jku, x5u and jwk of a stranger lead to no key', async () => {
    const client = await register(stage())
    const { claims } = decodeJwt((await tokensFor(stage(), client, { scope: 'openid' })).access)
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const jwk = publicKey.export({ format: 'jwk' })
    const own = listAt((await send(`${stage().url}/oauth2/jwks`)).json(), 'keys').map(key => at(key, 'kid'))
    const headers = [
      { kid: '../../../../etc/passwd' },
      { kid: "' or 1=1 --" },
      { kid: '__proto__' },
      { kid: own[0], jwk },
      { jku: 'http://127.0.0.1:9/jwks', kid: 'x' },
      { x5u: 'http://127.0.0.1:9/x5u' },
      ...own.map(kid => ({ kid })),
    ]
    for (const header of headers) {
      const input = `${encoded({ alg: 'ES256', typ: 'at+jwt', ...header })}.${encoded(claims)}`
      const signature = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' })
      await assertWorthless(
        stage(),
        client,
        `${input}.${signature.toString('base64url')}`,
        JSON.stringify(header),
      )
    }
  })

  test('Y03 an ID token is no access token, and an access token no code, refresh token or secret', async () => {
    const client = await register(stage())
    const tokens = await tokensFor(stage(), client, { scope: 'openid' })
    const idToken = textAt(tokens.body, 'id_token')
    await assertWorthless(stage(), client, idToken, 'an ID token')
    assert.equal((await userinfo(stage(), tokens.refresh)).status, 401)
    const code = await codeFor(stage(), client)
    for (const text of [tokens.access, tokens.refresh, idToken]) {
      const answer = await redeem(stage().url, client, { ...code, code: text })
      assert.deepEqual([answer.status, errorOf(answer)], [400, 'invalid_grant'])
    }
    for (const text of [tokens.access, idToken, code.code]) {
      const answer = await refresh(stage().url, client, text)
      assert.deepEqual([answer.status, errorOf(answer)], [400, 'invalid_grant'])
    }
    assert.equal((await clientCredentials(stage().url, { ...client, secret: tokens.access })).status, 401)
    const headers = { authorization: `Bearer ${idToken}` }
    assert.equal((await send(`${stage().url}/api/v1/me`, { headers })).status, 401)
  })

  test('Y05 a JWT must be exactly three parts of canonical base64url', async () => {
    const client = await register(stage())
    const { access } = await tokensFor(stage(), client, { scope: 'openid' })
    assert.equal((await userinfo(stage(), access)).status, 200)
    const [head = '', claims = '', signature = ''] = access.split('.')
    const crit = encoded({ ...Object(decodeJwt(access).header), crit: ['x'], x: 1 })
    const bent = [
      `${access}.`,
      `${access}.x`,
      `${access}=`,
      `.${access}`,
      `${head}.${claims}`,
      `${head}..${signature}`,
      `${head}=.${claims}.${signature}`,
      `${crit}.${claims}.${signature}`,
      'a.b.c',
      '..',
      `${head}.${claims}.${signature}${'A'.repeat(20_000)}`,
    ]
    for (const token of bent) {
      const answer = await introspect(stage().url, client, token)
      assert.deepEqual([answer.status, answer.text], [200, '{"active":false}'], token.slice(0, 40))
    }
    const spaced = await introspect(stage().url, client, ` ${access}`)
    assert.equal(spaced.text, '{"active":false}')
    // The last letter of a 64-byte signature holds spare bits: only one of its spellings is canonical.
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const last = letters.indexOf(signature.at(-1) ?? '')
    const respelled = `${head}.${claims}.${signature.slice(0, -1)}${letters[last ^ 1]}`
    assert.equal((await introspect(stage().url, client, respelled)).text, '{"active":false}', 'respelled')
  })

  test('L15 userinfo answers GET and POST with the subject of the ID token', async () => {
    const client = await register(stage())
    const tokens = await tokensFor(stage(), client, { scope: 'openid profile' }, AGENT)
    const subject = textAt(decodeJwt(textAt(tokens.body, 'id_token')).claims, 'sub')
    for (const method of ['GET', 'POST']) {
      const body = (await userinfo(stage(), tokens.access, { method })).json()
      assert.deepEqual([textAt(body, 'sub'), textAt(body, 'preferred_username')], [subject, AGENT])
    }
    const bare = await tokensFor(stage(), client, { scope: 'openid' }, AGENT)
    assert.deepEqual((await userinfo(stage(), bare.access)).json(), { sub: subject })
  })

  test('H13 a made-up client_id is never an address', async () => {
    const answer = await call(await stage().person(MANAGER), 'GET /applications?limit=100')
    const ids = listAt(answer.json(), 'items').map(item => textAt(item, 'id'))
    assert.ok(ids.length > 10)
    for (const id of ids) assert.match(id, /^app_[0-9a-f]{32}$/)
    assert.ok(textsAt(answer.json(), 'items', 0, 'scopes').length > 0)
  })
})
