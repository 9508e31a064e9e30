import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type InsideStage, onInsideStage } from '../support/inside/inside-stage.ts'
import { type Answer, at, isRecord, send, textAt } from '../support/wire/answer.ts'
import { type Browser, openBrowser } from '../support/wire/browser.ts'
import { type Client, call, register } from '../support/wire/management.ts'
import { authorizePath, basic, ownToken, pkce, postForm, tokensFor } from '../support/wire/oauth.ts'
import { AGENT, MANAGER, OTHER_MANAGER, SUPERVISOR } from '../support/wire/stage.ts'
import { BODIES, GOOD_BODIES, isPersonOnly, isSessionOnly, OPEN_TO_ALL, OPERATOR, POLICY } from './policy.ts'
import { everyRoute, type RouteName } from './routes.ts'

const EVERY_SCOPE = [
  'RealTimeApi',
  'AdminApi',
  'AgentApi',
  'CustomApi',
  'AuthenticationApi',
  'PatronApi',
  'ReportingApi',
] as const

function managementRoutes(stage: InsideStage): readonly RouteName[] {
  return everyRoute(stage)
    .filter(({ path }) => path.startsWith('/api/v1/') && path !== '/api/v1/openapi.json')
    .map(({ method, path }) => ({ method, path: path.slice('/api/v1'.length) }))
}

function fill(path: string, id = 'app_00000000000000000000000000000000'): string {
  return path
    .replace(':id', id)
    .replace(':secretId', 'sec_00000000000000000000000000000000')
    .replace(':noteId', 'nte_00000000000000000000000000000000')
    .replace(':entryId', 'aud_00000000000000000000000000000000')
}

async function ask(
  browser: Browser,
  { method, path }: RouteName,
  id: string | undefined,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const body = BODIES[`${method} ${path}`]
  return call(browser, `${method} ${fill(path, id)}`, {
    ...(body === undefined ? {} : { body }),
    headers: { 'if-match': '"0"', ...headers },
  })
}

/** The credentials of an application in all the places where somebody might look for them. */
const NOWHERE = ['Basic', 'Token', 'DPoP', 'bearer=', 'Digest']

