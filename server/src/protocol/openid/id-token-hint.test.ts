import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideHint } from './id-token-hint.ts'

test('a hint names its subject to the application it was issued to', () => {
  assert.deepEqual(decideHint({ aud: 'app_1', sub: 'usr_1', exp: 1 }, 'app_1'), { ok: true, value: 'usr_1' })
})

for (const [what, claims] of [
  ['that could not be verified', null],
  ['of another application', { aud: 'app_2', sub: 'usr_1' }],
  ['for several applications', { aud: ['app_1', 'app_2'], sub: 'usr_1' }],
  ['without an audience', { sub: 'usr_1' }],
  ['without a subject', { aud: 'app_1' }],
] as const) {
  test(`a hint ${what} is refused`, () => {
    const decided = decideHint(claims, 'app_1')
    assert.equal(decided.ok ? null : decided.error.reason, 'hint_invalid')
  })
}
