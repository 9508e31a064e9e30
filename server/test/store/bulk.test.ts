import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  claimUndo,
  cutPlanShort,
  findBulkChange,
  finishPlan,
  keepPlanning,
  leaseBulkChange,
  moveBulkChange,
  nextBulkChange,
} from '../../src/store/applications/bulk/bulk-changes.ts'
import { countBulkItems, settleBulkItem } from '../../src/store/applications/bulk/bulk-items.ts'
import { tallyBulkChange } from '../../src/store/applications/bulk/bulk-tally.ts'
import { saveConsent, withdrawConsent } from '../../src/store/people/consents.ts'
import { furnishBulk, PLANNING } from './bulk-record.ts'
import { onBothEngines } from './engines.ts'
import { addApplication, addBusinessUnit, addFamily, addUser, consentTo, NOW } from './records.ts'

const RUNNING = 'blk_running'

async function tenAtOnce(attempt: (index: number) => Promise<boolean>): Promise<number> {
  const done = await Promise.all(Array.from({ length: 10 }, (_, index) => attempt(index)))
  return done.filter(Boolean).length
}

onBothEngines('bulk changes', engine => {
  async function stage() {
    const scope = await addBusinessUnit(engine.store())
    const application = await addApplication(scope)
    await furnishBulk(scope, application.id)
    return { scope, application }
  }

  test('an item is settled, a bulk change taken, undone and ended by one of ten at once', async () => {
    const { scope, application } = await stage()
    const key = { bulkId: RUNNING, applicationId: application.id }
    const settled = { state: 'same', reason: 'already', detail: null, before: null, left: null } as const
    assert.equal(await tenAtOnce(() => settleBulkItem(scope, key, settled)), 1)
    assert.deepEqual((await countBulkItems(scope, [RUNNING])).get(RUNNING), [
      { state: 'same', reason: 'already', count: 1 },
    ])
    const lease = { freeBy: NOW, until: NOW + 9 }
    assert.equal(await tenAtOnce(() => leaseBulkChange(scope, RUNNING, lease)), 1)
    assert.equal(await tenAtOnce(index => claimUndo(scope, RUNNING, `blk_${index}`)), 1)
    const move = { from: 'running', to: 'done', at: NOW } as const
    assert.equal(await tenAtOnce(() => moveBulkChange(scope, RUNNING, move)), 1)
  })

  test('who waits longest has the next turn, and whoever is taken is left alone', async () => {
    const { scope } = await stage()
    await engine
      .store()
      .db.updateTable('bulk_changes')
      .set({ leased_until: NOW * 2 })
      .execute()
    assert.equal(await nextBulkChange(engine.store(), 'running', NOW), null)
    await leaseBulkChange(scope, RUNNING, { freeBy: NOW * 2, until: NOW })
    assert.equal((await nextBulkChange(engine.store(), 'running', NOW))?.id, RUNNING)
    assert.equal(await nextBulkChange(engine.store(), 'running', NOW - 1), null)
    await moveBulkChange(scope, RUNNING, { from: 'running', to: 'stopped', at: NOW })
    assert.equal(await nextBulkChange(engine.store(), 'running', NOW), null)
  })

  test('a plan that makes no progress is cut short by one of ten at once, and is then past writing and starting', async () => {
    const { scope } = await stage()
    await engine
      .store()
      .db.updateTable('bulk_changes')
      .set({ leased_until: NOW * 3 })
      .execute()
    assert.equal(await keepPlanning(scope, PLANNING, NOW), true)
    assert.deepEqual(await nextBulkChange(engine.store(), 'collecting', NOW), {
      businessUnitId: scope.businessUnitId,
      id: PLANNING,
    })
    assert.equal(await keepPlanning(scope, PLANNING, NOW + 9), true)
    assert.equal(await nextBulkChange(engine.store(), 'collecting', NOW), null)
    assert.equal(await cutPlanShort(scope, PLANNING, NOW + 8), false)
    assert.equal(await tenAtOnce(() => cutPlanShort(scope, PLANNING, NOW + 9)), 1)
    const cut = await findBulkChange(scope, PLANNING)
    assert.deepEqual([cut?.state, cut?.endedAt, cut?.asked], ['cut-short', NOW + 9, '{}'])
    assert.equal(await keepPlanning(scope, PLANNING, NOW * 2), false)
    assert.equal(await finishPlan(scope, PLANNING, null), false)
    assert.equal(await moveBulkChange(scope, PLANNING, { from: 'planned', to: 'running', at: NOW }), false)
    assert.equal(await nextBulkChange(engine.store(), 'collecting', NOW * 2), null)
  })

  test('a plan either goes on or is cut short where both are tried at once', async () => {
    const { scope } = await stage()
    const [kept, cut] = await Promise.all([
      keepPlanning(scope, PLANNING, NOW + 9),
      cutPlanShort(scope, PLANNING, NOW),
    ])
    assert.notEqual(kept, cut)
    assert.equal((await findBulkChange(scope, PLANNING))?.state, kept ? 'collecting' : 'cut-short')
  })

  test('what was asked for is forgotten once it is planned to its end', async () => {
    const { scope } = await stage()
    assert.equal((await findBulkChange(scope, RUNNING))?.asked, null)
  })

  test('what would end is counted of the applications that wait, and nothing that ended before', async () => {
    const { scope, application } = await stage()
    const person = await addUser(scope)
    const of = { userId: person, applicationId: application.id }
    for (let count = 0; count < 2; count++) await addFamily(scope, of)
    await addFamily(scope, { ...of, applicationId: (await addApplication(scope)).id })
    await saveConsent(scope, consentTo(person, application.id, ['AgentApi']))
    const counted = await tallyBulkChange(scope, RUNNING, NOW)
    assert.deepEqual(counted, {
      signIns: { count: 2, more: false },
      people: { count: 1, more: false },
      consented: { count: 1, more: false },
    })
    await withdrawConsent(scope, person, application.id, NOW)
    assert.equal((await tallyBulkChange(scope, RUNNING, NOW)).consented.count, 0)
  })
})
