import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pinsOf, pinWords } from './pins.ts'

const NAMES = ['RealTimeApi', 'AdminApi', 'AgentApi']
const ALL = NAMES.map(name => ({ name, sensitive: name === 'AdminApi' }))

test('each scope keeps its place, held or not', () => {
  assert.deepEqual(
    pinsOf(ALL, ['AgentApi'])?.map(pin => pin.held),
    [false, false, true],
  )
  assert.deepEqual(
    pinsOf(ALL, [])?.map(pin => pin.sensitive),
    [false, true, false],
  )
  assert.equal(pinsOf([], []), null)
})

test('more than a dozen are a number', () => {
  const many = Array.from({ length: 13 }, (_, index) => ({ name: `Api${index}`, sensitive: false }))
  assert.equal(pinsOf(many, ['Api1']), null)
  assert.equal(pinWords(many, ['Api1']), '1 of 13 scopes')
})

test('what is held is said in words', () => {
  assert.equal(pinWords(ALL, []), 'No scopes')
  assert.equal(pinWords(ALL, ['AdminApi']), 'AdminApi')
  assert.equal(pinWords(ALL, NAMES), `All scopes: ${NAMES.join(', ')}`)
})
