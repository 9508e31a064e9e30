import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { API_NAMES, type ApiName, audienceOf } from '../src/apis.ts'
import { ALL_OPERATIONS } from '../src/operations/all-operations.ts'
import { at, exampleOf, type Stage, setStage } from './stage.ts'

/** The scope that a token has instead of the right one. */
function otherThan(api: ApiName): ApiName {
  return api === 'RealTimeApi' ? 'ReportingApi' : 'RealTimeApi'
}

describe('every operation', () => {
  for (const operation of ALL_OPERATIONS) {
    const { api, method, path, user = false } = operation
    test(`${method} ${path} opens with ${api} and with nothing else`, async t => {
      const stage = await setStage()
      t.after(() => stage.close())
      const request = exampleOf(operation)

      const none = await stage.send(request, undefined)
      assert.equal(none.status, 401)
      assert.equal(none.headers['www-authenticate'], 'Bearer realm="contact-centre"')

      const wrong = await stage.send(request, await stage.token({ scopes: [otherThan(api)] }))
      assert.equal(wrong.status, 403)
      const words = `The token lacks the scope ${api}. It has: ${otherThan(api)}.`
      assert.equal(at(wrong.body, 'error_description'), words)
      assert.match(String(wrong.headers['www-authenticate']), new RegExp(`scope="${api}"`))

      const elsewhere = await stage.issuer.token({
        audience: audienceOf(otherThan(api)),
        scopes: [api],
        user: 'usr_test',
      })
      const misdirected = await stage.send(request, elsewhere)
      assert.equal(misdirected.status, 401)
      assert.match(String(at(misdirected.body, 'error_description')), new RegExp(audienceOf(api)))

      const alone = await stage.send(request, await stage.token({ scopes: [api], user: false }))
      if (user) {
        assert.equal(alone.status, 403)
        assert.equal(at(alone.body, 'error'), 'user_token_required')
        const right = await stage.send(request, await stage.token({ scopes: [api] }))
        assert.ok(right.status >= 200 && right.status < 300, right.text)
      } else {
        assert.ok(alone.status >= 200 && alone.status < 300, alone.text)
      }
    })
  }

  test('stands behind one of the seven scopes, two operations or more behind each', () => {
    for (const api of API_NAMES) {
      assert.ok(ALL_OPERATIONS.filter(operation => operation.api === api).length >= 2, api)
    }
  })

  test('of the AgentApi and the AuthenticationApi needs a user, no other does', () => {
    for (const { api, user = false, id } of ALL_OPERATIONS) {
      assert.equal(user, api === 'AgentApi' || api === 'AuthenticationApi', id)
    }
  })
})

describe('paths', () => {
  let stage: Stage
  before(async () => {
    stage = await setStage()
  })
  after(() => stage.close())

  test('take any version', async () => {
    const token = await stage.token({ scopes: ['AdminApi'] })
    for (const version of ['v1.0', 'v2.0', 'v30.0']) {
      const reply = await stage.send({ method: 'GET', url: `/services/${version}/agents/1001` }, token)
      assert.equal(reply.status, 200)
    }
    for (const version of ['v1', '1.0', 'vx.0', 'v1.1']) {
      const reply = await stage.send({ method: 'GET', url: `/services/${version}/agents/1001` }, token)
      assert.equal(reply.status, 404)
    }
  })

  test('that are unknown answer 404 in the common form', async () => {
    const reply = await stage.call('GET', '/nothing-here?x=1')
    assert.equal(reply.status, 404)
    assert.equal(
      at(reply.body, 'error_description'),
      'There is no GET /services/v1.0/nothing-here. See /openapi.json.',
    )
    assert.match(String(at(reply.body, 'request_id')), /^[0-9a-f-]{36}$/)
  })

  test('that anybody may read say what this is and that it is alive', async () => {
    const home = await stage.send({ method: 'GET', url: '/' }, undefined)
    assert.equal(at(home.body, 'openapi'), '/openapi.json')
    const health = await stage.send({ method: 'GET', url: '/healthz' }, undefined)
    assert.deepEqual(health.body, { status: 'ok' })
  })

  test('answer 503 when the keys of the issuer cannot be had', async () => {
    const lonely = await setStage()
    const token = await lonely.token({ scopes: ['AdminApi'] })
    await lonely.issuer.close()
    const reply = await lonely.call('GET', '/agents')
    const again = await lonely.send({ method: 'GET', url: '/services/v1.0/agents' }, token)
    await lonely.app.close()
    assert.deepEqual([reply.status, again.status], [503, 503])
    assert.ok(Number(reply.headers['retry-after']) >= 1)
    assert.equal(at(reply.body, 'error'), 'temporarily_unavailable')
  })
})
