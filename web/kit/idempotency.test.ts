import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { makeKeyRing } from './idempotency.ts'

describe('idempotency keys of a form', () => {
  test('the same body sent twice without an answer carries the same key', () => {
    const ring = makeKeyRing()
    assert.equal(ring.keyFor({ name: 'a' }), ring.keyFor({ name: 'a' }))
  })

  test('a changed body carries another key', () => {
    const ring = makeKeyRing()
    assert.notEqual(ring.keyFor({ name: 'a' }), ring.keyFor({ name: 'b' }))
  })

  test('after an answer the same body is a new attempt', () => {
    const ring = makeKeyRing()
    const first = ring.keyFor({ name: 'a' })
    ring.settled()
    assert.notEqual(ring.keyFor({ name: 'a' }), first)
  })
})
