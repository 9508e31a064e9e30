import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readColumns, writeColumns } from './columns.ts'

describe('the columns in the address', () => {
  test('are those shown at first where nothing is said, which then stand in no address', () => {
    assert.deepEqual(readColumns(undefined), ['vendor', 'type', 'scopes', 'status', 'id', 'created'])
    assert.equal(writeColumns(readColumns(undefined)), undefined)
  })

  test('stand in their own order, and what is none is dropped', () => {
    assert.deepEqual(readColumns('created.tags.nonsense.vendor'), ['vendor', 'tags', 'created'])
    assert.equal(writeColumns(readColumns('tags.vendor')), 'vendor.tags')
  })

  test('can all be left out', () => {
    const none = writeColumns([])
    assert.deepEqual(readColumns(none), [])
    assert.equal(writeColumns(readColumns(none)), none)
  })
})
