import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, at, errorOf, isErrorPage, textAt } from '../support/wire/answer.ts'
import { type Client, call, edit, register } from '../support/wire/management.ts'
import { authorize, decodeJwt, isActive, type Sent } from '../support/wire/oauth.ts'
import { MANAGER, onStage, type Stage } from '../support/wire/stage.ts'

const NO_PKCE = { response_type: 'token', code_challenge: null, code_challenge_method: null }

function fragmentOf(answer: Answer): URLSearchParams {
  const location = answer.location()
  assert.equal(location?.search, '', 'something stands in the query')
  return new URLSearchParams(location.hash.slice(1))
}

async function ask(stage: Stage, client: Client, changes: Sent = {}): Promise<Answer> {
  return authorize(await stage.person(MANAGER), client, '', { ...NO_PKCE, ...changes })
}

async function optIn(stage: Stage, implicitAllowed: boolean): Promise<void> {
  const manager = await stage.person(MANAGER)
  const answer = await call(manager, 'PATCH /business-unit', { body: { implicitAllowed } })
  assert.equal(answer.status, 200)
}

onStage('the implicit grant', stage => {
  test('B11 it is off until both the business unit and the application opted in', async () => {
    const client = await register(stage())
    assert.equal(errorOf(await ask(stage(), client)), 'unauthorized_client')
    const manager = await stage().person(MANAGER)
    const etag = (await call(manager, `GET /applications/${client.id}`)).headers.get('etag') ?? ''
    const early = await call(manager, `PATCH /applications/${client.id}`, {
      body: { implicitAllowed: true },
      headers: { 'if-match': etag },
    })
    assert.deepEqual([early.status, at(early.json(), 'errors', 0, 'path')], [400, '/implicitAllowed'])
    await optIn(stage(), true)
    assert.equal(errorOf(await ask(stage(), client)), 'unauthorized_client')
    await edit(stage(), client.id, { implicitAllowed: true })
    const answer = fragmentOf(await ask(stage(), client))
    assert.notEqual(answer.get('access_token'), null)
    await optIn(stage(), false)
    assert.equal(errorOf(await ask(stage(), client)), 'unauthorized_client')
  })

  test('C24 token, type, lifetime, scope and state are in the fragment, without a refresh token, errors too', async () => {
    await optIn(stage(), true)
    const client = await register(stage())
    await edit(stage(), client.id, { implicitAllowed: true })
    const answer = fragmentOf(await ask(stage(), client, { scope: 'RealTimeApi' }))
    const token = answer.get('access_token') ?? ''
    assert.deepEqual(
      ['token_type', 'expires_in', 'scope', 'state', 'iss', 'refresh_token', 'code'].map(name =>
        answer.get(name),
      ),
      ['Bearer', '3600', 'RealTimeApi', 'a state of the client', stage().url, null, null],
    )
    assert.equal(textAt(decodeJwt(token).claims, 'scope'), 'RealTimeApi')
    assert.equal(await isActive(stage().url, client, token), true)
    const refused = fragmentOf(await ask(stage(), client, { scope: 'PatronApi' }))
    assert.deepEqual([refused.get('error'), refused.get('state')], ['invalid_scope', 'a state of the client'])
  })

  test('L12 response_mode=query is refused for a token', async () => {
    await optIn(stage(), true)
    const client = await register(stage())
    await edit(stage(), client.id, { implicitAllowed: true })
    for (const mode of ['query', 'x']) {
      const answer = await ask(stage(), client, { response_mode: mode })
      assert.equal(fragmentOf(answer).get('error'), 'invalid_request', mode)
      assert.equal(fragmentOf(answer).get('access_token'), null)
    }
    assert.notEqual(
      fragmentOf(await ask(stage(), client, { response_mode: 'fragment' })).get('access_token'),
      null,
    )
  })

  test('B02 for a token even the port of a loopback URL must match', async () => {
    await optIn(stage(), true)
    const client = await register(stage(), {
      clientType: 'public',
      callbackUrls: ['http://127.0.0.1:8000/cb'],
    })
    await edit(stage(), client.id, { implicitAllowed: true })
    assert.ok(isErrorPage(await ask(stage(), client, { redirect_uri: 'http://127.0.0.1:8001/cb' })))
    assert.notEqual(fragmentOf(await ask(stage(), client)).get('access_token'), null)
  })
})
