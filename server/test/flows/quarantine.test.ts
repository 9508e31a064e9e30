import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MINUTE } from '../../src/lib/clock.ts'
import { reportLeaks } from '../../src/services/credentials/report-leaks.ts'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { type Answer, at, listAt, send, textAt } from '../support/wire/answer.ts'
import { type Client, call, register } from '../support/wire/management.ts'
import { clientCredentials } from '../support/wire/oauth.ts'
import { MANAGER, OTHER_MANAGER, onBothStages, type Stage, SUPERVISOR } from '../support/wire/stage.ts'

const PLACE = 'https://forge.example/harbour/reports/blob/1f3a/.env#L3'

function report(stage: Stage, secret: string | null): Promise<Answer> {
  return send(`${stage.url}/leaks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret, url: PLACE }),
  })
}

async function as(stage: Stage, who: string, operation: string, body?: unknown): Promise<Answer> {
  return call(await stage.person(who), operation, body === undefined ? {} : { body })
}

/** An application of which the only secret was found, with what path leads to that secret. */
async function found(stage: Stage): Promise<{ client: Client; path: string }> {
  assert.equal((await as(stage, MANAGER, 'PATCH /business-unit', { leakPolicy: 'quarantine' })).status, 200)
  const client = await register(stage)
  const application = (await as(stage, MANAGER, `GET /applications/${client.id}`)).json()
  return { client, path: `/applications/${client.id}/secrets/${textAt(application, 'secrets', 0, 'id')}` }
}

async function secretOf(stage: Stage, { id }: Client): Promise<unknown> {
  return at((await as(stage, MANAGER, `GET /applications/${id}`)).json(), 'secrets', 0)
}

async function alertsOf(stage: Stage, { id }: Client): Promise<readonly unknown[]> {
  return listAt((await as(stage, MANAGER, `GET /applications/${id}/alerts`)).json(), 'items')
}

async function actionsOf(stage: Stage, { id }: Client): Promise<readonly unknown[]> {
  const history = await as(stage, MANAGER, `GET /applications/${id}/history`)
  return listAt(history.json(), 'items').map(entry => at(entry, 'action'))
}

onBothStages('a business unit that puts found secrets into quarantine', stage => {
  test('has them issue nothing on every node within a second, in words that caller and owner understand', async () => {
    const { client } = await found(stage())
    const other = await stage().secondProcess()
    assert.equal((await clientCredentials(other, client)).status, 200)
    await Promise.all(Array.from({ length: 10 }, () => report(stage(), client.secret)))
    const reported = Date.now()
    const refused = await clientCredentials(stage().url, client)
    assert.deepEqual([refused.status, at(refused.json(), 'error')], [401, 'invalid_client'])
    assert.match(textAt(refused.json(), 'error_description'), /in quarantine/)
    while ((await clientCredentials(other, client)).status === 200)
      assert.ok(Date.now() - reported < 1000, 'it still works there')
    const [alert, ...more] = await alertsOf(stage(), client)
    assert.deepEqual(more, [])
    assert.deepEqual(
      ['kind', 'revoked', 'quarantined', 'acknowledged'].map(name => at(alert, name)),
      ['secret-leaked', false, true, null],
    )
    assert.equal(typeof at(await secretOf(stage(), client), 'quarantinedAt'), 'string')
    const actions = await actionsOf(stage(), client)
    assert.equal(actions.filter(action => action === 'secret.quarantined').length, 1)
    // Kept once a second, for all at once.
    let reason: unknown
    while (reason === undefined) {
      const refusals = await as(stage(), MANAGER, `GET /applications/${client.id}/refusals`)
      reason = at(refusals.json(), 'items', 0, 'reason')
    }
    assert.equal(reason, 'client_secret_quarantined')
  })

  test('lets one out with a reason, which settles the alert; found once more it is told and works on', async () => {
    const { client, path } = await found(stage())
    await report(stage(), client.secret)
    const release = (who: string, reason: string) => as(stage(), who, `POST ${path}/release`, { reason })
    assert.equal((await release(SUPERVISOR, 'x')).status, 403)
    assert.equal((await release(OTHER_MANAGER, 'x')).status, 404)
    for (const reason of [' ', 'two\nlines', 'x'.repeat(201)])
      assert.equal((await release(MANAGER, reason)).status, 400, reason)
    const both = await Promise.all([release(MANAGER, ' Ours alone. '), release(MANAGER, 'Ours alone.')])
    assert.deepEqual(new Set(both.map(({ status }) => status)), new Set([200, 409]))
    assert.equal((await clientCredentials(stage().url, client)).status, 200)
    const [alert] = await alertsOf(stage(), client)
    assert.equal(at(alert, 'acknowledged', 'note'), 'Released: Ours alone.')
    const actions = await actionsOf(stage(), client)
    assert.equal(actions.filter(action => action === 'secret.released').length, 1)

    await Promise.all([1, 2, 3].map(() => report(stage(), client.secret)))
    assert.equal((await clientCredentials(stage().url, client)).status, 200)
    const [again, before, ...more] = await alertsOf(stage(), client)
    assert.deepEqual([at(before, 'id'), more], [at(alert, 'id'), []])
    assert.deepEqual([at(again, 'revoked'), at(again, 'quarantined')], [false, false])
  })

  test('has it revoked or replaced, which settles the alert too; and it does not count as one that works', async () => {
    const { client, path } = await found(stage())
    const soon = new Date(Date.now() + 3 * 86_400_000).toISOString()
    assert.equal((await as(stage(), MANAGER, `PATCH ${path}`, { expiresAt: soon })).status, 200)
    const ending = async () =>
      listAt((await as(stage(), MANAGER, 'GET /applications?secretEnds=7d')).json(), 'items').some(
        item => at(item, 'id') === client.id,
      )
    assert.equal(await ending(), true)
    await report(stage(), client.secret)
    assert.equal(await ending(), false)
    assert.equal((await as(stage(), MANAGER, `POST ${path}/rotate`, { overlap: 0 })).status, 201)
    const [alert] = await alertsOf(stage(), client)
    assert.equal(at(alert, 'acknowledged', 'note'), 'The secret was replaced.')
    const other = await found(stage())
    await report(stage(), other.client.secret)
    assert.equal((await as(stage(), MANAGER, `DELETE ${other.path}`)).status, 200)
    assert.equal((await as(stage(), MANAGER, `POST ${other.path}/release`, { reason: 'x' })).status, 404)
    const [settled] = await alertsOf(stage(), other.client)
    assert.equal(at(settled, 'acknowledged', 'note'), 'The secret was revoked.')
  })
})

onInsideStage('whoever releases a secret', stage => {
  test('typed the password lately', async () => {
    const manager = await stage().signInAgain(MANAGER)
    await call(manager, 'PATCH /business-unit', { body: { leakPolicy: 'quarantine' } })
    const client = await register(stage())
    await reportLeaks(stage().deps, [{ secret: client.secret ?? '', url: PLACE, source: '' }], 'req_1')
    const application = (await call(manager, `GET /applications/${client.id}`)).json()
    const path = `/applications/${client.id}/secrets/${textAt(application, 'secrets', 0, 'id')}/release`
    stage().advance(16 * MINUTE)
    const refused = await call(manager, `POST ${path}`, { body: { reason: 'Ours alone.' } })
    assert.deepEqual(
      [refused.status, at(refused.json(), 'type')],
      [403, '/problems/proof-needed'],
      refused.text,
    )
    assert.equal((await clientCredentials(stage().url, client)).status, 401)
  })
})
