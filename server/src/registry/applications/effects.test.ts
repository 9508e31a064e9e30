import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { DAY, HOUR } from '../../lib/clock.ts'
import { DEFAULT_METADATA } from './client-metadata.ts'
import { type Counted, effectsOf, knownSince, lossesOf } from './effects.ts'

const APPLICATION = {
  scopes: ['RealTimeApi', 'AdminApi'],
  callbackUrls: ['https://a.example/one', 'https://a.example/two', 'https://b.example/', 'my.app:/done'],
  metadata: DEFAULT_METADATA,
}

const some = (count: number) => ({ count, more: false })
const families = (signIns: number, people: number, recent: number) => ({
  signIns: some(signIns),
  people: some(people),
  recent: some(recent),
})
const COUNTED: Counted = {
  families: { all: families(9, 8, 7), byScope: new Map([['AdminApi', families(3, 2, 1)]]) },
  consents: {
    all: some(6),
    byScope: new Map([['AdminApi', some(5)]]),
    byPlace: new Map([['b.example', some(4)]]),
  },
  forEverybody: ['RealTimeApi'],
}

describe('what a change takes away', () => {
  test('is what stands and would be left no more; what is added or in another order is nothing', () => {
    assert.deepEqual(lossesOf(APPLICATION, {}), [])
    assert.deepEqual(lossesOf(APPLICATION, { stopped: false }), [])
    const wider = {
      scopes: ['AdminApi', 'AgentApi', 'RealTimeApi'],
      callbackUrls: APPLICATION.callbackUrls.toReversed(),
    }
    assert.deepEqual(lossesOf(APPLICATION, wider), [])
    assert.deepEqual(lossesOf(APPLICATION, { scopes: ['RealTimeApi'], grantTypes: ['authorization_code'] }), [
      { kind: 'scope', subject: 'AdminApi' },
      { kind: 'grant', subject: 'refresh_token' },
      { kind: 'grant', subject: 'client_credentials' },
    ])
  })

  test('of callback URLs names the place only where no other URL leads there', () => {
    assert.deepEqual(lossesOf(APPLICATION, { callbackUrls: ['https://a.example/two'] }), [
      { kind: 'callback-url', subject: 'https://a.example/one', place: null },
      { kind: 'callback-url', subject: 'https://b.example/', place: 'b.example' },
      { kind: 'callback-url', subject: 'my.app:/done', place: 'my.app:' },
    ])
  })

  test('is everything where it is stopped, whatever else is planned', () => {
    assert.deepEqual(lossesOf(APPLICATION, { stopped: true, scopes: [] }), [
      { kind: 'stopped', subject: null },
    ])
    assert.deepEqual(lossesOf(APPLICATION, { transferred: true, scopes: [] }), [
      { kind: 'transferred', subject: null },
    ])
  })
})

describe('who would notice', () => {
  const effect = (change: Parameters<typeof lossesOf>[1]) => {
    const [first] = effectsOf(lossesOf(APPLICATION, change), COUNTED)
    assert.ok(first !== undefined)
    const { words, ...rest } = first
    assert.ok(words.endsWith('.'))
    return rest
  }

  test('of a scope are those who hold it, and everybody where an administrator said yes for all', () => {
    const admin = {
      kind: 'scope',
      subject: 'AdminApi',
      ...families(3, 2, 1),
      consented: some(5),
      everybody: false,
    }
    assert.deepEqual(effect({ scopes: ['RealTimeApi'] }), admin)
    const realTime = effect({ scopes: ['AdminApi'] })
    assert.deepEqual([realTime.everybody, realTime.signIns], [true, some(0)])
  })

  test('of a callback URL are those who were sent there, and no sign-in that stands', () => {
    const left = APPLICATION.callbackUrls.filter(url => url !== 'https://b.example/')
    const none = { signIns: null, people: null, recent: null, everybody: false }
    assert.deepEqual(effect({ callbackUrls: left }), {
      kind: 'callback-url',
      subject: 'https://b.example/',
      ...none,
      consented: some(4),
    })
  })

  test('of acting for itself is no person, of everything else everybody', () => {
    const itself = effect({ grantTypes: ['authorization_code', 'refresh_token'] })
    assert.deepEqual([itself.signIns, itself.consented, itself.everybody], [null, null, false])
    for (const change of [{ stopped: true }, { grantTypes: ['client_credentials', 'refresh_token'] }]) {
      const all = effect(change)
      assert.deepEqual(
        [all.signIns, all.people, all.recent, all.consented],
        [some(9), some(8), some(7), some(6)],
      )
      assert.equal(all.everybody, true)
    }
  })

  test('is known for thirty days, or for as long as a sign-in is kept', () => {
    const now = 100 * DAY
    assert.equal(knownSince(now, 365 * DAY), 70 * DAY)
    assert.equal(knownSince(now, 29 * DAY), 70 * DAY)
    assert.equal(knownSince(now, HOUR), now - HOUR - DAY)
  })
})
