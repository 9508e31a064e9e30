import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { ACR_VALUES } from './authentication-context.ts'
import { parseClaimsRequest } from './claims-request.ts'

const SEED = 55

function outcomeOf(text: string): unknown {
  const read = parseClaimsRequest(text)
  return read.ok ? read.value : read.error.reason
}

const nothing = { userinfo: [], idToken: [], subject: null, context: null }

describe('the claims parameter', () => {
  for (const [text, expected] of [
    ['{}', nothing],
    ['{"other":[1,2]}', nothing],
    ['{"userinfo":null,"id_token":null}', nothing],
    ['{"userinfo":{"name":null}}', { ...nothing, userinfo: ['name'] }],
    ['{"userinfo":{"name":{"essential":true}}}', { ...nothing, userinfo: ['name'] }],
    ['{"id_token":{"auth_time":{"essential":true},"x":{}}}', { ...nothing, idToken: ['auth_time', 'x'] }],
    ['{"id_token":{"sub":{"value":"usr_1"}}}', { ...nothing, idToken: ['sub'], subject: 'usr_1' }],
    ['{"userinfo":{"sub":{"value":"usr_1"}}}', { ...nothing, userinfo: ['sub'] }],
    [
      '{"id_token":{"acr":{"values":["1","2"]}}}',
      { ...nothing, idToken: ['acr'], context: { values: ['1', '2'], essential: false } },
    ],
    [
      '{"id_token":{"acr":{"value":"1","values":[2,"3"]}}}',
      { ...nothing, idToken: ['acr'], context: { values: ['1', '3'], essential: false } },
    ],
    ['{"id_token":{"acr":null}}', { ...nothing, idToken: ['acr'] }],
    ['{"userinfo":{"acr":{"essential":true,"value":"1"}}}', { ...nothing, userinfo: ['acr'] }],
    [
      '{"userinfo":{"__proto__":null,"constructor":{}}}',
      { ...nothing, userinfo: ['__proto__', 'constructor'] },
    ],
    ['{"__proto__":{"userinfo":{"name":null}}}', nothing],
  ] as const) {
    test(`is read from ${text}`, () => assert.deepEqual(outcomeOf(text), expected))
  }

  for (const text of [
    '',
    'not json',
    '[1]',
    'null',
    '"userinfo"',
    '{"userinfo":[1]}',
    '{"userinfo":"name"}',
    '{"userinfo":{"name":true}}',
    '{"userinfo":{"name":[]}}',
    '{"userinfo":{"name":{"essential":"yes"}}}',
    '{"id_token":{"sub":{"value":1}}}',
    '{"userinfo":{"name":{"values":[{"deep":{}}]}}}',
    `${'['.repeat(2000)}${']'.repeat(2000)}`,
    `{"userinfo":${'{"a":'.repeat(600)}1${'}'.repeat(601)}`,
    JSON.stringify({ userinfo: { ['n'.repeat(5000)]: null } }),
  ]) {
    test(`is malformed as ${text.slice(0, 60)}`, () => assert.equal(outcomeOf(text), 'claims_malformed'))
  }

  test('that demands an authentication context is refused unless there is a way to meet it', () => {
    for (const acr of [{ values: ['2'] }, { value: '2' }, { value: 2 }, { values: [] }, { values: 'x' }]) {
      const text = JSON.stringify({ id_token: { acr: { essential: true, ...acr } } })
      assert.equal(outcomeOf(text), 'acr_unmet', text)
    }
    const values = ['2', ...ACR_VALUES]
    assert.deepEqual(outcomeOf(JSON.stringify({ id_token: { acr: { essential: true, values } } })), {
      ...nothing,
      idToken: ['acr'],
      context: { values, essential: true },
    })
    assert.deepEqual(outcomeOf('{"id_token":{"acr":{"essential":true}}}'), { ...nothing, idToken: ['acr'] })
  })

  test('is nothing when it is absent', () => {
    assert.deepEqual(parseClaimsRequest(null), { ok: true, value: null })
  })

  test(`never throws and never changes what objects inherit, whatever it holds (seed ${SEED})`, () => {
    const members = fc.dictionary(
      fc.constantFrom('userinfo', 'id_token', '__proto__', 'sub', 'value', 'x'),
      fc.jsonValue(),
    )
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      members.map(value => JSON.stringify(value)),
    )
    fc.assert(
      fc.property(texts, text => {
        parseClaimsRequest(text)
        assert.deepEqual(Object.keys(Object.prototype), [])
      }),
      { seed: SEED, numRuns: 1000 },
    )
  })
})
