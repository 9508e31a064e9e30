import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HOUR, MINUTE } from '../../src/lib/clock.ts'
import type { ApplicationId } from '../../src/lib/ids.ts'
import {
  claimDelivery,
  giveUpDelivery,
  insertDelivery,
  listDueDeliveries,
  markDelivered,
  postponeDelivery,
} from '../../src/store/audit/deliveries.ts'
import { inBusinessUnit, type Scoped } from '../../src/store/handle.ts'
import {
  addSessionApplication,
  listSessionApplications,
  prolongSessionApplications,
} from '../../src/store/people/session-applications.ts'
import {
  endSession,
  findSession,
  holdSession,
  insertSession,
  renewSession,
} from '../../src/store/people/sessions.ts'
import { sweepExpired } from '../../src/store/sweep.ts'
import { consumeCode, expireCodesOfSession, findCode, insertCode } from '../../src/store/tokens/codes.ts'
import { findFamily, insertFamily, revokeFamiliesOfSession } from '../../src/store/tokens/token-families.ts'
import { onBothEngines } from './engines.ts'
import {
  addBusinessUnit,
  code,
  family,
  NOW,
  newApplicationId,
  newFamilyId,
  newHash,
  newSessionId,
  newUserId,
  session,
} from './records.ts'

/** Puts a delivery into the queue. Out: its id. */
async function addDelivery(scope: Scoped, applicationId: ApplicationId, createdAt: number): Promise<string> {
  const id = `dlv_${newHash()}`
  await insertDelivery(scope, { id, applicationId, subject: 'usr_1', sid: 'ses_1', createdAt })
  return id
}

const ALL = { all: 100, ofOneApplication: 100 }

