import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { at, send, textAt } from '../support/wire/answer.ts'
import { call, edit, register } from '../support/wire/management.ts'
import {
  clientCredentials,
  codeFor,
  introspect,
  ownToken,
  redeem,
  refresh,
  tokensFor,
} from '../support/wire/oauth.ts'
import {
  clientIn,
  makeRegistrationToken,
  manage,
  registerDynamically,
  replacementOf,
} from '../support/wire/registration.ts'
import { MANAGER, onBothStages, onStage } from '../support/wire/stage.ts'

const CODE_AND_REFRESH = { grant_types: ['authorization_code', 'refresh_token'] }

onStage('the management of a registration', stage => {
  const register200 = async (changes: object, token?: string) =>
    registerDynamically(stage(), token ?? (await makeRegistrationToken(stage())).value, changes)

  test('G13 a client reads its registration with its own token, and with nothing else', async () => {
    const { value } = await makeRegistrationToken(stage())
    const [mine, other] = [await register200({}, value), await register200({}, value)]
    const answer = await manage(mine, 'GET')
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('cache-control') ?? '', /no-store/)
    const { client_secret, client_secret_expires_at, ...rest } = mine.information
    assert.equal(typeof client_secret, 'string')
    assert.equal(client_secret_expires_at, 0)
    assert.deepEqual(answer.json(), rest)
    const byHand = await register(stage())
    const nobody = `app_${'0'.repeat(32)}`
    const answers = [
      await manage(mine, 'GET', { token: null }),
      ...(await Promise.all(
        [other.token, value, mine.secret ?? '', 'x', `${mine.token}x`].map(token =>
          manage(mine, 'GET', { token }),
        ),
      )),
      ...(await Promise.all(
        [other.id, byHand.id, nobody, 'x', '%00', mine.id.toUpperCase()].map(id =>
          manage(mine, 'GET', { uri: `${stage().url}/oauth2/register/${id}` }),
        ),
      )),
    ]
    for (const each of answers) {
      assert.equal(each.status, 401, each.text)
      assert.match(each.headers.get('www-authenticate') ?? '', /^Bearer /)
      assert.ok(!each.text.includes('client_name'))
    }
    const words = new Set(answers.slice(1).map(each => textAt(each.json(), 'error_description')))
    assert.equal(words.size, 1)
  })

  test('G14 a replacement replaces everything, and what is left out is gone', async () => {
    const client = await register200({
      ...CODE_AND_REFRESH,
      contacts: ['ann@client.example'],
      policy_uri: 'https://client.example/policy',
      default_max_age: 60,
      client_name: 'Before',
    })
    const manager = await stage().person(MANAGER)
    const kept = { client_id: client.id, redirect_uris: ['https://client.example/new'], client_name: 'After' }
    const answer = await manage(client, 'PUT', { metadata: kept })
    assert.equal(answer.status, 200, answer.text)
    const replaced = clientIn(answer)
    assert.deepEqual([replaced.id, replaced.token, replaced.uri], [client.id, client.token, client.uri])
    assert.deepEqual(replaced.information['redirect_uris'], ['https://client.example/new'])
    assert.deepEqual(replaced.information['grant_types'], ['authorization_code'])
    for (const name of ['contacts', 'policy_uri', 'default_max_age', 'client_secret']) {
      assert.ok(!(name in replaced.information), name)
    }
    assert.deepEqual((await manage(client, 'GET')).json(), replaced.information)
    const application = (await call(manager, `GET /applications/${client.id}`)).json()
    assert.equal(textAt(application, 'name'), 'After')
    const history = await call(manager, `GET /applications/${client.id}/history`)
    assert.match(history.text, /"field":"name","before":"Before","after":"After"/)
    assert.match(
      history.text,
      /"field":"registered.policyUri","before":"https:\/\/client.example\/policy","after":null/,
    )
    // The secret is still the same.
    const code = await codeFor(stage(), { ...client, callbackUrl: 'https://client.example/new' })
    assert.equal((await redeem(stage().url, client, code)).status, 200)
  })

  test('G14 what comes back from a registration can be sent again as it is', async () => {
    const client = await register200({ ...CODE_AND_REFRESH, scope: 'openid RealTimeApi' })
    const answer = await manage(client, 'PUT', { metadata: replacementOf(client) })
    assert.equal(answer.status, 200, answer.text)
    const { client_secret, client_secret_expires_at, ...rest } = client.information
    assert.deepEqual([typeof client_secret, client_secret_expires_at], ['string', 0])
    assert.deepEqual(answer.json(), rest)
  })

  test('G14 a replacement names the client, sets nothing of ours, and is judged like a registration', async () => {
    const client = await register200({})
    const other = await register200({})
    const before = (await manage(client, 'GET')).text
    const ours = ['registration_access_token', 'registration_client_uri', 'client_id_issued_at']
    for (const changes of [
      { client_id: other.id },
      { client_id: undefined },
      { client_id: [client.id] },
      { client_secret: `lks_${'x'.repeat(49)}` },
      { client_secret: other.secret },
      { client_secret_expires_at: 0 },
      ...ours.map(name => ({ [name]: client.information[name] })),
      { redirect_uris: ['javascript:x'] },
      { token_endpoint_auth_method: 'none' },
      { software_statement: 'x' },
    ]) {
      const answer = await manage(client, 'PUT', { metadata: replacementOf(client, changes) })
      assert.equal(answer.status, 400, `${JSON.stringify(changes)} ${answer.text}`)
    }
    for (const token of [null, other.token, 'x']) {
      const answer = await manage(client, 'PUT', { metadata: replacementOf(client), token })
      assert.equal(answer.status, 401)
    }
    assert.equal((await manage(client, 'GET')).text, before)
  })

  test('G14 a client cannot take back by a replacement what an administrator took away', async () => {
    const client = await register200({ scope: 'RealTimeApi ReportingApi' })
    await edit(stage(), client.id, { scopes: ['ReportingApi'], metadata: { requirePkce: true } })
    for (const scope of [undefined, 'RealTimeApi ReportingApi', 'RealTimeApi']) {
      const answer = await manage(client, 'PUT', { metadata: replacementOf(client, { scope }) })
      assert.equal(answer.status, 200)
      assert.ok(!answer.text.includes('RealTimeApi'), answer.text)
    }
  })
})

