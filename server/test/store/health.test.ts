import assert from 'node:assert/strict'
import { test } from 'node:test'
import { claimMail, insertMail, markMailSent, settleMailFailure } from '../../src/store/mail/mail.ts'
import {
  countAskedOfOperators,
  forgetProcess,
  readDeliveryBacklog,
  readHealth,
  readMailBacklog,
  readMigrations,
  writeHealth,
} from '../../src/store/platform/health.ts'
import { onBothEngines } from './engines.ts'
import { mailOf, processOf, runOf } from './entries.ts'
import { addBusinessUnit, NOW, user } from './records.ts'

const MINUTE = 60_000

onBothEngines('the health of the platform', engine => {
  test('what a process says replaces what it said before, and ends with it', async () => {
    const store = await engine.freshStore()
    const [one, other] = [processOf('prc_1'), { ...processOf('prc_2'), seenAt: NOW + MINUTE }]
    await writeHealth(store, one, [runOf('expire'), runOf('seal-audit')])
    await writeHealth(store, other, [])
    const failed = { ...runOf('expire'), failures: 1, failedAt: NOW, failure: 'It broke' }
    const again = { ...one, seenAt: NOW + 2 * MINUTE, memory: 5 }
    await writeHealth(store, again, [failed])
    const read = await readHealth(store)
    assert.deepEqual(read.processes, [again, other])
    assert.deepEqual(read.runs, [
      { processId: 'prc_1', ...failed },
      { processId: 'prc_1', ...runOf('seal-audit') },
    ])
    await forgetProcess(store, 'prc_1')
    assert.deepEqual(await readHealth(store), { processes: [other], runs: [] })
  })

  test('letters are told by what became of them', async () => {
    const store = await engine.freshStore()
    const scope = await addBusinessUnit(store)
    const none = { count: 0, more: false }
    const one = { count: 1, more: false }
    const quiet = { waiting: none, tried: none, oldest: null, done: none, givenUp: none }
    assert.deepEqual(await readMailBacklog(store), quiet)
    assert.deepEqual(await readDeliveryBacklog(store), quiet)
    const letters = [1, 2, 3, 4].map(n => ({ ...mailOf(user(scope)), createdAt: NOW + n }))
    for (const letter of letters) await insertMail(scope, letter)
    const [sent, waiting, failed] = letters
    assert.ok(sent && waiting && failed)
    assert.equal(await markMailSent(scope, sent.id, NOW), true)
    for (const [letter, next] of [
      [waiting, NOW + MINUTE],
      [failed, null],
    ] as const) {
      const claimedUntil = NOW + MINUTE
      assert.equal(await claimMail(scope, { id: letter.id, nextAt: letter.createdAt }, claimedUntil), true)
      await settleMailFailure(scope, { id: letter.id, claimedUntil, failure: 'refused' }, next)
    }
    const two = { count: 2, more: false }
    assert.deepEqual(await readMailBacklog(store), {
      waiting: two,
      tried: one,
      oldest: NOW + 2,
      done: one,
      givenUp: one,
    })
    assert.deepEqual(await countAskedOfOperators(store), { waiting: none, oldest: null })
  })

  test('the migrations are counted, and the last is named', async () => {
    const { applied, last } = await readMigrations(await engine.freshStore())
    assert.ok(applied > 100)
    assert.match(last ?? '', /^\d{4}-\d{2}-/)
  })
})
