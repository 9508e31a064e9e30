import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseParameters } from '../parameters.ts'
import { asksForTokens, chooseResponseMode, parseResponseType } from './response-type.ts'

function parametersOf(encoded: string) {
  const parsed = parseParameters(encoded)
  assert.ok(parsed.ok)
  return parsed.value
}

describe('a response type', () => {
  for (const [text, code, idToken, token] of [
    ['code', true, false, false],
    ['token', false, false, true],
    ['id_token', false, true, false],
    ['id_token token', false, true, true],
    ['token id_token', false, true, true],
    ['code id_token', true, true, false],
    ['code token', true, false, true],
    ['token  id_token code', true, true, true],
  ] as const) {
    test(`is read from "${text}"`, () => {
      assert.deepEqual(parseResponseType(text), { ok: true, value: { code, idToken, token } })
    })
  }

  for (const text of [
    'none',
    'Code',
    'code code',
    'code foo',
    'code,token',
    'id_token\ttoken',
    '__proto__',
  ]) {
    test(`is unknown as ${JSON.stringify(text)}`, () => {
      const read = parseResponseType(text)
      assert.equal(read.ok ? null : read.error.reason, 'response_type_unknown')
    })
  }

  test('is missing when it is absent or blank', () => {
    for (const text of [null, '', ' ']) {
      const read = parseResponseType(text)
      assert.equal(read.ok ? null : read.error.reason, 'parameter_missing')
    }
  })
})

describe('a response mode', () => {
  const WEB = 'https://a.example/cb'
  for (const [encoded, redirectUri, mode, reason] of [
    ['response_type=code', WEB, 'query', null],
    ['response_type=zzz', WEB, 'query', null],
    ['', WEB, 'query', null],
    ['response_type=token&response_type=code', WEB, 'query', null],
    ['response_type=token', WEB, 'fragment', null],
    ['response_type=code%20id_token', WEB, 'fragment', null],
    ['response_type=code&response_mode=query', WEB, 'query', null],
    ['response_type=code&response_mode=fragment', WEB, 'fragment', null],
    ['response_type=code&response_mode=form_post', WEB, 'form_post', null],
    ['response_type=token&response_mode=form_post', WEB, 'form_post', null],
    ['response_type=zzz&response_mode=form_post', WEB, 'form_post', null],
    ['response_type=code&response_mode=form_post', 'http://127.0.0.1:9/cb', 'form_post', null],
    ['response_type=code&response_mode=form_post', 'com.a:/cb', 'query', 'response_mode_unsupported'],
    ['response_type=token&response_mode=query', WEB, 'fragment', 'response_mode_unsupported'],
    ['response_type=code%20token&response_mode=query', WEB, 'fragment', 'response_mode_unsupported'],
    ['response_type=code&response_mode=x', WEB, 'query', 'response_mode_unsupported'],
    ['response_type=code&response_mode=form_post.jwt', WEB, 'query', 'response_mode_unsupported'],
    ['response_type=code&response_mode=query&response_mode=query', WEB, 'query', 'parameter_repeated'],
  ] as const) {
    test(`is ${mode}${reason === null ? '' : `, and ${reason},`} for ${encoded} to ${redirectUri}`, () => {
      const chosen = chooseResponseMode(parametersOf(encoded), redirectUri)
      assert.deepEqual([chosen.mode, chosen.refused?.reason ?? null], [mode, reason])
    })
  }

  test('tokens are asked for by any type but code alone', () => {
    assert.equal(asksForTokens(parametersOf('response_type=code')), false)
    assert.equal(asksForTokens(parametersOf('response_type=code%20token')), true)
    assert.equal(asksForTokens(parametersOf('response_type=id_token')), true)
  })
})
