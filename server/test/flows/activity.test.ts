import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { at, textAt } from '../support/wire/answer.ts'
import { call, register } from '../support/wire/management.ts'
import { refresh, tokensFor } from '../support/wire/oauth.ts'
import { MANAGER } from '../support/wire/stage.ts'

onInsideStage('the activity of an application', stage => {
  /** What is listed, as outcome and reason. */
  async function listed(id: string, query = ''): Promise<string[]> {
    await stage().deps.refusals.flush()
    const answer = await call(await stage().person(MANAGER), `GET /applications/${id}/refusals${query}`)
    assert.equal(answer.status, 200, answer.text)
    const items: unknown = at(answer.json(), 'items')
    assert.ok(Array.isArray(items))
    return items.map(item => `${textAt(item, 'outcome')} ${textAt(item, 'reason')}`)
  }

  test('holds harmless retries beside what was refused, each found by outcome and reason', async () => {
    const client = await register(stage(), { clientType: 'public' })
    const tokens = await tokensFor(stage(), client, { scope: 'offline_access RealTimeApi' })
    const first = await refresh(stage().url, client, tokens.refresh)
    assert.equal(first.status, 200, first.text)
    assert.deepEqual(await listed(client.id), [])
    const again = await refresh(stage().url, client, tokens.refresh)
    assert.equal(textAt(again.json(), 'refresh_token'), textAt(first.json(), 'refresh_token'))
    assert.equal((await refresh(stage().url, client, 'lkr_nothing')).status, 400)
    assert.deepEqual(await listed(client.id), ['refused refresh_token_unknown', 'retried refresh_repeated'])
    assert.deepEqual(await listed(client.id, '?outcome=retried'), ['retried refresh_repeated'])
    assert.deepEqual(await listed(client.id, '?outcome=refused'), ['refused refresh_token_unknown'])
    assert.deepEqual(await listed(client.id, '?outcome=answered'), [])
    assert.deepEqual(await listed(client.id, '?reason=refresh_repeated'), ['retried refresh_repeated'])
    assert.deepEqual(await listed(client.id, '?outcome=refused&reason=refresh_repeated'), [])
    assert.deepEqual(await listed(client.id, '?reason=%00'), [])
  })

  test('keeps ten harmless retries a minute, and they never hide a refusal', async () => {
    const client = await register(stage(), { clientType: 'public' })
    const tokens = await tokensFor(stage(), client, { scope: 'offline_access RealTimeApi' })
    for (let count = 0; count < 15; count += 1) await refresh(stage().url, client, tokens.refresh)
    await refresh(stage().url, client, 'lkr_nothing')
    const all = await listed(client.id)
    assert.equal(all.filter(each => each.startsWith('retried')).length, 10)
    assert.equal(all.filter(each => each.startsWith('refused')).length, 1)
  })
})
