import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OPERATORS_ALONE, PERMISSIONS } from '@latchkey/contract/route.ts'
import { areasOf, OPERATORS_AREAS } from './permission-words.ts'

test('every area has words, and each permission a cell of its own', () => {
  const areas = areasOf(PERMISSIONS)
  for (const { id, words } of areas) assert.notEqual(words, id)
  assert.deepEqual(
    areas.flatMap(({ cells }) => cells.map(({ permission }) => permission)).toSorted(),
    PERMISSIONS.toSorted(),
  )
})

test('an area is the operators’ alone, or nobody else’s work stands in it', () => {
  for (const { id, cells } of areasOf(PERMISSIONS)) {
    for (const { permission } of cells) {
      assert.equal(OPERATORS_AREAS.has(id), OPERATORS_ALONE.includes(permission), permission)
    }
  }
})