onBothEngines('the end of a session', engine => {
  test('a session that is held has not ended, and one that has ended cannot be held', async () => {
    const scope = await addBusinessUnit(engine.store())
    const kept = session(scope, newUserId())
    await insertSession(scope, kept)
    assert.equal(await holdSession(scope, kept.id, kept.endsAt - 1), true)
    assert.deepEqual(await findSession(engine.store(), kept.hash), kept)
    assert.equal(await holdSession(scope, kept.id, kept.endsAt), false)
    assert.equal(await holdSession(scope, newSessionId(), NOW), false)
    await endSession(scope, kept.id, NOW)
    assert.equal(await holdSession(scope, kept.id, NOW), false)
  })

  test('a renewed session keeps its id and its user, and is found by its new cookie alone', async () => {
    const scope = await addBusinessUnit(engine.store())
    const kept = session(scope, newUserId())
    await insertSession(scope, kept)
    const later = { signedInAt: NOW + 1, lastSeenAt: NOW + 1, endsAt: NOW + 2 * HOUR }
    const renewed = { ...kept, ...later, hash: newHash(), userAgent: 'Browser/2', ip: '192.0.2.2' }
    for (const wrong of [
      { ...renewed, userId: newUserId() },
      { ...renewed, id: newSessionId() },
      { ...renewed, signedInAt: kept.endsAt },
    ]) {
      assert.equal(await renewSession(scope, kept.hash, wrong), false)
    }
    assert.equal(await renewSession(scope, kept.hash, renewed), true)
    assert.equal(await findSession(engine.store(), kept.hash), null)
    assert.deepEqual(await findSession(engine.store(), renewed.hash), renewed)
    assert.equal(await renewSession(scope, kept.hash, renewed), false)
    await endSession(scope, kept.id, NOW)
    assert.equal(await renewSession(scope, renewed.hash, { ...renewed, hash: newHash() }), false)
  })

  test('applications take part in a session once each, until the session is over', async () => {
    const store = await engine.freshStore()
    const scope = await addBusinessUnit(store)
    const [one, two] = [newApplicationId(), newApplicationId()]
    const [sessionId, other] = [newSessionId(), newSessionId()]
    const endsAt = NOW + HOUR
    for (const applicationId of [two, one, two])
      await addSessionApplication(scope, { sessionId, applicationId, endsAt })
    await addSessionApplication(scope, { sessionId: other, applicationId: two, endsAt })
    assert.deepEqual(await listSessionApplications(scope, sessionId), [one, two])
    await prolongSessionApplications(scope, sessionId, endsAt + HOUR)
    await prolongSessionApplications(scope, sessionId, endsAt)
    await sweepExpired(store, endsAt, 10)
    assert.deepEqual(await listSessionApplications(scope, other), [])
    assert.deepEqual(await listSessionApplications(scope, sessionId), [one, two])
    await sweepExpired(store, endsAt + HOUR, 10)
    assert.deepEqual(await listSessionApplications(scope, sessionId), [])
  })

  test('unspent codes of a session expire at once, spent ones and those of others stay what they are', async () => {
    const scope = await addBusinessUnit(engine.store())
    const sessionId = newSessionId()
    const [open, spent, other] = [code(scope, { sessionId }), code(scope, { sessionId }), code(scope)]
    for (const each of [open, spent, other]) await insertCode(scope, each)
    await consumeCode(scope, spent.hash, newFamilyId(), NOW)
    assert.equal(await expireCodesOfSession(scope, sessionId, NOW), 1)
    assert.equal(await expireCodesOfSession(scope, sessionId, NOW), 0)
    for (const now of [NOW, open.issuedAt - MINUTE]) {
      assert.equal(await consumeCode(scope, open.hash, newFamilyId(), now), false)
    }
    assert.equal((await findCode(scope, spent.hash))?.expiresAt, spent.expiresAt)
    assert.equal(await consumeCode(scope, other.hash, newFamilyId(), NOW), true)
  })

  test('families of a session are revoked but those that were granted the scope to spare', async () => {
    const scope = await addBusinessUnit(engine.store())
    const sessionId = newSessionId()
    const ending = { at: NOW, because: 'signed out', sparing: 'offline_access' }
    const spared = [['offline_access'], ['openid', 'offline_access'], ['offline_access', 'AgentApi']]
    const struck = [
      [],
      ['openid'],
      ['offline-access'],
      ['offlineXaccess'],
      ['offline_access.x', 'x.offline_access'],
    ]
    const add = async (scopes: readonly string[], changes = {}) => {
      const record = family(scope, { sessionId, scopes, ...changes })
      await insertFamily(scope, record)
      return async () => (await findFamily(scope, record.id))?.revokedAt ?? null
    }
    const left = await Promise.all(spared.map(scopes => add(scopes)))
    const gone = await Promise.all(struck.map(scopes => add(scopes)))
    const elsewhere = await add(['openid'], { sessionId: newSessionId() })
    const before = await add(['openid'], { sessionId: null })
    assert.equal(await revokeFamiliesOfSession(scope, sessionId, ending), struck.length)
    assert.equal(await revokeFamiliesOfSession(scope, sessionId, ending), 0)
    for (const each of [...left, elsewhere, before]) assert.equal(await each(), null)
    for (const each of gone) assert.equal(await each(), NOW)
    const odd = family(scope, { sessionId, scopes: ['a%b'] })
    await insertFamily(scope, odd)
    assert.equal(await revokeFamiliesOfSession(scope, sessionId, { ...ending, sparing: '100%_!' }), 3 + 1)
  })
})

