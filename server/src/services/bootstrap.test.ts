import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { makeTestDeps, makeTestNodes } from '../../test/support/test-deps.ts'
import { NO_LIFETIMES } from '../registry/applications/lifetimes.ts'
import { builtInApis } from '../registry/business-units/built-in-apis.ts'
import { BUILT_IN_APIS } from '../registry/people/profiles.ts'
import { listUnsealed } from '../store/audit/audit.ts'
import { listApis, listScopes } from '../store/business-units/apis.ts'
import { listSwitchedOnApis } from '../store/business-units/business-units.ts'
import { inBusinessUnit } from '../store/handle.ts'
import { ensurePlatform } from './bootstrap.ts'
import type { Deps } from './deps.ts'

/** The APIs and scopes that can be used, without what is kept of them besides. */
async function standing({ store, known }: Deps) {
  const { apis, scopes } = await known.apis()
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name)
  const kept = { apis: await listApis(store), scopes: await listScopes(store) }
  assert.deepEqual([names(apis), names(scopes)], [names(kept.apis), names(kept.scopes)])
  return kept
}

const options = { exampleBaseUrl: 'http://localhost:3001' }

describe('the first start', () => {
  test('makes the platform its own business unit, with all seven APIs switched on', async t => {
    const { deps, close } = await makeTestDeps()
    t.after(close)
    assert.equal(await deps.known.businessUnitByNumber('1000000'), null)
    const unit = await ensurePlatform(deps, options)
    const { id, ...facts } = unit
    assert.deepEqual(facts, {
      number: '1000000',
      name: 'Platform',
      environment: 'production',
      platform: true,
      active: true,
      refreshGrace: 60_000,
      leakPolicy: 'revoke',
      statusChangedAt: null,
      implicitAllowed: false,
      dynamicRegistrationAllowed: false,
      limits: NO_LIFETIMES,
    })
    assert.deepEqual(await deps.known.businessUnitByNumber('1000000'), {
      unit,
      switchedOn: [...BUILT_IN_APIS],
    })
    assert.deepEqual(await listSwitchedOnApis(inBusinessUnit(deps.store, id)), [...BUILT_IN_APIS])
    assert.deepEqual(await standing(deps), builtInApis('http://localhost:3001'))
  })

  test('of five nodes at once on one PostgreSQL makes one platform, and the next start changes nothing', async t => {
    const nodes = await makeTestNodes(t, 5)
    const made = await Promise.all(nodes.map(deps => ensurePlatform(deps, options)))
    const [unit] = made
    assert.ok(unit !== undefined)
    assert.equal(new Set(made.map(({ id }) => id)).size, 1)
    for (const deps of nodes) {
      await ensurePlatform(deps, options)
      assert.equal((await deps.known.apis()).apis.length, 7)
      const entries = await listUnsealed(inBusinessUnit(deps.store, unit.id), 10)
      const actions = entries.map(entry => entry.action)
      assert.deepEqual(actions.toSorted(), ['apis.updated', 'business-unit.created'])
    }
  })
})

test('of three nodes that start at once with another address of the APIs one moves them', async t => {
  const nodes = await makeTestNodes(t, 3)
  const moved = { exampleBaseUrl: 'http://localhost:4001' }
  const [deps] = nodes
  assert.ok(deps !== undefined)
  const { id } = await ensurePlatform(deps, options)
  await Promise.all(nodes.map(node => ensurePlatform(node, moved)))
  const entries = await listUnsealed(inBusinessUnit(deps.store, id), 10)
  assert.equal(entries.filter(entry => entry.action === 'apis.updated').length, 2)
})

test('a start with another address of the APIs moves them, and says so in the history', async t => {
  const { deps, close } = await makeTestDeps()
  t.after(close)
  const unit = await ensurePlatform(deps, options)
  await ensurePlatform(deps, { exampleBaseUrl: 'http://localhost:4001' })
  assert.deepEqual(await standing(deps), builtInApis('http://localhost:4001'))
  const entries = await listUnsealed(inBusinessUnit(deps.store, unit.id), 10)
  const change = {
    field: 'baseUrl',
    before: 'http://localhost:3001/services/v1.0/',
    after: 'http://localhost:4001/services/v1.0/',
  }
  const told = entries.flatMap(entry => entry.changes).filter(each => each.before !== null)
  assert.deepEqual(told, [change])
})
