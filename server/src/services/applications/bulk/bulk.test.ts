import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { registration } from '../../../../test/store/records.ts'
import { makeTestDeps, makeTestNodes } from '../../../../test/support/test-deps.ts'
import { MINUTE } from '../../../lib/clock.ts'
import type { ApplicationId } from '../../../lib/ids.ts'
import { keysOf } from '../../../registry/applications/application.ts'
import { findApplication, insertApplication } from '../../../store/applications/applications.ts'
import { inBusinessUnit, type Scoped } from '../../../store/handle.ts'
import { findUserByName, setSecurityProfile, setUserActive } from '../../../store/people/users.ts'
import { ensurePlatform } from '../../bootstrap.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, actorOfSession, type PersonActor } from '../../people/actor.ts'
import { beginSession } from '../../people/sessions.ts'
import { makeSample } from '../../sample/sample.ts'
import { editApplication } from '../edit-application.ts'
import { readBulkChange, startBulkChange, stopBulkChange } from './bulk-changes.ts'
import type { BulkView } from './bulk-view.ts'
import { carryOutBulkChanges } from './carry-out.ts'
import { cutPlansShort } from './cut-short.ts'
import { type BulkRequest, planBulkChange } from './plan-bulk-change.ts'

const BROWSER = { userAgent: 'Browser/1', ip: '192.0.2.1', requestId: 'req_1' }
const MANAGER = 'manager@harbour.example'

async function furnish(deps: Deps): Promise<void> {
  const options = { exampleBaseUrl: 'http://localhost:3001' }
  await ensurePlatform(deps, options)
  await makeSample(deps, { password: 'correct horse battery', ...options })
}

async function manager(deps: Deps): Promise<PersonActor> {
  const user = (await findUserByName(deps.store, MANAGER))?.user ?? assert.fail()
  const cookie = await beginSession(deps, user, BROWSER)
  return (await actorOfSession(deps, cookie, 'req_1')) ?? assert.fail()
}

let made = 0

async function add(scope: Scoped, count: number): Promise<ApplicationId[]> {
  const ids: ApplicationId[] = []
  for (; count > 0; count--) {
    made += 1
    const record = registration(scope, { name: `Bulk ${made}`, registered: null, tags: [], owners: [] })
    await insertApplication(scope, record, { ...keysOf(record), vendorId: null })
    ids.push(record.id)
  }
  return ids
}

async function stage(t: TestContext) {
  const time = { now: Date.now() }
  const { deps, close } = await makeTestDeps({ clock: () => time.now })
  t.after(close)
  await furnish(deps)
  const actor = await manager(deps)
  const scope = inBusinessUnit(deps.store, actor.businessUnit.id)
  return { deps, actor, scope, time }
}

async function started(deps: Deps, actor: Actor, request: BulkRequest): Promise<BulkView> {
  const planned = await planBulkChange(deps, actor, request, null)
  if (!planned.ok) assert.fail(JSON.stringify(planned.error))
  const running = await startBulkChange(deps, actor, planned.value.bulk.id)
  return running.ok ? running.value : assert.fail(JSON.stringify(running.error))
}

async function read(deps: Deps, actor: Actor, id: string): Promise<BulkView> {
  const view = await readBulkChange(deps, actor, id)
  return view.ok ? view.value : assert.fail()
}

function said({ counts }: BulkView): string {
  return counts.map(({ state, reason, count }) => `${count} ${reason ?? state}`).join(', ')
}

async function tagsOf(scope: Scoped, ids: readonly ApplicationId[]): Promise<string[]> {
  const found = await Promise.all(ids.map(id => findApplication(scope, id)))
  return found.map(each => (each?.tags ?? []).join(' '))
}

