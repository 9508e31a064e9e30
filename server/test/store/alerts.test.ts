import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { newRecordId } from '../../src/keys/random.ts'
import type { ApplicationId } from '../../src/lib/ids.ts'
import {
  acknowledgeAlert,
  countOpenAlerts,
  countOpenAlertsAmong,
  insertAlert,
  listAlerts,
  listAlertsOf,
  settleAlerts,
} from '../../src/store/audit/alerts.ts'
import type { Scoped } from '../../src/store/handle.ts'
import { alertAbout } from './alert-record.ts'
import { onBothEngines } from './engines.ts'
import { ACTOR, addApplication, addBusinessUnit, NOW } from './records.ts'

const PAGE = { before: null, limit: 9 } as const
const WORD = { at: NOW, by: ACTOR, note: 'Seen to.' } as const

onBothEngines('alerts', engine => {
  async function add(scope: Scoped, applicationId: ApplicationId, subject = '') {
    const alert = alertAbout(applicationId, { id: newRecordId('aud'), subject })
    await insertAlert(scope, alert)
    // Ids of one millisecond are in no order.
    await new Promise(done => setTimeout(done, 2))
    return alert
  }

  async function scene() {
    const scope = await addBusinessUnit(engine.store())
    const [one, other] = [await addApplication(scope), await addApplication(scope)]
    const first = await add(scope, one.id, 'sec_1')
    const second = await add(scope, one.id, 'sec_2')
    const third = await add(scope, other.id, 'sec_1')
    return { scope, one, other, first, second, third }
  }

  const ids = (alerts: readonly { readonly id: string }[]) => alerts.map(({ id }) => id)

  test('are open until one person acknowledges them, and stay listed with what was said', async () => {
    const { scope, one, first, second, third } = await scene()
    assert.deepEqual(ids(await listAlerts(scope, false, PAGE)), ids([third, second, first]))
    const answers = await Promise.all([1, 2, 3].map(() => acknowledgeAlert(scope, second.id, WORD)))
    assert.equal(answers.filter(Boolean).length, 1)
    assert.deepEqual(ids(await listAlerts(scope, false, PAGE)), ids([third, first]))
    const [kept] = await listAlerts(scope, true, PAGE)
    assert.deepEqual(kept?.acknowledged, WORD)
    assert.deepEqual(kept?.application, { name: one.name, vendorName: one.vendorName })
    assert.deepEqual(kept?.facts, second.facts)
    assert.deepEqual(ids(await listAlertsOf(scope, one.id, PAGE)), ids([second, first]))
    const older = { before: third.id, limit: 1 }
    assert.deepEqual(ids(await listAlerts(scope, false, older)), [first.id])
  })

  test('are counted up to a bound, in all and by application', async () => {
    const { scope, one, other } = await scene()
    assert.deepEqual([await countOpenAlerts(scope, 9), await countOpenAlerts(scope, 2)], [3, 2])
    const among = (most: number) => countOpenAlertsAmong(scope, [one.id, other.id], most)
    assert.deepEqual(
      await among(9),
      new Map([
        [one.id, 2],
        [other.id, 1],
      ]),
    )
    assert.equal((await among(1)).get(one.id), 1)
    assert.deepEqual(await countOpenAlertsAmong(scope, [], 9), new Map())
  })

  test('about one thing of an application are settled together, and no others', async () => {
    const { scope, one, first, second, third } = await scene()
    const about = { applicationId: one.id, subject: 'sec_1', kind: first.kind }
    assert.equal(await settleAlerts(scope, about, WORD), 1)
    assert.equal(await settleAlerts(scope, about, WORD), 0)
    assert.deepEqual(ids(await listAlerts(scope, false, PAGE)), ids([third, second]))
  })

  /** How the engine reads one page of open alerts, in SQL as the store asks. */
  async function planOf(scope: Scoped, condition: string): Promise<string> {
    const explain = sql.raw(engine.name === 'sqlite' ? 'explain query plan' : 'explain')
    return scope.db.transaction().execute(async tx => {
      if (engine.name === 'postgres') {
        // An empty table is read whole, which says nothing of a full one.
        await sql`set local enable_seqscan = off`.execute(tx)
        await sql`set local enable_bitmapscan = off`.execute(tx)
        await sql`set local enable_sort = off`.execute(tx)
      }
      const { rows } = await sql<Record<string, unknown>>`${explain} select * from alerts
        where business_unit_id = ${scope.businessUnitId} and ${sql.raw(condition)} and id < ${'aud_9'}
        order by id desc limit 51`.execute(tx)
      return rows.map(row => String(row['detail'] ?? row['QUERY PLAN'])).join('\n')
    })
  }

  test('are read by indexes that are in order already', async () => {
    const scope = await addBusinessUnit(engine.store())
    for (const [condition, index] of [
      ['acknowledged_at is null', 'alerts_open'],
      ['acknowledged_at is not null', 'alerts_acknowledged'],
      ["application_id = 'app_1'", 'alerts_of_application'],
    ] as const) {
      const plan = await planOf(scope, condition)
      assert.match(plan, new RegExp(`${index}\\b`))
      assert.doesNotMatch(plan, /temp b-tree|Sort/i)
    }
  })
})
