import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { makeTestDeps, makeTestNodes } from '../../../test/support/test-deps.ts'
import type { BusinessUnitId } from '../../lib/ids.ts'
import { lastSealed, listSealed, listUnsealed } from '../../store/audit/audit.ts'
import { inBusinessUnit, type Scoped } from '../../store/handle.ts'
import type { Database } from '../../store/schema.ts'
import { createBusinessUnit } from '../business-units/create-business-unit.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { auditSealer } from './seal-audit.ts'
import { verifyChain } from './verify-chain.ts'

const actor = { kind: 'system', id: 'test', name: 'Test' } as const
const by = { actor, at: 0, requestId: 'req_test' }

async function makeBusinessUnit(deps: Deps, number: string): Promise<BusinessUnitId> {
  const facts = { number, name: `Unit ${number}`, environment: 'sandbox', platform: false, apis: [] } as const
  const unit = await commit(deps, tx => createBusinessUnit(tx, facts, by))
  assert.ok(unit !== null)
  return unit.id
}

/** Records changes beside the one that made the business unit. */
async function record(deps: Deps, id: BusinessUnitId, count: number): Promise<void> {
  await commit(deps, async tx => {
    for (let index = 0; index < count; index++) {
      const target = { kind: 'application', id: `app_${index}` }
      await tx.record(inBusinessUnit(tx.handle, id), {
        actor,
        action: 'application.edited',
        target,
        changes: [{ field: 'scopes', before: 'RealTimeApi', after: 'AdminApi' }],
        requestId: 'req_test',
      })
    }
  })
}

async function depsFor(t: TestContext): Promise<Deps> {
  const { deps, close } = await makeTestDeps()
  t.after(close)
  return deps
}

type SealedUnit = { readonly deps: Deps; readonly scope: Scoped }

async function sealedUnit(t: TestContext, count: number): Promise<SealedUnit> {
  const deps = await depsFor(t)
  const id = await makeBusinessUnit(deps, '4512345')
  await record(deps, id, count - 1)
  await auditSealer(deps)()
  return { deps, scope: inBusinessUnit(deps.store, id) }
}

type Row = Partial<Database['audit_entries']>

async function tamper(deps: Deps, seq: number, row: Row | 'remove'): Promise<void> {
  await deps.store.transact(async ({ db }) => {
    const changed =
      row === 'remove'
        ? db.deleteFrom('audit_entries').where('seq', '=', seq)
        : db.updateTable('audit_entries').set(row).where('seq', '=', seq)
    await changed.execute()
  })
}

describe('sealing', () => {
  test('gives every entry its place, in batches, and adds later ones behind', async t => {
    const { deps, scope } = await sealedUnit(t, 450)
    assert.deepEqual(await listUnsealed(scope, 10), [])
    assert.equal((await lastSealed(scope))?.seq, 450)
    await record(deps, scope.businessUnitId, 3)
    const seal = auditSealer(deps)
    assert.equal(await seal(), 3)
    assert.equal(await seal(), 0)
    const end = await lastSealed(scope)
    assert.deepEqual(await verifyChain(scope), { ok: true, value: { entries: 453, hash: end?.hash } })
  })

  test('keeps one chain for each business unit', async t => {
    const deps = await depsFor(t)
    const ids = [await makeBusinessUnit(deps, '4512345'), await makeBusinessUnit(deps, '4598765')]
    await auditSealer(deps)()
    const chains = await Promise.all(ids.map(id => verifyChain(inBusinessUnit(deps.store, id))))
    assert.deepEqual(
      chains.map(chain => chain.ok && chain.value.entries),
      [1, 1],
    )
  })

  test('reaches every business unit in the end, although one call seals only some of them', async t => {
    const deps = await depsFor(t)
    for (let count = 0; count < 120; count++) await makeBusinessUnit(deps, String(4_500_000 + count))
    const seal = auditSealer(deps)
    assert.deepEqual([await seal(), await seal(), await seal(), await seal()], [50, 50, 20, 0])
  })

  test('leaves a chain without entries at its beginning', async t => {
    const deps = await depsFor(t)
    const id = await makeBusinessUnit(deps, '4512345')
    const chain = await verifyChain(inBusinessUnit(deps.store, id))
    assert.equal(chain.ok && chain.value.entries, 0)
  })
})

describe('verifying', () => {
  const lies: readonly (readonly [string, Row])[] = [
    ['another actor', { actor_name: 'lee@harbour.example' }],
    ['another time', { at: 1 }],
    ['another value', { changes: '[{"field":"scopes","before":"RealTimeApi","after":"ReportingApi"}]' }],
    ['no changes', { changes: '[]' }],
    ['a hash of its own', { hash: '0'.repeat(64) }],
  ]
  for (const [what, row] of lies) {
    test(`finds an entry that was given ${what}`, async t => {
      const { deps, scope } = await sealedUnit(t, 5)
      await tamper(deps, 3, row)
      assert.deepEqual(await verifyChain(scope), { ok: false, error: { seq: 3, because: 'changed' } })
    })
  }

  test('finds an entry that was removed', async t => {
    const { deps, scope } = await sealedUnit(t, 5)
    await tamper(deps, 3, 'remove')
    assert.deepEqual(await verifyChain(scope), { ok: false, error: { seq: 3, because: 'missing' } })
  })

  test('finds two entries that changed places', async t => {
    const { deps, scope } = await sealedUnit(t, 5)
    await tamper(deps, 2, { seq: 99 })
    await tamper(deps, 3, { seq: 2 })
    await tamper(deps, 99, { seq: 3 })
    assert.deepEqual(await verifyChain(scope), { ok: false, error: { seq: 2, because: 'changed' } })
  })

  test('follows a chain of many pages', async t => {
    const { scope } = await sealedUnit(t, 1001)
    const chain = await verifyChain(scope)
    assert.equal(chain.ok && chain.value.entries, 1001)
    assert.equal((await listSealed(scope, 1000, 10)).length, 1)
  })
})

describe('sealers that work at once', () => {
  async function sealAtOnce(nodes: readonly Deps[]): Promise<void> {
    const [deps] = nodes
    assert.ok(deps !== undefined)
    const id = await makeBusinessUnit(deps, '4512345')
    const rounds = Array.from({ length: 5 }, async () => {
      await Promise.all(nodes.map(node => record(node, id, 20)))
      await Promise.all(nodes.map(node => auditSealer(node)()))
    })
    await Promise.all(rounds)
    const scope = inBusinessUnit(deps.store, id)
    assert.deepEqual(await listUnsealed(scope, 1), [])
    const chain = await verifyChain(scope)
    assert.equal(chain.ok && chain.value.entries, 1 + nodes.length * 100)
  }

  test('make one chain on the embedded store', async t => {
    const deps = await depsFor(t)
    await sealAtOnce([deps, deps])
  })

  test('make one chain on PostgreSQL, each on a node of its own', async t => {
    await sealAtOnce(await makeTestNodes(t, 3))
  })
})
