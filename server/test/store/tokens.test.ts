import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HOUR, MINUTE } from '../../src/lib/clock.ts'
import type { FamilyId } from '../../src/lib/ids.ts'
import type { TokenFamily } from '../../src/registry/model.ts'
import type { Handle, Scoped } from '../../src/store/handle.ts'
import { consumeCode, findCode, insertCode } from '../../src/store/tokens/codes.ts'
import { addRefreshCounts, sumRefreshCounts } from '../../src/store/tokens/refresh-counts.ts'
import {
  consumeRefreshToken,
  extendRefreshToken,
  findRefreshToken,
  insertRefreshToken,
  repeatRotation,
} from '../../src/store/tokens/refresh-tokens.ts'
import { isTokenRevoked, listRevokedTokens, revokeToken } from '../../src/store/tokens/revoked-tokens.ts'
import {
  bringForwardSigningKey,
  insertSigningKey,
  listSigningKeys,
  retireSigningKey,
} from '../../src/store/tokens/signing-keys.ts'
import {
  findFamily,
  insertFamily,
  lastUsesOfUser,
  revokeFamiliesOfApplication,
  revokeFamiliesOfBusinessUnit,
  revokeFamiliesOfConsent,
  revokeFamiliesOfUser,
  revokeFamily,
  revokeOtherFamiliesOfUser,
  touchLiveFamily,
} from '../../src/store/tokens/token-families.ts'
import { onBothEngines } from './engines.ts'
import {
  addBusinessUnit,
  addFamily,
  code,
  family,
  NOW,
  newApplicationId,
  newFamilyId,
  newHash,
  newUserId,
  refreshToken,
} from './records.ts'

async function reasonOf(scope: Scoped, id: FamilyId): Promise<string | null> {
  const row = await scope.db
    .selectFrom('token_families')
    .select('revoked_because')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.revoked_because
}

async function hashesOf(handle: Handle, familyId: FamilyId): Promise<string[]> {
  const rows = await handle.db
    .selectFrom('refresh_tokens')
    .select('hash')
    .where('family_id', '=', familyId)
    .orderBy('hash')
    .execute()
  return rows.map(row => row.hash)
}

