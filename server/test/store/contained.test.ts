import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '../../src/lib/clock.ts'
import { listAndCountApplications } from '../../src/store/applications/application-list.ts'
import {
  findApplication,
  setApplicationActive,
  setStatusReason,
} from '../../src/store/applications/applications.ts'
import { containApplication, liftContainment } from '../../src/store/applications/contained.ts'
import { deleteApplication } from '../../src/store/applications/deleted-applications.ts'
import { NO_CONDITIONS } from '../../src/store/applications/lists/conditions.ts'
import { sweepExpired } from '../../src/store/sweep.ts'
import { findFamily, insertFamily, revokeSomeOfApplication } from '../../src/store/tokens/token-families.ts'
import { onBothEngines } from './engines.ts'
import { ACTOR, addApplication, addBusinessUnit, family, NOW } from './records.ts'

const done = { at: NOW + 1, by: ACTOR }
const why = { ...done, reason: 'why' }

onBothEngines('containment', engine => {
  test('remembers how an application stood, and holds it until it is lifted', async () => {
    const scope = await addBusinessUnit(engine.store())
    for (const wasActive of [true, false]) {
      const { id } = await addApplication(scope, { active: wasActive })
      const once = await Promise.all([1, 2, 3].map(() => containApplication(scope, id, why)))
      assert.deepEqual(once.filter(Boolean), [true], 'one of three wins')
      const held = await findApplication(scope, id)
      assert.deepEqual([held?.active, held?.containment], [false, { reason: 'why', wasActive }])
      for (const active of [true, false])
        assert.equal(await setApplicationActive(scope, id, { ...done, active, reason: null }), false)
      assert.equal(await setStatusReason(scope, id, 'another'), false)
      assert.equal(await deleteApplication(scope, { id, version: held?.version ?? 0 }, done), false)
      assert.equal(await liftContainment(scope, id, done), true)
      assert.equal(await liftContainment(scope, id, done), false)
      const after = await findApplication(scope, id)
      assert.deepEqual([after?.active, after?.containment], [wasActive, null])
    }
  })

  test('is listed whole, in order, with pages that follow each other, also by a search', async () => {
    const scope = await addBusinessUnit(engine.store())
    for (const name of ['Gamma board', 'Alpha board', 'Beta']) {
      const { id } = await addApplication(scope, { name })
      await containApplication(scope, id, why)
    }
    await addApplication(scope, { name: 'Delta board', active: false })
    const ask = async (search: string | null, descending = false) => {
      const { items, total } = await listAndCountApplications(scope, {
        kinds: ['internal', 'authorization'],
        search,
        active: false,
        conditions: { ...NO_CONDITIONS, marks: [{ kind: 'contained' }] },
        sort: 'name',
        descending,
        after: null,
        limit: 2,
      })
      return [total, ...items.map(item => item.name)]
    }
    assert.deepEqual(await ask(null), [3, 'Alpha board', 'Beta'])
    assert.deepEqual(await ask(null, true), [3, 'Gamma board', 'Beta'])
    assert.deepEqual(await ask('board'), [2, 'Alpha board', 'Gamma board'])
    assert.deepEqual(await ask('nothing'), [0])
  })

  test('revokes in steps, each family once, and none of another application', async () => {
    const scope = await addBusinessUnit(engine.store())
    const [one, other] = [await addApplication(scope), await addApplication(scope)]
    const families = Array.from({ length: 5 }, () => family(scope, { applicationId: one.id }))
    const foreign = family(scope, { applicationId: other.id })
    const later = family(scope, { applicationId: one.id, createdAt: NOW + 9 })
    for (const each of [...families, foreign, later]) await insertFamily(scope, each)
    let revoked = 0
    let after = null
    let steps = 0
    do {
      const step: Parameters<typeof revokeSomeOfApplication>[2] = {
        at: NOW,
        because: 'test',
        after,
        limit: 2,
      }
      const result: Awaited<ReturnType<typeof revokeSomeOfApplication>> = await revokeSomeOfApplication(
        scope,
        one.id,
        step,
      )
      revoked += result.revoked
      after = result.last
      steps += 1
    } while (after !== null && steps < 9)
    assert.deepEqual([revoked, steps], [5, 4])
    for (const each of families) assert.equal((await findFamily(scope, each.id))?.revokedAt, NOW)
    for (const each of [foreign, later]) assert.equal((await findFamily(scope, each.id))?.revokedAt, null)
  })

  test('keeps its sign-ins beyond their time, until it is lifted', async () => {
    const scope = await addBusinessUnit(engine.store())
    const [held, free] = [await addApplication(scope), await addApplication(scope)]
    await containApplication(scope, held.id, why)
    const old = { createdAt: NOW - 9 * DAY, endsAt: NOW - 5 * DAY }
    const [kept, gone] = [held, free].map(({ id }) => family(scope, { ...old, applicationId: id }))
    assert.ok(kept && gone)
    for (const each of [kept, gone]) await insertFamily(scope, each)
    await sweepExpired(engine.store(), NOW, 1000)
    assert.equal(await findFamily(scope, gone.id), null)
    assert.equal((await findFamily(scope, kept.id))?.id, kept.id)
    await liftContainment(scope, held.id, done)
    await sweepExpired(engine.store(), NOW, 1000)
    assert.equal(await findFamily(scope, kept.id), null)
  })
})
