import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { keepOff, readOff, shortcutOf } from './shortcuts.ts'

const NONE: ReadonlySet<string> = new Set()

describe('keyboard shortcuts', () => {
  test('one key, or two in a row', () => {
    assert.equal(shortcutOf(['?'], NONE), 'help')
    assert.equal(shortcutOf(['g', 'a'], NONE), 'applications')
    assert.equal(shortcutOf(['x', 'g', 'b'], NONE), 'business-unit')
    assert.equal(shortcutOf(['g'], NONE), null)
    assert.equal(shortcutOf(['a', 'g'], NONE), null)
    assert.equal(shortcutOf([], NONE), null)
  })

  test('one that is switched off does nothing, and the others go on', () => {
    assert.equal(shortcutOf(['g', 'a'], new Set(['applications'])), null)
    assert.equal(shortcutOf(['g', 'b'], new Set(['applications'])), 'business-unit')
  })

  test('what is switched off is kept', () => {
    const kept = new Map<string, string>()
    const storage = {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => void kept.set(name, value),
    }
    assert.deepEqual(readOff(storage), NONE)
    keepOff(storage, new Set(['help', 'search']))
    assert.deepEqual(readOff(storage), new Set(['help', 'search']))
    keepOff(storage, NONE)
    assert.deepEqual(readOff(storage), NONE)
  })
})
