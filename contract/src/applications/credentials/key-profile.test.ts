import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyCuts, keyPath, keyWords } from './key-profile.ts'

const ID = 'app_01934f6a5b7c7def8a1b2c3d4e5f6a7b'

test('the same id has the same key, in cuts, drawing and words', () => {
  assert.deepEqual(keyCuts(ID), keyCuts(ID))
  assert.equal(keyPath(ID), keyPath(ID))
  assert.equal(keyWords(ID), `Key ${keyCuts(ID).join('-')}`)
})

test('six cuts from 1 to 4, and no two neighbours alike', () => {
  for (let index = 0; index < 500; index += 1) {
    const cuts = keyCuts(`app_${index}`)
    assert.equal(cuts.length, 6)
    cuts.forEach((cut, at) => {
      assert.ok(cut >= 1 && cut <= 4)
      if (at > 0) assert.notEqual(cut, cuts[at - 1])
    })
  }
})

test('keys of ids that differ in one place are spread', () => {
  const seen = new Set(
    Array.from({ length: 300 }, (_, index) => keyWords(`app_01934f6a5b7c7def8a1b2c3d${index}`)),
  )
  assert.ok(seen.size > 200, String(seen.size))
})

test('the drawing stays within its box', () => {
  const numbers = keyPath(ID).match(/\d+(?:\.\d+)?/g) ?? []
  assert.ok(numbers.every(each => Number(each) <= 40))
})
