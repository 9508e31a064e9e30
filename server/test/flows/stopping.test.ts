import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, listAt, textAt } from '../support/wire/answer.ts'
import { call, register, setStatus } from '../support/wire/management.ts'
import {
  authorizePath,
  clientCredentials,
  codeFor,
  isActive,
  pkce,
  redeem,
  refresh,
  tokensFor,
} from '../support/wire/oauth.ts'
import { MANAGER, OTHER_MANAGER, onBothStages, SUPERVISOR } from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'

const SCOPE = { scope: 'RealTimeApi' }
const EXTERNAL = 'app_01934f6a5b7c7000800000000000a001'
const WHY = 'Ersetzt durch „Tagesberichte“ – fragen Sie die Nachtschicht.'
const TOLD = "Ersetzt durch 'Tagesberichte' - fragen Sie die Nachtschicht."

onBothStages('the reason for a deactivation', stage => {
  async function deactivate(id: string, reason?: unknown, by = MANAGER) {
    const body = reason === undefined ? {} : { body: { reason } }
    return call(await stage().person(by), `POST /applications/${id}/deactivate`, body)
  }

  test('is told the application at the token endpoint once it has proven itself, and nobody before', async () => {
    const { url } = stage()
    const client = await register(stage())
    const [tokens, code] = [await tokensFor(stage(), client, SCOPE), await codeFor(stage(), client, SCOPE)]
    const stopped = await deactivate(client.id, `  ${WHY} `)
    assert.equal(textAt(stopped.json(), 'statusReason'), WHY)
    for (const [answer, error] of [
      [await clientCredentials(url, client), 'unauthorized_client'],
      [await refresh(url, client, tokens.refresh), 'invalid_grant'],
      [await redeem(url, client, code), 'unauthorized_client'],
    ] as const) {
      assert.equal(textAt(answer.json(), 'error'), error)
      assert.ok(textAt(answer.json(), 'error_description').endsWith(TOLD), answer.text)
    }
    const wrong = { ...client, secret: `${client.secret}x` }
    for (const answer of [await clientCredentials(url, wrong), await refresh(url, wrong, tokens.refresh)]) {
      assert.equal(answer.status, 401)
      assert.ok(!answer.text.includes('Ersetzt'), answer.text)
    }
    const other = await register(stage())
    assert.ok(!(await refresh(url, other, tokens.refresh)).text.includes('Ersetzt'))
    const person = await stage().person(MANAGER)
    const page = await person.get(authorizePath(client, pkce().challenge, SCOPE))
    assert.ok(!page.text.includes('Ersetzt'), page.text)
    assert.equal(await isActive(url, client, tokens.access), false)
  })

  test('of a public application is told nobody, since it cannot prove itself', async () => {
    const client = await register(stage(), { clientType: 'public' })
    const tokens = await tokensFor(stage(), client, SCOPE)
    await deactivate(client.id, WHY)
    const answer = await refresh(stage().url, client, tokens.refresh)
    assert.equal(answer.status, 400)
    assert.ok(!answer.text.includes('Ersetzt'))
  })

  test('of an external application is told by the business unit that gave it, and by no other', async () => {
    for (const by of [MANAGER, OTHER_MANAGER]) {
      await call(await stage().person(by), 'POST /authorizations', { body: { applicationId: EXTERNAL } })
    }
    assert.equal((await deactivate(EXTERNAL, 'Only here')).status, 200)
    const seen = async (by: string) =>
      at((await call(await stage().person(by), `GET /applications/${EXTERNAL}`)).json(), 'statusReason')
    assert.deepEqual([await seen(MANAGER), await seen(OTHER_MANAGER)], ['Only here', null])
    await setStatus(stage(), EXTERNAL, 'activate')
  })

  test('stands in the history, changes while it is inactive, and ends with the activation', async () => {
    const client = await register(stage())
    await deactivate(client.id)
    const [once, twice] = [await deactivate(client.id, 'A'), await deactivate(client.id, 'A')]
    assert.deepEqual(once.json(), twice.json(), 'twice is once')
    assert.deepEqual(at((await deactivate(client.id)).json(), 'statusReason'), 'A', 'none leaves it')
    await deactivate(client.id, 'B')
    await setStatus(stage(), client.id, 'activate')
    const manager = await stage().person(MANAGER)
    const after = (await call(manager, `GET /applications/${client.id}`)).json()
    assert.equal(at(after, 'statusReason'), null)
    const entries = listAt(
      (await call(manager, `GET /applications/${client.id}/history?group=status`)).json(),
      'items',
    )
    const reasons = entries.map(entry =>
      listAt(entry, 'changes').flatMap(change =>
        at(change, 'field') === 'reason' ? [[at(change, 'before'), at(change, 'after')]] : [],
      ),
    )
    assert.deepEqual(reasons, [[['B', null]], [['A', 'B']], [[null, 'A']], []])
  })

  test('is refused where it breaks the rule, and nothing is stopped then', async () => {
    const client = await register(stage())
    for (const bad of ['two\nlines', 'x'.repeat(201), 'turned \u202earound', 7, null]) {
      const refused = problemOf(await deactivate(client.id, bad), 400)
      assert.equal(textAt(refused, 'errors', 0, 'path'), '/reason', JSON.stringify(bad))
    }
    assert.equal((await deactivate(client.id, 'x'.repeat(10_000_000))).status, 413)
    assert.equal((await deactivate(client.id, 'why', SUPERVISOR)).status, 403)
    assert.equal((await deactivate(client.id, 'why', OTHER_MANAGER)).status, 404)
    assert.equal((await clientCredentials(stage().url, client)).status, 200)
  })
})