describe('a bulk change that is carried out', () => {
  test('is gone on with by another process where one died in the middle, and nothing is done twice', async t => {
    const { deps, actor, scope } = await stage(t)
    const ids = await add(scope, 8)
    const { bulk } = await started(deps, actor, { action: 'add-tag', tag: 'night', ids })
    let commits = 0
    const dying: Deps = {
      ...deps,
      store: {
        ...deps.store,
        transact: async work =>
          deps.store.transact(async tx => {
            const done = await work(tx)
            // It dies before this is durable.
            if (++commits > 3) throw new Error('killed')
            return done
          }),
      },
    }
    await assert.rejects(carryOutBulkChanges(dying), /killed/)
    assert.equal(said(await read(deps, actor, bulk.id)), '3 changed, 5 waiting')
    assert.equal((await tagsOf(scope, ids)).filter(tags => tags === 'night').length, 3)
    // Whoever died is left alone for half a minute.
    await carryOutBulkChanges(deps)
    assert.equal(said(await read(deps, actor, bulk.id)), '3 changed, 5 waiting')
    await carryOutBulkChanges({ ...deps, clock: () => deps.clock() + MINUTE })
    const done = await read(deps, actor, bulk.id)
    assert.deepEqual([done.bulk.state, said(done)], ['done', '8 changed'])
    const versions = await Promise.all(ids.map(async id => (await findApplication(scope, id))?.version))
    assert.deepEqual(new Set(versions), new Set([2]))
  })

  test('goes on with the permissions that whoever started it has at that moment', async t => {
    const { deps, actor, scope } = await stage(t)
    const ids = await add(scope, 3)
    const first = await started(deps, actor, { action: 'add-tag', tag: 'one', ids })
    await setSecurityProfile(scope, actor.user.id, 'supervisor')
    await carryOutBulkChanges(deps)
    const refused = await read(deps, actor, first.bulk.id)
    assert.deepEqual([refused.bulk.state, said(refused)], ['done', '3 forbidden'])
    await setSecurityProfile(scope, actor.user.id, 'manager')
    const second = await started(deps, actor, { action: 'deactivate', ids })
    await setUserActive(scope, actor.user.id, false, deps.clock())
    await carryOutBulkChanges(deps)
    assert.equal(said(await read(deps, actor, second.bulk.id)), '3 forbidden')
    assert.equal((await findApplication(scope, ids[0] ?? assert.fail()))?.active, true)
  })

  test('is about what was there when it was planned, and judges each anew', async t => {
    const { deps, actor, scope } = await stage(t)
    const ids = await add(scope, 3)
    const [one = assert.fail()] = ids
    const planned = await planBulkChange(deps, actor, { action: 'add-tag', tag: 'x', ids }, null)
    if (!planned.ok) assert.fail()
    assert.equal(said(planned.value), '3 waiting')
    await editApplication(deps, actor, { id: one, version: 1 }, { tags: ['x'] })
    await add(scope, 2)
    await startBulkChange(deps, actor, planned.value.bulk.id)
    await carryOutBulkChanges(deps)
    assert.equal(said(await read(deps, actor, planned.value.bulk.id)), '2 changed, 1 already')
  })

  test('is stopped where it is, and what it changed can be undone', async t => {
    const { deps, actor, scope } = await stage(t)
    const ids = await add(scope, 60)
    const { bulk } = await started(deps, actor, { action: 'deactivate', reason: 'Moved', ids })
    let items = 0
    const watched: Deps = {
      ...deps,
      alongside: async () => {},
      store: {
        ...deps.store,
        transact: async work => {
          if (++items === 5) await stopBulkChange(deps, actor, bulk.id)
          return deps.store.transact(work)
        },
      },
    }
    await carryOutBulkChanges(watched)
    const stopped = await read(deps, actor, bulk.id)
    assert.deepEqual([stopped.bulk.state, said(stopped)], ['stopped', '5 changed, 55 waiting'])
    const undo = await started(deps, actor, { action: 'undo', undoOf: bulk.id })
    await carryOutBulkChanges(deps)
    assert.equal(said(await read(deps, actor, undo.bulk.id)), '5 changed')
    const active = await Promise.all(ids.map(async id => (await findApplication(scope, id))?.active))
    assert.deepEqual(new Set(active), new Set([true]))
  })

  test('two over the same applications at once on two nodes leave each in one of both ways', async t => {
    const [one = assert.fail(), two = assert.fail()] = await makeTestNodes(t, 2)
    await furnish(one)
    const actor = await manager(one)
    const scope = inBusinessUnit(one.store, actor.businessUnit.id)
    const ids = await add(scope, 20)
    const first = await started(one, actor, { action: 'add-tag', tag: 'one', ids })
    const second = await started(two, actor, { action: 'add-tag', tag: 'two', ids })
    await Promise.all([carryOutBulkChanges(one), carryOutBulkChanges(two), carryOutBulkChanges(one)])
    await carryOutBulkChanges(one)
    for (const { bulk } of [first, second]) {
      assert.equal(said(await read(one, actor, bulk.id)), '20 changed')
    }
    for (const tags of await tagsOf(scope, ids)) {
      assert.deepEqual(tags.split(' ').toSorted(), ['one', 'two'])
    }
  })
})

/** The same parts, of a process that dies before the commit with this number is durable. */
function dyingAt(deps: Deps, last: number): Deps {
  let commits = 0
  return {
    ...deps,
    store: {
      ...deps.store,
      transact: async work =>
        deps.store.transact(async tx => {
          const done = await work(tx)
          if (++commits >= last) throw new Error('killed')
          return done
        }),
    },
  }
}

