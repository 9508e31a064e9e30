import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { makeTestDeps, makeTestNodes } from '../../../test/support/test-deps.ts'
import { KEPT_FOR_VERIFYING } from '../../keys/key-life.ts'
import { newUserId } from '../../keys/random.ts'
import type { SigningAlgorithm } from '../../keys/signing-key.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../lib/clock.ts'
import { NO_DETAILS } from '../../registry/people/details.ts'
import { systemProfile } from '../../registry/people/profiles.ts'
import { NO_CONTACT } from '../../registry/people/user.ts'
import { listUnsealed } from '../../store/audit/audit.ts'
import { findPlatform } from '../../store/business-units/business-units.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { listSigningKeys as listRecords } from '../../store/tokens/signing-keys.ts'
import { ensurePlatform } from '../bootstrap.ts'
import type { Deps } from '../deps.ts'
import { changesFollower } from '../known/follow-changes.ts'
import type { Actor } from '../people/actor.ts'
import { newRequestId } from '../request-id.ts'
import { sweep } from '../sweep.ts'
import { keepSigningKeys } from './keep-signing-keys.ts'
import { LEAD_BY_HAND, ROTATION_PERIOD, SCHEDULED_LEAD, SIGNING_ALGORITHMS } from './plan-rotation.ts'
import { listSigningKeys, rotateSigningKeys } from './rotate-signing-keys.ts'

const START = Date.UTC(2026, 0, 1)
const options = { exampleBaseUrl: 'http://localhost:3001' }

/** A platform with its keys, and a clock that the test moves. */
async function platform(t: TestContext) {
  const clock = { now: START }
  const { deps, close } = await makeTestDeps({ clock: () => clock.now })
  t.after(close)
  await ensurePlatform(deps, options)
  return { deps, clock, operator: await actorAt(deps) }
}

/** A manager: an operator, unless of another business unit. */
async function actorAt(deps: Deps, changes: Partial<Actor['businessUnit']> = {}): Promise<Actor> {
  const [unit, profile] = [await findPlatform(deps.store), systemProfile('manager')]
  assert.ok(unit !== null && profile !== null)
  const user = {
    businessUnitId: unit.id,
    id: newUserId(),
    userName: 'kim@company.example',
    fullName: 'Kim',
    securityProfileId: 'manager',
    active: true,
    statusChangedAt: null,
    profileChangedAt: null,
    contact: NO_CONTACT,
    details: { ...NO_DETAILS, updatedAt: 0 },
  }
  const businessUnit = { ...unit, ...changes }
  return { user, application: null, businessUnit, profile, session: null, requestId: newRequestId() }
}

const kidOf = (token: string): string =>
  JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid

/** A token as long-lived as any test needs. */
function issue(deps: Deps, algorithm: SigningAlgorithm = 'ES256') {
  const exp = deps.clock() / SECOND + 1_000_000
  const token = deps.keyring().signJwt(algorithm, 'at+jwt', { iss: deps.issuer, exp })
  return { token, kid: kidOf(token) }
}

async function verifies(deps: Deps, token: string): Promise<boolean> {
  const expected = { typ: 'at+jwt', issuer: deps.issuer, now: deps.clock() }
  return (await deps.keyring().verifyJwt(token, expected)).ok
}

const published = (deps: Deps) =>
  deps
    .keyring()
    .publicKeys()
    .keys.map(key => key.kid)

async function states(deps: Deps, operator: Actor, algorithm: SigningAlgorithm): Promise<string[]> {
  const keys = await listSigningKeys(deps, operator)
  assert.ok(keys.ok)
  return keys.value.filter(key => key.algorithm === algorithm).map(key => key.status)
}

async function history(deps: Deps, operator: Actor): Promise<string[]> {
  const entries = await listUnsealed(inBusinessUnit(deps.store, operator.businessUnit.id), 100)
  return entries.filter(entry => entry.targetKind === 'signing-key').map(entry => entry.action)
}

const ecAlone = { algorithm: 'ES256', emergency: false } as const

describe('the first keys', () => {
  test('one of each algorithm is made, signs at once, and is made once', async t => {
    const { deps, operator } = await platform(t)
    await deps.store.db.deleteFrom('signing_keys').execute()
    await keepSigningKeys(deps)
    const made = published(deps)
    assert.equal(made.length, SIGNING_ALGORITHMS.length)
    for (const algorithm of SIGNING_ALGORITHMS) {
      assert.deepEqual(await states(deps, operator, algorithm), ['active'])
      const { token } = issue(deps, algorithm)
      assert.equal(await verifies(deps, token), true)
    }
    await keepSigningKeys(deps)
    assert.deepEqual(published(deps), made)
    assert.deepEqual(
      await history(deps, operator),
      made.map(() => 'signing-key.made'),
    )
  })

  test('with another sealing key than theirs nothing is written', async t => {
    const { deps } = await platform(t)
    await deps.store.db.deleteFrom('signing_keys').where('algorithm', '=', 'EdDSA').execute()
    await deps.store.db.updateTable('signing_keys').set({ sealed_private_key: 'AAAA' }).execute()
    await assert.rejects(keepSigningKeys(deps), /the sealing key is not the one/)
    assert.equal((await listRecords(deps.store)).length, 3)
  })
})

