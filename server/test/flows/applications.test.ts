import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, at, errorOf, listAt, send, textAt, textsAt } from '../support/wire/answer.ts'
import { openBrowser } from '../support/wire/browser.ts'
import { type Client, call, freshName, register, setStatus } from '../support/wire/management.ts'
import {
  clientCredentials,
  codeFor,
  decodeJwt,
  isActive,
  redeem,
  refresh,
  tokensFor,
} from '../support/wire/oauth.ts'
import {
  AGENT,
  HARBOUR,
  MANAGER,
  MEADOW,
  OTHER_MANAGER,
  onBothStages,
  SUPERVISOR,
} from '../support/wire/stage.ts'

/** The confidential one of the two external applications in the sample's catalogue. */
const SCHEDULER = 'app_01934f6a5b7c7000800000000000a002'
const UNKNOWN = 'app_01934f6a5b7c7def8a1b2c3d4e5f6a7b'

type Operation = { readonly operation: string; readonly body?: unknown; readonly permission: string | null }

/** Every operation on an application, with a body that would be taken, and the permission it needs. */
function operationsOn(client: Client, secretId: string): readonly Operation[] {
  const path = `/applications/${client.id}`
  const body = { vendorName: 'Wire Tests', name: freshName(), scopes: ['RealTimeApi'] }
  return [
    { operation: 'GET /me', permission: null },
    { operation: 'GET /apis', permission: null },
    { operation: 'GET /applications', permission: 'api-applications:view' },
    { operation: `GET ${path}`, permission: 'api-applications:view' },
    { operation: `GET ${path}/history`, permission: 'api-applications:view' },
    { operation: 'GET /catalogue', permission: 'api-applications:view' },
    { operation: 'POST /applications', body, permission: 'api-applications:create' },
    {
      operation: 'POST /authorizations',
      body: { applicationId: SCHEDULER },
      permission: 'api-applications:create',
    },
    { operation: `PATCH ${path}`, body: { scopes: ['PatronApi'] }, permission: 'api-applications:edit' },
    { operation: `POST ${path}/secrets`, body: {}, permission: 'api-applications:edit' },
    { operation: `DELETE ${path}/secrets/${secretId}`, permission: 'api-applications:edit' },
    { operation: `POST ${path}/deactivate`, permission: 'api-applications:deactivate' },
    { operation: `POST ${path}/activate`, permission: 'api-applications:deactivate' },
    { operation: 'PATCH /business-unit', body: { implicitAllowed: true }, permission: 'business-unit:edit' },
  ]
}

function assertForbidden(answer: Answer, permission: string): void {
  assert.equal(answer.status, 403, answer.text)
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/)
  assert.ok(textAt(answer.json(), 'detail').includes(permission))
}

