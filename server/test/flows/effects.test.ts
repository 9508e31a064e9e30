import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, listAt, textAt } from '../support/wire/answer.ts'
import { type Client, call, register, setStatus } from '../support/wire/management.ts'
import { clientCredentials, tokensFor } from '../support/wire/oauth.ts'
import { AGENT, MANAGER, OTHER_MANAGER, onBothStages, SUPERVISOR } from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'

onBothStages('who would notice a change', stage => {
  async function preview(client: Pick<Client, 'id'>, body: unknown, by = MANAGER) {
    return call(await stage().person(by), `POST /applications/${client.id}/effects`, { body })
  }

  /** The counts of each effect, by what would be taken away. */
  async function counts(client: Client, body: unknown): Promise<Readonly<Record<string, unknown>>> {
    const answer = await preview(client, body)
    assert.equal(answer.status, 200, answer.text)
    const rows = listAt(answer.json(), 'effects').map(effect => {
      const count = (name: string) => {
        const tally = at(effect, name)
        return tally === null ? null : at(tally, 'count')
      }
      const name = at(effect, 'subject') ?? at(effect, 'kind')
      return [String(name), ['signIns', 'people', 'consented', 'recent'].map(count)] as const
    })
    return Object.fromEntries(rows)
  }

  test('is counted by what people really hold, and nothing is changed by asking', async () => {
    const client = await register(stage(), { scopes: ['RealTimeApi', 'AgentApi'] })
    const manager = await stage().person(MANAGER)
    const before = (await call(manager, `GET /applications/${client.id}`)).json()
    await tokensFor(stage(), client, { scope: 'openid RealTimeApi' }, MANAGER)
    await tokensFor(stage(), client, { scope: 'openid RealTimeApi AgentApi' }, AGENT)
    await tokensFor(stage(), client, { scope: 'RealTimeApi' }, AGENT)
    const url = client.callbackUrl
    assert.deepEqual(await counts(client, { scopes: [], callbackUrls: [] }), {
      RealTimeApi: [3, 2, 2, 2],
      AgentApi: [1, 1, 1, 1],
      [url]: [null, null, 2, null],
    })
    assert.deepEqual(await counts(client, { scopes: ['RealTimeApi', 'AdminApi'], callbackUrls: [url] }), {
      AgentApi: [1, 1, 1, 1],
    })
    assert.deepEqual(await counts(client, { grantTypes: ['refresh_token'] }), {
      authorization_code: [3, 2, 2, 2],
      client_credentials: [null, null, null, null],
    })
    assert.deepEqual(await counts(client, { stopped: true }), { stopped: [3, 2, 2, 2] })
    const read = (await call(manager, `GET /applications/${client.id}`)).json()
    assert.deepEqual([at(read, 'version'), at(read, 'status')], [at(before, 'version'), 'active'])
    await setStatus(stage(), client.id, 'deactivate')
    assert.deepEqual(await counts(client, { stopped: true }), { stopped: [0, 0, 2, 2] })
  })

  test('says since when that is known, and when its credentials were last used', async () => {
    const client = await register(stage())
    const unused = (await preview(client, { stopped: true })).json()
    assert.equal(at(unused, 'credentialsLastUsedAt'), null)
    const days = (Date.now() - Date.parse(textAt(unused, 'knownSince'))) / 86_400_000
    assert.ok(days > 1 && days < 31, String(days))
    await clientCredentials(stage().url, client)
    for (let tries = 0; tries < 50; tries++) {
      const used = at((await preview(client, { stopped: true })).json(), 'credentialsLastUsedAt')
      if (typeof used === 'string') return
      await new Promise(resolve => setTimeout(resolve, 100))
    }
    assert.fail('the use of the secret was never told')
  })

  test('is told to whoever may see the application, and refused where the question makes no sense', async () => {
    const client = await register(stage())
    assert.equal((await preview(client, { stopped: true }, SUPERVISOR)).status, 200)
    problemOf(await preview(client, { stopped: true }, AGENT), 403)
    problemOf(await preview(client, { stopped: true }, OTHER_MANAGER), 404)
    problemOf(await preview({ id: `app_${'0'.repeat(32)}` }, { stopped: true }), 404)
    for (const bad of [
      {},
      { scopes: 'AdminApi' },
      { scopes: [7] },
      { other: true },
      [],
      'x',
      { stopped: 'yes' },
    ])
      problemOf(await preview(client, bad), 400)
    for (const odd of [{ scopes: ['\u0000', '%', "' or 1=1"] }, { callbackUrls: ['not a url'] }])
      assert.equal((await preview(client, odd)).status, 200, JSON.stringify(odd))
    problemOf(await preview(client, { scopes: ['x'.repeat(100_000)] }), 413)
  })
})