onBothEngines('deliveries', engine => {
  const ids = async (scope: Scoped, now: number, most = ALL) =>
    (await listDueDeliveries(scope, now, most)).map(due => due.id)

  test('a delivery is due from the beginning, with all that it is about', async () => {
    const store = await engine.freshStore()
    const scope = await addBusinessUnit(store)
    const applicationId = newApplicationId()
    const id = await addDelivery(scope, applicationId, NOW)
    assert.deepEqual(await listDueDeliveries(store, NOW - 1, ALL), [])
    assert.deepEqual(await listDueDeliveries(store, NOW, ALL), [
      {
        businessUnitId: scope.businessUnitId,
        id,
        applicationId,
        subject: 'usr_1',
        sid: 'ses_1',
        createdAt: NOW,
        attempts: 0,
        dueAt: NOW,
      },
    ])
  })

  test('the longest waiting come first, and no more of one application than are asked for', async () => {
    const store = await engine.freshStore()
    const [here, there] = [await addBusinessUnit(store), await addBusinessUnit(store)]
    const [busy, calm] = [newApplicationId(), newApplicationId()]
    const busyOnes = [
      await addDelivery(here, busy, NOW),
      await addDelivery(there, busy, NOW + 1),
      await addDelivery(here, busy, NOW + 2),
    ]
    const calmOne = await addDelivery(here, calm, NOW + 3)
    const list = (all: number, ofOneApplication: number) => ids(here, NOW + 9, { all, ofOneApplication })
    assert.deepEqual(await list(9, 9), [...busyOnes, calmOne])
    assert.deepEqual(await list(9, 2), [...busyOnes.slice(0, 2), calmOne])
    assert.deepEqual(await list(1, 2), [busyOnes[0]])
  })

  test('a claim hides a delivery until it ends, and counts the attempt', async () => {
    const store = await engine.freshStore()
    const scope = await addBusinessUnit(store)
    const id = await addDelivery(scope, newApplicationId(), NOW)
    assert.equal(await claimDelivery(scope, { id, dueAt: NOW }, NOW + 10), true)
    assert.equal(await claimDelivery(scope, { id, dueAt: NOW }, NOW + 11), false)
    assert.deepEqual(await ids(scope, NOW + 9), [])
    const [again] = await listDueDeliveries(store, NOW + 10, ALL)
    assert.deepEqual([again?.id, again?.attempts, again?.dueAt], [id, 1, NOW + 10])
  })

  test('a delivery that was postponed comes back, and one that arrived or was given up does not', async () => {
    const store = await engine.freshStore()
    const scope = await addBusinessUnit(store)
    const claim = async () => {
      const id = await addDelivery(scope, newApplicationId(), NOW)
      await claimDelivery(scope, { id, dueAt: NOW }, NOW + 10)
      return { id, claimedUntil: NOW + 10, failure: 'no answer' }
    }
    const [late, arrived, lost] = [await claim(), await claim(), await claim()]
    assert.equal(await postponeDelivery(scope, late, NOW + 50), true)
    assert.equal(await markDelivered(scope, arrived.id, NOW + 1), true)
    assert.equal(await giveUpDelivery(scope, lost, NOW + 1), true)
    for (const each of [late, arrived, lost]) {
      assert.equal(await postponeDelivery(scope, each, NOW + 60), false)
      assert.equal(await giveUpDelivery(scope, each, NOW + 60), false)
    }
    assert.equal(await markDelivered(scope, arrived.id, NOW + 2), false)
    assert.equal(await markDelivered(scope, lost.id, NOW + 2), false)
    assert.deepEqual([await ids(scope, NOW + 49), await ids(scope, NOW + 99)], [[], [late.id]])
    const rows = await store.db.selectFrom('deliveries').selectAll().execute()
    const kept = new Map(rows.map(row => [row.id, [row.delivered_at, row.given_up_at, row.last_failure]]))
    assert.deepEqual(kept.get(late.id), [null, null, 'no answer'])
    assert.deepEqual(kept.get(arrived.id), [NOW + 1, null, null])
    assert.deepEqual(kept.get(lost.id), [null, NOW + 1, 'no answer'])
  })

  test('whoever lost the claim to another changes nothing but an arrival', async () => {
    const store = await engine.freshStore()
    const scope = await addBusinessUnit(store)
    const id = await addDelivery(scope, newApplicationId(), NOW)
    await claimDelivery(scope, { id, dueAt: NOW }, NOW + 10)
    await claimDelivery(scope, { id, dueAt: NOW + 10 }, NOW + 20)
    const slow = { id, claimedUntil: NOW + 10, failure: 'too slow' }
    assert.equal(await postponeDelivery(scope, slow, NOW + 50), false)
    assert.equal(await giveUpDelivery(scope, slow, NOW + 50), false)
    assert.equal(await markDelivered(inBusinessUnit(store, scope.businessUnitId), id, NOW + 15), true)
    assert.deepEqual(await ids(scope, NOW + 99), [])
  })
})
