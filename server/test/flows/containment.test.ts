import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, listAt, textAt } from '../support/wire/answer.ts'
import { type Client, call, register, setStatus } from '../support/wire/management.ts'
import {
  clientCredentials,
  codeFor,
  introspect,
  isActive,
  ownToken,
  redeem,
  refresh,
  tokensFor,
} from '../support/wire/oauth.ts'
import { AGENT, MANAGER, OTHER_MANAGER, onBothStages, SUPERVISOR } from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'

const SCOPE = { scope: 'RealTimeApi' }
const EXTERNAL = 'app_01934f6a5b7c7000800000000000a001'
const WHY = 'Its secret was found in a public repository.'

onBothStages('what is contained', stage => {
  async function act(id: string, verb: 'contain' | 'lift', reason?: unknown, by = MANAGER) {
    const body = reason === undefined ? {} : { body: { reason } }
    return call(await stage().person(by), `POST /applications/${id}/${verb}`, body)
  }

  async function read(id: string, by = MANAGER): Promise<unknown> {
    return (await call(await stage().person(by), `GET /applications/${id}`)).json()
  }

  test('gets no token in any way and everything it held is over, and lifting brings nothing of it back', async () => {
    const { url } = stage()
    const [client, server] = [await register(stage()), await register(stage(), { scopes: ['RealTimeApi'] })]
    const [mine, theirs] = [
      await tokensFor(stage(), client, SCOPE),
      await tokensFor(stage(), client, SCOPE, AGENT),
    ]
    const [own, code] = [await ownToken(stage(), client), await codeFor(stage(), client, SCOPE)]
    const stopped = (await act(client.id, 'contain', ` ${WHY} `)).json()
    assert.deepEqual([at(stopped, 'status'), at(stopped, 'statusReason')], ['contained', WHY])
    const isOut = async () => {
      for (const token of [own, mine.access, theirs.access])
        assert.deepEqual((await introspect(url, server, token)).json(), { active: false })
      for (const { refresh: token } of [mine, theirs])
        assert.equal(textAt((await refresh(url, client, token)).json(), 'error'), 'invalid_grant')
      assert.equal((await redeem(url, client, code)).status, 400)
    }
    await isOut()
    const refused = await clientCredentials(url, client)
    assert.equal(textAt(refused.json(), 'error'), 'unauthorized_client')
    assert.match(textAt(refused.json(), 'error_description'), /deactivated\.$/, 'it is told no reason')
    const lifted = (await act(client.id, 'lift')).json()
    assert.deepEqual([at(lifted, 'status'), at(lifted, 'statusReason')], ['active', null])
    await isOut()
    assert.equal(await isActive(url, client, await ownToken(stage(), client)), true)
    assert.equal(await isActive(url, client, (await tokensFor(stage(), client, SCOPE)).access), true)
  })

  test('is neither activated, deactivated, deleted nor let go by anything but lifting', async () => {
    const client = await register(stage())
    await setStatus(stage(), client.id, 'deactivate')
    await act(client.id, 'contain', WHY)
    const manager = await stage().person(MANAGER)
    const etag = (await call(manager, `GET /applications/${client.id}`)).headers.get('etag') ?? ''
    for (const operation of ['POST activate', 'POST deactivate', 'DELETE ']) {
      const [method, verb] = operation.split(' ')
      const path = verb === '' ? '' : `/${verb}`
      const answer = await call(manager, `${method} /applications/${client.id}${path}`, {
        headers: { 'if-match': etag },
      })
      assert.equal(textAt(problemOf(answer, 409), 'type'), '/problems/contained', operation)
    }
    assert.equal(at(await read(client.id), 'status'), 'contained')
    assert.equal(at((await act(client.id, 'lift')).json(), 'status'), 'inactive', 'as it stood before')
  })

  test('is contained and lifted once however often that is asked, and tells why in the history and as an alert', async () => {
    const client = await register(stage())
    await tokensFor(stage(), client, SCOPE)
    const answers = await Promise.all(Array.from({ length: 5 }, () => act(client.id, 'contain', WHY)))
    assert.deepEqual(new Set(answers.map(answer => answer.status)), new Set([200]))
    await act(client.id, 'contain', 'Another reason')
    await Promise.all([act(client.id, 'lift'), act(client.id, 'lift')])
    const manager = await stage().person(MANAGER)
    const history = (await call(manager, `GET /applications/${client.id}/history`)).json()
    const actions = listAt(history, 'items').map(entry => textAt(entry, 'action'))
    const counts = new Map<string, number>()
    for (const action of actions) counts.set(action, (counts.get(action) ?? 0) + 1)
    for (const action of ['contained', 'tokens-revoked', 'reason-changed', 'lifted'])
      assert.equal(counts.get(`application.${action}`), 1, `${action} in ${actions.join()}`)
    const alerts = listAt((await call(manager, `GET /applications/${client.id}/alerts`)).json(), 'items')
    assert.deepEqual(
      alerts.map(alert => textAt(alert, 'kind')),
      ['application-contained'],
    )
  })

  test('is found by its status, and among what is inactive', async () => {
    const client = await register(stage(), { name: 'Found when contained' })
    await act(client.id, 'contain', WHY)
    const ids = async (query: string) => {
      const list = (await call(await stage().person(MANAGER), `GET /applications?${query}`)).json()
      return listAt(list, 'items').map(item => [textAt(item, 'id'), textAt(item, 'status')])
    }
    const found = [[client.id, 'contained']]
    assert.deepEqual(await ids('status=contained&search=found+when'), found)
    assert.deepEqual(await ids(`status=contained&search=${client.id}`), found)
    assert.deepEqual(await ids('status=inactive&search=found+when'), found)
    assert.deepEqual(await ids('status=active&search=found+when'), [])
    const all = (
      await call(await stage().person(MANAGER), 'GET /applications?status=contained&limit=1')
    ).json()
    assert.ok(Number(at(all, 'total')) >= 1)
    await act(client.id, 'lift')
    assert.deepEqual(await ids('status=contained&search=found+when'), [])
  })

  test('of an external application is contained in the business unit that says so, and in no other', async () => {
    for (const by of [MANAGER, OTHER_MANAGER]) {
      await call(await stage().person(by), 'POST /authorizations', { body: { applicationId: EXTERNAL } })
    }
    assert.equal((await act(EXTERNAL, 'contain', WHY)).status, 200)
    const status = async (by: string) => at(await read(EXTERNAL, by), 'status')
    assert.deepEqual([await status(MANAGER), await status(OTHER_MANAGER)], ['contained', 'active'])
    await act(EXTERNAL, 'lift')
  })

  test('takes a reason and the permission', async () => {
    const client: Client = await register(stage())
    for (const bad of ['', '  ', 'two\nlines', 'x'.repeat(201), 7, undefined]) {
      const refused = problemOf(await act(client.id, 'contain', bad ?? null), 400)
      assert.equal(textAt(refused, 'errors', 0, 'path'), '/reason', JSON.stringify(bad))
    }
    problemOf(await act(client.id, 'contain', undefined), 400)
    for (const verb of ['contain', 'lift'] as const) {
      const reason = verb === 'contain' ? WHY : undefined
      problemOf(await act(client.id, verb, reason, SUPERVISOR), 403)
      problemOf(await act(client.id, verb, reason, OTHER_MANAGER), 404)
    }
    assert.equal((await clientCredentials(stage().url, client)).status, 200)
  })
})
