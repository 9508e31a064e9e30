import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { KEPT_INPUTS } from '@latchkey/contract/audit/refusals.ts'
import fc from 'fast-check'
import { parseParameters } from '../../protocol/parameters.ts'
import { keptInputs } from './kept-inputs.ts'

const SEED = 20_261_128

function kept(query: Readonly<Record<string, string>>): Record<string, string> {
  const parameters = parseParameters(new URLSearchParams(query).toString())
  assert.ok(parameters.ok)
  return Object.fromEntries(keptInputs(parameters.value).map(({ name, value }) => [name, value]))
}

describe('what is kept of a refused request', () => {
  test('are the parameters of the list, and no other', () => {
    const harmless = Object.fromEntries(KEPT_INPUTS.map(name => [name, `a-${name}`]))
    const secrets =
      'client_id client_secret code code_verifier code_challenge refresh_token token client_assertion assertion state nonce ' +
      'id_token_hint login_hint username password request request_uri claims subject_token'
    const others = Object.fromEntries(secrets.split(' ').map(name => [name, `a-${name}`]))
    assert.deepEqual(kept({ ...others, ...harmless }), harmless)
    assert.deepEqual(keptInputs(null), [])
  })

  for (const [came, expected] of [
    ['https://a.example/cb?x=1', 'https://a.example/cb?x=1'],
    ['https://a.example/cb#access_token=abc', 'https://a.example/cb#…'],
    ['https://user:hunter2@a.example/cb', 'https://…@a.example/cb'],
    ['https://user:hun@ter2@a.example/cb', 'https://…@a.example/cb'],
    ['user:hunter2@a.example/cb', 'user:…@a.example/cb'],
    ['//user:hunter2@a.example/cb', '//…@a.example/cb'],
    ['https:\\\\user:hunter2@a.example\\cb', 'https:\\\\…@a.example\\cb'],
    ['https://a.example/@me?mail=a@b.example', 'https://a.example/@me?mail=a@b.example'],
    ['https://a.example/cb?code=abc&x=1&State=def', 'https://a.example/cb?code=…&x=1&State=…'],
    ['https://a.example/cb?client_secret=hunter2', 'https://a.example/cb?client_secret=…'],
    [`https://a.example/lks_${'a1'.repeat(24)}/cb`, 'https://a.example/…/cb'],
    ['https://a.example/cb?x=eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.', 'https://a.example/cb?x=…'],
  ] as const) {
    test(`of the URL ${came} is ${expected}`, () => {
      assert.equal(kept({ redirect_uri: came })['redirect_uri'], expected)
      assert.equal(kept({ post_logout_redirect_uri: came })['post_logout_redirect_uri'], expected)
    })
  }

  test('is of a repeated parameter the first three', () => {
    const parameters = new Map([['resource', ['a', 'b', 'c', 'd']]])
    assert.deepEqual(
      keptInputs(parameters).map(({ value }) => value),
      ['a', 'b', 'c'],
    )
  })

  test('is of a request of the longest values a part, in which the callback URL still stands', () => {
    const long = Object.fromEntries(KEPT_INPUTS.map(name => [name, ['x'.repeat(9000)]]))
    const inputs = keptInputs(new Map(Object.entries(long)))
    assert.ok(inputs.some(({ name }) => name === 'redirect_uri'))
    assert.ok(inputs.reduce((sum, { value }) => sum + value.length, 0) <= 4000)
  })

  test(`is short, well formed, and free of a secret of ours wherever it was put (seed ${SEED})`, () => {
    const secret = fc
      .tuple(fc.constantFrom('lks_', 'lkr_', 'lkc_', 'lkp_'), fc.stringMatching(/^[0-9A-Za-z]{49}$/))
      .map(parts => parts.join(''))
    const text = fc.string({ unit: 'binary', maxLength: 3000 })
    const cases = fc.record({ name: fc.constantFrom(...KEPT_INPUTS), before: text, secret, after: text })
    fc.assert(
      fc.property(cases, ({ name, before, secret: value, after }) => {
        const [only] = keptInputs(new Map([[name, [`${before}${value}${after}`]]]))
        assert.ok(only !== undefined)
        assert.ok(only.value.length <= 2001)
        assert.ok(!only.value.includes(value.slice(0, 12)))
      }),
      { seed: SEED, numRuns: 300 },
    )
  })
})
