import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leakOutcome, opensNow } from './leak-policy.ts'

const NOW = 1_800_000_000_000

test('a secret that is found for the first time goes the way of the policy, and then is no news', () => {
  for (const policy of ['revoke', 'quarantine', 'alert'] as const) {
    const found = { expiresAt: null, leakedAt: null, releasedAt: null }
    assert.equal(leakOutcome(found, policy, NOW), policy)
    assert.equal(leakOutcome({ ...found, leakedAt: NOW - 1 }, policy, NOW), null)
    assert.equal(leakOutcome({ ...found, expiresAt: NOW }, policy, NOW), null)
    assert.equal(leakOutcome({ ...found, expiresAt: NOW + 1 }, policy, NOW), policy)
  }
})

test('after a release it is told once more, whatever the policy, and works on', () => {
  for (const policy of ['revoke', 'quarantine', 'alert'] as const) {
    const released = { expiresAt: null, leakedAt: NOW - 9, releasedAt: NOW - 5 }
    assert.equal(leakOutcome(released, policy, NOW), 'alert')
    assert.equal(leakOutcome({ ...released, leakedAt: NOW - 5 }, policy, NOW), 'alert')
    assert.equal(leakOutcome({ ...released, leakedAt: NOW - 4 }, policy, NOW), null)
  }
})

test('what is in quarantine or has ended opens nothing', () => {
  assert.equal(opensNow({ expiresAt: null, quarantinedAt: null }, NOW), true)
  assert.equal(opensNow({ expiresAt: NOW + 1, quarantinedAt: null }, NOW), true)
  assert.equal(opensNow({ expiresAt: NOW, quarantinedAt: null }, NOW), false)
  assert.equal(opensNow({ expiresAt: null, quarantinedAt: NOW - 1 }, NOW), false)
})
