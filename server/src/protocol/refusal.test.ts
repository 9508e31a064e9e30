import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { bearerChallenge } from './bearer.ts'
import { onTheWire, refusal } from './refusal.ts'

const SEED = 6750

describe('a refusal', () => {
  test('keeps a sentence in plain characters', () => {
    const sentence = "The parameter code is missing (RFC 6749 §4.1.3); it's 'needed'."
    assert.equal(refusal('parameter_missing', sentence).description, sentence.replace('§', '?'))
  })

  test('replaces quotes, backslashes, controls and what is not ASCII, and is cut at 500 characters', () => {
    assert.equal(refusal('scope_malformed', 'a"b\\c\r\nd\te\u007f€').description, 'a?b?c??d?e??')
    assert.equal(refusal('scope_malformed', 'a'.repeat(100_000)).description.length, 500)
  })

  test(`has only characters that RFC 6749 §5.2 permits, whatever it quotes (seed ${SEED})`, () => {
    const unit = fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code))
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.oneof(unit, fc.constantFrom('"', '\\', '\r\n', ', error="x"'))).map(list => list.join('')),
    )
    fc.assert(
      fc.property(text, quoted => {
        const refused = refusal('token_invalid', `Quoted: ${quoted}`)
        assert.match(refused.description, /^[\x20\x21\x23-\x5b\x5d-\x7e]{1,500}$/)
        assert.match(
          bearerChallenge(refused),
          /^Bearer realm="latchkey", error="invalid_token", error_description="[^"\\\r\n]*"$/,
        )
      }),
      { seed: SEED, numRuns: 1000 },
    )
  })
})

describe('on the wire', () => {
  for (const [reason, status, code] of [
    ['parameter_repeated', 400, 'invalid_request'],
    ['several_client_authentications', 400, 'invalid_request'],
    ['client_unauthenticated', 401, 'invalid_client'],
    ['client_unknown', 401, 'invalid_client'],
    ['client_secret_wrong', 401, 'invalid_client'],
    ['grant_type_unknown', 400, 'unsupported_grant_type'],
    ['grant_not_allowed', 400, 'unauthorized_client'],
    ['response_type_unknown', 400, 'unsupported_response_type'],
    ['several_request_objects', 400, 'invalid_request'],
    ['request_object_required', 400, 'invalid_request'],
    ['request_object_signature', 400, 'invalid_request_object'],
    ['request_uri_unregistered', 400, 'request_uri_not_supported'],
    ['request_uri_unanswered', 400, 'invalid_request_uri'],
    ['challenge_missing', 400, 'invalid_request'],
    ['challenge_method_unsupported', 400, 'invalid_request'],
    ['verifier_missing', 400, 'invalid_grant'],
    ['verifier_malformed', 400, 'invalid_grant'],
    ['verifier_wrong', 400, 'invalid_grant'],
    ['code_unknown', 400, 'invalid_grant'],
    ['code_of_another_client', 400, 'invalid_grant'],
    ['redirect_uri_differs', 400, 'invalid_grant'],
    ['refresh_token_reused', 400, 'invalid_grant'],
    ['scope_not_registered', 400, 'invalid_scope'],
    ['target_not_granted', 400, 'invalid_target'],
    ['denied_by_user', 403, 'access_denied'],
    ['sign_in_needed', 400, 'login_required'],
    ['consent_needed', 400, 'consent_required'],
    ['token_invalid', 401, 'invalid_token'],
    ['token_scope_insufficient', 403, 'insufficient_scope'],
    ['overloaded', 503, 'temporarily_unavailable'],
  ] as const) {
    test(`${reason} is ${status} ${code}`, () => assert.deepEqual(onTheWire(reason), { status, code }))
  }
})