describe('a bulk change whose planning was cut short', () => {
  test('is given up after two minutes, whenever the process died, and changes nothing', async t => {
    const { deps, actor, scope, time } = await stage(t)
    const ids = await add(scope, 250)
    const request = { action: 'add-tag', tag: 'night', ids, asked: 'as it came' } as const
    const key = { operation: 'planBulkChange', request: 'as it came' }
    for (const [last, written] of [
      [1, null],
      [2, ''],
      [3, '200 waiting'],
    ] as const) {
      const once = { ...key, key: `killed-${last}` }
      await assert.rejects(planBulkChange(dyingAt(deps, last), actor, request, once), /killed/)
      if (written === null) continue
      // Whoever sends the request again finds the same plan.
      const found = await planBulkChange(deps, actor, request, once)
      if (!found.ok) assert.fail()
      const { id } = found.value.bulk
      assert.deepEqual([found.value.bulk.state, said(found.value)], ['collecting', written])
      time.now += 2 * MINUTE - 1
      await cutPlansShort(deps)
      assert.equal((await read(deps, actor, id)).bulk.state, 'collecting')
      time.now += 1
      await Promise.all([cutPlansShort(deps), cutPlansShort(deps)])
      const cut = await read(deps, actor, id)
      assert.deepEqual([cut.bulk.state, cut.bulk.asked], ['cut-short', 'as it came'])
      const start = await startBulkChange(deps, actor, id)
      const why = 'Its planning was cut short. Plan it anew.'
      assert.deepEqual(!start.ok && start.error, { kind: 'bulk-over', why })
      await carryOutBulkChanges(deps)
    }
    const anew = await planBulkChange(deps, actor, request, { ...key, key: 'anew' })
    assert.deepEqual(anew.ok && [anew.value.bulk.state, said(anew.value)], ['planned', '250 waiting'])
    assert.deepEqual(new Set(await tagsOf(scope, ids)), new Set(['']))
  })

  test('writes nothing more when whoever planned it was only slow, and was given up meanwhile', async t => {
    const { deps, actor, scope, time } = await stage(t)
    const ids = await add(scope, 250)
    let commits = 0
    const slow: Deps = {
      ...deps,
      store: {
        ...deps.store,
        transact: async work => {
          if (++commits === 3) {
            time.now += 3 * MINUTE
            await cutPlansShort(deps)
          }
          return deps.store.transact(work)
        },
      },
    }
    const planned = await planBulkChange(slow, actor, { action: 'add-tag', tag: 'slow', ids }, null)
    if (!planned.ok) assert.fail()
    assert.deepEqual([planned.value.bulk.state, said(planned.value)], ['cut-short', '200 waiting'])
  })

  test('is left alone as long as each of its steps is quick, however long it takes in all', async t => {
    const { deps, actor, scope, time } = await stage(t)
    const ids = await add(scope, 450)
    const steady: Deps = {
      ...deps,
      store: {
        ...deps.store,
        transact: async work => {
          const done = await deps.store.transact(work)
          time.now += MINUTE
          await cutPlansShort(deps)
          return done
        },
      },
    }
    const planned = await planBulkChange(steady, actor, { action: 'add-tag', tag: 'steady', ids }, null)
    assert.deepEqual(planned.ok && [planned.value.bulk.state, planned.value.bulk.asked], ['planned', null])
  })
})

describe('the undo of a bulk change', () => {
  test('brings back what was, where nobody changed it since, for ten minutes and once', async t => {
    const { deps, actor, scope, time } = await stage(t)
    const ids = await add(scope, 4)
    const [one = assert.fail(), two = assert.fail()] = ids
    await editApplication(deps, actor, { id: two, version: 1 }, { owners: [actor.user.id], tags: ['a', 'b'] })
    const owner = 'supervisor@harbour.example'
    const set = await started(deps, actor, { action: 'set-owner', owner, ids })
    const early = await planBulkChange(deps, actor, { action: 'undo', undoOf: set.bulk.id }, null)
    assert.equal(!early.ok && early.error.kind, 'bulk-over')
    await carryOutBulkChanges(deps)
    assert.equal(said(await read(deps, actor, set.bulk.id)), '4 changed')
    await editApplication(deps, actor, { id: one, version: 2 }, { tags: ['mine'] })
    const request = { action: 'undo', undoOf: set.bulk.id } as const
    const plans = await Promise.all([1, 2].map(() => planBulkChange(deps, actor, request, null)))
    const [undo, other] = plans.map(plan => (plan.ok ? plan.value : assert.fail()))
    if (undo === undefined || other === undefined) assert.fail()
    assert.equal(said(undo), '1 changed-since, 3 waiting')
    await startBulkChange(deps, actor, undo.bulk.id)
    await carryOutBulkChanges(deps)
    assert.equal(said(await read(deps, actor, undo.bulk.id)), '3 changed, 1 changed-since')
    const back = await findApplication(scope, two)
    assert.deepEqual([back?.owners, back?.tags], [[actor.user.id], ['a', 'b']])
    const again = await startBulkChange(deps, actor, other.bulk.id)
    assert.deepEqual(!again.ok && again.error, { kind: 'bulk-over', why: 'It was undone already.' })
    const tagged = await started(deps, actor, { action: 'add-tag', tag: 'late', ids })
    await carryOutBulkChanges(deps)
    time.now += 10 * MINUTE
    const late = await planBulkChange(deps, actor, { action: 'undo', undoOf: tagged.bulk.id }, null)
    assert.equal(!late.ok && late.error.kind, 'bulk-over')
    assert.equal((await read(deps, actor, tagged.bulk.id)).undoUntil, null)
  })
})
