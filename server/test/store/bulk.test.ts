import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  claimUndo,
  leaseBulkChange,
  moveBulkChange,
  nextBulkChange,
} from '../../src/store/applications/bulk/bulk-changes.ts'
import { countBulkItems, settleBulkItem } from '../../src/store/applications/bulk/bulk-items.ts'
import { tallyBulkChange } from '../../src/store/applications/bulk/bulk-tally.ts'
import { saveConsent, withdrawConsent } from '../../src/store/people/consents.ts'
import { furnishBulk } from './bulk-record.ts'
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
    assert.equal(await nextBulkChange(engine.store(), NOW), null)
    await leaseBulkChange(scope, RUNNING, { freeBy: NOW * 2, until: NOW })
    assert.equal((await nextBulkChange(engine.store(), NOW))?.id, RUNNING)
    assert.equal(await nextBulkChange(engine.store(), NOW - 1), null)
    await moveBulkChange(scope, RUNNING, { from: 'running', to: 'stopped', at: NOW })
    assert.equal(await nextBulkChange(engine.store(), NOW), null)
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
