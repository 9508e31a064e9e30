import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { startPostgres } from '../../test/support/postgres.ts'
import { makeTestDeps, type TestDeps } from '../../test/support/test-deps.ts'
import { builtInApis } from '../registry/built-in-apis.ts'
import { BUILT_IN_APIS } from '../registry/profiles.ts'
import { listUnsealed } from '../store/audit/audit.ts'
import { listSwitchedOnApis } from '../store/business-units/business-units.ts'
import { inBusinessUnit } from '../store/handle.ts'
import { ensurePlatform } from './bootstrap.ts'

const options = { exampleBaseUrl: 'http://localhost:3001' }

/** Several nodes of one platform start at the same moment: one platform stands afterwards, made once. */
async function startAtOnce(nodes: readonly TestDeps[]): Promise<void> {
  const made = await Promise.all(nodes.map(({ deps }) => ensurePlatform(deps, options)))
  assert.equal(new Set(made.map(unit => unit.id)).size, 1)
  for (const { deps } of nodes) {
    const [unit] = made
    assert.ok(unit !== undefined)
    const scope = inBusinessUnit(deps.store, unit.id)
    const actions = (await listUnsealed(scope, 10)).map(entry => entry.action)
    assert.deepEqual(actions.toSorted(), ['apis.updated', 'business-unit.created'])
    assert.equal((await deps.known.apis()).apis.length, 7)
    await Promise.all(nodes.map(each => ensurePlatform(each.deps, options)))
    assert.equal((await listUnsealed(scope, 10)).length, 2)
  }
}

describe('the first start', () => {
  test('makes the platform its own business unit, with all seven APIs switched on', async () => {
    const { deps, close } = await makeTestDeps()
    assert.equal(await deps.known.businessUnitByNumber('1000000'), null)
    const unit = await ensurePlatform(deps, options)
    const { id, ...facts } = unit
    assert.deepEqual(facts, {
      number: '1000000',
      name: 'Platform',
      environment: 'production',
      platform: true,
      active: true,
      implicitAllowed: false,
    })
    assert.deepEqual(await deps.known.businessUnitByNumber('1000000'), {
      unit,
      switchedOn: [...BUILT_IN_APIS],
    })
    assert.deepEqual(await listSwitchedOnApis(inBusinessUnit(deps.store, id)), [...BUILT_IN_APIS])
    assert.deepEqual(await deps.known.apis(), builtInApis('http://localhost:3001'))
    await close()
  })

  test('of five nodes on one PostgreSQL makes one platform', async () => {
    const postgres = await startPostgres()
    const databaseUrl = await postgres.createDatabase()
    const nodes: TestDeps[] = []
    for (let count = 0; count < 5; count++) nodes.push(await makeTestDeps({ databaseUrl }))
    await startAtOnce(nodes)
    for (const node of nodes) await node.close()
    await postgres.stop()
  })
})

test('a start with another address of the APIs moves them, and says so in the history', async () => {
  const { deps, close } = await makeTestDeps()
  const unit = await ensurePlatform(deps, options)
  await ensurePlatform(deps, { exampleBaseUrl: 'http://localhost:4001' })
  assert.deepEqual(await deps.known.apis(), builtInApis('http://localhost:4001'))
  const entries = await listUnsealed(inBusinessUnit(deps.store, unit.id), 10)
  const change = {
    field: 'baseUrl',
    before: 'http://localhost:3001/services/v1.0/',
    after: 'http://localhost:4001/services/v1.0/',
  }
  const told = entries.flatMap(entry => entry.changes).filter(each => each.before !== null)
  assert.deepEqual(told, [change])
  await close()
})
