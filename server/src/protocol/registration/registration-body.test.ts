import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { readRegistrationBody } from './registration-body.ts'

const SEED = 7591

function read(text: string): object | string {
  const fields = readRegistrationBody(text)
  return fields.ok ? Object.fromEntries(fields.value) : fields.error.description
}

describe('the body of a registration', () => {
  for (const [what, text, expected] of [
    ['is an object', '{"a":1,"b":["x"]}', { a: 1, b: ['x'] }],
    ['may be empty', ' {} ', {}],
    ['says nothing by null', '{"a":null,"b":false}', { b: false }],
    ['may repeat a name further inside', '{"a":{"b":1},"b":2}', { a: { b: 1 }, b: 2 }],
    ['may hold what looks like a name', '{"a":"\\"b\\":","b":"{"}', { a: '"b":', b: '{' }],
  ] as const) {
    test(what, () => assert.deepEqual(read(text), expected))
  }

  for (const [what, text] of [
    ['nothing', ''],
    ['no JSON', 'client_name=x'],
    ['a list', '[]'],
    ['a text', '"x"'],
    ['null', 'null'],
    ['a byte order mark', '\ufeff{}'],
    ['a trailing comma', '{"a":1,}'],
    ['a member given twice', '{"a":1,"a":2}'],
    ['a member given twice in two spellings', '{"a":1,"\\u0061":2}'],
    ['a member given twice around another', '{"a":{"x":[1]},"b":2,"a" : 3}'],
    ['nesting without end', `{"jwks":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
    ['an object nested too deeply', `${'{"a":'.repeat(12)}1${'}'.repeat(12)}`],
  ] as const) {
    test(`is not ${what}`, () => assert.equal(typeof read(text), 'string'))
  }

  test('holds no way to another prototype', () => {
    const fields = readRegistrationBody('{"__proto__":{"first_party":true},"constructor":1}')
    assert.ok(fields.ok)
    assert.equal(fields.value.get('first_party'), undefined)
    assert.equal(Object.hasOwn({}, 'first_party'), false)
  })

  test(`of any JSON object is that object without its nulls (seed ${SEED})`, () => {
    const member = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()))
    fc.assert(
      fc.property(fc.dictionary(fc.string(), member), object => {
        const expected = Object.entries(object).filter(([, value]) => value !== null)
        assert.deepEqual(read(JSON.stringify(object)), Object.fromEntries(expected))
      }),
      { seed: SEED, numRuns: 500 },
    )
  })

  test('of 64 kB in a bad shape is refused', () => {
    const long = ['"\\'.repeat(32_000), '"'.repeat(64_000), `"${'\\"'.repeat(32_000)}`, '{"a"'.repeat(16_000)]
    for (const text of long) assert.equal(typeof read(text), 'string')
  })
})