onBothStages('applications', stage => {
  test('an agent may do nothing with applications, a supervisor may look, and neither changes anything', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    const read = () => call(manager, `GET /applications/${client.id}`)
    const before = await read()
    const list = (await call(manager, 'GET /applications?limit=100')).text
    const headers = { 'if-match': before.headers.get('etag') ?? '' }
    for (const [userName, holds] of [
      [AGENT, []],
      [SUPERVISOR, ['api-applications:view']],
    ] as const) {
      const person = await stage().person(userName)
      const me = await call(person, 'GET /me')
      assert.deepEqual(textsAt(me.json(), 'permissions'), holds)
      const ids = operationsOn(client, textAt(before.json(), 'secrets', 0, 'id'))
      for (const { operation, body, permission } of ids) {
        const answer = await call(person, operation, { ...(body === undefined ? {} : { body }), headers })
        const may = permission === null || holds.some(held => held === permission)
        if (may) assert.equal(answer.status, 200, `${userName} ${operation}: ${answer.text}`)
        else assertForbidden(answer, permission)
      }
    }
    assert.equal((await read()).text, before.text)
    assert.equal((await call(manager, 'GET /applications?limit=100')).text, list)
    assert.equal(at((await call(manager, 'GET /me')).json(), 'businessUnit', 'implicitAllowed'), false)
  })

  test('without credentials every operation is 401, and an unknown id is not told from a known one', async () => {
    const client = await register(stage())
    const nobody = openBrowser(stage().url)
    for (const { operation, body } of operationsOn(client, 'sec_x')) {
      const answer = await call(nobody, operation, body === undefined ? {} : { body })
      assert.equal(answer.status, 401, operation)
      assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer/)
    }
    assert.equal((await call(nobody, `GET /applications/${UNKNOWN}`)).status, 401)
  })

  test('a person may do by access token of scope AdminApi what they may do themselves, and no more', async () => {
    const client = await register(stage(), { scopes: ['AdminApi'] })
    const { access } = await tokensFor(stage(), client)
    const headers = { authorization: `Bearer ${access}` }
    const nobody = openBrowser(stage().url)
    const body = { vendorName: 'Wire Tests', name: freshName(), scopes: ['RealTimeApi'] }
    assert.equal((await call(nobody, 'POST /applications', { headers, body })).status, 201)
    assert.equal((await call(nobody, 'GET /applications', { headers })).status, 200)
    const foreign = await register(stage(), { by: OTHER_MANAGER })
    assert.equal((await call(nobody, `GET /applications/${foreign.id}`, { headers })).status, 404)
  })

  test('deactivated: no token by any grant, and nothing issued before is active; activated: new ones only', async () => {
    const client = await register(stage())
    const witness = await register(stage())
    const code = await codeFor(stage(), client)
    const tokens = await tokensFor(stage(), client)
    await setStatus(stage(), client.id, 'deactivate')
    const refused = [
      await clientCredentials(stage().url, client),
      await redeem(stage().url, client, code),
      await refresh(stage().url, client, tokens.refresh),
    ]
    for (const answer of refused) {
      assert.equal(answer.status, 400, answer.text)
      assert.ok(['unauthorized_client', 'invalid_grant'].includes(errorOf(answer) ?? ''), answer.text)
    }
    assert.equal(errorOf(refused[0] ?? assert.fail()), 'unauthorized_client')
    assert.equal(await isActive(stage().url, witness, tokens.access), false)
    await setStatus(stage(), client.id, 'activate')
    assert.equal(await isActive(stage().url, witness, tokens.access), false)
    assert.equal((await refresh(stage().url, client, tokens.refresh)).status, 400)
    assert.equal(errorOf(await redeem(stage().url, client, code)), 'invalid_grant', 'a code of before')
    assert.equal((await clientCredentials(stage().url, client)).status, 200)
    assert.equal(await isActive(stage().url, witness, (await tokensFor(stage(), client)).access), true)
    await setStatus(stage(), client.id, 'activate')
    const history = (
      await call(await stage().person(MANAGER), `GET /applications/${client.id}/history`)
    ).json()
    const actions = listAt(history, 'items').map(entry => textAt(entry, 'action'))
    const changes = actions.filter(action => action.startsWith('application.'))
    assert.deepEqual(changes, ['application.activated', 'application.deactivated', 'application.registered'])
  })

  test('a second secret works beside the first, and a revoked one not any more', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    const added = (
      await call(manager, `POST /applications/${client.id}/secrets`, { body: { label: 'Second' } })
    ).json()
    const second = { ...client, secret: textAt(added, 'secret', 'value') }
    for (const one of [client, second]) assert.equal((await clientCredentials(stage().url, one)).status, 200)
    const firstId = textAt(added, 'application', 'secrets', 0, 'id')
    const revoked = await call(manager, `DELETE /applications/${client.id}/secrets/${firstId}`)
    assert.equal(revoked.status, 200)
    assert.equal(listAt(revoked.json(), 'secrets').length, 1)
    const works = [await clientCredentials(stage().url, client), await clientCredentials(stage().url, second)]
    assert.deepEqual(
      works.map(answer => answer.status).toSorted((a, b) => a - b),
      [200, 401],
    )
    for (let count = 0; count < 4; count++) {
      assert.equal((await call(manager, `POST /applications/${client.id}/secrets`, { body: {} })).status, 201)
    }
    assert.equal((await call(manager, `POST /applications/${client.id}/secrets`, { body: {} })).status, 409)
  })

  test('no answer but the first holds a secret', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    for (const path of ['', `/${client.id}`, `/${client.id}/history`]) {
      const answer = await call(manager, `GET /applications${path}`)
      assert.equal(answer.status, 200)
      assert.doesNotMatch(answer.text, /lks_|"hash"/)
    }
    // The first start prints one command with the sample's secret; the log behind it holds none.
    const log = stage()
      .output()
      .split('\n')
      .filter(line => line.startsWith('{'))
    assert.ok(log.length > 10)
    assert.deepEqual(
      log.filter(line => /lk[srcp]_[0-9A-Za-z]{10}|eyJ/.test(line)),
      [],
    )
  })

  test('an Idempotency-Key repeats the first outcome, and is refused with another request', async () => {
    const manager = await stage().person(MANAGER)
    const body = { vendorName: 'Wire Tests', name: freshName(), scopes: ['RealTimeApi'] }
    const headers = { 'idempotency-key': `key-${freshName().replace(' ', '-')}` }
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => call(manager, 'POST /applications', { body, headers })),
    )
    assert.deepEqual(
      answers.map(answer => answer.status),
      [201, 201, 201, 201, 201],
      answers.map(one => one.text).join(),
    )
    const ids = answers.map(answer => textAt(answer.json(), 'application', 'id'))
    const values = answers.map(answer => textAt(answer.json(), 'secret', 'value'))
    assert.deepEqual([new Set(ids).size, new Set(values).size], [1, 1])
    const other = await call(manager, 'POST /applications', { body: { ...body, name: freshName() }, headers })
    assert.equal(other.status, 409)
  })

  test('ten registrations of one name at once: one is taken', async () => {
    const manager = await stage().person(MANAGER)
    const body = { vendorName: 'Wire Tests', name: freshName(), scopes: ['RealTimeApi'] }
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => call(manager, 'POST /applications', { body })),
    )
    assert.deepEqual(
      answers.map(answer => answer.status).toSorted((a, b) => a - b),
      [201, ...Array<number>(9).fill(409)],
    )
  })

  test('pages by cursor hold every application once, in the order asked for', async () => {
    const vendorName = `Pages ${freshName()}`
    const names = Array.from({ length: 7 }, (_, index) => `P${index}`)
    for (const name of names) await register(stage(), { vendorName, name })
    const manager = await stage().person(MANAGER)
    for (const [sort, expected] of [
      ['name', names],
      ['-name', names.toReversed()],
      ['created', names],
    ] as const) {
      const seen: string[] = []
      let cursor = ''
      do {
        const page = (
          await call(manager, `GET /applications?search=Pages&limit=3&sort=${sort}${cursor}`)
        ).json()
        seen.push(...listAt(page, 'items').map(item => textAt(item, 'name')))
        assert.deepEqual([at(page, 'total'), at(page, 'moreThanTotal')], [7, false])
        const next = at(page, 'nextCursor')
        cursor = typeof next === 'string' ? `&cursor=${encodeURIComponent(next)}` : ''
      } while (cursor !== '')
      assert.deepEqual(seen, expected, sort)
    }
  })

  test('an external application acts only where it was authorized, with no more than was let to it', async () => {
    const [manager, elsewhere] = [await stage().person(MANAGER), await stage().person(OTHER_MANAGER)]
    const body = { applicationId: SCHEDULER }
    const found = listAt((await call(manager, 'GET /catalogue?search=scheduler')).json(), 'items')
    assert.deepEqual([found.length, at(found[0], 'id'), at(found[0], 'authorized')], [1, SCHEDULER, false])
    const unauthorized = { business_unit: HARBOUR }
    const external = { id: SCHEDULER, secret: null, callbackUrl: '', scopes: ['PatronApi', 'ReportingApi'] }
    const nameless = await clientCredentials(stage().url, external, unauthorized)
    assert.equal(nameless.status, 401, 'a confidential external application must prove itself')
    const made = await call(manager, 'POST /authorizations', { body })
    assert.equal(made.status, 201, made.text)
    assert.deepEqual([at(made.json(), 'type'), listAt(made.json(), 'secrets').length], ['external', 0])
    assert.equal((await call(manager, 'POST /authorizations', { body })).status, 409)
    assert.equal((await call(elsewhere, `GET /applications/${SCHEDULER}`)).status, 404)
    const etag = made.headers.get('etag') ?? ''
    const patch = (change: unknown) =>
      call(manager, `PATCH /applications/${SCHEDULER}`, { body: change, headers: { 'if-match': etag } })
    for (const change of [
      { scopes: ['AdminApi'] },
      { callbackUrls: ['https://evil.example/'] },
      { rotateRefreshTokens: true },
    ]) {
      assert.equal((await patch(change)).status, 400)
    }
    assert.equal((await patch({ scopes: ['ReportingApi'] })).status, 200)
    const secrets = await call(manager, `POST /applications/${SCHEDULER}/secrets`, { body: {} })
    assert.equal(secrets.status, 409)
  })

  test('an internal application acts in its own business unit alone', async () => {
    const client = await register(stage())
    const own = await clientCredentials(stage().url, client, { business_unit: HARBOUR })
    assert.equal(textAt(decodeJwt(textAt(own.json(), 'access_token')).claims, 'bu'), HARBOUR)
    for (const number of [MEADOW, '0000000', 'x', '4512345 ']) {
      const answer = await clientCredentials(stage().url, client, { business_unit: number })
      assert.deepEqual([answer.status, errorOf(answer)], [400, 'invalid_request'], number)
    }
  })

  test('the printed reference names every operation that is served, each with an example', async () => {
    const document = (await send(`${stage().url}/api/v1/openapi.json`)).json()
    assert.equal(textAt(document, 'openapi').slice(0, 3), '3.1')
    const example = at(
      document,
      'paths',
      '/applications',
      'post',
      'requestBody',
      'content',
      'application/json',
      'example',
    )
    const manager = await stage().person(MANAGER)
    const taken = await call(manager, 'POST /applications', { body: example })
    assert.equal(taken.status, 201, 'the example does not work as it stands')
  })
})
