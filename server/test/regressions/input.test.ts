import assert from 'node:assert/strict'
import { createHook } from 'node:async_hooks'
import { test } from 'node:test'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { startLatchkey } from '../support/server-process.ts'
import { type Answer, at, errorOf, isErrorPage, send } from '../support/wire/answer.ts'
import { call, register } from '../support/wire/management.ts'
import { authorize, authorizePath, basic, clientCredentials, pkce, postForm } from '../support/wire/oauth.ts'
import { MANAGER } from '../support/wire/stage.ts'

const FORM = 'application/x-www-form-urlencoded'
const SECRET = `lks_${'x'.repeat(49)}`

function encodeBasic(text: string): string {
  return Buffer.from(text).toString('base64')
}

onInsideStage('input', stage => {
  const token = (headers: Readonly<Record<string, string>>, body: string): Promise<Answer> =>
    send(`${stage().url}/oauth2/token`, { method: 'POST', headers, body })

  test('X066 a forged assertion beside the right secret is refused, as is an assertion alone', async () => {
    const client = await register(stage())
    const assertion = `${encodeUrl({ alg: 'none' })}.${encodeUrl({ iss: client.id, sub: client.id })}.`
    const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
    for (const sent of [
      { client_assertion: assertion, client_assertion_type: type },
      { client_assertion_type: type },
      { client_assertion: assertion },
    ]) {
      const body = { grant_type: 'client_credentials', ...sent }
      const withSecret = await postForm(
        stage().url,
        '/oauth2/token',
        body,
        basic(client.id, client.secret ?? ''),
      )
      assert.deepEqual([withSecret.status, errorOf(withSecret)], [400, 'invalid_request'])
      const posted = { ...body, client_id: client.id, client_secret: client.secret ?? '' }
      const alone = await postForm(stage().url, '/oauth2/token', posted)
      assert.deepEqual([alone.status, errorOf(alone)], [401, 'invalid_client'])
    }
  })

  test('X072 loosely written Basic credentials are refused and never break anything', async () => {
    const client = await register(stage())
    const { id } = client
    const secret = client.secret ?? ''
    const loose = [
      'Basic',
      'Basic ',
      'Basic =',
      `Basic ${encodeBasic(id)}`,
      `Basic ${encodeBasic(`${id}:`)}`,
      `Basic ${encodeBasic(`:${secret}`)}`,
      `Basic ${encodeBasic(`${id}:${secret}`)}!`,
      `Basic ${encodeBasic(`${id}:${secret}`)} x`,
      `Basic ${encodeBasic(`${id}:${secret}`)},Bearer x`,
      `Basic ${encodeBasic(`${id}:${secret}`).slice(0, -1)}*`,
      `Basic ${encodeBasic(`${id}:%`)}`,
      `Basic ${encodeBasic(`${id}:%zz`)}`,
      `Basic ${encodeBasic(`${id}:${secret}\u0000`)}`,
      `Basic ${encodeBasic(`${id}: ${secret}`)}`,
      `Basic ${encodeBasic(` ${id}:${secret}`)}`,
      `Basic ${encodeBasic(`${id}:${secret}:x`)}`,
      `Basic ${encodeBasic(`${id.toUpperCase()}:${secret}`)}`,
      `Basic ${encodeBasic(`__proto__:${secret}`)}`,
      `Basic ${'A'.repeat(8_000)}`,
      `Basics ${encodeBasic(`${id}:${secret}`)}`,
      'Digest username="x"',
      'Bearer x',
    ]
    for (const authorization of loose) {
      const headers = { authorization, 'content-type': FORM }
      const answer = await token(headers, 'grant_type=client_credentials')
      assert.deepEqual([answer.status, errorOf(answer)], [401, 'invalid_client'], authorization)
      const challenge = answer.headers.get('www-authenticate') ?? ''
      assert.match(challenge, /^basic\b/i.test(authorization) ? /^Basic / : /^$/, authorization)
    }
    const headers = { origin: 'null', ...basic(id, secret) }
    const answer = await postForm(stage().url, '/oauth2/token', { grant_type: 'client_credentials' }, headers)
    assert.deepEqual([answer.status, answer.headers.get('access-control-allow-origin')], [200, null])
  })

  test('X088 quotes, comments and column names in a search, a sort or a filter are data or refused', async () => {
    const manager = await stage().person(MANAGER)
    await register(stage())
    const all = await call(manager, 'GET /applications?limit=100')
    for (const text of [
      "'",
      "' or '1'='1",
      "x'; drop table applications; --",
      '%',
      '_',
      '\\',
      '"',
      '/*',
      '%27%20or%201=1',
      ') union select * from users --',
    ]) {
      const encoded = encodeURIComponent(text)
      const found = await call(manager, `GET /applications?search=${encoded}`)
      assert.deepEqual([found.status, at(found.json(), 'total')], [200, 0], text)
      assert.equal((await call(manager, `GET /catalogue?search=${encoded}`)).status, 200)
      for (const name of ['sort', 'type', 'status', 'limit', 'cursor', 'sortField', 'order', text]) {
        const answer = await call(manager, `GET /applications?${encodeURIComponent(name)}=${encoded}`)
        assert.equal(answer.status, 400, `${name}=${text}`)
      }
      assert.equal((await call(manager, `GET /applications/${encoded}`)).status, 404)
      assert.equal(
        (await call(manager, `GET /applications/${encoded}/history?cursor=${encoded}`)).status,
        404,
      )
    }
    assert.equal((await call(manager, 'GET /applications?limit=100')).text, all.text)
  })

  test('X089 a scope parameter has a longest length everywhere, and a body one of its own', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    for (const scope of ['RealTimeApi '.repeat(200), 'x'.repeat(2_001), 'a '.repeat(1_001)]) {
      assert.equal(errorOf(await authorize(manager, client, pkce().challenge, { scope })), 'invalid_scope')
      const answer = await clientCredentials(stage().url, client, { scope })
      assert.deepEqual([answer.status, errorOf(answer)], [400, 'invalid_scope'])
    }
    assert.equal((await clientCredentials(stage().url, client, { scope: 'a '.repeat(50_000) })).status, 413)
    const { app } = stage()
    const url = authorizePath(client, pkce().challenge, { scope: 'a '.repeat(50_000) })
    const answer = await app.inject({ url, headers: { cookie: manager.cookies() } })
    assert.match(`${answer.headers.location}`, /error=invalid_scope/)
  })

  test('X091 no name from a header is looked up in the DNS', async () => {
    const lookups: string[] = []
    const hook = createHook({
      init: (_id, type) => {
        if (/GETADDRINFO|QUERYWRAP|GETNAMEINFO/.test(type)) lookups.push(type)
      },
    })
    hook.enable()
    try {
      for (const name of [
        'x-forwarded-for',
        'forwarded',
        'x-real-ip',
        'true-client-ip',
        'client-ip',
        'host',
      ]) {
        const value = name === 'forwarded' ? 'for=random.invalid' : 'random.invalid'
        for (const url of ['/', '/oauth2/token', '/api/v1/me', '/oauth2/authorize?client_id=x']) {
          await stage().app.inject({ url, headers: { [name]: value } })
        }
      }
    } finally {
      hook.disable()
    }
    assert.deepEqual(lookups, [])
  })

  test('X094 a content type that is a list or garbage is refused, at every endpoint that takes a body', async () => {
    const types = [
      `${FORM}, application/json`,
      `${FORM};`,
      'application/x-www-form-urlencoded; charset',
      ';',
      '/',
      'text',
      '\u00ff/\u00ff',
      'application/json; charset=utf-7',
      'multipart/form-data; boundary=',
      'multipart/form-data',
      `${'a'.repeat(5_000)}/b`,
    ]
    for (const type of types) {
      for (const url of ['/oauth2/token', '/oauth2/revoke', '/sign-in', '/consent', '/api/v1/applications']) {
        const answer = await stage().app.inject({
          method: 'POST',
          url,
          headers: { 'content-type': type },
          payload: 'grant_type=client_credentials',
        })
        assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, `${type} ${answer.statusCode}`)
      }
    }
  })

  test('X095 a URL or an Authorization header out of form is refused', async () => {
    const urls = [
      '/%',
      '/%zz',
      '/oauth2/authorize?%',
      '/oauth2/authorize?client_id=%E0%A4%A',
      '/admin/%00',
      '/\u0000',
    ]
    for (const url of [
      ...urls,
      `/${'a/'.repeat(5_000)}`,
      '/oauth2/authorize?client_id[]=x',
      '/?__proto__=x',
    ]) {
      for (const authorization of [
        '',
        'Bearer',
        'Bearer  ',
        'Bearer \u00ff',
        `Bearer ${'x'.repeat(9_000)}`,
      ]) {
        const answer = await stage().app.inject({ url, headers: { authorization } })
        assert.ok(answer.statusCode < 500, `${url} ${answer.statusCode}`)
        const me = await stage().app.inject({ url: '/api/v1/me', headers: { authorization } })
        assert.equal(me.statusCode, 401)
      }
    }
    // Without a client that mends the path before it is sent.
    for (const path of [
      '/%',
      '/%zz',
      '/admin/%ff',
      '/api/v1/%',
      `/api/v1/applications/${'a'.repeat(5_000)}/x`,
    ]) {
      const answer = await send(`${stage().url}${path}`)
      assert.ok(answer.status === 404, `${path} ${answer.status}`)
      assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'/)
      assert.match(answer.text, path.startsWith('/api/') ? /"requestId"/ : /id="request-id"/)
    }
    for (const header of ['bearer', 'Bearer', 'Bearer a b', 'Bearer "x"', 'Bearer é']) {
      const headers = { authorization: header }
      const answer = await stage().app.inject({ url: '/oauth2/userinfo', headers })
      assert.equal(answer.statusCode, 401)
    }
  })

  test('X096 thousands of unknown applications and business units leave the known ones as they were', async () => {
    const client = await register(stage())
    const { app } = stage()
    for (let count = 0; count < 3_000; count++) {
      const unknown = `app_${count.toString(16).padStart(32, '0')}`
      const answer = await app.inject(`/oauth2/authorize?client_id=${unknown}`)
      // From one address it is asked to pause after a while.
      assert.ok(answer.statusCode === 400 || answer.statusCode === 429, `${answer.statusCode}`)
    }
    for (let number = 0; number < 300; number++) {
      const unit = String(1_000_001 + number)
      const answer = await clientCredentials(stage().url, client, { business_unit: unit })
      assert.deepEqual([answer.status, errorOf(answer)], [400, 'invalid_request'])
    }
    assert.equal((await clientCredentials(stage().url, client)).status, 200)
    const wrong = await postForm(
      stage().url,
      '/oauth2/token',
      { grant_type: 'client_credentials' },
      basic(`app_${'0'.repeat(32)}`, SECRET),
    )
    assert.equal(wrong.status, 429)
    assert.ok(isErrorPage(await send(`${stage().url}/oauth2/authorize?client_id=${client.id}x`)))
  })
})

function encodeUrl(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

test('X102 a server whose settings are broken does not start, rather than start without them', async () => {
  const broken: readonly Readonly<Record<string, string>>[] = [
    { LATCHKEY_SEALING_KEY: 'not a key' },
    { LATCHKEY_URL: 'http://latchkey.example' },
    { LATCHKEY_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
    { LATCHKEY_DATABASE_URL: 'mysql://127.0.0.1/none', LATCHKEY_LOG: 'loud' },
  ]
  for (const env of broken) {
    await assert.rejects(
      startLatchkey({ env }).then(server => server.stop()),
      /Latchkey cannot start/,
      JSON.stringify(env),
    )
  }
})
