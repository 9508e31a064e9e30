import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, errorOf } from '../support/wire/answer.ts'
import { edit, register } from '../support/wire/management.ts'
import {
  authorize,
  authorizePath,
  codeFor,
  isActive,
  pkce,
  postAs,
  redeem,
  tokensIn,
} from '../support/wire/oauth.ts'
import { AGENT, MANAGER, OTHER_MANAGER, onBothStages } from '../support/wire/stage.ts'

const APPENDIX_B = pkce('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')

function refusedAs(answer: Answer, error: string): void {
  assert.deepEqual([answer.status, errorOf(answer)], [400, error], answer.text)
}

onBothStages('codes', stage => {
  test('B06 a code is not redeemed without its verifier or with another, and is not burnt by that', async () => {
    const client = await register(stage())
    const code = await codeFor(stage(), client)
    refusedAs(await redeem(stage().url, client, code, { code_verifier: null }), 'invalid_grant')
    refusedAs(await redeem(stage().url, client, code, { code_verifier: pkce().verifier }), 'invalid_grant')
    assert.equal((await redeem(stage().url, client, code)).status, 200)
  })

  test('B07 where PKCE may be left out, a code without a challenge is not redeemed with a verifier', async () => {
    const client = await register(stage())
    await edit(stage(), client.id, { metadata: { requirePkce: false } })
    const without = { code_challenge: null, code_challenge_method: null }
    const code = await codeFor(stage(), client, without)
    refusedAs(await redeem(stage().url, client, code), 'invalid_grant')
    assert.equal((await redeem(stage().url, client, code, { code_verifier: null })).status, 200)
    const bound = await codeFor(stage(), client)
    refusedAs(await redeem(stage().url, client, bound, { code_verifier: null }), 'invalid_grant')
    assert.equal((await redeem(stage().url, client, bound)).status, 200)
    const half = await authorize(await stage().person(MANAGER), client, '', { code_challenge: null })
    assert.equal(errorOf(half), 'invalid_request')
    const installed = await register(stage(), { clientType: 'public' })
    await assert.rejects(edit(stage(), installed.id, { metadata: { requirePkce: false } }), /requirePkce/)
  })

  test('K06 any number of wrong verifiers is invalid_grant, and the right one still works', async () => {
    const client = await register(stage())
    const code = await codeFor(stage(), client)
    for (let guess = 0; guess < 5; guess++) {
      refusedAs(await redeem(stage().url, client, code, { code_verifier: pkce().verifier }), 'invalid_grant')
    }
    assert.equal((await redeem(stage().url, client, code)).status, 200)
  })

  test('K01 a verifier of 42 or 129 characters or with other characters is refused though its hash is right', async () => {
    const client = await register(stage())
    const faulty = [
      'a'.repeat(42),
      'a'.repeat(129),
      `${'a'.repeat(42)}=`,
      `${'a'.repeat(42)}/`,
      `${'a'.repeat(42)}+`,
    ]
    for (const verifier of faulty) {
      const { challenge } = pkce(verifier)
      const code = { ...(await codeFor(stage(), client, { code_challenge: challenge })), verifier }
      refusedAs(await redeem(stage().url, client, code), 'invalid_grant')
    }
    for (const verifier of ['a'.repeat(43), 'a'.repeat(128), '-._~'.repeat(11)]) {
      const { challenge } = pkce(verifier)
      const code = { ...(await codeFor(stage(), client, { code_challenge: challenge })), verifier }
      assert.equal((await redeem(stage().url, client, code)).status, 200, verifier)
    }
  })

  test('K02 the verifier of RFC 7636 appendix B redeems the code of its challenge; a padded challenge is refused', async () => {
    const client = await register(stage())
    assert.equal(APPENDIX_B.challenge, 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')
    const code = await codeFor(stage(), client, { code_challenge: APPENDIX_B.challenge })
    assert.equal((await redeem(stage().url, client, { ...code, verifier: APPENDIX_B.verifier })).status, 200)
    const padded = await authorize(await stage().person(MANAGER), client, `${APPENDIX_B.challenge}=`)
    assert.equal(errorOf(padded), 'invalid_request')
  })

  test('K04 the challenge is bound to the code: swapped verifiers redeem neither of two codes', async () => {
    const client = await register(stage())
    const [a, b] = [await codeFor(stage(), client), await codeFor(stage(), client)]
    refusedAs(await redeem(stage().url, client, { ...a, verifier: b.verifier }), 'invalid_grant')
    refusedAs(await redeem(stage().url, client, { ...b, verifier: a.verifier }), 'invalid_grant')
    assert.ok(!a.code.includes(pkce(a.verifier).challenge))
  })

  test('B26 a second valid redemption is refused and revokes what the first one yielded', async () => {
    const client = await register(stage())
    const code = await codeFor(stage(), client)
    const tokens = tokensIn(await redeem(stage().url, client, code))
    assert.equal(await isActive(stage().url, client, tokens.access), true)
    refusedAs(await redeem(stage().url, client, code), 'invalid_grant')
    assert.equal(await isActive(stage().url, client, tokens.access), false)
    assert.equal(await isActive(stage().url, client, tokens.refresh), false)
  })

  test('O03 a replay that is itself invalid revokes nothing', async () => {
    const client = await register(stage())
    const other = await register(stage())
    const code = await codeFor(stage(), client)
    const tokens = tokensIn(await redeem(stage().url, client, code))
    refusedAs(await redeem(stage().url, client, code, { code_verifier: pkce().verifier }), 'invalid_grant')
    refusedAs(
      await redeem(stage().url, client, code, { redirect_uri: 'https://client.example/other' }),
      'invalid_grant',
    )
    refusedAs(await redeem(stage().url, other, code), 'invalid_grant')
    const wrongSecret = await redeem(stage().url, { ...client, secret: 'lks_wrong' }, code)
    assert.equal(wrongSecret.status, 401)
    assert.equal(await isActive(stage().url, client, tokens.access), true)
    refusedAs(await redeem(stage().url, client, code), 'invalid_grant')
    assert.equal(await isActive(stage().url, client, tokens.access), false)
  })

  test('C18 of fifty redemptions of one code at once, sent to two processes, one wins', async () => {
    const client = await register(stage())
    const second = await stage().secondProcess()
    const code = await codeFor(stage(), client)
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => redeem(index % 2 === 0 ? stage().url : second, client, code)),
    )
    assert.equal(answers.filter(answer => answer.status === 200).length, 1)
    for (const answer of answers.filter(one => one.status !== 200)) refusedAs(answer, 'invalid_grant')
  })

  test('C21 a code is bound to its application: others are refused, and it is still there for its own', async () => {
    const client = await register(stage())
    const other = await register(stage())
    const publicOne = await register(stage(), { clientType: 'public' })
    const code = await codeFor(stage(), client)
    refusedAs(await redeem(stage().url, other, code), 'invalid_grant')
    refusedAs(await redeem(stage().url, publicOne, code), 'invalid_grant')
    assert.equal((await redeem(stage().url, client, code)).status, 200)
  })

  test('C22 the redirect_uri of the token request must be the one of the authorization request', async () => {
    const client = await register(stage(), {
      callbackUrls: ['https://client.example/callback', 'https://client.example/second'],
    })
    const code = await codeFor(stage(), client)
    refusedAs(await redeem(stage().url, client, code, { redirect_uri: null }), 'invalid_grant')
    for (const wrong of [
      'https://client.example/second',
      'https://client.example/callback/',
      'https://evil.example/',
    ]) {
      refusedAs(await redeem(stage().url, client, code, { redirect_uri: wrong }), 'invalid_grant')
    }
    assert.equal((await redeem(stage().url, client, code)).status, 200)
  })

  test('C23 random, truncated and foreign codes are invalid_grant, an oversized one is refused', async () => {
    const client = await register(stage())
    const foreign = await register(stage(), { by: OTHER_MANAGER })
    const code = await codeFor(stage(), client)
    const theirs = await codeFor(stage(), foreign, {}, OTHER_MANAGER)
    const wrong = ['x', 'lkc_', code.code.slice(0, -1), `${code.code}a`, code.code.toLowerCase(), theirs.code]
    for (const text of wrong)
      refusedAs(await redeem(stage().url, client, { ...code, code: text }), 'invalid_grant')
    const large = await redeem(stage().url, client, { ...code, code: 'a'.repeat(100_000) })
    assert.deepEqual([large.status, errorOf(large)], [413, 'invalid_request'])
    assert.equal((await redeem(stage().url, client, code)).status, 200)
    assert.equal((await redeem(stage().url, foreign, theirs)).status, 200)
  })

  test('C34 codes, refresh tokens and secrets differ in all but their label, and hold 256 random bits', async () => {
    const client = await register(stage())
    const path = authorizePath(client, pkce().challenge)
    const agent = await stage().newPerson(AGENT)
    const consented = await authorize(agent, client, pkce().challenge)
    assert.equal(consented.status, 303)
    const codes: string[] = []
    for (let count = 0; count < 100; count++) {
      codes.push((await agent.get(path)).location()?.searchParams.get('code') ?? '')
    }
    assert.equal(new Set(codes).size, 100)
    for (const code of codes) assert.match(code, /^lkc_[0-9A-Za-z]{49}$/)
    // 62^43 is the first power of 62 above 2^256; the other six characters are a checksum.
    const letters = new Set(codes.map(code => code.slice(4, 12)))
    assert.equal(letters.size, 100, 'the codes share more than their label')
    const tokens = tokensIn(await redeem(stage().url, client, await codeFor(stage(), client)))
    assert.match(tokens.refresh, /^lkr_[0-9A-Za-z]{49}$/)
    assert.match(client.secret ?? '', /^lks_[0-9A-Za-z]{49}$/)
  })

  test('R04 a resource that was not authorized is invalid_target, and does not burn the code', async () => {
    const client = await register(stage())
    const asked = { resource: 'urn:latchkey:api:RealTimeApi' }
    const code = await codeFor(stage(), client, asked)
    const other = { resource: 'urn:latchkey:api:ReportingApi' }
    refusedAs(await redeem(stage().url, client, code, other), 'invalid_target')
    assert.equal((await redeem(stage().url, client, code, asked)).status, 200)
  })

  test('C08 an empty code counts as none', async () => {
    const client = await register(stage())
    const sent = { grant_type: 'authorization_code', code: '', redirect_uri: client.callbackUrl }
    refusedAs(await postAs(stage().url, '/oauth2/token', client, sent), 'invalid_request')
  })
})
