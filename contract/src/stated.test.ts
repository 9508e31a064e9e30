import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Type } from 'typebox'
import { Check } from 'typebox/value'
import { ALLOWED, printStated, STATED } from './stated.ts'

describe('what a schema states', () => {
  const schema = Type.Object({
    scopes: Type.Array(Type.String({ maxLength: 9, [STATED]: { maxLength: 3 } }), {
      maxItems: 9,
      [STATED]: { minItems: 1, maxItems: 2 },
    }),
    limit: Type.Union([Type.String({ pattern: '^1$', [ALLOWED]: 'one' }), Type.Null()]),
  })

  test('is printed in place of what is checked, and at any depth', () => {
    assert.deepEqual(printStated(schema), {
      type: 'object',
      required: ['scopes', 'limit'],
      properties: {
        scopes: { type: 'array', items: { type: 'string', maxLength: 3 }, minItems: 1, maxItems: 2 },
        limit: { anyOf: [{ type: 'string', pattern: '^1$' }, { type: 'null' }] },
      },
    })
  })

  test('refuses nothing', () => {
    assert.equal(Check(schema, { scopes: [], limit: null }), true)
    assert.equal(Check(schema, { scopes: ['four', 'four', 'four'], limit: '1' }), true)
    assert.equal(Check(schema, { scopes: ['ten letters'], limit: null }), false)
  })

  test('leaves other data as they are', () => {
    for (const data of [null, 1, 'x', [1, { a: [] }], { a: { b: null } }])
      assert.deepEqual(printStated(data), data)
  })
})
