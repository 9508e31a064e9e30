import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { at, errorOf, textAt, textsAt } from '../support/wire/answer.ts'
import { MANAGER, onStage } from '../support/wire/stage.ts'
import {
  answered,
  ask,
  idTokenOf,
  leftHalf,
  prepare,
  type RelyingParty,
  redeemCode,
  requestOf,
  userinfoOf,
} from './relying-party.ts'

/** The Basic, Implicit and Hybrid plans, each also by form post, run the same modules over these. */
const TYPES = ['code', 'id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token']
const MODES = [null, 'form_post']

onStage('the response types of the plans', stage => {
  let party: RelyingParty
  before(async () => {
    party = await prepare(stage(), 'http://127.0.0.1:1')
  })

  for (const type of TYPES) {
    const parts = new Set(type.split(' '))
    for (const mode of MODES) {
      const how = mode === null ? type : `${type} by ${mode}`
      test(`oidcc-server: ${how} answers with what it names, and all of it fits together`, async () => {
        const { first, issuer } = party
        const request = requestOf(first, { response_type: type, response_mode: mode })
        const page = await ask(await stage().person(MANAGER), request)
        const answer = answered(page)
        const inFragment = page.location()?.hash !== '' && page.status !== 200
        assert.equal(inFragment, type !== 'code' && mode === null, 'the answer stands where its mode puts it')
        assert.deepEqual([answer['state'], answer['iss']], [request['state'], issuer])
        assert.equal(answer['code'] !== undefined, parts.has('code'))
        assert.equal(answer['id_token'] !== undefined, parts.has('id_token'))
        assert.equal(answer['access_token'] !== undefined, parts.has('token'))
        const subjects: unknown[] = []
        if (answer['id_token'] !== undefined) {
          const claims = await idTokenOf(party, first, answer['id_token'])
          assert.equal(claims['nonce'], request['nonce'])
          if (answer['code'] !== undefined) assert.equal(claims['c_hash'], leftHalf(answer['code']))
          if (answer['access_token'] !== undefined) {
            assert.equal(claims['at_hash'], leftHalf(answer['access_token']))
          }
          subjects.push(claims.sub)
        }
        if (answer['access_token'] !== undefined) {
          assert.match(answer['token_type'] ?? '', /^bearer$/i)
          assert.ok(Number(answer['expires_in']) > 0)
          subjects.push(at(await userinfoOf(issuer, answer['access_token']), 'sub'))
        }
        if (answer['code'] !== undefined) {
          const tokens = (await redeemCode(issuer, first, answer['code'])).json()
          const claims = await idTokenOf(party, first, textAt(tokens, 'id_token'))
          assert.equal(claims['nonce'], request['nonce'])
          assert.equal(claims['at_hash'], leftHalf(textAt(tokens, 'access_token')))
          subjects.push(claims.sub, at(await userinfoOf(issuer, textAt(tokens, 'access_token')), 'sub'))
        }
        assert.equal(new Set(subjects).size, 1, `one person, one sub: ${subjects.join(' ')}`)
      })
    }

    const needsNonce = parts.has('id_token')
    test(`oidcc-ensure-request-without-nonce: ${type} ${needsNonce ? 'is refused' : 'succeeds'}`, async () => {
      const request = requestOf(party.first, { response_type: type, nonce: null })
      const answer = await ask(await stage().person(MANAGER), request)
      if (needsNonce) assert.equal(errorOf(answer), 'invalid_request')
      else assert.equal(answered(answer)['error'], undefined)
    })
  }

  test('oidcc-discovery-endpoint-verification: what is offered is said, and said right', () => {
    const { metadata, issuer } = party
    assert.equal(at(metadata, 'issuer'), issuer)
    for (const name of ['authorization', 'token', 'userinfo', 'end_session'] as const) {
      assert.ok(textAt(metadata, `${name}_endpoint`).startsWith(`${issuer}/`))
    }
    assert.ok(textsAt(metadata, 'scopes_supported').includes('openid'))
    assert.ok(textsAt(metadata, 'response_types_supported').includes('code'))
    assert.ok(textsAt(metadata, 'subject_types_supported').includes('public'))
    assert.ok(textsAt(metadata, 'id_token_signing_alg_values_supported').includes('RS256'))
    assert.ok(textsAt(metadata, 'claims_supported').length > 0)
    for (const flag of ['claims_parameter', 'request_parameter', 'request_uri_parameter'] as const) {
      assert.equal(at(metadata, `${flag}_supported`), true, flag)
    }
    assert.equal(at(metadata, 'backchannel_logout_supported'), true)
    assert.equal(at(metadata, 'backchannel_logout_session_supported'), true)
  })
})
