import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { changed, isNarrowed, nextSort, readListSearch } from './list-search.ts'

describe('the address of the list', () => {
  test('keeps what the API takes and drops the rest', () => {
    assert.deepEqual(
      readListSearch({
        search: 'night',
        type: 'internal',
        status: 'gone',
        sort: '-created',
        limit: '7',
        x: '1',
      }),
      { search: 'night', type: 'internal', sort: '-created' },
    )
  })

  test('cuts a search to the length that the API allows', () => {
    assert.equal(readListSearch({ search: 'x'.repeat(500) }).search?.length, 100)
  })

  test('a changed filter begins at the first page again', () => {
    assert.deepEqual(changed({ search: 'a', cursor: 'c2' }, { status: 'active' }), {
      search: 'a',
      status: 'active',
    })
  })

  test('a change to undefined removes the filter', () => {
    assert.deepEqual(changed({ search: 'a', type: 'external' }, { type: undefined }), { search: 'a' })
  })

  test('a cursor given by a change is kept', () => {
    assert.deepEqual(changed({ cursor: 'c1' }, { cursor: 'c2' }), { cursor: 'c2' })
  })

  test('sorting alone does not narrow the list', () => {
    assert.equal(isNarrowed({ sort: 'vendor', limit: '50' }), false)
    assert.equal(isNarrowed({ status: 'inactive' }), true)
  })

  test('pressing a heading twice turns the order round', () => {
    assert.equal(nextSort('vendor', 'name'), 'name')
    assert.equal(nextSort('name', 'name'), '-name')
    assert.equal(nextSort('-name', 'name'), 'name')
  })
})
