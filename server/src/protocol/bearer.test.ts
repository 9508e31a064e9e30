import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { bearerChallenge, parseBearer } from './bearer.ts'
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
