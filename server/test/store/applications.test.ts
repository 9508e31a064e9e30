import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_METADATA } from '../../src/registry/applications/client-metadata.ts'
import type { Registration } from '../../src/registry/model.ts'
import {
  type ApplicationListQuery,
  countApplications,
  listApplications,
} from '../../src/store/applications/application-list.ts'
import {
  authorizedAmong,
  editApplication,
  findApplication,
  findOwner,
  insertApplication,
  setApplicationActive,
  setStatusReason,
} from '../../src/store/applications/applications.ts'
import { findVendor, insertVendor } from '../../src/store/applications/catalogue/vendors.ts'
import { insertSecret, listSecrets, revokeSecret } from '../../src/store/applications/credentials.ts'
import { NO_CONDITIONS } from '../../src/store/applications/lists/conditions.ts'
import type { Scoped } from '../../src/store/handle.ts'
import { onBothEngines } from './engines.ts'
import {
  ACTOR,
  addApplication,
  addBusinessUnit,
  keysOf,
  NOW,
  newApplicationId,
  newHash,
  newSecretId,
  registration,
  secret,
} from './records.ts'

const all: ApplicationListQuery = {
  kinds: ['internal', 'catalogue', 'authorization'],
  search: null,
  active: null,
  conditions: NO_CONDITIONS,
  sort: 'name',
  descending: false,
  after: null,
  limit: 100,
}

async function idsOf(scope: Scoped, query: Partial<ApplicationListQuery>): Promise<string[]> {
  const found = await listApplications(scope, { ...all, ...query })
  assert.equal(await countApplications(scope, { ...all, ...query }), found.length)
  return found.map(each => each.id)
}

