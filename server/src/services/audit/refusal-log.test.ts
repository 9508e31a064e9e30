import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { makeTestDeps } from '../../../test/support/test-deps.ts'
import { newApplicationId } from '../../keys/random.ts'
import { type ApplicationId, isApplicationId } from '../../lib/ids.ts'
import { refusal } from '../../protocol/refusal.ts'
import { findUserByName } from '../../store/people/users.ts'
import { ensurePlatform } from '../bootstrap.ts'
import type { Deps } from '../deps.ts'
import { actorOfSession } from '../people/actor.ts'
import { beginSession } from '../people/sessions.ts'
import { listRefusals } from '../refusals/read-refusals.ts'
import { makeSample } from '../sample/sample.ts'

const BROWSER = { userAgent: 'Browser/1', ip: '192.0.2.1', requestId: 'req_1' }

async function actorNamed(deps: Deps, userName: string) {
  const found = await findUserByName(deps.store, userName)
  assert.ok(found !== null)
  const actor = await actorOfSession(deps, await beginSession(deps, found.user, BROWSER), 'req_1')
  assert.ok(actor !== null)
  return actor
}

async function stage(t: { after: (work: () => Promise<void>) => void }, clock?: () => number) {
  const { deps, close } = await makeTestDeps(clock === undefined ? {} : { clock })
  t.after(close)
  const options = { exampleBaseUrl: 'http://localhost:3001' }
  await ensurePlatform(deps, options)
  const sample = await makeSample(deps, { password: 'correct horse battery', ...options })
  assert.ok(sample !== null)
  const manager = await actorNamed(deps, 'manager@harbour.example')
  const client = sample.firstCall.clientId
  return { deps, manager, client }
}

function asId(text: string): ApplicationId {
  assert.ok(isApplicationId(text))
  return text
}

const spent = refusal('code_spent', 'The code was redeemed before.')

describe('what was refused', () => {
  test('stands for the owner of the application, newest first, and for nobody else', async t => {
    const { deps, manager, client } = await stage(t)
    const page = async (actor: typeof manager) =>
      listRefusals(deps, actor, { id: client, outcome: null, reason: null, cursor: null })
    const applicationId = asId(client)
    for (const requestId of ['req_a', 'req_b']) {
      deps.refusals.note({ applicationId, endpoint: '/oauth2/token', refused: spent, requestId, asked: null })
      await deps.refusals.flush()
      await new Promise(resolve => setTimeout(resolve, 2))
    }
    const own = await page(manager)
    assert.ok(own.ok)
    assert.deepEqual(
      own.value.items.map(({ entry }) => [entry.requestId, entry.reason, entry.description]),
      [
        ['req_b', 'code_spent', 'The code was redeemed before.'],
        ['req_a', 'code_spent', 'The code was redeemed before.'],
      ],
    )
    const theirs = await page(await actorNamed(deps, 'manager@meadow.example'))
    assert.deepEqual(theirs, { ok: false, error: { kind: 'not-found', what: 'application' } })
    const agent = await page(await actorNamed(deps, 'agent@harbour.example'))
    assert.deepEqual(agent, { ok: false, error: { kind: 'forbidden', permission: 'api-applications:view' } })
  })

  test('is left out beyond sixty in a minute, and counted anew in the next', async t => {
    let now = Date.parse('2026-11-22T09:00:10Z')
    const { deps, manager, client } = await stage(t, () => now)
    const applicationId = asId(client)
    const note = () =>
      deps.refusals.note({
        applicationId,
        endpoint: '/oauth2/token',
        refused: spent,
        requestId: 'req',
        asked: new Map([['scope', ['openid']]]),
      })
    for (let index = 0; index < 100; index++) note()
    now += 60_000
    note()
    await deps.refusals.flush()
    const first = await listRefusals(deps, manager, { id: client, outcome: null, reason: null, cursor: null })
    assert.ok(first.ok && first.value.nextCursor !== null)
    const second = await listRefusals(deps, manager, {
      id: client,
      outcome: null,
      reason: null,
      cursor: first.value.nextCursor,
    })
    assert.ok(second.ok)
    const all = [...first.value.items, ...second.value.items]
    assert.equal(all.length, 61)
    assert.equal(all.filter(({ entry }) => entry.inputs.length > 0).length, 11)
    assert.equal(second.value.nextCursor, null)
  })

  test('of an application that does not exist is kept nowhere', async t => {
    const { deps } = await stage(t)
    const kept = () => deps.store.db.selectFrom('refusals').selectAll().execute()
    const before = await kept()
    deps.refusals.note({
      applicationId: newApplicationId(),
      endpoint: '/oauth2/token',
      refused: spent,
      requestId: 'req',
      asked: null,
    })
    await deps.refusals.flush()
    assert.deepEqual(await kept(), before)
  })
})
