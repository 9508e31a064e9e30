import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR } from '../../src/lib/clock.ts'
import { DEFAULT_METADATA } from '../../src/registry/applications/client-metadata.ts'
import {
  findApplication,
  insertApplication,
  setApplicationActive,
} from '../../src/store/applications/applications.ts'
import { insertSecret, listSecrets, revokeSecrets } from '../../src/store/applications/credentials.ts'
import {
  type ClientReplacement,
  endRegistrationAccess,
  findDynamicClient,
  holdUnused,
  insertDynamicClient,
  listUnusedClients,
  noteFirstUse,
  replaceClient,
} from '../../src/store/applications/dynamic-clients.ts'
import {
  consumeRegistrationToken,
  findRegistrationToken,
  insertRegistrationToken,
  listRegistrationTokens,
  readRegistrationToken,
  revokeRegistrationToken,
} from '../../src/store/applications/registration-tokens.ts'
import { findOffers, setBusinessUnitActive } from '../../src/store/business-units/business-units.ts'
import { inBusinessUnit, type Scoped } from '../../src/store/handle.ts'
import { consumeAssertion } from '../../src/store/tokens/used-assertions.ts'
import { onBothEngines } from './engines.ts'
import {
  ACTOR,
  addApplication,
  addBusinessUnit,
  dynamicClient,
  keysOf,
  NOW,
  newHash,
  registration,
  registrationToken,
  secret,
} from './records.ts'

