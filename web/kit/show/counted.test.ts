import assert from 'node:assert/strict'
import { test } from 'node:test'
import { counted } from './counted.ts'

test('one is one, and none and many are many', () => {
  assert.deepEqual(
    [0, 1, 2, 1000].map(count => counted(count, 'API application')),
    ['0 API applications', '1 API application', '2 API applications', '1,000 API applications'],
  )
})