onBothEngines('codes and tokens', engine => {
  test('a code is found as it was kept, and as spent after its one redemption', async () => {
    const scope = await addBusinessUnit(engine.store())
    for (const nonce of [null, 'n-0S6']) {
      const kept = code(scope, { nonce, redirectUriSent: nonce === null })
      await insertCode(scope, kept)
      assert.deepEqual(await findCode(engine.store(), kept.hash), kept)
      const familyId = newFamilyId()
      assert.equal(await consumeCode(scope, kept.hash, familyId, NOW + 1), true)
      assert.equal(await consumeCode(scope, kept.hash, newFamilyId(), NOW + 2), false)
      assert.deepEqual(await findCode(engine.store(), kept.hash), { ...kept, consumedAt: NOW + 1, familyId })
    }
    assert.equal(await findCode(engine.store(), newHash()), null)
  })

  test('an expired code is found but not spent', async () => {
    const scope = await addBusinessUnit(engine.store())
    const kept = code(scope)
    await insertCode(scope, kept)
    assert.equal(await consumeCode(scope, kept.hash, newFamilyId(), kept.expiresAt), false)
    assert.deepEqual(await findCode(engine.store(), kept.hash), kept)
    assert.equal(await consumeCode(scope, kept.hash, newFamilyId(), kept.expiresAt - 1), true)
  })

  test('a family is found as it was kept, and revoked once', async () => {
    const scope = await addBusinessUnit(engine.store())
    const kept = family(scope)
    await insertFamily(scope, kept)
    assert.deepEqual(await findFamily(scope, kept.id), kept)
    assert.equal(await findFamily(scope, newFamilyId()), null)
    assert.equal(await revokeFamily(scope, kept.id, NOW + 1, 'reuse'), true)
    assert.equal(await revokeFamily(scope, kept.id, NOW + 2, 'signed-out'), false)
    assert.deepEqual(await findFamily(scope, kept.id), { ...kept, revokedAt: NOW + 1 })
    assert.equal(await reasonOf(scope, kept.id), 'reuse')
    assert.equal(await revokeFamily(scope, newFamilyId(), NOW, 'reuse'), false)
  })

  test('a family is live until it is revoked or over', async () => {
    const scope = await addBusinessUnit(engine.store())
    const kept = family(scope)
    await insertFamily(scope, kept)
    assert.equal(await touchLiveFamily(scope, kept.id, NOW), true)
    assert.equal(await touchLiveFamily(scope, kept.id, kept.endsAt), false)
    await revokeFamily(scope, kept.id, NOW, 'reuse')
    assert.equal(await touchLiveFamily(scope, kept.id, NOW), false)
    assert.equal(await touchLiveFamily(scope, newFamilyId(), NOW), false)
  })

  test('families are revoked by application, by user, and by the consent of a user to an application', async () => {
    const scope = await addBusinessUnit(engine.store())
    const [app, otherApp, user, otherUser] = [
      newApplicationId(),
      newApplicationId(),
      newUserId(),
      newUserId(),
    ]
    const pairs = [
      { applicationId: app, userId: user },
      { applicationId: app, userId: otherUser },
      { applicationId: otherApp, userId: user },
      { applicationId: otherApp, userId: otherUser },
    ]
    const add = async () => {
      const added = []
      for (const pair of pairs) added.push((await addFamily(scope, pair)).family.id)
      return added
    }
    const revoked = async (ids: FamilyId[]) => {
      const found = await Promise.all(ids.map(id => findFamily(scope, id)))
      return found.map(each => each?.revokedAt !== null)
    }
    const first = await add()
    assert.equal(
      await revokeFamiliesOfConsent(scope, { userId: user, applicationId: app }, NOW, 'withdrawn'),
      1,
    )
    assert.deepEqual(await revoked(first), [true, false, false, false])
    assert.equal(await revokeFamiliesOfApplication(scope, app, NOW, 'deactivated'), 1)
    assert.deepEqual(await revoked(first), [true, true, false, false])
    assert.equal(await revokeFamiliesOfUser(scope, user, NOW, 'deactivated'), 1)
    assert.deepEqual(await revoked(first), [true, true, true, false])
    assert.equal(await reasonOf(scope, first[0] ?? newFamilyId()), 'withdrawn')
    assert.equal(await revokeFamiliesOfUser(scope, newUserId(), NOW, 'deactivated'), 0)
    const all = { at: NOW, because: 'deactivated', after: null, limit: 9 }
    assert.equal(await revokeFamiliesOfBusinessUnit(scope, all), null)
    assert.deepEqual(await revoked(first), [true, true, true, true])
    assert.equal(await reasonOf(scope, first[0] ?? newFamilyId()), 'withdrawn')
  })

  test('families of a business unit are revoked step by step, and none that began later', async () => {
    const scope = await addBusinessUnit(engine.store())
    const ids: FamilyId[] = []
    for (let count = 0; count < 5; count++) ids.push((await addFamily(scope)).family.id)
    const { family: later } = await addFamily(scope, { createdAt: NOW + 1 })
    const alive = async () => {
      const found = await Promise.all([...ids, later.id].map(id => findFamily(scope, id)))
      return found.filter(each => each?.revokedAt === null).map(each => each?.id)
    }
    let after: FamilyId | null = null
    for (const left of [3, 1, 0]) {
      after = await revokeFamiliesOfBusinessUnit(scope, { at: NOW, because: 'deactivated', after, limit: 2 })
      assert.equal((await alive()).length, left + 1)
    }
    assert.deepEqual([after, await alive()], [null, [later.id]])
  })

  test('of a user all families can be revoked but those with one scope and those of one session', async () => {
    const scope = await addBusinessUnit(engine.store())
    const userId = newUserId()
    const { sessionId: kept } = family(scope)
    assert.ok(kept !== null)
    const facts: readonly Partial<TokenFamily>[] = [
      { sessionId: kept },
      { sessionId: null },
      { scopes: ['openid', 'offline_access', 'AgentApi'] },
      { scopes: ['offline_access_not'] },
      { userId: newUserId() },
    ]
    const ids: FamilyId[] = []
    for (const each of facts) ids.push((await addFamily(scope, { userId, ...each })).family.id)
    const revoke = (except: TokenFamily['sessionId']) =>
      revokeOtherFamiliesOfUser(scope, userId, { at: NOW, because: 'x', sparing: 'offline_access', except })
    const live = async () => {
      const found = await Promise.all(ids.map(id => findFamily(scope, id)))
      return found.map(each => each?.revokedAt === null)
    }
    assert.equal(await revoke(kept), 2)
    assert.deepEqual(await live(), [true, false, true, false, true])
    assert.equal(await revoke(null), 1)
    assert.deepEqual(await live(), [false, false, true, false, true])
  })

  test('the last use of each application for a user is that of its newest family, used or begun', async () => {
    const scope = await addBusinessUnit(engine.store())
    const [used, begun, userId] = [newApplicationId(), newApplicationId(), newUserId()]
    const { family: first } = await addFamily(scope, { applicationId: used, userId })
    await addFamily(scope, { applicationId: used, userId, createdAt: NOW + 1 })
    await addFamily(scope, { applicationId: begun, userId, createdAt: NOW + 2 })
    await addFamily(scope, { applicationId: begun, userId: newUserId(), createdAt: NOW + 3 })
    await touchLiveFamily(scope, first.id, NOW + 5)
    assert.deepEqual(
      await lastUsesOfUser(scope, userId),
      new Map([
        [used, NOW + 5],
        [begun, NOW + 2],
      ]),
    )
  })

  test('a rotation spends the token and keeps its successor', async () => {
    const scope = await addBusinessUnit(engine.store())
    const { family: kept, token } = await addFamily(scope)
    assert.deepEqual(await findRefreshToken(engine.store(), token.hash), token)
    const successor = refreshToken(scope, kept.id)
    assert.equal(await consumeRefreshToken(scope, { hash: token.hash, successor, now: NOW + 1 }), true)
    assert.deepEqual(await findRefreshToken(engine.store(), token.hash), {
      ...token,
      replacedAt: NOW + 1,
      successorHash: successor.hash,
    })
    assert.deepEqual(await findRefreshToken(engine.store(), successor.hash), successor)
    const again = refreshToken(scope, kept.id)
    assert.equal(
      await consumeRefreshToken(scope, { hash: token.hash, successor: again, now: NOW + 2 }),
      false,
    )
    assert.equal(await findRefreshToken(engine.store(), again.hash), null)
  })

  test('an expired token, a revoked family and another family stop a rotation, which then writes nothing', async () => {
    const scope = await addBusinessUnit(engine.store())
    const { family: kept, token } = await addFamily(scope)
    const { family: other } = await addFamily(scope)
    const rotate = (familyId: FamilyId, now: number) =>
      consumeRefreshToken(scope, { hash: token.hash, successor: refreshToken(scope, familyId), now })
    assert.equal(await rotate(kept.id, token.expiresAt), false)
    assert.equal(await rotate(other.id, NOW), false)
    assert.equal(await rotate(newFamilyId(), NOW), false)
    await revokeFamily(scope, kept.id, NOW, 'reuse')
    assert.equal(await rotate(kept.id, NOW), false)
    assert.deepEqual(await findRefreshToken(engine.store(), token.hash), token)
    assert.deepEqual(await hashesOf(scope, kept.id), [token.hash])
  })

  test('a family that is over stops the rotation of a token that is not', async () => {
    const scope = await addBusinessUnit(engine.store())
    const { family: kept, token } = await addFamily(scope, { endsAt: NOW + MINUTE })
    const successor = refreshToken(scope, kept.id)
    const rotate = (now: number) => consumeRefreshToken(scope, { hash: token.hash, successor, now })
    assert.equal(await rotate(NOW + MINUTE), false)
    assert.equal(await rotate(NOW + MINUTE - 1), true)
  })

  test('a spent token is repeated while its successor was never used, or since a moment', async () => {
    const scope = await addBusinessUnit(engine.store())
    const { family: kept, token } = await addFamily(scope)
    const [second, third] = [refreshToken(scope, kept.id), refreshToken(scope, kept.id)]
    const repeat = (hash: string, graceSince: number, familyId = kept.id) =>
      repeatRotation(scope, { familyId, hash, graceSince, now: NOW + 9 })
    assert.equal(await repeat(token.hash, 0), false, 'it is not spent')
    await consumeRefreshToken(scope, { hash: token.hash, successor: second, now: NOW })
    for (const since of [0, NOW + 5]) assert.equal(await repeat(token.hash, since), true)
    await consumeRefreshToken(scope, { hash: second.hash, successor: third, now: NOW + 2 })
    assert.deepEqual([await repeat(token.hash, NOW - 1), await repeat(token.hash, NOW)], [true, false])
    assert.deepEqual([await repeat(second.hash, NOW + 9), await repeat(third.hash, 0)], [true, false])
    assert.equal(await repeat(token.hash, 0, (await addFamily(scope)).family.id), false)
    assert.deepEqual(await findRefreshToken(engine.store(), third.hash), third)
    await revokeFamily(scope, kept.id, NOW, 'reuse')
    assert.equal(await repeat(second.hash, 0), false)
  })

  test('refresh tokens that came back are counted by application and day', async () => {
    const scope = await addBusinessUnit(engine.store())
    const [one, other] = [newApplicationId(), newApplicationId()]
    const add = (id: typeof one, day: number, benignRetries: number, suspectedReuses: number) =>
      addRefreshCounts(scope, id, day, { benignRetries, suspectedReuses })
    await Promise.all([add(one, 7, 1, 0), add(one, 7, 1, 0), add(one, 7, 0, 1), add(other, 7, 5, 5)])
    await add(one, 9, 2, 0)
    assert.deepEqual(await sumRefreshCounts(scope, one, 7), { benignRetries: 4, suspectedReuses: 1 })
    assert.deepEqual(await sumRefreshCounts(scope, one, 8), { benignRetries: 2, suspectedReuses: 0 })
    const elsewhere = await addBusinessUnit(engine.store())
    assert.deepEqual(await sumRefreshCounts(elsewhere, one, 0), { benignRetries: 0, suspectedReuses: 0 })
  })

  test('a token used without rotation lives on while it and its family live', async () => {
    const scope = await addBusinessUnit(engine.store())
    const { family: kept, token } = await addFamily(scope)
    assert.equal(await extendRefreshToken(scope, token.hash, NOW + 2 * HOUR, NOW), true)
    assert.equal((await findRefreshToken(scope, token.hash))?.expiresAt, NOW + 2 * HOUR)
    assert.equal(await extendRefreshToken(scope, token.hash, NOW + 9 * HOUR, NOW + 2 * HOUR), false)
    assert.equal(await extendRefreshToken(scope, newHash(), NOW + 9 * HOUR, NOW), false)
    const successor = refreshToken(scope, kept.id)
    await consumeRefreshToken(scope, { hash: token.hash, successor, now: NOW })
    assert.equal(await extendRefreshToken(scope, token.hash, NOW + 9 * HOUR, NOW), false)
    await revokeFamily(scope, kept.id, NOW, 'reuse')
    assert.equal(await extendRefreshToken(scope, successor.hash, NOW + 9 * HOUR, NOW), false)
    assert.deepEqual(await findRefreshToken(scope, successor.hash), successor)
  })

  test('a refresh token cannot be kept twice', async () => {
    const scope = await addBusinessUnit(engine.store())
    const { token } = await addFamily(scope)
    await assert.rejects(insertRefreshToken(scope, token), /unique/i)
  })

  test('a withdrawn access token is listed until its own end', async () => {
    const store = await engine.freshStore()
    const scope = await addBusinessUnit(store)
    await revokeToken(scope, 'jti-late', NOW + HOUR)
    await revokeToken(scope, 'jti-soon', NOW + MINUTE)
    await revokeToken(scope, 'jti-soon', NOW + MINUTE)
    assert.equal(await isTokenRevoked(store, 'jti-soon'), true)
    assert.equal(await isTokenRevoked(store, 'jti-other'), false)
    assert.equal(await isTokenRevoked(store, 'jti\0'), false)
    const { businessUnitId } = scope
    const late = { tokenId: 'jti-late', businessUnitId, expiresAt: NOW + HOUR }
    assert.deepEqual(await listRevokedTokens(store, NOW), [
      { tokenId: 'jti-soon', businessUnitId, expiresAt: NOW + MINUTE },
      late,
    ])
    assert.deepEqual(await listRevokedTokens(store, NOW + MINUTE), [late])
  })

  test('signing keys are listed oldest first, and retired once and then without their private halves', async () => {
    const store = await engine.freshStore()
    const key = (id: string, createdAt: number) => ({
      id,
      algorithm: 'ES256' as const,
      publicJwk: '{"kty":"EC"}',
      sealedPrivateKey: 'sealed',
      createdAt,
      activeFrom: createdAt + HOUR,
      retiredAt: null,
    })
    await insertSigningKey(store, key('key_2', NOW + 1))
    await insertSigningKey(store, key('key_1', NOW))
    await assert.rejects(insertSigningKey(store, key('key_1', NOW)), /unique/i)
    assert.equal(await retireSigningKey(store, 'key_1', NOW + 2), true)
    assert.equal(await retireSigningKey(store, 'key_1', NOW + 3), false)
    assert.equal(await retireSigningKey(store, 'key_9', NOW + 3), false)
    assert.deepEqual(await listSigningKeys(store), [
      { ...key('key_1', NOW), sealedPrivateKey: '', retiredAt: NOW + 2 },
      key('key_2', NOW + 1),
    ])
    assert.equal(await bringForwardSigningKey(store, 'key_1', NOW + 3), false)
    assert.equal(await bringForwardSigningKey(store, 'key_2', NOW + 2 * HOUR), false)
    assert.equal(await bringForwardSigningKey(store, 'key_2', NOW + 3), true)
    assert.equal(await bringForwardSigningKey(store, 'key_2', NOW + 3), false)
    assert.deepEqual((await listSigningKeys(store)).at(-1), { ...key('key_2', NOW + 1), activeFrom: NOW + 3 })
  })

  test('a signing key of before keys waited for their turn signs from the moment it was made', async () => {
    const store = await engine.freshStore()
    const halves = { public_jwk: '{}', sealed_private_key: 'sealed' }
    const times = { created_at: NOW, active_from: null, retired_at: null }
    await store.db
      .insertInto('signing_keys')
      .values({ id: 'key_1', algorithm: 'ES256', ...halves, ...times })
      .execute()
    const [key] = await listSigningKeys(store)
    assert.deepEqual([key?.createdAt, key?.activeFrom], [NOW, NOW])
  })
})