onBothEngines('applications', engine => {
  test('an application is found as it was kept, and the directory knows its owner', async () => {
    const scope = await addBusinessUnit(engine.store())
    const kept = await addApplication(scope)
    assert.deepEqual(await findApplication(scope, kept.id), kept)
    assert.equal(await findOwner(engine.store(), kept.id), scope.businessUnitId)
    assert.equal(await findApplication(scope, newApplicationId()), null)
    assert.equal(await findOwner(engine.store(), newApplicationId()), null)
  })

  test('an alias is taken once per kind and business unit', async () => {
    const [scope, other] = [await addBusinessUnit(engine.store()), await addBusinessUnit(engine.store())]
    const first = await addApplication(scope)
    const insert = (where: Scoped, record: Registration) => insertApplication(where, record, keysOf(record))
    const same = registration(scope, { name: first.name })
    assert.equal(await insert(scope, same), 'name-taken')
    assert.equal(await findOwner(engine.store(), same.id), null)
    assert.equal(await insert(scope, { ...same, id: first.id }), 'exists')
    assert.equal(await insert(scope, { ...same, kind: 'authorization' }), 'inserted')
    assert.equal(await insert(other, registration(other, { name: first.name })), 'inserted')
  })

  test('an authorization bears the id of the catalogue entry, whose owner stays the platform', async () => {
    const [platform, scope] = [await addBusinessUnit(engine.store()), await addBusinessUnit(engine.store())]
    const entry = await addApplication(platform, { kind: 'catalogue' })
    const authorization = await addApplication(scope, { kind: 'authorization', id: entry.id, active: false })
    const internal = await addApplication(scope)
    assert.deepEqual(await findApplication(scope, entry.id), authorization)
    assert.equal(await findOwner(engine.store(), entry.id), platform.businessUnitId)
    const asked = [entry.id, internal.id, newApplicationId()]
    assert.deepEqual(await authorizedAmong(scope, asked), new Set([entry.id]))
    assert.deepEqual(await authorizedAmong(platform, asked), new Set())
    assert.deepEqual(await authorizedAmong(scope, []), new Set())
  })

  test('an edit changes what it names, and nothing when another edit came first', async () => {
    const scope = await addBusinessUnit(engine.store())
    const kept = await addApplication(scope)
    assert.equal(await editApplication(scope, { id: kept.id, version: 1 }, { scopes: ['PatronApi'] }), true)
    assert.equal(await editApplication(scope, { id: kept.id, version: 1 }, { callbackUrls: [] }), false)
    assert.deepEqual(await findApplication(scope, kept.id), { ...kept, scopes: ['PatronApi'], version: 2 })
    const edit = {
      callbackUrls: ['https://x.example/'],
      implicitAllowed: true,
      rotateRefreshTokens: false,
      optionalScopes: [],
      metadata: DEFAULT_METADATA,
      lifetimes: { accessToken: null, refreshIdle: 60_000, refreshLongest: 120_000 },
    }
    assert.equal(await editApplication(scope, { id: kept.id, version: 2 }, edit), true)
    assert.deepEqual(await findApplication(scope, kept.id), {
      ...kept,
      ...edit,
      scopes: ['PatronApi'],
      version: 3,
    })
    assert.equal(await editApplication(scope, { id: newApplicationId(), version: 1 }, edit), false)
  })

  test('a callback URL that could not be read back is not kept', async () => {
    const scope = await addBusinessUnit(engine.store())
    const kept = await addApplication(scope)
    await assert.rejects(
      editApplication(scope, { id: kept.id, version: 1 }, { callbackUrls: ['https://a b'] }),
      /Not a word/,
    )
    await assert.rejects(editApplication(scope, { id: kept.id, version: 1 }, { scopes: [''] }), /Not a word/)
    assert.deepEqual(await findApplication(scope, kept.id), kept)
  })

  test('the status changes once, with the time and the person', async () => {
    const scope = await addBusinessUnit(engine.store())
    const kept = await addApplication(scope)
    const by = { kind: 'application', id: 'app_x', name: 'Importer' } as const
    assert.equal(
      await setApplicationActive(scope, kept.id, { active: true, at: NOW + 1, by: ACTOR, reason: null }),
      false,
    )
    assert.equal(
      await setApplicationActive(scope, kept.id, { active: false, at: NOW + 2, by, reason: 'Replaced' }),
      true,
    )
    assert.equal(
      await setApplicationActive(scope, kept.id, { active: false, at: NOW + 3, by: ACTOR, reason: null }),
      false,
    )
    assert.deepEqual(await findApplication(scope, kept.id), {
      ...kept,
      active: false,
      version: 2,
      statusChangedAt: NOW + 2,
      statusChangedBy: by,
      statusReason: 'Replaced',
    })
    assert.equal(
      await setApplicationActive(scope, newApplicationId(), { active: false, at: 1, by, reason: null }),
      false,
    )
  })

  test('the reason changes while the status does not, and ends with it', async () => {
    const scope = await addBusinessUnit(engine.store())
    const { id } = await addApplication(scope)
    const status = (active: boolean, reason: string | null) =>
      setApplicationActive(scope, id, { active, at: NOW, by: ACTOR, reason })
    assert.equal(await setStatusReason(scope, id, 'Too early'), false)
    await status(false, null)
    const said = await Promise.all(['One', 'Two'].map(each => setStatusReason(scope, id, each)))
    assert.deepEqual(said, [true, true])
    const kept = await findApplication(scope, id)
    assert.ok(kept !== null && ['One', 'Two'].includes(kept.statusReason ?? ''))
    assert.equal(await setStatusReason(scope, id, kept.statusReason ?? ''), false)
    assert.equal(kept.version, 4)
    await status(true, null)
    assert.equal((await findApplication(scope, id))?.statusReason, null)
  })

  test('the list is filtered by kind and status', async () => {
    const scope = await addBusinessUnit(engine.store())
    const one = await addApplication(scope, { name: 'Alpha' })
    const two = await addApplication(scope, { name: 'Beta', active: false })
    const three = await addApplication(scope, { name: 'Gamma', kind: 'authorization' })
    assert.deepEqual(await idsOf(scope, {}), [one.id, two.id, three.id])
    assert.deepEqual(await idsOf(scope, { kinds: ['internal'] }), [one.id, two.id])
    assert.deepEqual(await idsOf(scope, { kinds: ['catalogue'] }), [])
    assert.deepEqual(await idsOf(scope, { kinds: [] }), [])
    assert.deepEqual(await idsOf(scope, { active: true }), [one.id, three.id])
    assert.deepEqual(await idsOf(scope, { active: false }), [two.id])
  })

  test('a search finds parts of the name and the vendor, and a whole id', async () => {
    const scope = await addBusinessUnit(engine.store())
    const one = await addApplication(scope, { name: 'Queue Board', vendorName: 'Harbour Works' })
    const two = await addApplication(scope, { name: 'Rota', vendorName: 'Board Games' })
    assert.deepEqual(await idsOf(scope, { search: 'board' }), [one.id, two.id])
    assert.deepEqual(await idsOf(scope, { search: 'e bo' }), [one.id])
    assert.deepEqual(await idsOf(scope, { search: two.id }), [two.id])
    assert.deepEqual(await idsOf(scope, { search: two.id.slice(0, 20) }), [])
    assert.deepEqual(await idsOf(scope, { search: 'boards' }), [])
    assert.deepEqual(await idsOf(scope, { search: 'board', active: false }), [])
  })

  test('signs that mean something in SQL mean only themselves in a search', async () => {
    const scope = await addBusinessUnit(engine.store())
    const names = [
      '100% done',
      '1000 done',
      'a_b',
      'axb',
      'back\\slash',
      "o'clock",
      'quo"te',
      'ünïcode',
      '中文',
    ]
    const ids = new Map<string, string>()
    for (const name of names) ids.set(name, (await addApplication(scope, { name, vendorName: 'V' })).id)
    const expected = [
      ['0%', '100% done'],
      ['_', 'a_b'],
      ['\\', 'back\\slash'],
      ["'", "o'clock"],
      ['"', 'quo"te'],
      ['ïc', 'ünïcode'],
      ['文', '中文'],
    ]
    for (const [search, name] of expected) {
      assert.deepEqual(await idsOf(scope, { search: search ?? '' }), [ids.get(name ?? '')], search)
    }
    assert.deepEqual(await idsOf(scope, { search: '%%' }), [])
    assert.deepEqual(await idsOf(scope, { search: "' or '1'='1" }), [])
    assert.deepEqual(await idsOf(scope, { search: 'a\0b' }), [])
  })

  test('pages hold everything once and in order, also where many share a sort key', async () => {
    const scope = await addBusinessUnit(engine.store())
    const records = Array.from({ length: 40 }, (_, index) =>
      registration(scope, { createdAt: NOW + (index % 4) }),
    )
    // Kept in another order than that of their ids, so that no page is right by chance.
    for (const index of records.keys()) {
      const record = records[(index * 7) % 40] ?? registration(scope)
      const keys = { ...keysOf(record), sortName: `name ${index % 3}`, sortVendor: 'same vendor' }
      await insertApplication(scope, record, keys)
    }
    for (const sort of ['name', 'vendor', 'created'] as const) {
      for (const descending of [false, true]) {
        const whole = await idsOf(scope, { sort, descending })
        assert.equal(new Set(whole).size, 40)
        assert.deepEqual(await walk(scope, { sort, descending, limit: 7 }), whole)
        const opposite = await idsOf(scope, { sort, descending: !descending })
        assert.deepEqual(opposite.reverse(), whole)
      }
    }
  })

  /** Reads page after page, each from the last row of the one before, as a cursor does. */
  async function walk(scope: Scoped, query: Partial<ApplicationListQuery>): Promise<string[]> {
    const seen: string[] = []
    let after: ApplicationListQuery['after'] = null
    for (let page = 0; page < 20; page++) {
      const found = await listApplications(scope, { ...all, ...query, after })
      const last = found.at(-1)
      if (last === undefined) return seen
      seen.push(...found.map(each => each.id))
      const row = await scope.db
        .selectFrom('applications')
        .select(['sort_name', 'sort_vendor', 'created_at'])
        .where('id', '=', last.id)
        .executeTakeFirstOrThrow()
      const keys = { name: row.sort_name, vendor: row.sort_vendor, created: row.created_at }
      after = { key: keys[query.sort ?? 'name'], id: last.id }
    }
    throw new Error('The pages do not end')
  }

  test('a page cannot follow a key of another order', async () => {
    const scope = await addBusinessUnit(engine.store())
    const from = (sort: 'name' | 'created', key: string | number) =>
      listApplications(scope, { ...all, sort, after: { key, id: 'app_1' } })
    await assert.rejects(from('created', 'dialler'), TypeError)
    await assert.rejects(from('name', 17), TypeError)
  })

  test('a vendor is found by its folded name, which is taken once', async () => {
    const store = engine.store()
    const vendor = {
      id: `ven_${newHash()}`,
      name: 'Harbour Works',
      nameKey: `harbour ${newHash()}`,
      createdAt: NOW,
    }
    assert.equal(await insertVendor(store, vendor), true)
    assert.equal(await insertVendor(store, { ...vendor, id: `ven_${newHash()}` }), false)
    assert.deepEqual(await findVendor(store, vendor.nameKey), { id: vendor.id, name: vendor.name })
    assert.equal(await findVendor(store, 'nobody'), null)
    assert.equal(await findVendor(store, 'no\0body'), null)
  })

  test('live secrets are listed oldest first, up to the most that may live', async () => {
    const scope = await addBusinessUnit(engine.store())
    const { id } = await addApplication(scope)
    const [one, two, three] = [secret(id, NOW + 5), secret(id, NOW), secret(id)]
    assert.equal(await insertSecret(scope, one, 2), true)
    assert.equal(await insertSecret(scope, two, 2), true)
    assert.equal(await insertSecret(scope, three, 2), false)
    assert.deepEqual(await listSecrets(scope, id), [two, one])
    assert.equal((await findApplication(scope, id))?.version, 3)
    assert.equal(await insertSecret(scope, secret(newApplicationId()), 2), false)
  })

  test('a secret is revoked once, leaves the list, and makes room for another', async () => {
    const scope = await addBusinessUnit(engine.store())
    const [{ id }, other] = [await addApplication(scope), await addApplication(scope)]
    const [one, two] = [secret(id), secret(id)]
    await insertSecret(scope, one, 1)
    assert.equal(await revokeSecret(scope, other.id, one.id, NOW), false)
    assert.equal(await revokeSecret(scope, id, newSecretId(), NOW), false)
    assert.equal((await findApplication(scope, id))?.version, 2)
    assert.equal(await revokeSecret(scope, id, one.id, NOW), true)
    assert.equal(await revokeSecret(scope, id, one.id, NOW), false)
    assert.equal(await insertSecret(scope, two, 1), true)
    assert.deepEqual(await listSecrets(scope, id), [two])
    assert.equal((await findApplication(scope, id))?.version, 4)
    assert.equal((await findApplication(scope, other.id))?.version, 1)
  })
})
