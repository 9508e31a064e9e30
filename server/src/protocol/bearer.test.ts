import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { bearerChallenge, parseBearer, readBearer } from './bearer.ts'
import { type Parameters, parseParameters } from './parameters.ts'
import { refusal } from './refusal.ts'

function outcomeOf(header: string | undefined): string {
  const result = parseBearer(header)
  return result.ok ? `token ${result.value}` : result.error.reason
}

describe('the Authorization header of an API call', () => {
  for (const [header, outcome] of [
    ['Bearer abc', 'token abc'],
    ['bearer abc', 'token abc'],
    ['BEARER abc', 'token abc'],
    ['Bearer   abc', 'token abc'],
    ['Bearer a.b-c_d~e+f/g==', 'token a.b-c_d~e+f/g=='],
    [undefined, 'token_missing'],
    ['', 'token_missing'],
    ['Basic abc', 'token_missing'],
    ['DPoP abc', 'token_missing'],
    ['Bearerabc', 'token_missing'],
    ['abc', 'token_missing'],
    ['Bearer', 'token_invalid'],
    ['Bearer ', 'token_invalid'],
    ['Bearer a b', 'token_invalid'],
    ['Bearer a,b', 'token_invalid'],
    ['Bearer a, Bearer b', 'token_invalid'],
    ['Bearer "abc"', 'token_invalid'],
    ['Bearer =', 'token_invalid'],
    ['Bearer a=b', 'token_invalid'],
    ['Bearer é', 'token_invalid'],
    ['Bearer a\n', 'token_invalid'],
    [`Bearer ${'a'.repeat(102_400)} `, 'token_invalid'],
    [`Bearer${' '.repeat(102_400)}`, 'token_invalid'],
  ] as const) {
    test(`is read: ${JSON.stringify(header)?.slice(0, 50)}`, () => assert.equal(outcomeOf(header), outcome))
  }
})

describe('the challenge of an API call', () => {
  test('names no error when there was no token', () => {
    assert.equal(bearerChallenge(refusal('token_missing', 'Send one.')), 'Bearer realm="latchkey"')
    assert.equal(bearerChallenge(refusal('token_missing', 'Send one.'), 'openid'), 'Bearer realm="latchkey"')
  })
  test('names the error, and the scope that would do', () => {
    assert.equal(
      bearerChallenge(refusal('token_scope_insufficient', 'It "lacks" a \\ scope.'), 'openid profile'),
      'Bearer realm="latchkey", error="insufficient_scope", error_description="It ?lacks? a ? scope.", scope="openid profile"',
    )
  })
})

describe('an access token where a form may hold it', () => {
  const read = (encoded: string | null): Parameters | null => {
    const parameters = encoded === null ? null : parseParameters(encoded)
    return parameters?.ok === true ? parameters.value : null
  }
  for (const [header, form, query, outcome] of [
    ['Bearer abc', null, null, 'token abc'],
    ['Bearer abc', 'x=1', 'x=1', 'token abc'],
    [undefined, 'access_token=abc', null, 'token abc'],
    [undefined, 'access_token=abc', 'access_token=abc', 'parameter_malformed'],
    [undefined, null, 'access_token=abc', 'parameter_malformed'],
    ['Bearer abc', 'access_token=abc', null, 'parameter_malformed'],
    ['Basic abc', 'access_token=abc', null, 'parameter_malformed'],
    [undefined, 'access_token=abc&access_token=abc', null, 'parameter_repeated'],
    [undefined, 'access_token=a b', null, 'token_invalid'],
    [undefined, 'access_token=', null, 'token_missing'],
    [undefined, null, null, 'token_missing'],
  ] as const) {
    test(`is read from ${header} / ${form} / ${query}: ${outcome}`, () => {
      const result = readBearer(header, read(form), read(query))
      assert.equal(result.ok ? `token ${result.value}` : result.error.reason, outcome)
    })
  }
})
