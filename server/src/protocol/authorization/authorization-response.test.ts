import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { validateRedirectUri } from '../redirect-uri.ts'
import { refusal } from '../refusal.ts'
import {
  type AuthorizationAnswer,
  authorizationError,
  authorizationResponse,
  type ResponseTarget,
} from './authorization-response.ts'

const SEED = 9207
const ISSUER = 'https://latchkey.example'

function target(uri: string, changes: Partial<ResponseTarget> = {}): ResponseTarget {
  const redirectUri = validateRedirectUri(uri, { uris: [uri], loopbackPortMayVary: false, mustBeSent: false })
  assert.ok(redirectUri.ok)
  const request = { state: 'xyz', issuer: ISSUER, requestId: 'req_1' }
  return { redirectUri: redirectUri.value, mode: 'query', ...request, ...changes }
}

function urlOf(answer: AuthorizationAnswer): string {
  assert.ok(answer.by === 'redirect')
  return answer.url
}

function parametersOf(response: string, place: 'query' | 'fragment'): URLSearchParams {
  const url = new URL(response)
  return place === 'query' ? url.searchParams : new URLSearchParams(url.hash.slice(1))
}

describe('an authorization response', () => {
  for (const [uri, expected] of [
    ['https://a.example/cb', 'https://a.example/cb?code=c&state=xyz&iss=https%3A%2F%2Flatchkey.example'],
    ['https://a.example', 'https://a.example?code=c&state=xyz&iss=https%3A%2F%2Flatchkey.example'],
    [
      'https://a.example/cb?tenant=1&x=%20y+z',
      'https://a.example/cb?tenant=1&x=%20y+z&code=c&state=xyz&iss=https%3A%2F%2Flatchkey.example',
    ],
    ['com.example.app:/cb', 'com.example.app:/cb?code=c&state=xyz&iss=https%3A%2F%2Flatchkey.example'],
    ['http://[::1]:5/cb', 'http://[::1]:5/cb?code=c&state=xyz&iss=https%3A%2F%2Flatchkey.example'],
  ] as const) {
    test(`keeps what is registered: ${uri}`, () => {
      assert.equal(urlOf(authorizationResponse(target(uri), { code: 'c' })), expected)
    })
  }

  test('of the implicit grant is in the fragment, behind the query of the registered URI', () => {
    assert.equal(
      urlOf(
        authorizationResponse(target('https://a.example/cb?x=1', { mode: 'fragment' }), {
          access_token: 't',
        }),
      ),
      'https://a.example/cb?x=1#access_token=t&state=xyz&iss=https%3A%2F%2Flatchkey.example',
    )
    const error = authorizationError(
      target('https://a.example/cb', { mode: 'fragment' }),
      refusal('scope_malformed', 'No.'),
    )
    assert.match(urlOf(error), /^https:\/\/a\.example\/cb#error=invalid_scope&/)
  })

  test('of mode form_post is a form with the same parameters as they are, posted to the registered URI', () => {
    const answer = authorizationResponse(
      target('https://a.example/cb?x=1', { mode: 'form_post', state: '"><b>' }),
      {
        code: 'c',
      },
    )
    assert.deepEqual(answer, {
      by: 'form',
      action: 'https://a.example/cb?x=1',
      fields: [
        ['code', 'c'],
        ['state', '"><b>'],
        ['iss', ISSUER],
      ],
    })
  })

  test('without a state has none', () => {
    const response = authorizationResponse(target('https://a.example/cb', { state: null }), { code: 'c' })
    assert.deepEqual([...new URL(urlOf(response)).searchParams.keys()], ['code', 'iss'])
  })

  test('cannot have its state or issuer replaced by a parameter', () => {
    const response = authorizationResponse(target('https://a.example/cb'), { state: 'evil', iss: 'evil' })
    assert.deepEqual(new URL(urlOf(response)).searchParams.getAll('state'), ['xyz'])
    assert.deepEqual(new URL(urlOf(response)).searchParams.getAll('iss'), [ISSUER])
  })

  for (const [reason, code] of [
    ['denied_by_user', 'access_denied'],
    ['sign_in_needed', 'login_required'],
    ['consent_needed', 'consent_required'],
    ['scope_not_registered', 'invalid_scope'],
    ['target_unknown', 'invalid_target'],
    ['response_type_not_allowed', 'unauthorized_client'],
    ['application_inactive', 'unauthorized_client'],
    ['overloaded', 'temporarily_unavailable'],
    ['business_unit_inactive', 'access_denied'],
    ['user_inactive', 'access_denied'],
    ['consent_withdrawn', 'access_denied'],
  ] as const) {
    test(`says ${code} when refused as ${reason}`, () => {
      const url = new URL(
        urlOf(authorizationError(target('https://a.example/cb'), refusal(reason, 'Not so.'))),
      )
      assert.deepEqual(
        [...url.searchParams],
        [
          ['error', code],
          ['error_description', 'Not so.'],
          ['error_uri', `${ISSUER}/errors/req_1`],
          ['state', 'xyz'],
          ['iss', ISSUER],
        ],
      )
    })
  }

  test('gives a state of 2 kB of markup, quotes and percents back byte for byte', () => {
    const state = '<script>alert("\'%00+&=#?\\`)</script> '.repeat(60)
    for (const mode of ['query', 'fragment'] as const) {
      const response = urlOf(
        authorizationResponse(target('https://a.example/cb', { state, mode }), { code: 'c' }),
      )
      assert.equal(parametersOf(response, mode).get('state'), state)
      assert.match(response, /^[\x21-\x7e]+$/)
    }
  })

  test(`leads to the registered URI with the state as it came, whatever it is (seed ${SEED})`, () => {
    const uris = fc.constantFrom('https://a.example/cb', 'https://a.example/cb?x=1', 'com.example.app:/cb')
    const text = fc.string({ unit: 'binary', minLength: 1 })
    const answers = fc.record({
      uri: uris,
      state: text,
      value: text,
      place: fc.constantFrom('query', 'fragment'),
      isError: fc.boolean(),
    })
    fc.assert(
      fc.property(answers, ({ uri, state, value, place, isError }) => {
        const to = target(uri, { state, mode: place })
        const response = urlOf(
          isError
            ? authorizationError(to, refusal('scope_malformed', value))
            : authorizationResponse(to, { code: value }),
        )
        assert.ok(response.startsWith(uri))
        assert.match(response, /^[\x21-\x7e]+$/)
        const parameters = parametersOf(response, place)
        assert.deepEqual(parameters.getAll('state'), [state])
        assert.deepEqual(parameters.getAll('iss'), [ISSUER])
        if (!isError) assert.equal(parameters.get('code'), value)
        if (uri.includes('?')) assert.equal(new URL(response).searchParams.get('x'), '1')
        assert.equal(new URL(response).host, new URL(uri).host)
      }),
      { seed: SEED, numRuns: 500 },
    )
  })
})
