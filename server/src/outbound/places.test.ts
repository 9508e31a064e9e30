import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPlaces } from './places.ts'

const forever = new AbortController().signal
const two = [{ name: 'a', most: 2 }]

/** Takes a place that must be free. */
async function taken(places: ReturnType<typeof createPlaces>, shares: typeof two): Promise<() => void> {
  const release = await places.take(shares, forever)
  assert.ok(release)
  return release
}

test('no more calls run at a time than a share allows, and who waits is served in order', async () => {
  const places = createPlaces()
  const first = await taken(places, two)
  const second = await taken(places, two)
  const served: string[] = []
  const third = taken(places, two).then(release => (served.push('third'), release))
  const fourth = taken(places, two).then(release => (served.push('fourth'), release))
  const other = await taken(places, [{ name: 'b', most: 1 }])
  assert.deepEqual(served, [])
  second()
  const releaseThird = await third
  assert.deepEqual(served, ['third'])
  first()
  const releaseFourth = await fourth
  for (const release of [other, releaseThird, releaseFourth]) release()
})

test('giving a place back twice gives back one', async () => {
  const places = createPlaces()
  const first = await taken(places, two)
  await taken(places, two)
  first()
  first()
  await taken(places, two)
  const late = new AbortController()
  const waits = places.take(two, late.signal)
  late.abort()
  assert.equal(await waits, null)
})

test('a call that needs several shares waits for all of them and blocks none meanwhile', async () => {
  const places = createPlaces()
  const one = { name: 'one', most: 1 }
  const host = await taken(places, [one])
  const late = new AbortController()
  const both = places.take([one, { name: 'unit', most: 1 }], late.signal)
  const unit = await taken(places, [{ name: 'unit', most: 1 }])
  host()
  await taken(places, [one])
  late.abort()
  assert.equal(await both, null)
  unit()
})

test('who gave up waiting takes no place', async () => {
  const places = createPlaces()
  const one = [{ name: 'a', most: 1 }]
  const first = await taken(places, one)
  const late = new AbortController()
  const waits = places.take(one, late.signal)
  late.abort()
  first()
  assert.equal(await waits, null)
  const next = await taken(places, one)
  next()
  assert.equal(await places.take(one, AbortSignal.abort()), null)
})

test('when too many wait, the next is turned away at once', async () => {
  const places = createPlaces()
  const one = [{ name: 'a', most: 1 }]
  await taken(places, one)
  const end = new AbortController()
  const waiting = Array.from({ length: 256 }, () => places.take(one, end.signal))
  assert.equal(await places.take(one, forever), null)
  end.abort()
  assert.deepEqual(new Set(await Promise.all(waiting)), new Set([null]))
})
