import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AUDIT_GROUPS } from '@latchkey/contract/audit/groups.ts'
import { listAudit } from '@latchkey/contract/audit/log.ts'
import { Check } from 'typebox/value'
import { groupOf } from './log-groups.ts'

test('an action is found in the group of what it is about, and one that nobody thought of among the others', () => {
  const cases = {
    'user.signed-in': 'sign-ins',
    'user.password-changed': 'people',
    'application.deactivated': 'applications',
    'secret.rotated': 'credentials',
    'family.refreshed': 'tokens',
    'business-unit.edited': 'business-unit',
    'audit.erased': 'audit',
    'constructor.made': 'other',
    nothing: 'other',
  }
  for (const [action, group] of Object.entries(cases)) assert.equal(groupOf(action), group, action)
})

test('each group can be asked for', () => {
  for (const group of AUDIT_GROUPS) assert.ok(Check(listAudit.query, { group }))
})
