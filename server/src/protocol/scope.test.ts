import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { narrow, OPENID_SCOPES, parseScope, understoodScopes } from './scope.ts'

const SEED = 8707

function outcomeOf(text: string | null): readonly string[] | null | string {
  const result = parseScope(text)
  return result.ok ? result.value : result.error.reason
}

describe('a scope parameter', () => {
  for (const [text, value] of [
    [null, null],
    ['', null],
    ['   ', null],
    ['a', ['a']],
    ['b a', ['b', 'a']],
    ['a b a', ['a', 'b']],
    ['  a   b ', ['a', 'b']],
    ['RealTimeApi realtimeapi', ['RealTimeApi', 'realtimeapi']],
    ['https://api.example/read:all', ['https://api.example/read:all']],
    ["!#$%&'()*+,-./[]^_`{|}~", ["!#$%&'()*+,-./[]^_`{|}~"]],
    ['__proto__ constructor', ['__proto__', 'constructor']],
  ] as const) {
    test(`is read: ${JSON.stringify(text)}`, () => assert.deepEqual(outcomeOf(text), value))
  }

  for (const text of [
    'a"b',
    'a\\b',
    'a\tb',
    'a\nb',
    'a\u0000',
    'a\u007f',
    'é',
    'a\u00a0b',
    'a\u3000b',
    '\ud800',
  ]) {
    test(`is refused for its characters: ${JSON.stringify(text)}`, () => {
      assert.equal(outcomeOf(text), 'scope_malformed')
      assert.equal(outcomeOf(`good ${text}`), 'scope_malformed')
    })
  }

  test('may have 2000 characters and no more', () => {
    assert.deepEqual(outcomeOf('a'.repeat(2000)), ['a'.repeat(2000)])
    assert.equal(outcomeOf('a'.repeat(2001)), 'scope_malformed')
  })

  test('of 100 kB is refused, whatever it is made of', () => {
    for (const part of ['a', ' ', 'a ', '"', 'aé ', '\\ ']) {
      assert.equal(outcomeOf(part.repeat(102_400 / part.length)), 'scope_malformed', part)
    }
  })
})

describe('what is understood of a request', () => {
  for (const [asked, understood] of [
    ['openid groups AgentApi', 'openid AgentApi'],
    ['openid email', 'openid email'],
    ['agentapi AgentApi OPENID', 'AgentApi'],
    ['__proto__ constructor openid', 'openid'],
    ['groups roles', 'groups roles'],
    ['', ''],
  ] as const) {
    test(`of "${asked}" is "${understood}"`, () => {
      assert.equal(understoodScopes(asked.split(' '), ['AgentApi', 'AdminApi']).join(' '), understood)
    })
  }

  test('is all that there is', () => {
    assert.deepEqual(understoodScopes(OPENID_SCOPES, []), OPENID_SCOPES)
  })
})

const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', '__proto__', 'A'), { maxLength: 8 })
const ceilings = fc.array(words, { maxLength: 4 })

describe(`narrow (seed ${SEED})`, () => {
  const check = (property: fc.IProperty<[string[], string[][]]>): void => {
    fc.assert(property, { seed: SEED, numRuns: 1000 })
  }
  test('never adds, keeps the order, and drops what one ceiling lacks', () => {
    check(
      fc.property(words, ceilings, (wanted, list) => {
        const kept = narrow(wanted, ...list)
        const expected = wanted.filter(
          (word, index) => wanted.indexOf(word) === index && list.every(ceiling => ceiling.includes(word)),
        )
        assert.deepEqual(kept, expected)
      }),
    )
  })
  test('done twice is the same as done once', () => {
    check(
      fc.property(words, ceilings, (wanted, list) => {
        const once = narrow(wanted, ...list)
        assert.deepEqual(narrow(once, ...list), once)
        assert.deepEqual(narrow(wanted, ...list, ...list), once)
      }),
    )
  })
  test('does not depend on the order of the ceilings, nor on taking them one by one', () => {
    check(
      fc.property(words, ceilings, (wanted, list) => {
        const once = narrow(wanted, ...list)
        assert.deepEqual(narrow(wanted, ...list.toReversed()), once)
        assert.deepEqual(
          list.reduce<readonly string[]>((rest, ceiling) => narrow(rest, ceiling), narrow(wanted)),
          once,
        )
      }),
    )
  })
  test('under one more ceiling never keeps more', () => {
    check(
      fc.property(words, ceilings, (wanted, list) => {
        const [first = [], ...rest] = list
        const wider = narrow(wanted, ...rest)
        assert.ok(narrow(wanted, first, ...rest).every(word => wider.includes(word)))
      }),
    )
  })
  test('under an empty ceiling keeps nothing', () => assert.deepEqual(narrow(['a', 'b'], ['a', 'b'], []), []))
})
