import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { type Answer, listAt, send, textAt } from '../support/wire/answer.ts'
import { hiddenFields, openBrowser } from '../support/wire/browser.ts'
import { call, freshName, register } from '../support/wire/management.ts'
import { authorizePath, codeFor, ownToken, pkce, redeem, tokensFor } from '../support/wire/oauth.ts'
import { MANAGER, OTHER_MANAGER, onStage, PASSWORD, type Stage } from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'

/** The statuses of answers, in order of size. */
function statusesOf(answers: readonly Answer[]): readonly number[] {
  return answers.map(answer => answer.status).toSorted((a, b) => a - b)
}

const CALLBACK = 'https://client.example/callback'

/** The fields at fault with the rule each breaks, as `path rule`. */
function faultsOf(answer: Answer): readonly string[] {
  const body = problemOf(answer, 400)
  return listAt(body, 'errors').map(fault => {
    assert.notEqual(textAt(fault, 'message'), '')
    return `${textAt(fault, 'path')} ${textAt(fault, 'rule')}`
  })
}

const good = () => ({
  vendorName: 'Wire Tests',
  name: freshName(),
  scopes: ['RealTimeApi'],
  callbackUrls: [CALLBACK],
})

async function post(stage: Stage, changes: Readonly<Record<string, unknown>>): Promise<Answer> {
  return call(await stage.person(MANAGER), 'POST /applications', { body: { ...good(), ...changes } })
}

/** All that the two managers can see, to compare before and after. */
async function standing(stage: Stage): Promise<string> {
  const lists = []
  for (const userName of [MANAGER, OTHER_MANAGER]) {
    lists.push((await call(await stage.person(userName), 'GET /applications?limit=100&sort=-created')).text)
  }
  return lists.join('\n')
}

