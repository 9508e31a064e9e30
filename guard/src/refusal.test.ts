import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readBearer } from './bearer.ts'
import { answerTo, type Refusal } from './refusal.ts'

describe('the answer to a refusal', () => {
  test('U03 without a token is 401 with a challenge that names no error', () => {
    const answer = answerTo({ kind: 'missing_token' }, 'contact-centre')
    assert.equal(answer.status, 401)
    assert.equal(answer.headers['www-authenticate'], 'Bearer realm="contact-centre"')
  })

  test('U04 an expired token is 401 invalid_token', () => {
    const answer = answerTo({ kind: 'invalid_token', reason: 'expired' }, 'r')
    assert.equal(answer.status, 401)
    assert.equal(
      answer.headers['www-authenticate'],
      'Bearer realm="r", error="invalid_token", error_description="The token has expired. Ask for a new one."',
    )
  })

  test('U04 a missing scope is 403 insufficient_scope and says what is needed and what is there', () => {
    const answer = answerTo(
      { kind: 'insufficient_scope', needed: ['ReportingApi'], has: ['RealTimeApi'] },
      'r',
    )
    assert.equal(answer.status, 403)
    assert.match(
      answer.headers['www-authenticate'] ?? '',
      /error="insufficient_scope", .*, scope="ReportingApi"$/,
    )
    assert.deepEqual(answer.body, {
      error: 'insufficient_scope',
      error_description: 'The token lacks the scope ReportingApi. It has: RealTimeApi.',
      scope: 'ReportingApi',
    })
  })

  test('names only the scopes that are missing, and says when there is none', () => {
    const several = answerTo({ kind: 'insufficient_scope', needed: ['a', 'b', 'c'], has: ['b'] }, 'r')
    assert.equal(several.body.error_description, 'The token lacks the scopes a and c. It has: b.')
    const none = answerTo({ kind: 'insufficient_scope', needed: ['a'], has: [] }, 'r')
    assert.equal(none.body.error_description, 'The token lacks the scope a. It has: no scope.')
  })

  test('stays short however many scopes a token has', () => {
    const has = Array.from({ length: 500 }, (_, i) => `scope-${i}`)
    const answer = answerTo({ kind: 'insufficient_scope', needed: ['a'], has }, 'r')
    assert.match(answer.body.error_description, /scope-11 and 488 more\.$/)
  })

  test('U04 a token sent twice or not well formed is 400 invalid_request', () => {
    for (const kind of ['several_methods', 'malformed'] as const) {
      const answer = answerTo({ kind }, 'r')
      assert.equal(answer.status, 400)
      assert.match(answer.headers['www-authenticate'] ?? '', /error="invalid_request"/)
    }
  })

  test('holds only the characters that a challenge may hold', () => {
    const refusals: readonly Refusal[] = [
      { kind: 'insufficient_scope', needed: ['a"b\\c'], has: ['x\r\ny', 'ü'] },
      { kind: 'invalid_token', reason: 'audience', accepted: ['urn:"x"'] },
      { kind: 'invalid_token', reason: 'malformed' },
    ]
    for (const refusal of refusals) {
      const challenge = answerTo(refusal, 'r').headers['www-authenticate'] ?? ''
      assert.match(challenge, /^Bearer (?:[a-z_]+="[\x20\x21\x23-\x5b\x5d-\x7e]*"(?:, |$))+$/)
    }
  })
})

describe('the token of a request', () => {
  function outcome(authorization: readonly string[], elsewhere = false): string {
    const read = readBearer({ authorization, elsewhere })
    return read.ok ? `token ${read.token}` : read.refusal.kind
  }

  test('U01 is found whatever the case of the scheme', () => {
    for (const scheme of ['Bearer', 'bearer', 'BEARER', 'bEaReR']) {
      assert.equal(outcome([`${scheme} a.b.c`]), 'token a.b.c')
    }
  })

  test('U02 sent by two methods or in two headers is refused', () => {
    assert.equal(outcome(['Bearer a', 'Bearer a']), 'several_methods')
    assert.equal(outcome(['Basic eA==', 'Bearer a']), 'several_methods')
    assert.equal(outcome(['Bearer a'], true), 'several_methods')
  })

  test('in the address alone counts as missing', () => {
    assert.equal(outcome([], true), 'missing_token')
  })

  test('is missing without a header and under another scheme', () => {
    assert.equal(outcome([]), 'missing_token')
    assert.equal(outcome(['']), 'missing_token')
    assert.equal(outcome(['Basic eA==']), 'missing_token')
    assert.equal(outcome(['BearerToken a']), 'missing_token')
  })

  test('is malformed when it is absent, two words, or holds foreign characters', () => {
    for (const value of [
      'Bearer',
      'Bearer ',
      'Bearer a b',
      'Bearer a, Bearer b',
      'Bearer "a"',
      'Bearer a\tb',
    ]) {
      assert.equal(outcome([value]), 'malformed', value)
    }
  })
})
