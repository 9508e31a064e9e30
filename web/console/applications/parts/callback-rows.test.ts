import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { filled, judge, paste, pasteWords, rowAfterEnter, rowOf, spreadPaste } from './callback-rows.ts'

const A = 'https://a.example/callback'
const B = 'https://b.example/callback'
const C = 'https://c.example/callback'

describe('rows of callback URLs', () => {
  test('blank rows are not sent, and positions lead back to the row', () => {
    const rows = ['', A, '  ', B]
    assert.deepEqual(filled(rows), [A, B])
    assert.equal(rowOf(rows, 0), 1)
    assert.equal(rowOf(rows, 1), 3)
    assert.equal(rowOf(rows, 2), null)
  })

  test('a fault stands at its row, also past blank ones', () => {
    const faults = judge(['', A, '', 'ftp://files.example/'])
    assert.equal(faults.list, null)
    assert.deepEqual([...faults.rows.keys()], [3])
  })

  test('a URL given twice is told at the second', () => {
    assert.deepEqual([...judge([A, '', A]).rows.keys()], [2])
  })

  test('six URLs are a fault of the list', () => {
    const six = [1, 2, 3, 4, 5, 6].map(n => `https://a.example/${n}`)
    assert.match(judge(six).list ?? '', /at most 5/)
  })
})

describe('pasting into a row', () => {
  test('lines and commas spread over rows, and what is there already is merged', () => {
    assert.deepEqual(paste([A, ''], 1, `${B}\n${C}, ${A}\n`), { rows: [A, B, C], came: 3, merged: 1 })
  })

  test('one URL is left to the field, with or without a line end', () => {
    assert.equal(spreadPaste([''], 0, A), null)
    assert.equal(spreadPaste([''], 0, `${A}\n`), null)
  })

  test('a comma within a URL does not split it', () => {
    assert.equal(spreadPaste([''], 0, 'https://a.example/callback?ids=1,2'), null)
  })

  test('more than five are all kept, for the person to choose', () => {
    const six = [1, 2, 3, 4, 5, 6].map(n => `https://a.example/${n}`)
    assert.deepEqual(spreadPaste([''], 0, six.join('\n')), six)
  })
})

test('a paste tells how many came, how many were merged and how many break a rule', () => {
  assert.equal(pasteWords({ rows: [], came: 3, merged: 0 }, 0), '3 URLs pasted.')
  assert.equal(
    pasteWords({ rows: [], came: 4, merged: 1 }, 2),
    '4 URLs pasted; 1 was there already and is merged; 2 rows break a rule.',
  )
})

test('a URL that is pasted twice over itself is merged, and a comma at the end is no part of it', () => {
  assert.deepEqual(paste([''], 0, `${A}, ${A}\n${B},`), { rows: [A, B], came: 3, merged: 1 })
})

test('Enter leads to the next row of URLs, to a new one after the last, and nowhere from an empty or a full end', () => {
  assert.equal(rowAfterEnter(['a', 'b'], 0, 5), 1)
  assert.equal(rowAfterEnter(['', 'b'], 0, 5), 1)
  assert.equal(rowAfterEnter(['a'], 0, 5), 1)
  assert.equal(rowAfterEnter(['a', ' '], 1, 5), 1)
  assert.equal(rowAfterEnter(['a', 'b'], 1, 2), 1)
})
