import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { at, listAt, textAt, textsAt } from '../support/wire/answer.ts'
import { type Client, call, edit, register, setStatus } from '../support/wire/management.ts'
import { clientCredentials, tokensFor } from '../support/wire/oauth.ts'
import { AGENT, MANAGER, OTHER_MANAGER, SUPERVISOR } from '../support/wire/stage.ts'

onInsideStage('what an application can reach', stage => {
  async function access(client: Pick<Client, 'id'>, user?: string, by = MANAGER) {
    const query = user === undefined ? '' : `?user=${encodeURIComponent(user)}`
    return call(await stage().person(by), `GET /applications/${client.id}/access${query}`)
  }

  /** Each scope with the wall in its way, or "granted". */
  async function walls(client: Client, user?: string): Promise<Readonly<Record<string, unknown>>> {
    const answer = await access(client, user)
    assert.equal(answer.status, 200, answer.text)
    const scopes: unknown = at(answer.json(), user === undefined ? 'forItself' : 'forUser', 'scopes')
    assert.ok(Array.isArray(scopes))
    return Object.fromEntries(
      scopes.map(row => [textAt(row, 'scope'), at(row, 'granted') === true ? 'granted' : at(row, 'because')]),
    )
  }

  test('is what a token that it asks for would hold, for itself and for a user', async () => {
    const client = await register(stage(), { scopes: ['RealTimeApi', 'AgentApi', 'AdminApi'] })
    assert.deepEqual(await walls(client), {
      RealTimeApi: 'granted',
      AgentApi: 'needs-user',
      AdminApi: 'granted',
    })
    const own = await clientCredentials(stage().url, client, { scope: null })
    assert.equal(textAt(own.json(), 'scope'), 'RealTimeApi AdminApi')

    const before = await walls(client, AGENT)
    assert.equal(before['AgentApi'], 'consent')
    const tokens = await tokensFor(
      stage(),
      client,
      { scope: 'openid email RealTimeApi AgentApi AdminApi' },
      AGENT,
    )
    const after = await walls(client, AGENT)
    for (const scope of ['openid', 'email', 'RealTimeApi', 'AgentApi', 'AdminApi']) {
      assert.equal(after[scope] === 'granted', tokens.scope.split(' ').includes(scope), scope)
    }
    assert.equal(after['AdminApi'], 'profile')
    assert.equal(after['phone'], 'consent')
    const answer = await access(client, AGENT)
    const one = { count: 1, more: false }
    const { knownSince, ...use } = Object(at(answer.json(), 'inUse'))
    assert.deepEqual(use, { signIns: one, people: one, recent: one, consented: one })
    assert.ok(Date.parse(knownSince) < Date.now())
    assert.deepEqual(textsAt(answer.json(), 'atMost', 'scopes'), ['RealTimeApi', 'AgentApi', 'AdminApi'])
    assert.equal(listAt(answer.json(), 'atMost', 'audiences').length, 3)
    assert.equal(at(answer.json(), 'forUser', 'securityProfile'), 'Agent')
  })

  test('is nothing where it would get no token, and says why', async () => {
    const client = await register(stage())
    const spa = await register(stage(), { clientType: 'public' })
    const blocked = async (about: Client, user?: string) =>
      at((await access(about, user)).json(), user === undefined ? 'forItself' : 'forUser', 'blocked')
    assert.equal(await blocked(client), null)
    assert.match(String(await blocked(spa)), /public application cannot act for itself/)
    assert.equal(await blocked(spa, MANAGER), null)
    await edit(stage(), client.id, { metadata: { grantTypes: ['client_credentials'] } })
    assert.match(String(await blocked(client, MANAGER)), /not registered to sign people in/)
    await setStatus(stage(), client.id, 'deactivate')
    assert.match(String(await blocked(client)), /deactivated|inactive/)
    assert.ok(!Object.values(await walls(client)).includes('granted'))
  })

  test('of an external application is no more than the business unit lets it', async () => {
    const manager = await stage().person(MANAGER)
    const list = (await call(manager, 'GET /applications?type=external')).json()
    const id = textAt(list, 'items', 0, 'id')
    const scopes: unknown = at(list, 'items', 0, 'scopes')
    assert.ok(Array.isArray(scopes))
    const answer = (await access({ id })).json()
    const rows: unknown = at(answer, 'forItself', 'scopes')
    assert.ok(Array.isArray(rows))
    for (const row of rows) {
      const let_in = scopes.includes(at(row, 'scope'))
      assert.equal(at(row, 'because') === 'not-authorized', !let_in, textAt(row, 'scope'))
    }
  })

  test('who consented is listed for whoever may look at users, latest first, page by page', async () => {
    const client = await register(stage())
    const list = async (by = MANAGER, query = '') =>
      call(await stage().person(by), `GET /applications/${client.id}/consents${query}`)
    assert.deepEqual((await list()).json(), { items: [], nextCursor: null })
    await tokensFor(stage(), client, { scope: 'openid RealTimeApi' }, AGENT)
    await tokensFor(stage(), client, { scope: 'openid' }, MANAGER)
    const people = listAt((await list()).json(), 'items')
    assert.deepEqual(
      people.map(each => [textAt(each, 'user', 'userName'), textsAt(each, 'scopes')]),
      [
        [MANAGER, ['openid']],
        [AGENT, ['openid', 'RealTimeApi']],
      ],
    )
    assert.equal((await list(SUPERVISOR)).status, 403)
    assert.equal((await list(OTHER_MANAGER)).status, 404)
    assert.equal((await list(MANAGER, '?cursor=forged')).status, 400)
  })

  test('for a user is told to whoever may look at users, of their own business unit alone', async () => {
    const client = await register(stage())
    assert.equal((await access(client, undefined, SUPERVISOR)).status, 200)
    const supervised = await access(client, AGENT, SUPERVISOR)
    assert.ok([200, 403].includes(supervised.status))
    assert.equal((await access(client, undefined, AGENT)).status, 403)
    const [foreign, nobody] = [
      await access(client, OTHER_MANAGER),
      await access(client, 'nobody@harbour.example'),
    ]
    const plain = (text: string) => text.replace(/req_\w+/, '')
    assert.deepEqual([foreign.status, plain(foreign.text)], [404, plain(nobody.text)])
    assert.equal((await access(client, undefined, OTHER_MANAGER)).status, 404)
    assert.equal((await access(client, '\0')).status, 404)
  })
})