onStage('bad input', stage => {
  let stood = ''
  beforeEach(async () => {
    stood = await standing(stage())
  })
  const assertNothingChanged = async () => assert.equal(await standing(stage()), stood)

  const urls: readonly (readonly [
    what: string,
    callbackUrls: readonly string[],
    faults: readonly string[],
  ])[] = [
    ['a sixth callback URL', [1, 2, 3, 4, 5, 6].map(n => `${CALLBACK}/${n}`), ['/callbackUrls too-many']],
    ['the same URL twice', [CALLBACK, CALLBACK], ['/callbackUrls/1 duplicate']],
    ['javascript:', ['javascript:alert(1)'], ['/callbackUrls/0 scheme']],
    ['a fragment', [`${CALLBACK}#x`], ['/callbackUrls/0 fragment']],
    ['a wildcard', ['https://*.client.example/'], ['/callbackUrls/0 wildcard']],
    ['user info', ['https://me:secret@client.example/'], ['/callbackUrls/0 user-info']],
    ['http that is not loopback', ['http://client.example/'], ['/callbackUrls/0 https']],
    ['a URL of 10 kB', [`${CALLBACK}/${'a'.repeat(10_000)}`], ['/callbackUrls/0 too-long']],
    ['an empty URL', [''], ['/callbackUrls/0 required']],
    ['a relative URL', ['/callback'], ['/callbackUrls/0 absolute']],
    ['a line break', [`${CALLBACK}\n`], ['/callbackUrls/0 characters']],
    [
      'two faults',
      ['ftp://client.example/', CALLBACK, 'x'],
      ['/callbackUrls/0 scheme', '/callbackUrls/2 absolute'],
    ],
  ]
  for (const [what, callbackUrls, faults] of urls) {
    test(`${what} among the callback URLs is refused with its place, in a registration as in an edit`, async () => {
      assert.deepEqual(faultsOf(await post(stage(), { callbackUrls })), faults)
      await assertNothingChanged()
      const { id } = await register(stage())
      const manager = await stage().person(MANAGER)
      const before = await call(manager, `GET /applications/${id}`)
      const edited = await call(manager, `PATCH /applications/${id}`, {
        body: { callbackUrls, scopes: ['ReportingApi'] },
        headers: { 'if-match': before.headers.get('etag') ?? '' },
      })
      assert.deepEqual(faultsOf(edited), faults)
      assert.equal((await call(manager, `GET /applications/${id}`)).text, before.text)
    })
  }

  test('URLs that differ in one character are two URLs: nothing is normalised', async () => {
    const callbackUrls = [CALLBACK, `${CALLBACK}/`, `${CALLBACK}?`, `${CALLBACK}?a=1`]
    const answer = await post(stage(), { callbackUrls: callbackUrls.filter(url => !url.endsWith('?')) })
    assert.equal(answer.status, 201, answer.text)
  })

  const fields: readonly (readonly [
    what: string,
    changes: Readonly<Record<string, unknown>>,
    fault: string,
  ])[] = [
    ['no vendor', { vendorName: '' }, '/vendorName required'],
    ['a vendor of blanks', { vendorName: ' \u00a0 ' }, '/vendorName required'],
    ['no name', { name: '' }, '/name required'],
    ['a name with a colon', { name: 'a:b' }, '/name characters'],
    ['a name with an @', { name: 'a@b' }, '/name characters'],
    ['a full-width colon', { name: 'a\uff1ab' }, '/name characters'],
    ['a name of 10 000 characters', { name: 'n'.repeat(10_000) }, '/name too-long'],
    ['a name of 101 characters', { name: 'n'.repeat(101) }, '/name too-long'],
    ['a control character', { name: 'a\u0000b' }, '/name characters'],
    ['an escape sequence', { vendorName: 'a\u001b[31mb' }, '/vendorName characters'],
    ['a right-to-left override', { name: 'a\u202eb' }, '/name characters'],
    ['no scope', { scopes: [] }, '/scopes required'],
    ['an unknown scope', { scopes: ['RealTimeApi', 'RootApi'] }, '/scopes/1 unknown'],
    ['a scope in another case', { scopes: ['realtimeapi'] }, '/scopes/0 unknown'],
    ['the same scope twice', { scopes: ['RealTimeApi', 'RealTimeApi'] }, '/scopes/1 duplicate'],
    ['a scope of a prototype', { scopes: ['__proto__'] }, '/scopes/0 unknown'],
  ]
  for (const [what, changes, fault] of fields) {
    test(`${what} is refused with its field`, async () => {
      assert.deepEqual(faultsOf(await post(stage(), changes)), [fault])
      await assertNothingChanged()
    })
  }

  test('all faults are told at once', async () => {
    const answer = await post(stage(), { vendorName: '', name: 'a:b', scopes: [], callbackUrls: ['x'] })
    const expected = [
      '/vendorName required',
      '/name characters',
      '/scopes required',
      '/callbackUrls/0 absolute',
    ]
    assert.deepEqual(faultsOf(answer), expected)
    await assertNothingChanged()
  })

  test('a field that is missing, of another type, or unknown is refused by its path', async () => {
    for (const changes of [
      { vendorName: undefined },
      { name: 7 },
      { name: ['a'] },
      { name: null },
      { scopes: 'RealTimeApi' },
      { scopes: [1] },
      { callbackUrls: {} },
      { clientType: 'secret' },
      { businessUnit: '4598765' },
      { status: 'active' },
      { id: 'app_01934f6a5b7c7def8a1b2c3d4e5f6a7b' },
    ]) {
      assert.ok(faultsOf(await post(stage(), changes)).length > 0, JSON.stringify(changes))
    }
    for (const key of ['__proto__', 'constructor']) {
      const planted = Object.fromEntries([[key, { prototype: { scopes: ['AdminApi'] } }]])
      problemOf(await post(stage(), planted), 400)
    }
    await assertNothingChanged()
  })

  test('a name that stands already is 409, however it is spelled', async () => {
    const name = freshName()
    await register(stage(), { name })
    const before = await standing(stage())
    for (const again of [name, name.toUpperCase(), ` ${name} `, name.replace(' ', '  ')]) {
      const body = problemOf(await post(stage(), { name: again }), 409)
      assert.equal(textAt(body, 'errors', 0, 'path'), '/name')
    }
    assert.equal(await standing(stage()), before)
  })

  test('a body of 10 MB is 413, and JSON that is not is 400', async () => {
    const manager = await stage().person(MANAGER)
    const raw = (body: string, type = 'application/json') =>
      send(`${stage().url}/api/v1/applications`, {
        method: 'POST',
        headers: { cookie: manager.cookies(), 'content-type': type },
        body,
      })
    // Many times: an answer that is lost because the connection was cut would show only now and then.
    const large = JSON.stringify({ ...good(), name: 'n'.repeat(10_000_000) })
    for (let round = 0; round < 20; round++) problemOf(await raw(large), 413)
    for (const body of [
      '{',
      'not json',
      '{"a":1,}',
      '',
      '[]',
      'null',
      '"x"',
      '{"a":1}{"b":2}',
      `${'['.repeat(30_000)}`,
    ]) {
      problemOf(await raw(body), 400)
    }
    problemOf(await raw(JSON.stringify(good()), 'text/plain'), 415)
    problemOf(
      await raw(new URLSearchParams({ name: 'x' }).toString(), 'application/x-www-form-urlencoded'),
      415,
    )
    await assertNothingChanged()
    assert.equal((await post(stage(), {})).status, 201)
  })

  test('two people edit the same application: the second is told, and nothing is overwritten', async () => {
    const { id } = await register(stage())
    const [one, two] = [await stage().person(MANAGER), await stage().newPerson(MANAGER)]
    const etag = (await call(one, `GET /applications/${id}`)).headers.get('etag') ?? ''
    const headers = { 'if-match': etag }
    const first = await call(one, `PATCH /applications/${id}`, { body: { scopes: ['PatronApi'] }, headers })
    assert.equal(first.status, 200)
    const second = await call(two, `PATCH /applications/${id}`, { body: { scopes: ['AdminApi'] }, headers })
    problemOf(second, 412)
    for (const tag of ['*', 'W/"2"', '"x"', '"99"', '2', '']) {
      const answer = await call(two, `PATCH /applications/${id}`, {
        body: { scopes: ['AdminApi'] },
        headers: { 'if-match': tag },
      })
      problemOf(answer, 412)
    }
    problemOf(await call(two, `PATCH /applications/${id}`, { body: { scopes: ['AdminApi'] } }), 428)
    const now = await call(two, `GET /applications/${id}`)
    assert.deepEqual(listAt(now.json(), 'scopes'), ['PatronApi'])
    assert.equal(now.headers.get('etag'), first.headers.get('etag'))
  })

  test('ten edits of one version at once: one is taken', async () => {
    const { id } = await register(stage())
    const manager = await stage().person(MANAGER)
    const scopes = ['AdminApi', 'AgentApi', 'CustomApi', 'PatronApi', 'ReportingApi']
    const etag = (await call(manager, `GET /applications/${id}`)).headers.get('etag') ?? ''
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        call(manager, `PATCH /applications/${id}`, {
          body: { scopes: [scopes[index % 5]] },
          headers: { 'if-match': etag },
        }),
      ),
    )
    assert.deepEqual(statusesOf(answers), [200, ...Array<number>(9).fill(412)])
    const won = answers.find(answer => answer.status === 200)
    const now = await call(manager, `GET /applications/${id}`)
    assert.deepEqual(listAt(now.json(), 'scopes'), listAt(won?.json(), 'scopes'))
  })

  test('ten redemptions of one code at once: one wins', async () => {
    const client = await register(stage())
    const code = await codeFor(stage(), client)
    const answers = await Promise.all(Array.from({ length: 10 }, () => redeem(stage().url, client, code)))
    assert.deepEqual(statusesOf(answers), [200, ...Array<number>(9).fill(400)])
  })

  test('a change asked for from another origin is refused', async () => {
    const { id } = await register(stage())
    const manager = await stage().person(MANAGER)
    const before = await standing(stage())
    const foreign: readonly Readonly<Record<string, string>>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `${stage().url}.evil.example` },
      { origin: stage().url.replace('http:', 'https:') },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    ]
    for (const headers of foreign) {
      problemOf(await call(manager, 'POST /applications', { body: good(), headers }), 403)
      problemOf(await call(manager, `POST /applications/${id}/deactivate`, { headers }), 403)
      problemOf(
        await call(manager, 'PATCH /business-unit', { body: { implicitAllowed: true }, headers }),
        403,
      )
      const signedOut = await manager.post('/sign-out', {}, headers)
      assert.equal(signedOut.status, 403)
    }
    assert.equal(await standing(stage()), before)
    const browser = openBrowser(stage().url)
    const form = { ...hiddenFields((await browser.get('/')).text), userName: MANAGER, password: PASSWORD }
    for (const headers of foreign) assert.equal((await browser.post('/sign-in', form, headers)).status, 403)
    const own = { origin: stage().url, 'sec-fetch-site': 'same-origin' }
    assert.equal((await call(manager, 'POST /applications', { body: good(), headers: own })).status, 201)
  })

  test('credentials that do not do are 401 with a challenge: none, tampered, of another kind', async () => {
    const client = await register(stage(), { scopes: ['AdminApi', 'RealTimeApi'] })
    const admin = await tokensFor(stage(), client, { scope: 'AdminApi' })
    const users = await tokensFor(stage(), client, { scope: 'RealTimeApi' })
    const withToken = (token: string) =>
      send(`${stage().url}/api/v1/applications?limit=1`, { headers: { authorization: `Bearer ${token}` } })
    assert.equal((await withToken(admin.access)).status, 200)
    for (const token of ['x', `${admin.access}x`, admin.refresh, client.secret ?? '', '"']) {
      const answer = await withToken(token)
      assert.equal(answer.status, 401, answer.text)
      assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer .*error="invalid_token"/)
    }
    // RFC 9068 §4: a token of another API is for another audience, which is more than a lack of scope.
    const elsewhere = await withToken(users.access)
    assert.equal(elsewhere.status, 401)
    assert.match(elsewhere.headers.get('www-authenticate') ?? '', /error="invalid_token".*scope="AdminApi"/)
    const forItself = await withToken(await ownToken(stage(), client))
    assert.equal(forItself.status, 403)
    assert.match(forItself.headers.get('www-authenticate') ?? '', /error="insufficient_scope"/)
    const cookie = await call(openBrowser(stage().url), 'GET /me', { headers: { cookie: 'latchkey=x' } })
    assert.equal(cookie.status, 401)
  })

  test('input of any shape is answered with 4xx and no trace of our insides', async () => {
    const manager = await stage().person(MANAGER)
    const client = await register(stage())
    const answers = [
      await call(manager, 'GET /applications?limit=0'),
      await call(manager, 'GET /applications?limit=101'),
      await call(manager, 'GET /applications?sort=secret'),
      await call(manager, 'GET /applications?cursor=x'),
      await call(manager, 'GET /applications?unknown=1'),
      await call(manager, 'GET /applications?type=internal&type=external'),
      await call(manager, 'GET /applications/%00'),
      await call(manager, 'GET /applications/..%2f..%2fme'),
      await call(manager, `GET /applications/${'a'.repeat(5000)}`),
      await call(manager, 'GET /nowhere'),
      await call(manager, `POST /applications/${client.id}/secrets`, { body: { label: 'a\u0000' } }),
      await call(manager, 'POST /applications', {
        body: good(),
        headers: { 'idempotency-key': 'k'.repeat(201) },
      }),
      await manager.get('/%'),
      await manager.get(`${authorizePath(client, pkce().challenge)}&x=${'a'.repeat(12_000)}`),
      await manager.get(`/oauth2/authorize?${'a=1&'.repeat(300)}`),
      await manager.post('/sign-in', { csrf: '\u0000' }),
    ]
    for (const answer of answers) {
      assert.ok(
        (answer.status >= 400 && answer.status < 500) || answer.status === 200 || answer.status === 303,
        `${answer.status} ${answer.text}`,
      )
      assert.doesNotMatch(answer.text, /node_modules|\.ts:\d|SQLITE|select .* from|at async/i)
    }
  })
})
