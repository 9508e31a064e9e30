import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseResources } from './resource.ts'

function outcomeOf(...values: readonly string[]): readonly string[] | string {
  const result = parseResources(new Map(values.length === 0 ? [] : [['resource', values]]))
  return result.ok ? result.value : result.error.reason
}

describe('the resource parameters', () => {
  test('may be absent', () => assert.deepEqual(outcomeOf(), []))
  test('may repeat; doubles are dropped and the texts are kept as sent', () => {
    const [a, b] = ['https://API.example', 'urn:latchkey:api:AgentApi']
    assert.deepEqual(outcomeOf(a, b, a), [a, b])
  })
  for (const value of [
    'foo',
    '/path',
    '//api.example',
    'https://',
    'https://a#f',
    'https://a#',
    'urn:a#b',
    'é',
  ]) {
    test(`are refused when one is not an absolute URI without a fragment: ${value}`, () => {
      assert.equal(outcomeOf(value), 'target_unknown')
      assert.equal(outcomeOf('https://api.example', value), 'target_unknown')
    })
  }
  test('may be twenty and no more', () => {
    const many = Array.from({ length: 21 }, (_, n) => `https://api.example/${n}`)
    assert.deepEqual(outcomeOf(...many.slice(1)), many.slice(1))
    assert.equal(outcomeOf(...many), 'target_unknown')
  })
})
