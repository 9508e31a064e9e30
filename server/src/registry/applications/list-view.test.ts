import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isUserId } from '../../lib/ids.ts'
import type { ListView } from './list-view.ts'
import { checkView } from './list-view.ts'

function view(id: string, name: string): ListView {
  const userId = `usr_${'0'.repeat(32)}`
  if (!isUserId(userId)) throw new Error(userId)
  return { id, userId, name, query: {}, columns: null, default: false }
}

const rulesOf = (result: ReturnType<typeof checkView>) =>
  result.ok ? [] : result.error.map(({ path, rule }) => `${path} ${rule}`)

describe('a view of the list', () => {
  test('has a name that no other view of the user has, whatever its spelling', () => {
    const all = [view('1', 'Idle ones'), view('2', 'Mine')]
    assert.deepEqual(rulesOf(checkView(view('3', ' IDLE  ones '), all)), ['/name taken'])
    assert.deepEqual(rulesOf(checkView(view('1', 'IDLE ones'), all)), [])
    assert.deepEqual(rulesOf(checkView(view('3', ''), all)), ['/name required'])
    assert.deepEqual(rulesOf(checkView(view('3', 'x'.repeat(101)), all)), ['/name too-long'])
  })

  test('is one of twenty at most, and one that is changed is no other', () => {
    const all = Array.from({ length: 20 }, (_, index) => view(String(index), `View ${index}`))
    assert.deepEqual(rulesOf(checkView(view('20', 'One more'), all)), [' too-many'])
    assert.deepEqual(rulesOf(checkView(view('7', 'Renamed'), all)), [])
  })
})
