import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DraftStorage } from '../../../kit/forms/draft.ts'
import { keepList, lastList } from './last-list.ts'

function memory(): DraftStorage {
  const kept = new Map<string, string>()
  return {
    getItem: key => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: key => void kept.delete(key),
  }
}

test('the list comes back as the same person left it, and as it begins for everybody else', () => {
  const storage = memory()
  keepList(storage, 'usr_1', { search: '2026', status: 'active', cursor: 'c' }, ['', 'b'])
  assert.deepEqual(lastList(storage, 'usr_1'), {
    search: { search: '2026', status: 'active', cursor: 'c' },
    trail: ['', 'b'],
  })
  assert.deepEqual(lastList(storage, 'usr_2'), { search: {}, trail: [] })
})
