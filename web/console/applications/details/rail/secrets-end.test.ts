import assert from 'node:assert/strict'
import { test } from 'node:test'
import { secretsEnd } from './secrets-end.ts'

const NOW = Date.UTC(2026, 10, 22)
const DAY = 86_400_000

function secret(days: number | null) {
  return {
    id: `sec_${String(days)}`,
    label: '',
    hint: 'abcd',
    createdAt: new Date(NOW - DAY).toISOString(),
    createdBy: { kind: 'user', id: 'usr_1', name: 'Somebody' },
    expiresAt: days === null ? null : new Date(NOW + days * DAY).toISOString(),
    lastUsedAt: null,
    lastUsedFrom: null,
    leakedAt: null,
    quarantinedAt: null,
  } as const
}

test('the first end among secrets that still work is told, and whether it is near', () => {
  const [over, soon, later, never] = [secret(-1), secret(12), secret(90), secret(null)]
  assert.deepEqual(secretsEnd([], NOW), { working: 0, ends: null, soon: false })
  assert.deepEqual(secretsEnd([over], NOW), { working: 0, ends: null, soon: false })
  assert.deepEqual(secretsEnd([never, later, over], NOW), { working: 2, ends: later.expiresAt, soon: false })
  assert.deepEqual(secretsEnd([later, soon, never], NOW), { working: 3, ends: soon.expiresAt, soon: true })
})
