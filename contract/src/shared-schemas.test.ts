import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shareSchemas } from './shared-schemas.ts'

const LONG = {
  type: 'object',
  properties: { words: { type: 'string', description: 'x'.repeat(400) } },
}
const SHORT = { type: 'object', properties: { id: { type: 'string' } } }

const operation = (operationId: string, schema: unknown) => ({
  operationId,
  responses: {
    200: { content: { 'application/json': { schema, example: { type: 'object', properties: {} } } } },
  },
})

test('a long schema that stands in several places is said once, by the operation that holds it first', () => {
  const list = { type: 'object', properties: { items: { type: 'array', items: LONG } } }
  const paths = {
    '/things': { get: operation('listThings', list) },
    '/things/{id}': { get: operation('getThing', LONG), delete: operation('deleteThing', SHORT) },
  }
  const shared = shareSchemas(paths)
  const reference = { $ref: '#/components/schemas/ListThingsResultItems' }
  assert.deepEqual(shared.schemas, { ListThingsResultItems: LONG })
  assert.deepEqual(shared.paths, {
    '/things': {
      get: operation('listThings', {
        type: 'object',
        properties: { items: { type: 'array', items: reference } },
      }),
    },
    '/things/{id}': { get: operation('getThing', reference), delete: operation('deleteThing', SHORT) },
  })
})

test('what stands once, is short, or is an example stays where it is', () => {
  const paths = {
    '/a': { get: operation('getA', LONG) },
    '/b': { get: operation('getB', SHORT) },
    '/c': { get: operation('getC', SHORT) },
  }
  assert.deepEqual(shareSchemas(paths), { paths, schemas: {} })
})