describe('rotation by the calendar', () => {
  test('a successor is published a day ahead, takes over on day 90, and the old key ends 25 hours later', async t => {
    const { deps, clock, operator } = await platform(t)
    await deps.store.db.deleteFrom('signing_keys').where('algorithm', 'in', ['RS256', 'PS256']).execute()
    await keepSigningKeys(deps)
    const old = issue(deps)
    const due = START + ROTATION_PERIOD - SCHEDULED_LEAD

    clock.now = due - 1
    await keepSigningKeys(deps)
    assert.deepEqual(await states(deps, operator, 'ES256'), ['active'])

    clock.now = due
    await keepSigningKeys(deps)
    assert.deepEqual(await states(deps, operator, 'ES256'), ['upcoming', 'active'])
    assert.equal(published(deps).length, 2 * SIGNING_ALGORITHMS.length)
    const longLived = issue(deps)
    assert.equal(longLived.kid, old.kid)

    clock.now = due + SCHEDULED_LEAD - 1
    await keepSigningKeys(deps)
    assert.equal(issue(deps).kid, old.kid)

    const turn = due + SCHEDULED_LEAD
    clock.now = turn
    const young = issue(deps)
    assert.notEqual(young.kid, old.kid)
    assert.deepEqual(await states(deps, operator, 'ES256'), ['active', 'superseded'])

    clock.now = turn + KEPT_FOR_VERIFYING - 1
    await keepSigningKeys(deps)
    assert.equal(await verifies(deps, longLived.token), true)
    assert.ok(published(deps).includes(old.kid))

    clock.now = turn + KEPT_FOR_VERIFYING
    assert.equal(await verifies(deps, longLived.token), false, 'without anybody doing anything')
    assert.ok(!published(deps).includes(old.kid))
    await keepSigningKeys(deps)
    assert.deepEqual(await states(deps, operator, 'ES256'), ['active', 'retired'])
    const record = (await listRecords(deps.store)).find(key => key.id === old.kid)
    assert.deepEqual([record?.sealedPrivateKey, record?.retiredAt], ['', clock.now])
    assert.equal(await verifies(deps, young.token), true)

    clock.now += 30 * DAY
    await sweep(deps)
    assert.equal((await listRecords(deps.store)).length, SIGNING_ALGORITHMS.length)
    await keepSigningKeys(deps)
    assert.equal(issue(deps).kid, young.kid)
  })

  test('a platform that slept through the day still publishes a day ahead', async t => {
    const { deps, clock } = await platform(t)
    await deps.store.db.deleteFrom('signing_keys').where('algorithm', 'in', ['RS256', 'PS256']).execute()
    await keepSigningKeys(deps)
    const old = issue(deps).kid
    clock.now = START + 400 * DAY
    await keepSigningKeys(deps)
    clock.now += SCHEDULED_LEAD - 1
    assert.equal(issue(deps).kid, old)
    clock.now += 1
    assert.notEqual(issue(deps).kid, old)
  })

  test('of four nodes at once on one PostgreSQL one makes the successors, and all know them', async t => {
    const nodes = await makeTestNodes(t, 4)
    const [first] = nodes
    assert.ok(first !== undefined)
    await ensurePlatform(first, options)
    // As if they had been made 90 days ago: the clocks of these nodes are the machine's.
    const made = Date.now() - ROTATION_PERIOD
    await first.store.db.updateTable('signing_keys').set({ created_at: made, active_from: made }).execute()
    await Promise.all(nodes.map(keepSigningKeys))
    assert.equal((await listRecords(first.store)).length, 2 * SIGNING_ALGORITHMS.length)
    assert.deepEqual(
      await history(first, await actorAt(first)),
      SIGNING_ALGORITHMS.map(() => 'signing-key.made'),
    )
    for (const deps of nodes) {
      await deps.reloadKeys()
      assert.deepEqual(published(deps).toSorted(), published(first).toSorted())
    }
  })
})

