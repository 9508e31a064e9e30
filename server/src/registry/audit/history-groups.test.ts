import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HISTORY_GROUPS } from '@latchkey/contract/audit/groups.ts'
import { listHistory } from '@latchkey/contract/audit/history.ts'
import { Check } from 'typebox/value'
import { actionsOf } from './history-groups.ts'

test('each action is in one group, and each group can be asked for', () => {
  const actions = HISTORY_GROUPS.flatMap(actionsOf)
  assert.equal(new Set(actions).size, actions.length)
  for (const group of HISTORY_GROUPS) assert.ok(Check(listHistory.query, { group }))
})