onBothStages('the management of a registration', stage => {
  test('G15 a client that deletes itself is gone, with everything that it was given', async () => {
    const { value } = await makeRegistrationToken(stage())
    const grants = { grant_types: ['authorization_code', 'refresh_token', 'client_credentials'] }
    const client = await registerDynamically(stage(), value, { ...grants, scope: 'RealTimeApi' })
    const { access, refresh: refreshToken } = await tokensFor(stage(), client, {
      scope: 'openid RealTimeApi',
    })
    const own = await ownToken(stage(), client)
    const pending = await codeFor(stage(), client)
    const server = await register(stage())
    assert.notEqual((await introspect(stage().url, server, own)).text, '{"active":false}')
    for (const token of ['x', value]) assert.equal((await manage(client, 'DELETE', { token })).status, 401)
    const answer = await manage(client, 'DELETE')
    assert.deepEqual([answer.status, answer.text], [204, ''])
    for (const method of ['GET', 'DELETE'] as const) assert.equal((await manage(client, method)).status, 401)
    assert.equal((await manage(client, 'PUT', { metadata: replacementOf(client) })).status, 401)
    assert.equal((await clientCredentials(stage().url, client)).status, 401)
    assert.ok([400, 401].includes((await refresh(stage().url, client, refreshToken)).status))
    assert.ok([400, 401].includes((await redeem(stage().url, client, pending)).status))
    for (const token of [access, own]) {
      assert.equal((await introspect(stage().url, server, token)).text, '{"active":false}')
    }
    const userinfo = await send(`${stage().url}/oauth2/userinfo`, {
      headers: { authorization: `Bearer ${access}` },
    })
    assert.equal(userinfo.status, 401)
    const manager = await stage().person(MANAGER)
    const application = (await call(manager, `GET /applications/${client.id}`)).json()
    assert.deepEqual([at(application, 'status'), at(application, 'secrets')], ['inactive', []])
    const history = await call(manager, `GET /applications/${client.id}/history`)
    assert.match(history.text, /"after":"deleted by itself"/)
    // An administrator may bring the application back, but not what the client threw away.
    assert.equal((await call(manager, `POST /applications/${client.id}/activate`)).status, 200)
    assert.equal((await manage(client, 'GET')).status, 401)
    assert.equal((await clientCredentials(stage().url, client)).status, 401)
  })
})

onInsideStage('what is kept of a registration', stage => {
  test('G15 no row of any table holds a secret or a token of a registration as it was shown', async () => {
    const { value } = await makeRegistrationToken(stage())
    const client = await registerDynamically(stage(), value)
    await manage(client, 'PUT', { metadata: replacementOf(client) })
    const { db } = stage().deps.store
    const tables = await db.introspection.getTables()
    assert.ok(tables.length > 20)
    for (const { name } of tables) {
      // What FTS5 keeps of the search table in binary; the table itself is looked at.
      if (name.startsWith('application_search_')) continue
      const rows = await db
        .withTables<Record<string, Record<string, unknown>>>()
        .selectFrom(name)
        .selectAll()
        .execute()
      const text = JSON.stringify(rows)
      for (const secret of [value, client.token, client.secret ?? '']) {
        assert.ok(secret.length > 40 && !text.includes(secret.slice(4, -6)), name)
      }
    }
  })
})
