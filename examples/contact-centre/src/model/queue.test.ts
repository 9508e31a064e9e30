import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import type { BusinessUnit, Contact } from './business-unit.ts'
import {
  advance,
  cancel,
  contactsIn,
  enqueue,
  HANDLE_TIME,
  LONGEST_HISTORY,
  placeOf,
  waiting,
} from './queue.ts'
import { emptyBusinessUnit, seedBusinessUnits } from './seed.ts'

const START = Date.UTC(2030, 0, 1)
let unit: BusinessUnit

beforeEach(() => {
  unit = seedBusinessUnits(START).get('4512345') ?? emptyBusinessUnit('4512345')
})

function call(skillId: number, now: number): Contact {
  const contact = enqueue(unit, { kind: 'Callback', skillId, customer: '+1', subject: '' }, now)
  assert.ok(contact)
  return contact
}

describe('the queue', () => {
  test('orders places by time, each skill for itself', () => {
    const orders = call(201, START)
    const repairs = call(202, START + 1)
    const later = call(201, START + 2)
    assert.deepEqual(
      [orders, repairs, later].map(each => placeOf(unit, each)),
      [3, 1, 4],
    )
  })

  test('lets everyone behind move up when one leaves', () => {
    const first = call(202, START)
    const second = call(202, START + 1)
    cancel(unit, first, START + 2)
    assert.deepEqual([placeOf(unit, first), placeOf(unit, second)], [0, 1])
  })

  test('is served by simulated agents one after the other, each at the moment the one before ends', () => {
    const before = waiting(unit).filter(each => each.skillId === 201)
    const mine = call(201, START)
    // The contact in hand ends two minutes after the start, those waiting take three minutes each.
    advance(unit, START + 120_000 - 1)
    assert.equal(placeOf(unit, mine), 3)
    advance(unit, START + 120_000 + 2 * HANDLE_TIME)
    assert.equal(mine.state, 'Active')
    assert.equal(mine.startedAt, START + 120_000 + 2 * HANDLE_TIME)
    assert.deepEqual(
      before.map(each => each.startedAt),
      [START + 120_000, START + 120_000 + HANDLE_TIME],
    )
  })

  test('comes to the same whether time passes in one step or in many', () => {
    const other = seedBusinessUnits(START).get('4512345')
    assert.ok(other)
    for (let now = START; now <= START + 600_000; now += 1000) advance(unit, now)
    advance(other, START + 600_000)
    assert.deepEqual([...unit.contacts.values()], [...other.contacts.values()])
  })

  test('forgets the oldest contacts that are over, never one that waits', () => {
    const waits = call(202, START)
    for (let i = 0; i < LONGEST_HISTORY + 20; i += 1) cancel(unit, call(201, START + i), START + i)
    assert.equal(contactsIn(unit, 'Cancelled').length + contactsIn(unit, 'Completed').length, LONGEST_HISTORY)
    assert.equal(contactsIn(unit, 'Completed').length, 0)
    assert.equal(placeOf(unit, waits), 1)
  })
})
