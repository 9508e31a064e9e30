import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Parameters, parseParameters } from '../parameters.ts'
import {
  type AuthorizationRequest,
  parseAuthorizationClaim,
  parseAuthorizationRequest,
  readState,
} from './authorization-request.ts'

const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
const C1 = `app_${'1'.repeat(32)}`

function parsed(encoded: string): Parameters {
  const result = parseParameters(encoded)
  assert.ok(result.ok)
  return result.value
}

/** A good request in which the given parameters are replaced; null takes one out. */
function request(changes: { readonly [name: string]: string | null } = {}): string {
  const all = {
    response_type: 'code',
    client_id: C1,
    redirect_uri: 'https://a.example/cb',
    scope: 'openid RealTimeApi',
    state: 'xyz',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    ...changes,
  }
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(all)) if (value !== null) form.append(name, value)
  return form.toString()
}

function outcomeOf(encoded: string): AuthorizationRequest | string {
  const result = parseAuthorizationRequest(parsed(encoded))
  return result.ok ? result.value : result.error.reason
}

const plain: AuthorizationRequest = {
  responseType: { code: true, idToken: false, token: false },
  scopes: ['openid', 'RealTimeApi'],
  resources: [],
  state: 'xyz',
  nonce: null,
  codeChallenge: CHALLENGE,
  prompts: [],
  maxAge: null,
  loginHint: null,
  idTokenHint: null,
  claims: null,
  context: null,
}

const ACCEPTED: readonly (readonly [
  changes: { [name: string]: string | null },
  expected: Partial<AuthorizationRequest>,
])[] = [
  [{}, {}],
  [{ scope: null }, { scopes: null }],
  [{ scope: '' }, { scopes: null }],
  [{ state: null }, { state: null }],
  [{ state: '' }, { state: null }],
  [{ nonce: 'n'.repeat(384) }, { nonce: 'n'.repeat(384) }],
  [{ response_mode: 'query' }, {}],
  [{ resource: 'urn:latchkey:api:RealTimeApi' }, { resources: ['urn:latchkey:api:RealTimeApi'] }],
  [{ login_hint: 'k'.repeat(8192) }, { loginHint: 'k'.repeat(8192) }],
  [{ prompt: '' }, {}],
  [{ prompt: 'none' }, { prompts: ['none'] }],
  [{ prompt: 'login' }, { prompts: ['login'] }],
  [{ prompt: 'consent' }, { prompts: ['consent'] }],
  [{ prompt: 'consent login' }, { prompts: ['consent', 'login'] }],
  [{ prompt: 'select_account' }, { prompts: ['select_account'] }],
  [{ prompt: 'select_account consent' }, { prompts: ['select_account', 'consent'] }],
  [{ max_age: '0' }, { maxAge: 0 }],
  [{ max_age: '3600' }, { maxAge: 3600 }],
  [{ max_age: '999999999' }, { maxAge: 999_999_999 }],
  [{ display: 'popup', ui_locales: 'de en', claims_locales: 'de', foo: 'bar' }, {}],
  [
    { claims: '{"userinfo":{"name":null}}' },
    { claims: { userinfo: ['name'], idToken: [], subject: null, context: null } },
  ],
  [{ acr_values: '2 1' }, { context: { values: ['2', '1'], essential: false } }],
  [{ acr_values: ' ' }, {}],
  [
    { acr_values: '2', claims: '{"id_token":{"acr":{"value":"1"}}}' },
    {
      claims: { userinfo: [], idToken: ['acr'], subject: null, context: { values: ['1'], essential: false } },
      context: { values: ['1'], essential: false },
    },
  ],
  [
    { acr_values: '2', claims: '{"id_token":{"acr":{"essential":true}}}' },
    {
      claims: { userinfo: [], idToken: ['acr'], subject: null, context: null },
      context: { values: ['2'], essential: false },
    },
  ],
  [{ claims: 'not json', scope: 'RealTimeApi' }, { scopes: ['RealTimeApi'] }],
  [{ id_token_hint: 'a.b.c' }, { idTokenHint: 'a.b.c' }],
  [
    { response_type: 'token', code_challenge: null, code_challenge_method: null },
    { responseType: { code: false, idToken: false, token: true }, codeChallenge: null },
  ],
  [
    { response_type: 'id_token', nonce: 'n', scope: 'openid offline_access' },
    {
      responseType: { code: false, idToken: true, token: false },
      codeChallenge: null,
      nonce: 'n',
      scopes: ['openid'],
    },
  ],
  [{ response_type: 'token code' }, { responseType: { code: true, idToken: false, token: true } }],
  [
    { response_type: 'id_token code', nonce: 'n', scope: 'openid offline_access' },
    {
      responseType: { code: true, idToken: true, token: false },
      nonce: 'n',
      scopes: ['openid', 'offline_access'],
    },
  ],
]

