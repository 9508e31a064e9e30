import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, errorOf, listAt, textAt } from '../support/wire/answer.ts'
import { call, register } from '../support/wire/management.ts'
import { introspect, isActive, refresh, tokensFor } from '../support/wire/oauth.ts'
import { AGENT, onBothStages, PASSWORD } from '../support/wire/stage.ts'

const NEW_PASSWORD = 'four words that are new'

onBothStages('the account of a person', stage => {
  test('B17 a change of the password ends refresh tokens, those of the very session too', async () => {
    const client = await register(stage(), { scopes: ['RealTimeApi'] })
    const spa = await register(stage(), { scopes: ['RealTimeApi'], clientType: 'public' })
    const agent = await stage().person(AGENT)
    const held = [
      { client, tokens: await tokensFor(stage(), client, {}, AGENT) },
      { client: spa, tokens: await tokensFor(stage(), spa, {}, AGENT) },
    ]
    const body = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD }
    const changed = await call(agent, 'POST /account/password', { body })
    assert.equal(changed.status, 200, changed.text)
    for (const { client: holder, tokens } of held) {
      const answer = await refresh(stage().url, holder, tokens.refresh)
      assert.deepEqual([answer.status, errorOf(answer)], [400, 'invalid_grant'])
      assert.equal(await isActive(stage().url, client, tokens.access), false)
    }
    // Whoever is there goes on without signing in again.
    assert.equal((await tokensFor(stage(), client, {}, AGENT)).scope, 'RealTimeApi')
    const back = { currentPassword: NEW_PASSWORD, newPassword: PASSWORD }
    assert.equal((await call(agent, 'POST /account/password', { body: back })).status, 200)
  })

  test('O12 people list what they granted to whom, and revoke it with every token of it', async () => {
    const client = await register(stage(), { scopes: ['RealTimeApi', 'PatronApi'] })
    const { access, refresh: token } = await tokensFor(stage(), client, {}, AGENT)
    const agent = await stage().person(AGENT)
    const grants = async () => listAt((await call(agent, 'GET /account/consents')).json(), 'items')
    const shown = (await grants()).find(item => at(item, 'applicationId') === client.id)
    assert.deepEqual(
      [
        textAt(shown, 'vendorName'),
        listAt(shown, 'scopes')
          .map(scope => textAt(scope, 'name'))
          .toSorted(),
      ],
      ['Wire Tests', ['PatronApi', 'RealTimeApi']],
    )
    assert.equal((await call(agent, `DELETE /account/consents/${client.id}`)).status, 204)
    assert.equal(
      (await grants()).some(item => at(item, 'applicationId') === client.id),
      false,
    )
    for (const each of [access, token]) {
      assert.equal((await introspect(stage().url, client, each)).text, '{"active":false}')
    }
    assert.equal(errorOf(await refresh(stage().url, client, token)), 'invalid_grant')
  })
})