onInsideStage('doors', stage => {
  test('X126 every route but the public ones refuses who shows no credentials', async () => {
    const routes = everyRoute(stage())
    assert.ok(routes.length > 40, `${routes.length} routes`)
    const letIn: string[] = []
    for (const route of routes) {
      const name = `${route.method} ${route.path}`
      if (OPEN_TO_ALL.has(name)) continue
      for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
        const payload = route.method === 'GET' ? {} : { payload: type.endsWith('json') ? '{}' : 'a=1' }
        const answer = await stage().app.inject({
          method: route.method,
          url: fill(route.path),
          headers: { 'content-type': type },
          ...payload,
        })
        if (answer.statusCode < 400 || answer.statusCode >= 500) letIn.push(`${name} ${answer.statusCode}`)
      }
    }
    assert.deepEqual(letIn, [])
  })

  test('X126 the management API says 401 and nothing else to a stranger, whatever the route', async () => {
    const stranger = openBrowser(stage().url)
    const routes = managementRoutes(stage())
    assert.deepEqual(
      routes.map(({ method, path }) => `${method} ${path}`).toSorted(),
      Object.keys(POLICY).toSorted(),
    )
    for (const route of routes) {
      for (const headers of [{}, { cookie: 'latchkey=x' }, { cookie: 'latchkey=' }, { authorization: '' }]) {
        const answer = await ask(stranger, route, undefined, headers)
        assert.equal(answer.status, 401, `${route.method} ${route.path}`)
        assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer /)
      }
    }
  })

  test('X055 no route of the management API opens for a token of any scope but AdminApi', async () => {
    const client = await register(stage(), { scopes: EVERY_SCOPE })
    const stranger = openBrowser(stage().url)
    const opened: string[] = []
    for (const scope of [...EVERY_SCOPE, 'openid', 'profile', 'offline_access']) {
      const asked = scope === 'profile' || scope === 'offline_access' ? `openid ${scope}` : scope
      const { access } = await tokensFor(stage(), client, { scope: asked })
      for (const route of managementRoutes(stage())) {
        const answer = await ask(stranger, route, undefined, { authorization: `Bearer ${access}` })
        const refused =
          answer.status === 401 || (answer.status === 403 && /scope|session-needed/.test(answer.text))
        if (!refused) opened.push(`${scope} ${route.method} ${route.path}`)
      }
    }
    const expected = Object.keys(POLICY)
      .filter(name => !isSessionOnly(name))
      .map(name => `AdminApi ${name}`)
    assert.deepEqual(opened.toSorted(), expected.toSorted())
  })

  test('X055 a token that an application got for itself opens no route that needs a user', async () => {
    const client = await register(stage(), { scopes: EVERY_SCOPE })
    const token = await ownToken(stage(), client, { scope: 'AdminApi' })
    for (const route of managementRoutes(stage())) {
      const answer = await ask(openBrowser(stage().url), route, undefined, {
        authorization: `Bearer ${token}`,
      })
      assert.equal(answer.status, 403, `${route.method} ${route.path}`)
    }
  })

  test('X054 a token counts in the Authorization header as Bearer or in a form at userinfo, and in no other place or scheme', async () => {
    const client = await register(stage(), { scopes: EVERY_SCOPE })
    const { access } = await tokensFor(stage(), client, { scope: 'openid AdminApi' })
    const { url } = stage()
    const refused: Answer[] = []
    for (const path of ['/oauth2/userinfo', '/api/v1/me']) {
      for (const scheme of NOWHERE) {
        refused.push(await send(`${url}${path}`, { headers: { authorization: `${scheme} ${access}` } }))
      }
      refused.push(
        await send(`${url}${path}?access_token=${access}`),
        await send(`${url}${path}?token=${access}`),
        await send(`${url}${path}`, { headers: basic('x', access) }),
        await send(`${url}${path}`, { headers: basic(access, '') }),
        await send(`${url}${path}`, { headers: { cookie: `latchkey=${access}; access_token=${access}` } }),
        await send(`${url}${path}`, { headers: { 'x-access-token': access } }),
      )
    }
    refused.push(await postForm(url, '/oauth2/userinfo', { token: access }))
    assert.deepEqual(
      refused.filter(answer => answer.status < 400 || answer.status > 403),
      [],
    )
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      for (const path of ['/oauth2/userinfo', '/api/v1/me']) {
        const answer = await send(`${url}${path}`, { headers: { authorization: `${scheme} ${access}` } })
        assert.equal(answer.status, 200, scheme)
      }
    }
  })

  test('X124 each role may do on each route what the table of the policy says, by session as by token', async () => {
    const client = await register(stage())
    const acting = await register(stage(), { scopes: EVERY_SCOPE })
    const { access } = await tokensFor(stage(), acting, { scope: 'AdminApi' })
    const found: Record<string, readonly string[] | null> = {}
    for (const route of managementRoutes(stage())) {
      const may: string[] = []
      for (const userName of [MANAGER, SUPERVISOR, AGENT, OPERATOR]) {
        const answer = await ask(await stage().person(userName), route, client.id)
        assert.notEqual(answer.status, 401)
        if (answer.status !== 403) may.push(userName)
      }
      const headers = { authorization: `Bearer ${access}` }
      const name = `${route.method} ${route.path}`
      const byToken = (await ask(openBrowser(stage().url), route, client.id, headers)).status !== 403
      assert.equal(byToken, may.includes(MANAGER) && !isSessionOnly(name), name)
      found[name] = may.length === 4 ? null : may
    }
    assert.deepEqual(found, POLICY)
  })

  test('X124 an application with a security profile of its own may do for itself what the table says of who gave it, but for what is a person’s', async () => {
    const client = await register(stage())
    const stranger = openBrowser(stage().url)
    for (const [giver, profile] of [
      [MANAGER, 'manager'],
      [MANAGER, 'supervisor'],
      [OPERATOR, 'manager'],
    ] as const) {
      const acting = await register(stage(), { scopes: EVERY_SCOPE, by: giver })
      const body = { securityProfileId: profile }
      const given = await call(
        await stage().person(giver),
        `PUT /applications/${acting.id}/security-profile`,
        {
          body,
        },
      )
      assert.equal(given.status, 200, given.text)
      const headers = { authorization: `Bearer ${await ownToken(stage(), acting, { scope: 'AdminApi' })}` }
      const like = giver === OPERATOR ? OPERATOR : profile === 'manager' ? MANAGER : SUPERVISOR
      for (const route of managementRoutes(stage())) {
        const name = `${route.method} ${route.path}`
        const may = (await ask(stranger, route, client.id, headers)).status !== 403
        const expected = (POLICY[name]?.includes(like) ?? true) && !isPersonOnly(name)
        assert.equal(may, expected, `${giver} ${profile} ${name}`)
      }
    }
  })

  test('X124 an id of another business unit is answered like one that does not exist, on every route and list', async () => {
    const theirs = await register(stage(), { by: OTHER_MANAGER })
    const [manager, other] = [await stage().person(MANAGER), await stage().person(OTHER_MANAGER)]
    const operator = await stage().person(OPERATOR)
    const before = (await call(other, `GET /applications/${theirs.id}`)).text
    const plain = (answer: Answer) => `${answer.status} ${answer.text.replace(/req_\w+/, '')}`
    for (const route of managementRoutes(stage())) {
      if (!route.path.includes(':id')) continue
      const name = `${route.method} ${route.path}`
      const asked = async (id: string) =>
        call(
          POLICY[name]?.includes(MANAGER) === false ? operator : manager,
          `${route.method} ${fill(route.path, id)}`,
          {
            ...(name in GOOD_BODIES ? { body: GOOD_BODIES[name] } : {}),
            headers: { 'if-match': '"1"' },
          },
        )
      const [foreign, none] = [await asked(theirs.id), await asked(`app_${'0'.repeat(32)}`)]
      assert.equal(plain(foreign), plain(none), name)
      assert.equal(foreign.status, 404)
    }
    for (const path of ['/applications?limit=100', `/applications?search=${theirs.id}`, '/catalogue']) {
      assert.ok(!(await call(manager, `GET ${path}`)).text.includes(theirs.id), path)
    }
    assert.equal((await call(other, `GET /applications/${theirs.id}`)).text, before)
  })

  /** Every answer that reading gives to a person, by route. */
  const readings = async (userName: string, client: Client): Promise<readonly Answer[]> => {
    const person = await stage().person(userName)
    const routes = managementRoutes(stage()).filter(({ method }) => method === 'GET')
    return Promise.all(routes.map(route => ask(person, route, client.id)))
  }

  test('X079 no list and no reading holds a secret, its hash or a field for one, for the lowest role as for the highest', async () => {
    const client = await register(stage())
    for (const userName of [MANAGER, SUPERVISOR, AGENT]) {
      const answers = await readings(userName, client)
      assert.ok(answers.some(answer => answer.status === 200))
      for (const answer of answers) {
        assert.ok(!answer.text.includes(client.secret ?? 'none'))
        assert.doesNotMatch(
          answer.text,
          /lk[srcp]_|"(value|hash|passwordHash|password|sealed\w*)"|[0-9a-f]{64}/,
        )
      }
    }
  })

  test('X127 a secret is shown in the answer that makes it, and in no answer after that', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    const added = await call(manager, `POST /applications/${client.id}/secrets`, {
      body: { label: 'Second' },
    })
    const value = textAt(added.json(), 'secret', 'value')
    const secretId = textAt(added.json(), 'secret', 'id')
    assert.match(value, /^lks_/)
    const answers = await readings(MANAGER, client)
    const revoked = await call(manager, `DELETE /applications/${client.id}/secrets/${secretId}`)
    for (const answer of [...answers, revoked]) assert.ok(!answer.text.includes(value.slice(4, 20)))
  })

  test('X083 addresses in documents and answers come from the settings, whatever host a request names', async () => {
    const { app, url } = stage()
    for (const headers of [
      { host: 'evil.example' },
      { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
      { forwarded: 'host=evil.example;proto=https', 'x-original-host': 'evil.example' },
    ]) {
      for (const path of ['/.well-known/openid-configuration', '/api/v1/openapi.json']) {
        const answer = await app.inject({ url: path, headers })
        assert.equal(answer.statusCode, 200)
        assert.ok(!answer.body.includes('evil.example'))
        assert.ok(answer.body.includes(url))
      }
    }
  })

  test('X104 headers that a proxy might set let nobody in and lead nobody astray', async () => {
    const spoofed = [
      ['x-original-uri', '/healthz'],
      ['x-original-url', '/healthz'],
      ['x-rewrite-url', '/healthz'],
      ['x-forwarded-for', '127.0.0.1'],
      ['x-real-ip', '127.0.0.1'],
      ['x-forwarded-user', MANAGER],
      ['x-remote-user', MANAGER],
      ['remote-user', MANAGER],
      ['x-forwarded-client-cert', 'Subject="CN=manager"'],
      ['x-http-method-override', 'GET'],
      ['x-forwarded-prefix', '/healthz'],
    ] as const
    const stranger = openBrowser(stage().url)
    for (const [name, value] of spoofed) {
      for (const route of managementRoutes(stage())) {
        assert.equal((await ask(stranger, route, undefined, { [name]: value })).status, 401, name)
      }
      const metadata = await send(`${stage().url}/.well-known/openid-configuration`, {
        headers: { [name]: value },
      })
      assert.equal(textAt(metadata.json(), 'issuer'), stage().url)
    }
  })

  test('X108 no foreign origin is allowed to read an answer, and none ever with credentials', async () => {
    const client = await register(stage(), { clientType: 'public', callbackUrls: ['https://spa.example/cb'] })
    const cookie = (await stage().person(MANAGER)).cookies()
    const { url } = stage()
    const leaky: string[] = []
    for (const origin of [
      'https://evil.example',
      'null',
      'https://spa.example.evil.example',
      'https://evilspa.example',
      'http://spa.example',
      'https://spa.example:444',
      `${url}.evil.example`,
    ]) {
      const headers = { origin, cookie }
      const answers = [
        await send(`${url}/api/v1/me`, { headers }),
        await send(`${url}${authorizePath(client, pkce().challenge)}`, { headers }),
        await send(`${url}/`, { headers }),
        await postForm(
          url,
          '/oauth2/token',
          { client_id: client.id, grant_type: 'refresh_token', refresh_token: 'x' },
          headers,
        ),
        await postForm(url, '/oauth2/revoke', { client_id: client.id, token: 'x' }, headers),
      ]
      for (const [index, answer] of answers.entries()) {
        if (answer.headers.has('access-control-allow-origin')) leaky.push(`${origin} ${index}`)
        if (answer.headers.has('access-control-allow-credentials')) leaky.push(`${origin} ${index}`)
      }
    }
    assert.deepEqual(leaky, [])
    const own = { origin: 'https://spa.example' }
    const answer = await postForm(url, '/oauth2/revoke', { client_id: client.id, token: 'x' }, own)
    assert.equal(answer.headers.get('access-control-allow-origin'), 'https://spa.example')
    assert.ok(!answer.headers.has('access-control-allow-credentials'))
  })

  test('X077 what a registration may not hold, an edit may not bring in, field by field', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    const edits: readonly (readonly [field: string, value: unknown])[] = [
      ['scopes', []],
      ['scopes', ['RootApi']],
      ['scopes', ['RealTimeApi', 'RealTimeApi']],
      ['callbackUrls', ['http://evil.example/']],
      ['callbackUrls', ['https://client.example/#x']],
      ['callbackUrls', Array.from({ length: 6 }, (_, place) => `https://client.example/${place}`)],
      ['implicitAllowed', true],
      ['clientType', 'public'],
      ['type', 'external'],
      ['businessUnitId', 'bu_00000000000000000000000000000000'],
      ['status', 'active'],
      ['id', `app_${'0'.repeat(32)}`],
      ['secrets', []],
      ['version', 99],
    ]
    const before = await call(manager, `GET /applications/${client.id}`)
    const headers = { 'if-match': before.headers.get('etag') ?? '' }
    for (const [field, value] of edits) {
      const body = Object.fromEntries([[field, value]])
      const answer = await call(manager, `PATCH /applications/${client.id}`, { body, headers })
      assert.equal(answer.status, 400, `${field} ${JSON.stringify(value)} ${answer.text}`)
    }
    const now = await call(manager, `GET /applications/${client.id}`)
    assert.equal(now.text, before.text)
    const spa = await register(stage(), { clientType: 'public' })
    const tag = (await call(manager, `GET /applications/${spa.id}`)).headers.get('etag') ?? ''
    const steady = await call(manager, `PATCH /applications/${spa.id}`, {
      body: { rotateRefreshTokens: false },
      headers: { 'if-match': tag },
    })
    assert.equal(steady.status, 400, 'a public application always rotates')
    assert.ok(isRecord(now.json()) && at(now.json(), 'clientType') === 'confidential')
  })
})
