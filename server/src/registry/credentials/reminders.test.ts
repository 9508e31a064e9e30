import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newApplicationId, newSecretId } from '../../keys/random.ts'
import { DAY, HOUR } from '../../lib/clock.ts'
import type { ClientSecret } from '../model.ts'
import { daysLeft, nextReminder, wouldBeMissed } from './reminders.ts'

const NOW = 1_800_000_000_000

function secret(changes: Partial<ClientSecret> = {}): ClientSecret {
  return {
    id: newSecretId(),
    applicationId: newApplicationId(),
    label: 'one',
    hash: '',
    hint: 'abcd',
    createdAt: NOW - 90 * DAY,
    createdBy: { kind: 'user', id: 'usr_1', name: 'ann@harbour.example' },
    expiresAt: null,
    remindAt: null,
    lastUsedAt: null,
    lastUsedFrom: null,
    leakedAt: null,
    quarantinedAt: null,
    releasedAt: null,
    ...changes,
  }
}

test('reminders come 30, 7 and 1 days before the end, and then no more', () => {
  const end = NOW + 40 * DAY
  assert.equal(nextReminder(end, NOW), NOW + 10 * DAY)
  assert.equal(nextReminder(end, NOW + 10 * DAY), NOW + 33 * DAY)
  assert.equal(nextReminder(end, NOW + 33 * DAY), NOW + 39 * DAY)
  assert.equal(nextReminder(end, NOW + 39 * DAY), null)
  assert.equal(nextReminder(null, NOW), null)
  assert.equal(nextReminder(NOW + HOUR, NOW), null)
})

test('the days that are left are the last that were reached', () => {
  const left = (ms: number) => daysLeft(NOW + ms, NOW)
  assert.deepEqual([31 * DAY, 30 * DAY, 8 * DAY, 7 * DAY, DAY, 1, 0].map(left), [null, 30, 30, 7, 1, 1, null])
  assert.equal(daysLeft(null, NOW), null)
})

test('a secret is missed that is alone or in use, and not one that was replaced', () => {
  const ending = secret({ expiresAt: NOW + DAY })
  const used = { ...ending, lastUsedAt: NOW - HOUR }
  assert.equal(wouldBeMissed(ending, [ending], NOW), true)
  assert.equal(wouldBeMissed(ending, [ending, secret()], NOW), false)
  assert.equal(wouldBeMissed(ending, [ending, secret({ expiresAt: NOW + 31 * DAY })], NOW), false)
  assert.equal(wouldBeMissed(ending, [ending, secret({ expiresAt: NOW + 2 * DAY })], NOW), true)
  assert.equal(wouldBeMissed(ending, [ending, secret({ expiresAt: NOW - DAY })], NOW), true)
  assert.equal(wouldBeMissed(used, [used, secret()], NOW), true)
  const closed = { quarantinedAt: NOW - DAY }
  assert.equal(wouldBeMissed(ending, [ending, secret(closed)], NOW), true)
  assert.equal(wouldBeMissed({ ...used, ...closed }, [used], NOW), false)
})
