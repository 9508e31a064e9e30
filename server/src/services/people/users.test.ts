import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { makeTestDeps, makeTestNodes } from '../../../test/support/test-deps.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { listSessionsOfBusinessUnit } from '../../store/people/sessions.ts'
import { findUser, findUserByName, setSecurityProfile } from '../../store/people/users.ts'
import { ensurePlatform } from '../bootstrap.ts'
import { setBusinessUnitStatus } from '../business-units/stop-business-unit.ts'
import type { Deps } from '../deps.ts'
import { makeSample } from '../sample/sample.ts'
import { actorOfSession, type PersonActor } from './actor.ts'
import { beginSession, liveSession } from './sessions.ts'
import { listUsers } from './users/list-users.ts'
import { setUserStatus } from './users.ts'

const BROWSER = { userAgent: 'Browser/1', ip: '192.0.2.1', requestId: 'req_1' }
const HARBOUR = '4512345'
const [MANAGER, SUPERVISOR, AGENT] = [
  'manager@harbour.example',
  'supervisor@harbour.example',
  'agent@harbour.example',
]
const OPERATOR = 'operator@latchkey.example'

async function furnish(deps: Deps): Promise<Deps> {
  const options = { exampleBaseUrl: 'http://localhost:3001' }
  await ensurePlatform(deps, options)
  await makeSample(deps, { password: 'correct horse battery', ...options })
  return deps
}

async function stage(t: TestContext, clock?: () => number): Promise<Deps> {
  const { deps, close } = await makeTestDeps(clock === undefined ? {} : { clock })
  t.after(close)
  return furnish(deps)
}

async function userNamed(deps: Deps, userName: string) {
  return (await findUserByName(deps.store, userName))?.user ?? assert.fail(userName)
}

async function actorNamed(deps: Deps, userName: string): Promise<PersonActor> {
  const cookie = await beginSession(deps, await userNamed(deps, userName), BROWSER)
  return (await actorOfSession(deps, cookie, 'req_1')) ?? assert.fail(userName)
}

/** Gives a user the security profile Manager. */
async function promote(deps: Deps, userName: string): Promise<PersonActor> {
  const user = await userNamed(deps, userName)
  await setSecurityProfile(inBusinessUnit(deps.store, user.businessUnitId), user.id, 'manager')
  return actorNamed(deps, userName)
}

/** Two managers deactivate each other at once, each on a node of their own; the one who is left undoes it. */
async function duel(one: Deps, two: Deps): Promise<void> {
  const [manager, other] = [await actorNamed(one, MANAGER), await promote(one, SUPERVISOR)]
  const done = await Promise.all([
    setUserStatus(one, manager, other.user.id, false),
    setUserStatus(two, other, manager.user.id, false),
  ])
  const kinds = done.map(result => (result.ok ? 'ok' : result.error.kind))
  assert.deepEqual(kinds.toSorted(), ['locks-out', 'ok'])
  const [survivor, fallen] = kinds[0] === 'ok' ? [manager, other] : [other, manager]
  const scope = inBusinessUnit(one.store, manager.businessUnit.id)
  assert.equal((await findUser(scope, survivor.user.id))?.active, true)
  const undone = await setUserStatus(one, survivor, fallen.user.id, true)
  assert.ok(undone.ok)
}

const ALL = { search: null, active: null, profileId: null }

describe('the status of users', () => {
  test('of managers who deactivate each other at once on two nodes one is left', async t => {
    const [one, two] = await makeTestNodes(t, 2)
    assert.ok(one !== undefined && two !== undefined)
    await furnish(one)
    for (let round = 0; round < 5; round++) await duel(one, two)
  })

  test('a session that began before the last change of its user’s or business unit’s status opens nothing', async t => {
    let now = Date.now()
    const deps = await stage(t, () => now)
    const [manager, operator] = [await actorNamed(deps, MANAGER), await actorNamed(deps, OPERATOR)]
    const agent = await userNamed(deps, AGENT)
    const changes = [
      async () => setUserStatus(deps, manager, agent.id, false),
      async () => setUserStatus(deps, manager, agent.id, true),
      async () => setBusinessUnitStatus(deps, operator, HARBOUR, { active: false, reason: null }),
      async () => setBusinessUnitStatus(deps, operator, HARBOUR, { active: true }),
    ]
    for (const change of changes) {
      now += 10
      // As if it had been begun at this moment by another node, so that the deactivation cannot have ended it.
      const late = { ...deps, clock: () => now - 5 }
      const done = await change()
      assert.ok(done.ok)
      const cookie = await beginSession(late, agent, BROWSER)
      assert.equal(await liveSession(deps, cookie), null)
    }
    now += 10
    assert.notEqual(await liveSession(deps, await beginSession(deps, agent, BROWSER)), null)
  })

  test('are listed in pages, each cursor for the list of one business unit', async t => {
    const deps = await stage(t)
    const manager = await actorNamed(deps, MANAGER)
    const page = await listUsers(deps, manager, { ...ALL, cursor: null })
    assert.ok(page.ok)
    // Those made within one millisecond stand in any order.
    const shown = page.value.items.map(({ user, profile }) => `${user.userName} ${profile.name}`)
    assert.deepEqual(shown.toSorted(), [`${AGENT} Agent`, `${MANAGER} Manager`, `${SUPERVISOR} Supervisor`])
    const foreign = await listUsers(deps, manager, { ...ALL, cursor: 'no cursor of ours' })
    assert.deepEqual(foreign.ok ? null : foreign.error.kind, 'cursor')
    const agent = await listUsers(deps, await actorNamed(deps, AGENT), { ...ALL, cursor: null })
    assert.deepEqual(agent.ok ? null : agent.error.kind, 'forbidden')
  })
})

describe('the status of a business unit', () => {
  test('ends every session however many there are, and what was left by a call that broke off', async t => {
    const deps = await stage(t)
    const operator = await actorNamed(deps, OPERATOR)
    const agent = await userNamed(deps, AGENT)
    const scope = inBusinessUnit(deps.store, agent.businessUnitId)
    const open = async () => (await listSessionsOfBusinessUnit(scope, deps.clock(), 1000)).length
    const deactivate = () => setBusinessUnitStatus(deps, operator, HARBOUR, { active: false, reason: null })
    for (let count = 0; count < 120; count++) await beginSession(deps, agent, BROWSER)
    assert.equal(await open(), 120)
    const first = await deactivate()
    assert.ok(first.ok)
    assert.equal(await open(), 0)
    await beginSession(deps, agent, BROWSER)
    assert.equal(await open(), 1)
    const second = await deactivate()
    assert.deepEqual(second, first, 'twice is once')
    assert.equal(await open(), 0)
  })
})
