import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { makeTestDeps, makeTestNodes } from '../../../../test/support/test-deps.ts'
import { DAY } from '../../../lib/clock.ts'
import { lastSealed, listSealed } from '../../../store/audit/audit.ts'
import { listHeads } from '../../../store/audit/log/heads.ts'
import { findRetention, setKeepDays } from '../../../store/audit/log/retention.ts'
import { inBusinessUnit, type Scoped } from '../../../store/handle.ts'
import { createBusinessUnit } from '../../business-units/create-business-unit.ts'
import { commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { auditSealer } from '../seal-audit.ts'
import { verifyChain } from '../verify-chain.ts'
import { headPublisher } from './heads.ts'
import { auditEraser } from './retention.ts'
import { isOurs } from './statements.ts'

const actor = { kind: 'system', id: 'test', name: 'Test' } as const
const NOW = 1_790_000_000_000

type Aging = { readonly deps: Deps; readonly scope: Scoped; age: (days: number) => void }

/** A business unit in whose log stand so many entries, one a day but for the first ones. */
async function agingUnit(t: TestContext): Promise<Aging> {
  let now = NOW
  const { deps, close } = await makeTestDeps({ clock: () => now })
  t.after(close)
  const facts = {
    number: '4512345',
    name: 'Unit',
    environment: 'sandbox',
    platform: false,
    apis: [],
  } as const
  const by = { actor, at: NOW, requestId: 'req_test' }
  const unit = await commit(deps, tx => createBusinessUnit(tx, facts, by))
  assert.ok(unit !== null)
  return { deps, scope: inBusinessUnit(deps.store, unit.id), age: days => (now += days * DAY) }
}

async function write(deps: Deps, scope: Scoped, count: number): Promise<void> {
  await commit(deps, async tx => {
    for (let made = 0; made < count; made++)
      await tx.record(inBusinessUnit(tx.handle, scope.businessUnitId), {
        actor,
        action: 'application.edited',
        target: { kind: 'application', id: 'app_1' },
        requestId: 'req_test',
      })
  })
  await auditSealer(deps)()
}

/** Where the chain goes on behind the note. */
async function verifyRest(deps: Deps, scope: Scoped): Promise<number> {
  const { erased } = await findRetention(scope)
  assert.ok(erased !== null && isOurs(deps, 'audit-erasure+jwt', scope.businessUnitId, erased))
  const from = { entries: erased.seq, hash: erased.hash }
  const chain = await verifyChain(scope, { from, most: Number.POSITIVE_INFINITY, published: new Map() })
  assert.ok(chain.ok)
  return chain.value.entries
}

describe('erasing by age', () => {
  test('keeps everything where nothing is set', async t => {
    const { deps, scope, age } = await agingUnit(t)
    await write(deps, scope, 4)
    age(4000)
    assert.equal(await auditEraser(deps)(), 0)
    assert.equal((await listSealed(scope, 0, 10)).length, 5)
  })

  test('erases what is too old, in steps, and the chain holds from there on and goes on growing', async t => {
    const { deps, scope, age } = await agingUnit(t)
    await write(deps, scope, 1199)
    age(20)
    await write(deps, scope, 10)
    await setKeepDays(scope, 30)
    age(10.5)
    assert.equal(await auditEraser(deps)(), 0, 'not a day too old')
    age(1)
    assert.equal(await auditEraser(deps)(), 1200)
    assert.equal(await auditEraser(deps)(), 0)
    assert.equal((await findRetention(scope)).erased?.seq, 1200)
    await write(deps, scope, 1)
    const rest = await listSealed(scope, 0, 100)
    assert.equal(rest[0]?.seq, 1201)
    const told = rest.filter(({ action }) => action === 'audit.erased')
    assert.deepEqual(
      told.map(({ changes }) => changes[0]?.before),
      ['1–500', '501–1000', '1001–1200'],
    )
    assert.equal(await verifyRest(deps, scope), 1200 + 10 + 3 + 1)
  })

  test('never erases the end of a chain, on which the next entry hangs', async t => {
    const { deps, scope, age } = await agingUnit(t)
    await write(deps, scope, 4)
    await setKeepDays(scope, 30)
    age(100)
    assert.equal(await auditEraser(deps)(), 4)
    assert.equal((await lastSealed(scope))?.seq, 5)
    await write(deps, scope, 2)
    assert.equal(await verifyRest(deps, scope), 8)
  })

  test('erases nothing of a log that was changed, and says so', async t => {
    const { deps, scope, age } = await agingUnit(t)
    await write(deps, scope, 9)
    await setKeepDays(scope, 30)
    await deps.store.transact(({ db }) =>
      db.updateTable('audit_entries').set({ actor_name: 'Nobody' }).where('seq', '=', 4).execute(),
    )
    age(100)
    await assert.rejects(auditEraser(deps)(), /4512345 was changed at 4; nothing of it is erased/)
    assert.equal((await listSealed(scope, 0, 20)).length, 10)
  })

  test('erases nothing behind a note that somebody else wrote', async t => {
    const { deps, scope, age } = await agingUnit(t)
    await write(deps, scope, 9)
    await setKeepDays(scope, 30)
    age(40)
    await auditEraser(deps)()
    await write(deps, scope, 5)
    await deps.store.transact(({ db }) => db.updateTable('audit_retention').set({ erased_seq: 8 }).execute())
    age(100)
    await assert.rejects(auditEraser(deps)(), /was changed at 8/)
  })
})

test('nodes that erase, seal and write at once on PostgreSQL leave one chain that holds', async t => {
  const nodes = await makeTestNodes(t, 3)
  const [deps] = nodes
  assert.ok(deps !== undefined)
  const facts = {
    number: '4512345',
    name: 'Unit',
    environment: 'sandbox',
    platform: false,
    apis: [],
  } as const
  const unit = await commit(deps, tx =>
    createBusinessUnit(tx, facts, { actor, at: NOW, requestId: 'req_test' }),
  )
  assert.ok(unit !== null)
  const scope = inBusinessUnit(deps.store, unit.id)
  await write(deps, scope, 60)
  await setKeepDays(scope, 30)
  const later = nodes.map(node => ({ ...node, clock: () => Date.now() + 100 * DAY }))
  await Promise.all(later.flatMap(node => [auditEraser(node)(), write(node, scope, 5), auditEraser(node)()]))
  await write(deps, scope, 1)
  assert.equal(await verifyRest(deps, scope), (await lastSealed(scope))?.seq)
})

describe('heads of chains', () => {
  test('are published by the job once a day where something was written down', async t => {
    const { deps, scope, age } = await agingUnit(t)
    const publish = headPublisher(deps)
    await write(deps, scope, 4)
    assert.equal(await publish(), 1)
    await write(deps, scope, 1)
    assert.equal(await publish(), 0, 'the last one is not a day old')
    age(1)
    assert.equal(await publish(), 1)
    age(5)
    assert.equal(await publish(), 0, 'nothing was written down')
    const heads = await listHeads(scope, { before: null, limit: 9 })
    assert.deepEqual(
      heads.map(({ seq }) => seq),
      [6, 5],
    )
    for (const head of heads) {
      assert.ok(isOurs(deps, 'audit-head+jwt', scope.businessUnitId, head))
      assert.ok(!isOurs(deps, 'audit-erasure+jwt', scope.businessUnitId, head))
      assert.ok(!isOurs(deps, 'audit-head+jwt', scope.businessUnitId, { ...head, seq: 9 }))
    }
  })

  test('reach every business unit in the end', async t => {
    const { deps } = await agingUnit(t)
    const by = { actor, at: NOW, requestId: 'req_test' }
    for (let count = 0; count < 60; count++) {
      const facts = { number: String(4_600_000 + count), name: 'Unit', environment: 'sandbox' } as const
      await commit(deps, tx => createBusinessUnit(tx, { ...facts, platform: false, apis: [] }, by))
    }
    await auditSealer(deps)()
    await auditSealer(deps)()
    const publish = headPublisher(deps)
    assert.deepEqual([await publish(), await publish(), await publish()], [50, 11, 0])
  })
})