const REFUSED: readonly (readonly [reason: string, changes: { [name: string]: string | null }])[] = [
  ['parameter_missing', { response_type: null }],
  ['parameter_missing', { response_type: '' }],
  ['response_type_unknown', { response_type: 'zzz' }],
  ['response_type_unknown', { response_type: 'CODE' }],
  ['response_type_unknown', { response_type: 'code code' }],
  ['response_type_unknown', { response_type: 'none' }],
  ['nonce_missing', { response_type: 'id_token' }],
  ['nonce_missing', { response_type: 'id_token token' }],
  ['nonce_missing', { response_type: 'code id_token' }],
  ['nonce_missing', { response_type: 'code id_token token' }],
  ['openid_missing', { response_type: 'code id_token', nonce: 'n', scope: 'RealTimeApi' }],
  ['openid_missing', { response_type: 'id_token', nonce: 'n', scope: null }],
  ['claims_malformed', { claims: '[1]' }],
  ['challenge_missing', { code_challenge: null, code_challenge_method: null }],
  ['challenge_missing', { code_challenge: null }],
  ['challenge_missing', { code_challenge: '' }],
  ['challenge_missing', { response_type: 'code token', code_challenge: null, code_challenge_method: null }],
  ['challenge_method_unsupported', { code_challenge_method: null }],
  ['challenge_method_unsupported', { code_challenge_method: 'plain' }],
  ['challenge_malformed', { code_challenge: `${CHALLENGE}=` }],
  ['scope_malformed', { scope: 'a"b' }],
  ['scope_malformed', { scope: 'a'.repeat(102_400) }],
  ['target_unknown', { resource: 'https://a.example/#f' }],
  ['parameter_malformed', { prompt: 'none login' }],
  ['parameter_malformed', { prompt: 'consent none' }],
  ['parameter_malformed', { prompt: 'none select_account' }],
  ['parameter_malformed', { prompt: 'create' }],
  ['parameter_malformed', { prompt: 'Login' }],
  ['parameter_malformed', { prompt: 'login,consent' }],
  ['parameter_malformed', { max_age: '-1' }],
  ['parameter_malformed', { max_age: '1.5' }],
  ['parameter_malformed', { max_age: '1e3' }],
  ['parameter_malformed', { max_age: ' 1' }],
  ['parameter_malformed', { max_age: 'x' }],
  ['parameter_malformed', { max_age: '9999999999' }],
]

describe('an authorization request', () => {
  for (const [changes, expected] of ACCEPTED) {
    test(`is parsed with ${JSON.stringify(changes).slice(0, 70)}`, () => {
      assert.deepEqual(outcomeOf(request(changes)), { ...plain, ...expected })
    })
  }

  for (const [reason, changes] of REFUSED) {
    test(`is refused as ${reason} with ${JSON.stringify(changes).slice(0, 70)}`, () => {
      assert.equal(outcomeOf(request(changes)), reason)
    })
  }

  const once =
    'response_type response_mode scope state nonce code_challenge code_challenge_method prompt max_age login_hint id_token_hint claims display ui_locales claims_locales acr_values'
  for (const name of once.split(' ')) {
    test(`is refused when ${name} is given twice`, () => {
      assert.equal(outcomeOf(`${request()}&${name}=a&${name}=b`), 'parameter_repeated')
    })
  }

  test('may name several resources', () => {
    const outcome = outcomeOf(`${request()}&resource=urn:a&resource=urn:b`)
    assert.deepEqual(outcome, { ...plain, resources: ['urn:a', 'urn:b'] })
  })
})

describe('who asks, and where the answer goes', () => {
  const claimOf = (encoded: string): unknown => {
    const result = parseAuthorizationClaim(parsed(encoded))
    return result.ok ? result.value : result.error.reason
  }
  for (const [encoded, claim] of [
    [`client_id=${C1}`, { clientId: C1, redirectUri: null }],
    [`client_id=${C1}&redirect_uri=`, { clientId: C1, redirectUri: null }],
    [`client_id=${C1}&redirect_uri=%5C%5Cevil%09`, { clientId: C1, redirectUri: '\\\\evil\t' }],
    ['', 'parameter_missing'],
    ['client_id=', 'parameter_missing'],
    ['client_id=nobody', 'client_unknown'],
    ['client_id=__proto__', 'client_unknown'],
    [`client_id=${C1}%00`, 'client_unknown'],
    [`client_id=${C1}%0A`, 'client_unknown'],
    [`client_id=${C1}&client_id=${C1}`, 'parameter_repeated'],
    [`client_id=${C1}&redirect_uri=https://a&redirect_uri=https://evil`, 'parameter_repeated'],
  ] as const) {
    test(`is read from ${encoded.slice(-60)}`, () => assert.deepEqual(claimOf(encoded), claim))
  }

  test('the state is echoed as far as it can be read', () => {
    assert.equal(readState(parsed('state=a%20%2B%22')), 'a +"')
    assert.equal(readState(parsed('state=')), null)
    assert.equal(readState(parsed('')), null)
    assert.equal(readState(parsed('state=a&state=b')), null)
  })
})
