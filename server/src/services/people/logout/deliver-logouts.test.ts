import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { addApplication, addBusinessUnit, newHash } from '../../../../test/store/records.ts'
import { makeTestDeps, makeTestNodes } from '../../../../test/support/test-deps.ts'
import {
  type RelyingParty,
  startRelyingParty,
  tokenIdsOf,
} from '../../../../test/support/wire/relying-party.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../../lib/clock.ts'
import { DEFAULT_METADATA } from '../../../registry/applications/client-metadata.ts'
import type { Registration } from '../../../registry/model.ts'
import { listAuditOfTarget } from '../../../store/audit/audit.ts'
import { claimDelivery, insertDelivery } from '../../../store/audit/deliveries.ts'
import type { Scoped } from '../../../store/handle.ts'
import type { Deps } from '../../deps.ts'
import { deliverLogouts } from './deliver-logouts.ts'

const START = Date.UTC(2027, 0, 1)

async function partyFor(t: TestContext): Promise<RelyingParty> {
  const party = await startRelyingParty()
  t.after(() => party.stop())
  return party
}

/** An application of a new business unit whose server is to be told. */
async function applicationOf(deps: Deps, backchannelLogoutUri: string | null) {
  const scope = await addBusinessUnit(deps.store)
  const metadata = { ...DEFAULT_METADATA, backchannelLogoutUri }
  return { scope, application: await addApplication(scope, { metadata }) }
}

async function addDelivery(deps: Deps, scope: Scoped, application: Registration): Promise<string> {
  const id = `dlv_${newHash()}`
  const facts = { applicationId: application.id, subject: 'usr_1', sid: 'ses_1', createdAt: deps.clock() }
  await insertDelivery(scope, { id, ...facts })
  return id
}

/** One application to be told, one delivery to it, and a clock that the test moves. */
async function oneDelivery(t: TestContext) {
  const clock = { now: START }
  const { deps, close } = await makeTestDeps({ clock: () => clock.now })
  t.after(close)
  const party = await partyFor(t)
  const { scope, application } = await applicationOf(deps, party.logoutUrl)
  const id = await addDelivery(deps, scope, application)
  const row = () =>
    deps.store.db.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const history = async () => {
    const entries = await listAuditOfTarget(scope, application.id, { before: null, limit: 9 })
    return entries.map(entry => [entry.action, entry.class, entry.changes.at(-1)?.after])
  }
  return { deps, clock, party, id, row, history, scope }
}

describe('telling applications that a session ended', () => {
  test('what fails is tried again after growing pauses, with the same jti, until it is taken', async t => {
    const { deps, clock, party, id, row, history } = await oneDelivery(t)
    party.react(500, 500, 204)
    for (const [pause, count] of [
      [0, 1],
      [SECOND - 1, 1],
      [1, 2],
      [5 * SECOND - 1, 2],
      [1, 3],
      [DAY, 3],
    ] as const) {
      clock.now += pause
      await deliverLogouts(deps)
      assert.equal(party.received().length, count)
    }
    assert.deepEqual(tokenIdsOf(party.received()), [id, id, id])
    const { attempts, delivered_at, given_up_at } = await row()
    assert.deepEqual([attempts, delivered_at, given_up_at], [3, START + 6 * SECOND, null])
    assert.deepEqual(await history(), [])
  })

  test('what an application refuses is given up at once, and stands in its history', async t => {
    const { deps, clock, party, row, history } = await oneDelivery(t)
    party.react(400)
    assert.equal(await deliverLogouts(deps), 1)
    clock.now += HOUR
    assert.equal(await deliverLogouts(deps), 0)
    assert.equal((await row()).given_up_at, START)
    assert.deepEqual(await history(), [['logout.not-delivered', 'A', 'The application refused it with 400.']])
  })

  test('what never arrives is given up after a day, and the history holds no address', async t => {
    const { deps, clock, party, row, history } = await oneDelivery(t)
    await party.stop()
    let tried = 0
    for (let turn = 0; turn < 60; turn++) {
      tried += await deliverLogouts(deps)
      // Past every pause of the schedule, and of the fetcher with a host that does not answer.
      clock.now += HOUR
    }
    assert.equal(tried, 24)
    const { given_up_at, last_failure } = await row()
    assert.equal(given_up_at, START + 23 * HOUR)
    assert.match(last_failure ?? '', /ECONNREFUSED/)
    assert.deepEqual(await history(), [
      ['logout.not-delivered', 'A', 'The application could not be reached.'],
    ])
  })

  test('a claim of somebody who was heard of no more runs out, and the delivery is made all the same', async t => {
    const { deps, clock, party, id, scope } = await oneDelivery(t)
    await claimDelivery(scope, { id, dueAt: START }, START + MINUTE)
    clock.now += MINUTE - 1
    assert.equal(await deliverLogouts(deps), 0)
    clock.now += 1
    assert.equal(await deliverLogouts(deps), 1)
    assert.deepEqual(tokenIdsOf(party.received()), [id])
  })

  test('an application that wants to hear no more is asked no more', async t => {
    const { deps, close } = await makeTestDeps()
    t.after(close)
    const { scope, application } = await applicationOf(deps, null)
    const id = await addDelivery(deps, scope, application)
    assert.equal(await deliverLogouts(deps), 1)
    const row = deps.store.db.selectFrom('deliveries').selectAll().where('id', '=', id)
    assert.notEqual((await row.executeTakeFirstOrThrow()).given_up_at, null)
  })

  test('a long queue is worked off, and one application that does not answer keeps none of it from the others', async t => {
    const { deps, close } = await makeTestDeps()
    t.after(close)
    const [silent, quick] = [await partyFor(t), await partyFor(t)]
    silent.react(...Array.from({ length: 40 }, () => 'never' as const))
    const [one, two] = [
      await applicationOf(deps, silent.logoutUrl),
      await applicationOf(deps, quick.logoutUrl),
    ]
    for (let count = 0; count < 40; count++) await addDelivery(deps, one.scope, one.application)
    for (let count = 0; count < 8; count++) await addDelivery(deps, two.scope, two.application)
    await deliverLogouts(deps)
    assert.equal(quick.received().length, 8)
    assert.equal(silent.received().length, 8)
  })

  test('two nodes at work on the same queue send each delivery once', async t => {
    const nodes = await makeTestNodes(t, 2)
    const [first] = nodes
    assert.ok(first !== undefined)
    const party = await partyFor(t)
    const ids: string[] = []
    const { scope, application } = await applicationOf(first, party.logoutUrl)
    for (let count = 0; count < 30; count++) ids.push(await addDelivery(first, scope, application))
    await Promise.all(nodes.map(node => deliverLogouts(node)))
    for (const node of nodes) await deliverLogouts(node)
    assert.deepEqual(tokenIdsOf(party.received()).toSorted(), ids.toSorted())
  })
})
