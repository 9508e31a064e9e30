import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type Parameters, parseParameters, single, singles } from './parameters.ts'

const SEED = 6749

function parsed(encoded: string): Parameters {
  const result = parseParameters(encoded)
  assert.ok(result.ok)
  return result.value
}

function valueOf(encoded: string, name: string): string | null {
  const result = single(parsed(encoded), name)
  return result.ok ? result.value : `refused: ${result.error.reason}`
}

describe('a form', () => {
  for (const [encoded, value] of [
    ['', null],
    ['other=1', null],
    ['scope', null],
    ['scope=', null],
    ['scope=&scope=', null],
    ['scope=&scope=a', 'a'],
    ['scope=a', 'a'],
    ['&&scope=a&&', 'a'],
    ['scope=a+b', 'a b'],
    ['scope=a%20b', 'a b'],
    ['scope=a%2Bb', 'a+b'],
    ['%73cope=a', 'a'],
    ['scope=a=b', 'a=b'],
    ['scope=%', '%'],
    ['scope=%zz', '%zz'],
    ['scope=%E2%82%AC', '€'],
    ['scope=%E2%82', '\ufffd'],
    ['scope=%00', '\u0000'],
    ['SCOPE=a', null],
    ['scope[]=a', null],
    ['scope=a&scope=b', 'refused: parameter_repeated'],
    ['scope=a&scope=a', 'refused: parameter_repeated'],
    ['scope=a&%73cope=a', 'refused: parameter_repeated'],
  ] as const) {
    test(`reads ${JSON.stringify(encoded)} as ${JSON.stringify(value)}`, () => {
      assert.equal(valueOf(encoded, 'scope'), value)
    })
  }

  test('may hold 200 parameters and no more, counted with the empty and the repeated ones', () => {
    assert.equal(parseParameters('a=1&'.repeat(200)).ok, true)
    for (const encoded of ['a=1&'.repeat(201), 'a&'.repeat(201), 'a=1&'.repeat(100_000)]) {
      const result = parseParameters(encoded)
      assert.ok(!result.ok)
      assert.equal(result.error.reason, 'too_many_parameters')
    }
  })

  test('with names from the prototype of objects changes no object', () => {
    const parameters = parsed('__proto__=1&constructor=2&toString=3&__proto__[x]=4')
    const read = singles(parameters, ['__proto__', 'constructor', 'toString', 'hasOwnProperty'])
    assert.ok(read.ok)
    assert.equal(Object.getOwnPropertyDescriptor(read.value, '__proto__')?.value, '1')
    assert.equal(read.value.constructor, '2')
    assert.equal(read.value.toString, '3')
    assert.equal(read.value.hasOwnProperty, null)
    assert.equal('x' in {}, false)
  })

  test('is refused for the first repeated parameter that is asked for, and for no other', () => {
    const parameters = parsed('a=1&b=1&b=2&c=1&c=2&c=3')
    const two = singles(parameters, ['a', 'c', 'b'])
    assert.ok(!two.ok)
    assert.equal(two.error.reason, 'parameter_repeated')
    assert.match(two.error.description, /parameter c is given 3 times/)
    assert.deepEqual(singles(parameters, ['a']), { ok: true, value: { a: '1' } })
  })

  test(`gives back what was put in, in order, without what is empty (seed ${SEED})`, () => {
    const name = fc.oneof(fc.constantFrom('a', 'b', '__proto__', 'scope'), fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string({ unit: 'binary' })), { maxLength: 200 }), pairs => {
        const parameters = parsed(new URLSearchParams(pairs).toString())
        const expected = Map.groupBy(
          pairs.filter(([, value]) => value !== ''),
          ([key]) => key,
        )
        assert.deepEqual(
          [...parameters],
          [...expected].map(([key, list]) => [key, list.map(([, value]) => value)]),
        )
      }),
      { seed: SEED, numRuns: 300 },
    )
  })
})
