import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MINUTE } from '../../src/lib/clock.ts'
import { inBusinessUnit, type Scoped } from '../../src/store/handle.ts'
import {
  findConsent,
  holdConsent,
  listConsentsOf,
  saveConsent,
  withdrawConsent,
} from '../../src/store/people/consents.ts'
import {
  findUnitConsent,
  saveUnitConsent,
  withdrawUnitConsent,
} from '../../src/store/people/unit-consents.ts'
import {
  expireCodesOfConsent,
  expireCodesWithoutConsent,
  findCode,
  insertCode,
} from '../../src/store/tokens/codes.ts'
import { findFamily, revokeFamiliesWithoutConsent } from '../../src/store/tokens/token-families.ts'
import { onBothEngines } from './engines.ts'
import {
  addBusinessUnit,
  addFamily,
  addUser,
  code,
  consentTo,
  NOW,
  newApplicationId,
  newUserId,
  unitConsentTo,
} from './records.ts'

onBothEngines('consents', engine => {
  const newScope = () => addBusinessUnit(engine.store())

  test('a consent is replaced by a later one, and a withdrawn one can be given again', async () => {
    const scope = await newScope()
    const consent = consentTo(await addUser(scope), newApplicationId(), ['AgentApi'])
    const find = () => findConsent(scope, consent.userId, consent.applicationId)
    assert.equal(await find(), null)
    await saveConsent(scope, consent)
    assert.deepEqual(await find(), consent)
    await saveConsent(scope, { ...consent, scopes: [], grantedAt: NOW + 1 })
    assert.deepEqual(await find(), { ...consent, scopes: [], grantedAt: NOW + 1 })
    assert.equal(await withdrawConsent(scope, consent.userId, consent.applicationId, NOW + 2), true)
    assert.equal(await withdrawConsent(scope, consent.userId, consent.applicationId, NOW + 3), false)
    assert.equal(await find(), null)
    await saveConsent(scope, consent)
    assert.deepEqual(await find(), { ...consent, endedBefore: NOW + 2 }, 'the withdrawal stays noted')
    await saveConsent(scope, { ...consent, grantedAt: NOW + 9 })
    assert.equal((await find())?.endedBefore, NOW + 2)
    assert.equal(await findConsent(scope, newUserId(), consent.applicationId), null)
    assert.equal(await findConsent(scope, consent.userId, newApplicationId()), null)
  })

  test('the standing consents of a user are listed, the latest first', async () => {
    const scope = await newScope()
    const userId = newUserId()
    const [first, second, withdrawn] = [newApplicationId(), newApplicationId(), newApplicationId()]
    for (const [id, at] of [
      [first, 1],
      [second, 2],
      [withdrawn, 3],
    ] as const) {
      await saveConsent(scope, { ...consentTo(userId, id, ['AgentApi']), grantedAt: NOW + at })
    }
    await saveConsent(scope, consentTo(newUserId(), first, ['AgentApi']))
    await withdrawConsent(scope, userId, withdrawn, NOW + 4)
    const listed = await listConsentsOf(scope, userId)
    assert.deepEqual(
      listed.map(consent => [consent.applicationId, consent.grantedAt]),
      [
        [second, NOW + 2],
        [first, NOW + 1],
      ],
    )
  })

  test('holding a consent that is not there gives none, and leaves none behind', async () => {
    const scope = await newScope()
    const [userId, applicationId] = [newUserId(), newApplicationId()]
    assert.equal(await holdConsent(scope, userId, applicationId, NOW), null)
    assert.equal(await findConsent(scope, userId, applicationId), null)
    const consent = consentTo(userId, applicationId, ['AgentApi'])
    await saveConsent(scope, consent)
    assert.deepEqual(await holdConsent(scope, userId, applicationId, NOW + 9), consent)
    await withdrawConsent(scope, userId, applicationId, NOW + 1)
    assert.equal(await holdConsent(scope, userId, applicationId, NOW + 9), null)
  })

  test('of ten answers that are added at once none is lost', async () => {
    const { businessUnitId } = await newScope()
    const [userId, applicationId] = [newUserId(), newApplicationId()]
    const names = Array.from({ length: 10 }, (_, index) => `Scope${index}`)
    const add = (name: string) =>
      engine.store().transact(async tx => {
        const scope = inBusinessUnit(tx, businessUnitId)
        const before = await holdConsent(scope, userId, applicationId, NOW)
        await saveConsent(scope, consentTo(userId, applicationId, [...(before?.scopes ?? []), name]))
      })
    await Promise.all(names.map(add))
    const kept = await findConsent(inBusinessUnit(engine.store(), businessUnitId), userId, applicationId)
    assert.deepEqual(kept?.scopes.toSorted(), names)
  })

  test('the consent of a business unit is kept by application, replaced, withdrawn once, and given again', async () => {
    const scope = await newScope()
    const consent = unitConsentTo(newApplicationId(), ['AgentApi', 'openid'])
    const find = () => findUnitConsent(scope, consent.applicationId)
    assert.equal(await find(), null)
    await saveUnitConsent(scope, consent)
    assert.deepEqual(await find(), consent)
    await saveUnitConsent(scope, { ...consent, scopes: ['openid'], grantedAt: NOW + 1 })
    assert.deepEqual(await find(), { ...consent, scopes: ['openid'], grantedAt: NOW + 1 })
    assert.equal(await withdrawUnitConsent(scope, consent.applicationId, NOW + 2), true)
    assert.equal(await withdrawUnitConsent(scope, consent.applicationId, NOW + 3), false)
    assert.equal(await find(), null)
    await saveUnitConsent(scope, consent)
    assert.deepEqual(await find(), { ...consent, endedBefore: NOW + 2 })
    assert.equal(await findUnitConsent(scope, newApplicationId()), null)
  })

  async function addCode(scope: Scoped, pair: Parameters<typeof code>[1]): Promise<string> {
    const record = code(scope, pair)
    await insertCode(scope, record)
    return record.hash
  }

  test('codes expire by consent, and by having none; spent and expired ones are left as they were', async () => {
    const scope = await newScope()
    const applicationId = newApplicationId()
    const [willing, alone] = [newUserId(), newUserId()]
    await saveConsent(scope, consentTo(willing, applicationId, ['AgentApi']))
    const hashes = [
      await addCode(scope, { applicationId, userId: willing }),
      await addCode(scope, { applicationId, userId: alone }),
      await addCode(scope, { applicationId: newApplicationId(), userId: alone }),
      await addCode(scope, { applicationId, userId: alone, consumedAt: NOW }),
      await addCode(scope, { applicationId, userId: alone, expiresAt: NOW + 1 }),
    ]
    const ends = async () => {
      const found = await Promise.all(hashes.map(hash => findCode(engine.store(), hash)))
      return found.map(record => Math.max(0, (record?.expiresAt ?? 0) - NOW))
    }
    assert.equal(await expireCodesWithoutConsent(scope, applicationId, NOW + 5), 1)
    assert.deepEqual(await ends(), [MINUTE, 0, MINUTE, MINUTE, 1])
    assert.equal(await expireCodesOfConsent(scope, { applicationId, userId: willing }, NOW + 7), 1)
    assert.deepEqual(await ends(), [0, 0, MINUTE, MINUTE, 1])
    assert.equal(await expireCodesOfConsent(scope, { applicationId, userId: willing }, NOW + 8), 0)
  })

  test('families end for want of a consent of their own user, and no others', async () => {
    const scope = await newScope()
    const applicationId = newApplicationId()
    const [willing, withdrawn, alone] = [newUserId(), newUserId(), newUserId()]
    for (const userId of [willing, withdrawn]) {
      await saveConsent(scope, consentTo(userId, applicationId, ['AgentApi']))
    }
    await withdrawConsent(scope, withdrawn, applicationId, NOW)
    const ids = []
    for (const pair of [
      { applicationId, userId: willing },
      { applicationId, userId: withdrawn },
      { applicationId, userId: alone },
      { applicationId: newApplicationId(), userId: alone },
    ]) {
      ids.push((await addFamily(scope, pair)).family.id)
    }
    assert.equal(await revokeFamiliesWithoutConsent(scope, applicationId, NOW, 'withdrawn'), 2)
    const found = await Promise.all(ids.map(id => findFamily(scope, id)))
    assert.deepEqual(
      found.map(family => family?.revokedAt),
      [null, NOW, NOW, null],
    )
  })
})
