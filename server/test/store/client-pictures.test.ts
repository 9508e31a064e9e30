import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PICTURE_BOUNDS } from '../../src/registry/applications/dynamic/picture.ts'
import {
  claimPicture,
  type DuePicture,
  dropPicture,
  findPicture,
  findPictureMark,
  giveUpPicture,
  keepPicture,
  listDuePictures,
  postponePicture,
  wantMissingPicture,
  wantPicture,
} from '../../src/store/applications/client-pictures.ts'
import { inBusinessUnit, type Scoped } from '../../src/store/handle.ts'
import { onBothEngines } from './engines.ts'
import { addApplication, addBusinessUnit, NOW, newHash } from './records.ts'

const URL_ONE = 'https://dialler.example/logo.png'
const URL_TWO = 'https://dialler.example/new.png'
const MANY = { all: 99, ofOneUnit: 99 }

function picture(bytes: Buffer = Buffer.from([0, 1, 254, 255])) {
  return { type: 'image/png', hash: newHash(), bytes } as const
}

onBothEngines('logos of clients', engine => {
  async function wanted(scope: Scoped, at = NOW) {
    const { id } = await addApplication(scope)
    const logo = { applicationId: id, url: URL_ONE }
    await wantPicture(scope, logo, at)
    return { ...logo, dueAt: at }
  }

  async function kept(scope: Scoped) {
    const { dueAt, ...logo } = await wanted(scope)
    assert.equal(await claimPicture(scope, { ...logo, dueAt }, NOW + 8), true)
    const got = picture()
    assert.equal(await keepPicture(scope, { ...logo, claimedUntil: NOW + 8 }, got, NOW + 100), true)
    return { logo, got }
  }

  test('a picture is wanted at once, claimed by one, and kept to the byte', async () => {
    const scope = await addBusinessUnit(await engine.freshStore())
    const { dueAt, ...logo } = await wanted(scope)
    const due = { ...logo, businessUnitId: scope.businessUnitId, attempts: 0, dueAt }
    assert.deepEqual(await listDuePictures(scope, NOW - 1, MANY), [])
    assert.deepEqual(await listDuePictures(scope, NOW, MANY), [due])
    const claims = Array.from({ length: 10 }, () => claimPicture(scope, due, NOW + 8))
    assert.equal((await Promise.all(claims)).filter(Boolean).length, 1)
    assert.deepEqual(await findPictureMark(scope, logo.applicationId), { url: URL_ONE, hash: null })
    const got = picture(Buffer.alloc(PICTURE_BOUNDS.bytes, 0xfe))
    assert.equal(await keepPicture(scope, { ...logo, claimedUntil: NOW + 9 }, got, NOW + 100), false)
    assert.equal(await keepPicture(scope, { ...logo, claimedUntil: NOW + 8 }, got, NOW + 100), true)
    assert.deepEqual(await findPicture(scope, logo.applicationId, got.hash), { ...got, url: URL_ONE })
    assert.equal(await findPicture(scope, logo.applicationId, newHash()), null)
    assert.deepEqual(await listDuePictures(scope, NOW + 99, MANY), [])
    assert.deepEqual(await listDuePictures(scope, NOW + 100, MANY), [{ ...due, dueAt: NOW + 100 }])
  })

  test('an attempt that failed is counted and put off, and leaves what was got before until it is given up', async () => {
    const scope = await addBusinessUnit(await engine.freshStore())
    const { logo, got } = await kept(scope)
    assert.equal(await claimPicture(scope, { ...logo, dueAt: NOW + 100 }, NOW + 108), true)
    assert.equal(await postponePicture(scope, { ...logo, claimedUntil: NOW + 107 }, NOW + 200), false)
    assert.equal(await postponePicture(scope, { ...logo, claimedUntil: NOW + 108 }, NOW + 200), true)
    const [due] = await listDuePictures(scope, NOW + 200, MANY)
    assert.deepEqual([due?.attempts, due?.dueAt], [1, NOW + 200])
    assert.equal((await findPictureMark(scope, logo.applicationId))?.hash, got.hash)
    assert.equal(await giveUpPicture(scope, { ...logo, claimedUntil: NOW + 199 }), false)
    assert.equal(await giveUpPicture(scope, { ...logo, claimedUntil: NOW + 200 }), true)
    assert.equal(await findPictureMark(scope, logo.applicationId), null)
  })

  test('another URL takes the picture of the old one away, and the same URL leaves it', async () => {
    const scope = await addBusinessUnit(engine.store())
    const { logo, got } = await kept(scope)
    await wantPicture(scope, logo, NOW + 1)
    assert.equal((await findPictureMark(scope, logo.applicationId))?.hash, got.hash)
    assert.equal(await wantMissingPicture(scope, { ...logo, url: URL_TWO }, NOW + 1), false)
    assert.equal((await findPictureMark(scope, logo.applicationId))?.hash, got.hash)
    await wantPicture(scope, { ...logo, url: URL_TWO }, NOW + 1)
    assert.deepEqual(await findPictureMark(scope, logo.applicationId), { url: URL_TWO, hash: null })
    assert.equal(await findPicture(scope, logo.applicationId, got.hash), null)
    assert.equal(await dropPicture(scope, logo.applicationId), true)
    assert.equal(await dropPicture(scope, logo.applicationId), false)
    assert.equal(await wantMissingPicture(scope, logo, NOW + 1), true)
    assert.equal(await wantMissingPicture(scope, logo, NOW + 1), false)
  })

  test('whoever was fetching when the URL changed keeps nothing, also when it is wanted at the same moment', async () => {
    const scope = await addBusinessUnit(engine.store())
    const { dueAt, ...logo } = await wanted(scope)
    assert.equal(await claimPicture(scope, { ...logo, dueAt }, NOW + 8), true)
    await wantPicture(scope, { ...logo, url: URL_TWO }, NOW + 8)
    const late = { ...logo, claimedUntil: NOW + 8 }
    assert.equal(await keepPicture(scope, late, picture(), NOW + 100), false)
    assert.equal(await postponePicture(scope, late, NOW + 100), false)
    assert.equal(await giveUpPicture(scope, late), false)
    assert.equal(await claimPicture(scope, { ...logo, dueAt: NOW + 8 }, NOW + 9), false)
    assert.deepEqual(await findPictureMark(scope, logo.applicationId), { url: URL_TWO, hash: null })
  })

  test('one that could not be got is due at once when it is registered again', async () => {
    const scope = await addBusinessUnit(await engine.freshStore())
    const { dueAt, ...logo } = await wanted(scope)
    assert.equal(await claimPicture(scope, { ...logo, dueAt }, NOW + 8), true)
    assert.equal(await postponePicture(scope, { ...logo, claimedUntil: NOW + 8 }, NOW + 1000), true)
    await wantPicture(scope, logo, NOW + 10)
    const [due] = await listDuePictures(scope, NOW + 10, MANY)
    assert.deepEqual([due?.attempts, due?.dueAt], [0, NOW + 10])
  })

  test('one business unit with many does not hold up another', async () => {
    const store = await engine.freshStore()
    const [many, few] = [await addBusinessUnit(store), await addBusinessUnit(store)]
    for (let index = 0; index < 5; index++) await wanted(many, NOW - 10 + index)
    const last = await wanted(few)
    const units = (due: readonly DuePicture[]) => due.map(({ businessUnitId }) => businessUnitId)
    const [mine, other] = [many.businessUnitId, few.businessUnitId]
    assert.deepEqual(units(await listDuePictures(store, NOW, { all: 9, ofOneUnit: 2 })), [mine, mine, other])
    assert.deepEqual(units(await listDuePictures(store, NOW, { all: 2, ofOneUnit: 2 })), [mine, mine])
    assert.equal((await listDuePictures(store, NOW, MANY)).at(-1)?.applicationId, last.applicationId)
  })

  test('ten who want a picture at once leave one row, with one of their URLs', async () => {
    const store = engine.store()
    const scope = await addBusinessUnit(store)
    const { id } = await addApplication(scope)
    const urls = Array.from({ length: 10 }, (_, index) => `${URL_ONE}?${index}`)
    await Promise.all(
      urls.map(url =>
        store.transact(tx =>
          wantPicture(inBusinessUnit(tx, scope.businessUnitId), { applicationId: id, url }, NOW),
        ),
      ),
    )
    assert.ok(urls.includes((await findPictureMark(scope, id))?.url ?? ''))
  })
})
