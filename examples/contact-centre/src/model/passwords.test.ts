import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createAgentPasswords, type PasswordChange } from './passwords.ts'

const START = Date.UTC(2030, 0, 1)
const FIRST = 'the first of them'
const GOOD: PasswordChange = {
  agentId: 1,
  userName: 'agent-1',
  currentPassword: FIRST,
  newPassword: 'the second of them',
  now: START,
}

function passwords() {
  return createAgentPasswords(new Map([[1, FIRST]]))
}

describe('the password of an agent', () => {
  test('is changed by who knows it, and then only the new one counts', async () => {
    const kept = passwords()
    assert.equal(await kept.change(GOOD), undefined)
    assert.deepEqual(await kept.change(GOOD), { kind: 'wrong_password', attemptsLeft: 4 })
    const next = { ...GOOD, currentPassword: GOOD.newPassword, newPassword: 'the third of them' }
    assert.equal(await kept.change(next), undefined)
  })

  const faults: readonly [string, string][] = [
    ['eleven char', 'too_short'],
    ['x'.repeat(129), 'too_long'],
    [FIRST, 'same_as_current'],
    ['I am Agent-1 really', 'holds_user_name'],
  ]
  for (const [newPassword, kind] of faults) {
    test(`may not be ${kind}, and asking so costs no attempt`, async () => {
      const kept = passwords()
      for (let i = 0; i < 6; i += 1) assert.deepEqual(await kept.change({ ...GOOD, newPassword }), { kind })
      assert.equal(await kept.change(GOOD), undefined)
    })
  }

  test('cannot be guessed for longer than five attempts in a quarter of an hour', async () => {
    const kept = passwords()
    const guess = { ...GOOD, currentPassword: 'not this one at all' }
    for (let left = 4; left >= 0; left -= 1) {
      assert.deepEqual(await kept.change(guess), { kind: 'wrong_password', attemptsLeft: left })
    }
    assert.deepEqual(await kept.change(GOOD), { kind: 'locked', minutes: 15 })
    assert.equal(await kept.change({ ...GOOD, now: START + 15 * 60_000 }), undefined)
  })

  test('is not changed twice at once', async () => {
    const kept = passwords()
    const both = await Promise.all([
      kept.change(GOOD),
      kept.change({ ...GOOD, newPassword: 'the other second' }),
    ])
    assert.deepEqual(both, [undefined, { kind: 'busy' }])
  })
})