onBothEngines('dynamic registration', engine => {
  async function addClient(scope: Scoped, createdAt = NOW) {
    const application = await addApplication(scope)
    await insertDynamicClient(scope, { ...dynamicClient(application.id), createdAt })
    return application
  }

  test('a registration token is found by its hash and by its id, as it was kept', async () => {
    const scope = await addBusinessUnit(engine.store())
    const token = registrationToken(scope)
    await insertRegistrationToken(scope, token)
    assert.deepEqual(await findRegistrationToken(scope, token.hash), token)
    assert.deepEqual(await readRegistrationToken(scope, token.id), token)
    assert.equal(await findRegistrationToken(scope, newHash()), null)
    assert.equal(await readRegistrationToken(scope, 'rgt_\0'), null)
  })

  test('registration tokens are listed newest first', async () => {
    const scope = await addBusinessUnit(engine.store())
    const tokens = [registrationToken(scope), registrationToken(scope), registrationToken(scope)]
    for (const token of tokens) await insertRegistrationToken(scope, token)
    assert.deepEqual(await listRegistrationTokens(scope, 2), [tokens[2], tokens[1]])
  })

  test('a registration token is used as often as it may be, while it lives and is not revoked', async () => {
    const scope = await addBusinessUnit(engine.store())
    const token = registrationToken(scope, { usesLeft: 2 })
    await insertRegistrationToken(scope, token)
    const use = (now = NOW) => consumeRegistrationToken(scope, token.hash, now)
    assert.equal(await use(token.expiresAt), false)
    assert.equal(await use(), true)
    assert.equal(await revokeRegistrationToken(scope, token.id, NOW), true)
    assert.equal(await revokeRegistrationToken(scope, token.id, NOW + 1), false)
    assert.equal(await revokeRegistrationToken(scope, 'rgt_\0', NOW), false)
    assert.equal(await use(), false)
    const kept = await readRegistrationToken(scope, token.id)
    assert.deepEqual([kept?.usesLeft, kept?.revokedAt], [1, NOW])
  })

  test('of ten who use a token with three uses left at once three win', async () => {
    const scope = await addBusinessUnit(engine.store())
    const token = registrationToken(scope, { usesLeft: 3 })
    await insertRegistrationToken(scope, token)
    const tries = Array.from({ length: 10 }, () => consumeRegistrationToken(scope, token.hash, NOW))
    assert.equal((await Promise.all(tries)).filter(won => won).length, 3)
    assert.equal((await readRegistrationToken(scope, token.id))?.usesLeft, 0)
  })

  test('a client is known by its token until that ends', async () => {
    const scope = await addBusinessUnit(engine.store())
    const { id } = await addApplication(scope)
    const client = dynamicClient(id)
    await insertDynamicClient(scope, client)
    assert.deepEqual(await findDynamicClient(scope, id), client)
    assert.equal(await endRegistrationAccess(scope, id), true)
    assert.equal(await endRegistrationAccess(scope, id), false)
    assert.deepEqual(await findDynamicClient(scope, id), { ...client, tokenHash: null })
  })

  test('active clients that were never used are listed once they are old enough', async () => {
    const store = await engine.freshStore()
    const scope = await addBusinessUnit(store)
    const [old, older, used, ended] = [
      await addClient(scope, NOW - DAY),
      await addClient(scope, NOW - 2 * DAY),
      await addClient(scope, NOW - DAY),
      await addClient(scope, NOW - DAY),
    ]
    await addClient(scope, NOW - DAY + 1)
    assert.equal(await noteFirstUse(scope, used.id, NOW), true)
    assert.equal(await noteFirstUse(scope, used.id, NOW + 1), false)
    assert.equal((await findDynamicClient(scope, used.id))?.usedAt, NOW)
    await setApplicationActive(scope, ended.id, { active: false, at: NOW, by: ACTOR, reason: null })
    const { businessUnitId } = scope
    const list = (limit: number) => listUnusedClients(store, NOW - DAY, limit)
    assert.deepEqual(await list(9), [
      { businessUnitId, applicationId: older.id },
      { businessUnitId, applicationId: old.id },
    ])
    assert.deepEqual(await list(1), [{ businessUnitId, applicationId: older.id }])
    assert.deepEqual([await holdUnused(scope, old.id), await holdUnused(scope, used.id)], [true, false])
  })

  test('a client is replaced whole, once for each version and under a name that is free', async () => {
    const scope = await addBusinessUnit(engine.store())
    const [stands, other] = [await addApplication(scope), await addApplication(scope)]
    assert.ok(stands.registered !== null)
    const wanted: ClientReplacement = {
      name: 'Another',
      scopes: [],
      optionalScopes: [],
      callbackUrls: ['https://dialler.example/new'],
      implicitAllowed: true,
      metadata: { ...stands.metadata, jwks: null, tokenEndpointAuthMethod: 'client_secret_post' },
      registered: { ...stands.registered, contacts: [], logoUri: null, defaultMaxAge: null },
    }
    const target = { id: stands.id, version: 1 }
    assert.equal(await replaceClient(scope, target, wanted, keysOf(other)), false)
    const keys = keysOf({ ...stands, name: wanted.name })
    assert.equal(await replaceClient(scope, { ...target, version: 2 }, wanted, keys), false)
    assert.deepEqual(await findApplication(scope, stands.id), stands)
    assert.equal(await replaceClient(scope, target, wanted, keys), true)
    assert.equal(await replaceClient(scope, target, wanted, keys), false)
    assert.deepEqual(await findApplication(scope, stands.id), { ...stands, ...wanted, version: 2 })
  })

  test('a new name that others register at the same moment is taken for one of them, and never a fault', async () => {
    const store = engine.store()
    const scope = await addBusinessUnit(store)
    const client = await addApplication(scope)
    const { registered } = client
    assert.ok(registered !== null)
    for (let round = 0; round < 5; round++) {
      const wanted = { ...client, name: `Fought over ${round}` }
      const keys = keysOf(wanted)
      const version = (await findApplication(scope, client.id))?.version ?? 0
      const registering = Array.from({ length: 4 }, () =>
        store.transact(async tx => {
          const own = registration(scope, { name: wanted.name, vendorName: client.vendorName })
          return (await insertApplication(inBusinessUnit(tx, scope.businessUnitId), own, keys)) === 'inserted'
        }),
      )
      const renaming: Promise<boolean>[] = Array.from({ length: 4 }, () =>
        store.transact(tx =>
          replaceClient(
            inBusinessUnit(tx, scope.businessUnitId),
            { id: client.id, version },
            { ...wanted, registered },
            keysOf(wanted),
          ),
        ),
      )
      const outcomes = await Promise.all([...registering, ...renaming])
      assert.equal(outcomes.filter(Boolean).length, 1)
    }
  })

  test('all secrets of an application end at once, and no others', async () => {
    const scope = await addBusinessUnit(engine.store())
    const [one, two] = [await addApplication(scope), await addApplication(scope)]
    for (const id of [one.id, one.id, two.id]) await insertSecret(scope, secret(id), 5)
    assert.equal(await revokeSecrets(scope, one.id, NOW), 2)
    assert.equal(await revokeSecrets(scope, one.id, NOW), 0)
    assert.equal((await findApplication(scope, one.id))?.version, 4)
    assert.deepEqual(
      [(await listSecrets(scope, one.id)).length, (await listSecrets(scope, two.id)).length],
      [0, 1],
    )
  })

  test('an assertion is used once, whoever comes with it', async () => {
    const [one, two] = [await addBusinessUnit(engine.store()), await addBusinessUnit(engine.store())]
    const hash = newHash()
    assert.equal(await consumeAssertion(one, hash, NOW + HOUR), true)
    assert.equal(await consumeAssertion(one, hash, NOW + HOUR), false)
    assert.equal(await consumeAssertion(two, hash, NOW + HOUR), false)
  })

  test('registration and unsigned requests are offered while somebody active has them on', async () => {
    const store = await engine.freshStore()
    assert.deepEqual(await findOffers(store), {
      registration: false,
      implicit: false,
      unsignedRequests: false,
    })
    const scope = await addBusinessUnit(store)
    const none = await addApplication(scope, {
      metadata: { ...DEFAULT_METADATA, requestObjectSigningAlg: 'none' },
    })
    assert.equal((await findOffers(store)).unsignedRequests, true)
    await setApplicationActive(scope, none.id, { active: false, at: NOW, by: ACTOR, reason: null })
    assert.deepEqual(await findOffers(store), {
      registration: true,
      implicit: false,
      unsignedRequests: false,
    })
    await setApplicationActive(scope, none.id, { active: true, at: NOW, by: ACTOR, reason: null })
    await setBusinessUnitActive(scope, false, NOW)
    assert.deepEqual(await findOffers(store), {
      registration: false,
      implicit: false,
      unsignedRequests: false,
    })
  })
})
