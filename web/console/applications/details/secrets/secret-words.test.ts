import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { daysAhead, endingSoon, isUnmissed, nameOf, standingOf } from './secret-words.ts'

const NOW = Date.parse('2026-11-22T12:00:00Z')
const DAY = 86_400_000
const ago = (days: number) => new Date(NOW - days * DAY).toISOString()

function secret(id: string, changes: Partial<Parameters<typeof endingSoon>[0][number]> = {}) {
  const made = { createdAt: ago(90), createdBy: { id: 'usr_1', name: 'manager@harbour.example' } }
  return {
    id,
    label: id,
    hint: 'x7Qk',
    ...made,
    expiresAt: null,
    lastUsedAt: null,
    lastUsedFrom: null,
    leakedAt: null,
    quarantinedAt: null,
    ...changes,
  }
}

describe('a client secret', () => {
  test('is called by its label, else by its last letters', () => {
    assert.equal(nameOf({ label: 'Report server', hint: 'x7Qk' }), 'Report server')
    assert.equal(nameOf({ label: '', hint: 'x7Qk' }), 'Secret ending in x7Qk')
  })

  for (const [days, standing] of [
    [-1, 'over'],
    [0, 'over'],
    [1, 'soon'],
    [30, 'soon'],
    [31, 'good'],
  ] as const) {
    test(`that ends in ${days} days is ${standing}`, () => {
      assert.equal(standingOf({ expiresAt: daysAhead(days, NOW) }, NOW), standing)
      assert.equal(standingOf({ expiresAt: null }, NOW), 'good')
    })
  }

  for (const [unmissed, why, own, other] of [
    [true, 'is never used while another is', {}, { lastUsedAt: ago(1) }],
    [true, 'was used long ago while another is used', { lastUsedAt: ago(8) }, { lastUsedAt: ago(1) }],
    [false, 'was used this week', { lastUsedAt: ago(6) }, { lastUsedAt: ago(1) }],
    [false, 'was made this week', { createdAt: ago(6) }, { lastUsedAt: ago(1) }],
    [false, 'is as quiet as the other', {}, { lastUsedAt: ago(8) }],
    [false, 'is as unused as the other', {}, {}],
  ] as const) {
    test(`seems ${unmissed ? 'missed by nobody' : 'needed'} when it ${why}`, () => {
      const one = secret('one', own)
      assert.equal(isUnmissed(one, [one, secret('other', other)], NOW), unmissed)
    })
  }

  test('that is used is never missed by nobody for its own sake', () => {
    const one = secret('one', { lastUsedAt: ago(0) })
    assert.equal(isUnmissed(one, [one], NOW), false)
  })
})

test('people are reminded of what ends soon and was not replaced, the first to end first', () => {
  const [one, two] = [
    secret('one', { expiresAt: daysAhead(20, NOW) }),
    secret('two', { expiresAt: daysAhead(3, NOW) }),
  ]
  assert.deepEqual(endingSoon([one, two], NOW), [two, one])
  assert.deepEqual(endingSoon([one, two, secret('new')], NOW), [])
  assert.deepEqual(endingSoon([secret('over', { expiresAt: daysAhead(-1, NOW) })], NOW), [])
})
