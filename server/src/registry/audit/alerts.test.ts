import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isSessionId, type SessionId } from '../../lib/ids.ts'
import { isNewlyReused } from './alerts.ts'

function session(digit: string): SessionId {
  const id = `ses_${digit.repeat(32)}`
  assert.ok(isSessionId(id))
  return id
}

const [A, B] = [session('a'), session('b')]

describe('a code challenge that is used again', () => {
  const cases: readonly (readonly [string, readonly (SessionId | null)[], SessionId | null, boolean])[] = [
    ['is no news the first time', [], A, false],
    ['is no news when the same person asks again', [A], A, false],
    ['is news the third time, even in one session', [A, A], A, true],
    ['is news in another session', [A], B, true],
    ['is news in a session that is not known', [A], null, true],
    ['is told once: not again in a third session', [A, B], A, false],
    ['is told once: not again the fourth time', [A, A, A], A, false],
    ['is told once: nor when another session follows the third time', [A, A, A], B, false],
  ]
  for (const [what, before, now, expected] of cases) {
    test(what, () => assert.equal(isNewlyReused(before, now), expected))
  }
})
