import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { at } from '../support/wire/answer.ts'
import { call, register } from '../support/wire/management.ts'
import { tokensFor } from '../support/wire/oauth.ts'
import { MANAGER, OTHER_MANAGER, SUPERVISOR } from '../support/wire/stage.ts'

onInsideStage('the look at callback URLs', stage => {
  const check = async (id: string, by = MANAGER) =>
    call(await stage().person(by), `POST /applications/${id}/url-checks`)

  test('asks nobody about loopback and private-use URLs, and says what cannot be found', async () => {
    const callbackUrls = ['http://localhost:4545/cb', 'com.example.planner:/cb', 'https://nowhere.invalid/cb']
    const client = await register(stage(), { callbackUrls })
    const answer = await check(client.id)
    assert.equal(answer.status, 200, answer.text)
    const items: unknown = at(answer.json(), 'items')
    assert.ok(Array.isArray(items))
    assert.deepEqual(
      items.map(item => [at(item, 'url'), at(item, 'verdict'), at(item, 'use', 'lastUsedAt')]),
      [
        [callbackUrls[0], 'unasked', null],
        [callbackUrls[1], 'unasked', null],
        [callbackUrls[2], 'broken', null],
      ],
    )
    const since = Date.parse(String(at(items[2], 'use', 'knownSince')))
    assert.ok(Math.abs(since - Date.now()) < 60_000)
  })

  test('tells when somebody was last sent to a URL, in the business unit alone', async () => {
    const client = await register(stage())
    await tokensFor(stage(), client, { scope: 'openid' })
    await stage().deps.callbackUses.flush()
    const answer = await check(client.id)
    const used = Date.parse(String(at(answer.json(), 'items', 0, 'use', 'lastUsedAt')))
    assert.ok(Math.abs(used - Date.now()) < 60_000)
    assert.equal(at(answer.json(), 'items', 0, 'use', 'unused'), false)
    assert.equal((await check(client.id, OTHER_MANAGER)).status, 404)
    assert.equal((await check(client.id, SUPERVISOR)).status, 403)
  })

  test('more than ten a minute wait', async () => {
    const client = await register(stage(), { callbackUrls: [] })
    const statuses: number[] = []
    for (let count = 0; count < 12; count += 1) statuses.push((await check(client.id)).status)
    assert.equal(statuses.at(-1), 429)
  })
})
