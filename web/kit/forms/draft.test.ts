import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Type } from 'typebox'
import { type DraftStorage, draftStore } from './draft.ts'

const Values = Type.Object({ name: Type.String(), scopes: Type.Array(Type.String()) })

function memory(): DraftStorage {
  const kept = new Map<string, string>()
  return {
    getItem: key => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: key => void kept.delete(key),
  }
}

describe('a draft', () => {
  test('is what was last saved under its key', () => {
    const storage = memory()
    draftStore(storage, 'form', Values).save({ name: 'Night Reports', scopes: ['RealTimeApi'] })
    assert.deepEqual(draftStore(storage, 'form', Values).load(), {
      name: 'Night Reports',
      scopes: ['RealTimeApi'],
    })
    assert.equal(draftStore(storage, 'form of somebody else', Values).load(), null)
  })

  test('that no longer fits the form is dropped', () => {
    const storage = memory()
    storage.setItem('form', '{"name":3}')
    assert.equal(draftStore(storage, 'form', Values).load(), null)
    storage.setItem('form', '{"name":')
    assert.equal(draftStore(storage, 'form', Values).load(), null)
  })

  test('is gone once cleared', () => {
    const store = draftStore(memory(), 'form', Values)
    store.save({ name: '', scopes: [] })
    store.clear()
    assert.equal(store.load(), null)
  })

  test('never disturbs the form when the storage refuses', () => {
    const refusing: DraftStorage = {
      getItem: () => {
        throw new Error('forbidden')
      },
      setItem: () => {
        throw new Error('full')
      },
      removeItem: () => {
        throw new Error('forbidden')
      },
    }
    const store = draftStore(refusing, 'form', Values)
    store.save({ name: 'x', scopes: [] })
    store.clear()
    assert.equal(store.load(), null)
  })
})
