import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parseParameters } from './parameters.ts'
import { parseTokenRequest, type TokenRequest } from './token-request.ts'

const SEED = 6749

function outcomeOf(body: string): TokenRequest | string {
  const parameters = parseParameters(body)
  assert.ok(parameters.ok)
  const result = parseTokenRequest(parameters.value)
  return result.ok ? result.value : result.error.reason
}

const code = 'grant_type=authorization_code&code=lkc_1'
const refresh = 'grant_type=refresh_token&refresh_token=lkr_1'
const own = 'grant_type=client_credentials'
const api = 'resource=urn:a&resource=urn:b'

describe('a token request', () => {
  for (const [body, request] of [
    [
      code,
      { grant: 'authorization_code', code: 'lkc_1', redirectUri: null, codeVerifier: null, resources: [] },
    ],
    [
      `${code}&redirect_uri=https%3A%2F%2Fa%2Fcb&code_verifier=v&${api}&client_id=x&client_secret=y&foo=bar`,
      {
        grant: 'authorization_code',
        code: 'lkc_1',
        redirectUri: 'https://a/cb',
        codeVerifier: 'v',
        resources: ['urn:a', 'urn:b'],
      },
    ],
    [refresh, { grant: 'refresh_token', refreshToken: 'lkr_1', scopes: null, resources: [] }],
    [
      `${refresh}&scope=a+b+a&${api}`,
      { grant: 'refresh_token', refreshToken: 'lkr_1', scopes: ['a', 'b'], resources: ['urn:a', 'urn:b'] },
    ],
    [own, { grant: 'client_credentials', scopes: null, businessUnit: null, resources: [] }],
    [
      `${own}&scope=a&business_unit=4512345&${api}`,
      { grant: 'client_credentials', scopes: ['a'], businessUnit: '4512345', resources: ['urn:a', 'urn:b'] },
    ],
    [`${own}&scope=`, { grant: 'client_credentials', scopes: null, businessUnit: null, resources: [] }],
  ] as const) {
    test(`is parsed: ${body}`, () => assert.deepEqual(outcomeOf(body), request))
  }

  for (const [reason, body] of [
    ['parameter_missing', ''],
    ['parameter_missing', 'grant_type='],
    ['parameter_missing', 'code=lkc_1'],
    ['parameter_missing', 'grant_type=authorization_code'],
    ['parameter_missing', 'grant_type=authorization_code&code='],
    ['parameter_missing', 'grant_type=refresh_token'],
    ['parameter_missing', 'grant_type=refresh_token&refresh_token='],
    ['grant_type_unknown', 'grant_type=x'],
    ['grant_type_unknown', 'grant_type=password&username=u&password=p'],
    ['grant_type_unknown', 'grant_type=implicit'],
    ['grant_type_unknown', 'grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer'],
    ['grant_type_unknown', 'grant_type=Authorization_Code&code=x'],
    ['grant_type_unknown', 'grant_type=client_credentials+'],
    ['grant_type_unknown', 'grant_type=__proto__'],
    ['grant_type_unknown', 'grant_type=toString'],
    ['parameter_repeated', `${code}&grant_type=authorization_code`],
    ['parameter_repeated', `${code}&code=lkc_1`],
    ['parameter_repeated', `${code}&redirect_uri=a&redirect_uri=a`],
    ['parameter_repeated', `${code}&code_verifier=a&code_verifier=b`],
    ['parameter_repeated', `${refresh}&refresh_token=lkr_2`],
    ['parameter_repeated', `${refresh}&scope=a&scope=b`],
    ['parameter_repeated', `${own}&scope=a&scope=a`],
    ['parameter_repeated', `${own}&business_unit=1&business_unit=2`],
    ['scope_malformed', `${refresh}&scope=a%22`],
    ['scope_malformed', `${own}&scope=${'a+'.repeat(51_200)}`],
    ['target_unknown', `${code}&resource=foo`],
    ['target_unknown', `${refresh}&resource=https://a%23f`],
    ['target_unknown', `${own}&resource=%2F`],
  ] as const) {
    test(`is refused as ${reason}: ${body.slice(0, 80)}`, () => assert.equal(outcomeOf(body), reason))
  }

  test(`of any form is one of the three grants or a refusal (seed ${SEED})`, () => {
    const name = fc.constantFrom(
      'grant_type',
      'code',
      'refresh_token',
      'scope',
      'resource',
      'code_verifier',
      '__proto__',
    )
    const value = fc.oneof(
      fc.constantFrom('authorization_code', 'refresh_token', 'client_credentials', 'a b', 'urn:a', ''),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 8 }), pairs => {
        const outcome = outcomeOf(new URLSearchParams(pairs).toString())
        if (typeof outcome === 'string') return
        const grants = pairs.filter(([key, text]) => key === 'grant_type' && text !== '')
        assert.deepEqual(grants, [['grant_type', outcome.grant]])
      }),
      { seed: SEED, numRuns: 1000 },
    )
  })
})
