import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeGate } from './gate.ts'

test('a gate lets one attempt through until it leaves', () => {
  const gate = makeGate()
  assert.deepEqual([gate.enter(), gate.enter()], [true, false])
  gate.leave()
  assert.equal(gate.enter(), true)
})