describe('rotation by hand', () => {
  test('publishes at once and signs after ten minutes; asked again meanwhile it changes nothing', async t => {
    const { deps, clock, operator } = await platform(t)
    const old = issue(deps)
    const rotated = await rotateSigningKeys(deps, operator, ecAlone)
    assert.ok(rotated.ok)
    const [young] = rotated.value
    assert.equal(young?.status, 'upcoming')
    assert.equal(young?.activeFrom, START + LEAD_BY_HAND)
    assert.ok(LEAD_BY_HAND >= 2 * 300 * SECOND)
    assert.ok(published(deps).includes(young?.id ?? ''))
    clock.now += 5 * MINUTE
    assert.deepEqual(await rotateSigningKeys(deps, operator, ecAlone), rotated)
    clock.now = START + LEAD_BY_HAND - 1
    assert.equal(issue(deps).kid, old.kid)
    clock.now += 1
    assert.equal(issue(deps).kid, young?.id)
    assert.equal(await verifies(deps, old.token), true)
    assert.deepEqual(await history(deps, operator), ['signing-key.made'])
  })

  test('rotates the algorithm that is named and no other; every one when none is', async t => {
    const { deps, operator } = await platform(t)
    await rotateSigningKeys(deps, operator, { algorithm: 'EdDSA', emergency: false })
    assert.deepEqual(await states(deps, operator, 'EdDSA'), ['upcoming', 'active'])
    assert.deepEqual(await states(deps, operator, 'RS256'), ['active'])
    await rotateSigningKeys(deps, operator, { algorithm: null, emergency: false })
    for (const algorithm of SIGNING_ALGORITHMS) {
      assert.deepEqual(await states(deps, operator, algorithm), ['upcoming', 'active'])
    }
  })

  test('brings forward a key that waits for its day, but never to within ten minutes of its publication', async t => {
    for (const { waited, left } of [
      { waited: MINUTE, left: LEAD_BY_HAND - MINUTE },
      { waited: HOUR, left: 0 },
    ]) {
      const { deps, clock, operator } = await platform(t)
      clock.now = START + ROTATION_PERIOD - SCHEDULED_LEAD
      await keepSigningKeys(deps)
      const before = published(deps)
      clock.now += waited
      const rotated = await rotateSigningKeys(deps, operator, ecAlone)
      assert.ok(rotated.ok)
      const upcoming = rotated.value.find(key => key.algorithm === 'ES256')
      assert.equal(upcoming?.activeFrom, clock.now + left)
      assert.deepEqual(published(deps).toSorted(), before.toSorted())
      assert.equal(issue(deps).kid === upcoming?.id, left === 0)
      assert.ok((await history(deps, operator)).includes('signing-key.brought-forward'))
    }
  })

  test('in an emergency the new key signs at once, and no older token of the algorithm counts', async t => {
    const { deps, operator } = await platform(t)
    await rotateSigningKeys(deps, operator, ecAlone)
    const [old, other] = [issue(deps), issue(deps, 'EdDSA')]
    const before = await listRecords(deps.store)
    const rotated = await rotateSigningKeys(deps, operator, { algorithm: 'ES256', emergency: true })
    assert.ok(rotated.ok)
    assert.equal(await verifies(deps, old.token), false)
    assert.equal(await verifies(deps, other.token), true)
    const young = issue(deps)
    assert.equal(await verifies(deps, young.token), true)
    assert.equal(
      rotated.value.find(key => key.status === 'active' && key.algorithm === 'ES256')?.id,
      young.kid,
    )
    const gone = before.filter(key => key.algorithm === 'ES256').map(key => key.id)
    assert.equal(gone.length, 2)
    for (const id of gone) assert.ok(!published(deps).includes(id))
    const records = (await listRecords(deps.store)).filter(key => gone.includes(key.id))
    assert.deepEqual(
      records.map(key => key.sealedPrivateKey),
      ['', ''],
    )
    assert.deepEqual((await history(deps, operator)).toSorted(), [
      'signing-key.made',
      'signing-key.made',
      'signing-key.retired',
      'signing-key.retired',
    ])
  })

  test('is known to every node by the changes feed, before the key signs anywhere', async t => {
    const [here, there] = await makeTestNodes(t, 2)
    assert.ok(here !== undefined && there !== undefined)
    await ensurePlatform(here, options)
    const follow = changesFollower(there)
    await follow()
    const operator = await actorAt(here)
    const rotated = await rotateSigningKeys(here, operator, ecAlone)
    assert.ok(rotated.ok)
    await follow()
    // The feed asks for a reading; this waits for it.
    await there.reloadKeys()
    assert.deepEqual(published(there), published(here))
    assert.equal(issue(here).kid, issue(there).kid)
  })

  test('is refused to a manager of another business unit and to an operator without the permission', async t => {
    const { deps, operator } = await platform(t)
    const tenant = await actorAt(deps, { platform: false })
    const supervisor = systemProfile('supervisor')
    assert.ok(supervisor !== null)
    const unable = { ...operator, profile: supervisor }
    const before = await listRecords(deps.store)
    for (const [actor, error] of [
      [tenant, { kind: 'operators-only' }],
      [unable, { kind: 'forbidden', permission: 'signing-keys:rotate' }],
    ] as const) {
      for (const emergency of [false, true]) {
        const refused = await rotateSigningKeys(deps, actor, { algorithm: null, emergency })
        assert.deepEqual(refused, { ok: false, error })
      }
      assert.deepEqual(await listSigningKeys(deps, actor), { ok: false, error })
    }
    assert.deepEqual(await listRecords(deps.store), before)
  })
})
