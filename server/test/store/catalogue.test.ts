import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setApplicationActive } from '../../src/store/applications/applications.ts'
import {
  countAuthorizing,
  findAskedScopes,
  listVerified,
  noteAskedScopes,
  setVerified,
} from '../../src/store/applications/catalogue/catalogue.ts'
import {
  answerRequest,
  countOpenRequests,
  findReceived,
  findRequest,
  insertRequest,
  listReceived,
  listRequests,
} from '../../src/store/applications/catalogue/requests.ts'
import { insertVendor } from '../../src/store/applications/catalogue/vendors.ts'
import { onBothEngines } from './engines.ts'
import { ACTOR, addApplication, addBusinessUnit, NOW, newApplicationId, newHash } from './records.ts'
import { requestOf } from './request-record.ts'

onBothEngines('the catalogue', engine => {
  test('counts the business units that have an external application active, and nothing else', async () => {
    const [id, other] = [newApplicationId(), newApplicationId()]
    for (const change of [{}, {}, { active: false }]) {
      const scope = await addBusinessUnit(engine.store())
      await addApplication(scope, { id, kind: 'authorization', ...change })
      await addApplication(scope)
    }
    const counts = await countAuthorizing(engine.store(), [id, other])
    assert.deepEqual([counts.get(id), counts.get(other)], [2, 0])
    assert.equal((await countAuthorizing(engine.store(), [])).size, 0)
    const scope = await addBusinessUnit(engine.store())
    await addApplication(scope, { id, kind: 'authorization' })
    await setApplicationActive(scope, id, { active: false, at: NOW, by: ACTOR, reason: null })
    assert.equal((await countAuthorizing(engine.store(), [id])).get(id), 2)
  })

  test('remembers what was asked for when a business unit decided, of authorizations alone', async () => {
    const scope = await addBusinessUnit(engine.store())
    const { id } = await addApplication(scope, { kind: 'authorization' })
    const internal = await addApplication(scope)
    assert.deepEqual(await findAskedScopes(scope, id), [])
    await noteAskedScopes(scope, id, ['RealTimeApi', 'AdminApi'])
    await noteAskedScopes(scope, internal.id, ['RealTimeApi'])
    assert.deepEqual(await findAskedScopes(scope, id), ['RealTimeApi', 'AdminApi'])
    assert.equal(await findAskedScopes(scope, internal.id), null)
  })

  test('vouches for a vendor until it no longer does', async () => {
    const [one, two] = [newHash(), newHash()]
    for (const nameKey of [one, two]) {
      await insertVendor(engine.store(), { id: `ven_${nameKey}`, name: nameKey, nameKey, createdAt: NOW })
    }
    assert.deepEqual(await listVerified(engine.store(), [one, two, 'nobody']), new Set())
    await setVerified(engine.store(), one, NOW)
    assert.deepEqual(await listVerified(engine.store(), [one, one, two]), new Set([one]))
    await setVerified(engine.store(), one, null)
    assert.deepEqual(await listVerified(engine.store(), [one]), new Set())
    assert.deepEqual(await listVerified(engine.store(), []), new Set())
  })

  test('keeps requests as they were asked, and lets exactly one of ten at once answer', async () => {
    const scope = await addBusinessUnit(engine.store())
    const [first, second] = [requestOf(), requestOf()]
    await insertRequest(scope, first)
    await insertRequest(scope, second)
    const ids = async () => (await listRequests(scope, { before: null, limit: 9 })).map(({ id }) => id)
    assert.deepEqual(await ids(), [second.id, first.id].toSorted().toReversed())
    assert.equal(await countOpenRequests(scope, 9), 2)
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        answerRequest(scope, first.id, { state: 'yes', words: `Words ${index}`, at: NOW + index }),
      ),
    )
    assert.equal(answers.filter(Boolean).length, 1)
    const answered = await findRequest(scope, first.id)
    assert.deepEqual([answered?.state, answered?.answer], ['yes', `Words ${answers.indexOf(true)}`])
    assert.equal(await countOpenRequests(scope, 9), 1)
    assert.equal((await findReceived(engine.store(), first.id))?.businessUnitId, scope.businessUnitId)
    assert.equal(await findReceived(engine.store(), 'ask_\0'), null)
    const open = await listReceived(engine.store(), 'requested', { before: null, limit: 99 })
    assert.ok(open.some(({ id }) => id === second.id) && !open.some(({ id }) => id === first.id))
  })
})
