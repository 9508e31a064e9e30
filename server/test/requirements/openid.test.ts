import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { at, numberAt, textAt } from '../support/wire/answer.ts'
import { register } from '../support/wire/management.ts'
import { codeFor, decodeJwt, redeem, tokensFor } from '../support/wire/oauth.ts'
import { AGENT, onStage } from '../support/wire/stage.ts'

onStage('OpenID Connect', stage => {
  test('L01 an ID token names issuer, subject, audience and times, and is signed with RS256', async () => {
    const client = await register(stage())
    const tokens = await tokensFor(stage(), client, { scope: 'openid' })
    const { header, claims } = decodeJwt(textAt(tokens.body, 'id_token'))
    assert.equal(at(header, 'alg'), 'RS256')
    assert.deepEqual([at(claims, 'iss'), at(claims, 'aud')], [stage().url, client.id])
    assert.match(textAt(claims, 'sub'), /^[\x21-\x7e]{1,255}$/)
    assert.ok(numberAt(claims, 'exp') > numberAt(claims, 'iat'))
    assert.ok(numberAt(claims, 'auth_time') <= numberAt(claims, 'iat'))
    const again = decodeJwt(textAt((await tokensFor(stage(), client, { scope: 'openid' })).body, 'id_token'))
    assert.equal(textAt(again.claims, 'sub'), textAt(claims, 'sub'))
    const other = await tokensFor(stage(), client, { scope: 'openid' }, AGENT)
    assert.notEqual(textAt(decodeJwt(textAt(other.body, 'id_token')).claims, 'sub'), textAt(claims, 'sub'))
  })

  test('L02 without the scope openid there is no ID token', async () => {
    const client = await register(stage())
    const tokens = await tokensFor(stage(), client, { scope: 'RealTimeApi profile' })
    assert.equal(at(tokens.body, 'id_token'), undefined)
  })

  test('L10 the nonce comes back unchanged, and not at all when none was sent', async () => {
    const client = await register(stage())
    for (const nonce of ['n'.repeat(64), 'N'.repeat(384), 'a "quoted" nonce & more', null]) {
      const tokens = await tokensFor(stage(), client, { scope: 'openid', nonce })
      const { claims } = decodeJwt(textAt(tokens.body, 'id_token'))
      assert.equal(at(claims, 'nonce'), nonce ?? undefined)
    }
  })

  test('L13 at_hash is the left half of the hash of the access token', async () => {
    const client = await register(stage())
    const tokens = await tokensFor(stage(), client, { scope: 'openid RealTimeApi' })
    const half = createHash('sha256').update(tokens.access).digest().subarray(0, 16).toString('base64url')
    assert.equal(at(decodeJwt(textAt(tokens.body, 'id_token')).claims, 'at_hash'), half)
  })

  test('L05 auth_time is when the person signed in, whatever max_age allowed', async () => {
    const client = await register(stage())
    const code = await codeFor(stage(), client, { scope: 'openid', max_age: '3600' })
    const body = (await redeem(stage().url, client, code)).json()
    const { claims } = decodeJwt(textAt(body, 'id_token'))
    assert.ok(numberAt(claims, 'iat') - numberAt(claims, 'auth_time') <= 3600)
  })
})
