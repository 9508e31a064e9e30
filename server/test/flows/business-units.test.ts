import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, listAt, textAt } from '../support/wire/answer.ts'
import { call, freshName, register } from '../support/wire/management.ts'
import { clientCredentials, tokensFor } from '../support/wire/oauth.ts'
import { HARBOUR, MEADOW, OPERATOR, OTHER_MANAGER, onStage } from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'

onStage('business units as operators see them', stage => {
  const operator = () => stage().person(OPERATOR)
  const numbers = async (query: string): Promise<readonly unknown[]> => {
    const answer = await call(await operator(), `GET /business-units${query}`)
    assert.equal(answer.status, 200, answer.text)
    const found = listAt(answer.json(), 'items').map(unit => at(unit, 'number'))
    assert.deepEqual(at(answer.json(), 'total'), { count: found.length, more: false })
    return found
  }

  test('they are found by the beginnings of words of the name, by the number, and by status', async () => {
    assert.deepEqual(await numbers('?search=harb'), [HARBOUR])
    assert.deepEqual(await numbers('?search=CLIN%20mead'), [MEADOW])
    assert.deepEqual(await numbers(`?search=${MEADOW}`), [MEADOW])
    assert.deepEqual(await numbers('?search=arbour'), [])
    assert.deepEqual(await numbers('?status=inactive'), [])
    assert.ok((await numbers('?search=%20')).length >= 3, 'nothing but spaces narrows nothing')
    problemOf(await call(await operator(), 'GET /business-units?status=away'), 400)
    problemOf(await call(await operator(), 'GET /business-units?cursor=x'), 400)
  })

  test('a page of one tells how much it has, and nothing of what is its own', async () => {
    const name = `Unseen ${freshName()}`
    const client = await register(stage(), { by: OTHER_MANAGER, name })
    const there = { ...stage(), person: () => stage().person(OTHER_MANAGER) }
    await tokensFor(there, client, { scope: 'openid RealTimeApi offline_access' })
    const page = await call(await operator(), `GET /business-units/${MEADOW}`)
    assert.equal(page.status, 200, page.text)
    const has = (what: string) => Number(at(page.json(), 'has', what, 'count'))
    for (const what of ['users', 'applications', 'sessions', 'signIns']) assert.ok(has(what) >= 1, what)
    const history = await call(await operator(), `GET /business-units/${MEADOW}/history`)
    const list = await call(await operator(), 'GET /business-units')
    for (const { text } of [page, history, list]) {
      for (const theirs of [
        client.id,
        name,
        client.secret ?? 'none',
        OTHER_MANAGER,
        'usr_',
        'app_',
        'sec_',
      ]) {
        assert.ok(!text.includes(theirs), theirs)
      }
    }
    for (const path of ['', '/history']) {
      problemOf(await call(await operator(), `GET /business-units/0000000${path}`), 404)
      problemOf(await call(await operator(), `GET /business-units/%00${path}`), 404)
    }
  })

  test('one is suspended with a reason, which stands on its page and in its history until it is activated', async () => {
    const client = await register(stage(), { by: OTHER_MANAGER })
    const { url } = stage()
    assert.equal((await clientCredentials(url, client)).status, 200)
    const path = `/business-units/${MEADOW}`
    for (const reason of ['x'.repeat(201), 'one\ntwo', 'a\u202eb']) {
      const refused = await call(await operator(), `POST ${path}/deactivate`, { body: { reason } })
      assert.equal(at(problemOf(refused, 400), 'errors', 0, 'path'), '/reason')
    }
    const body = { reason: '  The contract ended. ' }
    const done = await call(await operator(), `POST ${path}/deactivate`, { body })
    assert.equal(textAt(done.json(), 'status'), 'inactive')
    assert.notEqual((await clientCredentials(url, client)).status, 200)
    const again = await call(await operator(), `POST ${path}/deactivate`, { body: { reason: 'Other.' } })
    assert.deepEqual(again.json(), done.json(), 'twice is once')
    assert.deepEqual(await numbers('?status=inactive'), [MEADOW])
    const page = async () => (await call(await operator(), `GET ${path}`)).json()
    assert.equal(at(await page(), 'statusReason'), 'The contract ended.')
    assert.equal(at(await page(), 'has', 'sessions', 'count'), 0)
    assert.equal(at(await page(), 'has', 'signIns', 'count'), 0)
    await call(await operator(), `POST ${path}/activate`)
    assert.equal(at(await page(), 'statusReason'), null)
    assert.equal((await clientCredentials(url, client)).status, 200)
    const history = listAt((await call(await operator(), `GET ${path}/history`)).json(), 'items')
    assert.deepEqual(
      history.map(entry => [at(entry, 'what'), at(entry, 'reason')]),
      [
        ['activated', null],
        ['deactivated', 'The contract ended.'],
        ['created', null],
      ],
    )
    assert.equal(at(history[1], 'by'), OPERATOR)
  })
})
