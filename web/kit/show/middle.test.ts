import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortenMiddle } from './middle.ts'

test('a long identifier keeps its head and its tail', () => {
  assert.equal(shortenMiddle('app_01934f6a5b7c7def8a1b2c3d4e5f6a7b', 8, 6), 'app_0193…5f6a7b')
})

test('an identifier that would not get shorter stays whole', () => {
  assert.equal(shortenMiddle('app_0193', 4, 4), 'app_0193')
  assert.equal(shortenMiddle('app_01934', 4, 4), 'app_01934')
})
