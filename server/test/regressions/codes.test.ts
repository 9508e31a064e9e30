import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { type Answer, errorOf, textsAt } from '../support/wire/answer.ts'
import { type Client, edit, register } from '../support/wire/management.ts'
import {
  authorize,
  codeFor,
  isActive,
  pkce,
  postAs,
  redeem,
  refresh,
  tokensFor,
  tokensIn,
} from '../support/wire/oauth.ts'
import { MANAGER, OTHER_MANAGER } from '../support/wire/stage.ts'
import { publish } from './ways.ts'

const REPORTING = 'urn:latchkey:api:ReportingApi'

function refusedAs(answer: Answer, error: string, what?: string): void {
  assert.deepEqual([answer.status, errorOf(answer)], [400, error], what ?? answer.text)
}

onInsideStage('codes and those who redeem them', stage => {
  /** Applications that are not the one a code or token was issued to, one of each kind. */
  const strangers = async (): Promise<readonly Client[]> => [
    await register(stage()),
    await register(stage(), { clientType: 'public' }),
    await register(stage(), { by: OTHER_MANAGER }),
    await publish(stage()),
  ]

  test('X001 a code belongs to one application, and no edited part of it redeems anything', async () => {
    const client = await register(stage())
    const other = await register(stage())
    const code = await codeFor(stage(), client)
    const letters = code.code
    for (let place = 0; place < letters.length; place++) {
      const edited = `${letters.slice(0, place)}${letters[place] === 'a' ? 'b' : 'a'}${letters.slice(place + 1)}`
      refusedAs(await redeem(stage().url, client, { ...code, code: edited }), 'invalid_grant', edited)
      refusedAs(await redeem(stage().url, other, { ...code, code: edited }), 'invalid_grant', edited)
    }
    refusedAs(await redeem(stage().url, other, code), 'invalid_grant')
    assert.equal((await redeem(stage().url, client, code)).status, 200)
  })

  test('X002 neither a code nor a refresh token works for any other application, and neither is spent by trying', async () => {
    for (const clientType of ['confidential', 'public'] as const) {
      const client = await register(stage(), { clientType })
      const code = await codeFor(stage(), client)
      const tokens = await tokensFor(stage(), client)
      for (const stranger of await strangers()) {
        refusedAs(await redeem(stage().url, stranger, code), 'invalid_grant')
        refusedAs(await refresh(stage().url, stranger, tokens.refresh), 'invalid_grant')
        await postAs(stage().url, '/oauth2/revoke', stranger, { token: tokens.refresh })
      }
      assert.equal((await redeem(stage().url, client, code)).status, 200)
      assert.equal((await refresh(stage().url, client, tokens.refresh)).status, 200)
    }
  })

  test('X003 a wrong application with a fresh code, and the right one with an expired code: each alone is refused', async () => {
    const client = await register(stage())
    const other = await register(stage())
    refusedAs(await redeem(stage().url, other, await codeFor(stage(), client)), 'invalid_grant')
    const late = await codeFor(stage(), client)
    stage().advance(60_000)
    refusedAs(await redeem(stage().url, client, late), 'invalid_grant')
    refusedAs(await redeem(stage().url, other, late), 'invalid_grant')
  })

  test('X007 a code ends sixty seconds after it was issued, and of ten redemptions at once one is answered', async () => {
    const client = await register(stage())
    const [early, late] = [await codeFor(stage(), client), await codeFor(stage(), client)]
    stage().advance(55_000)
    const answers = await Promise.all(Array.from({ length: 10 }, () => redeem(stage().url, client, early)))
    assert.equal(answers.filter(answer => answer.status === 200).length, 1)
    stage().advance(5_001)
    refusedAs(await redeem(stage().url, client, late), 'invalid_grant')
  })

  test('X011 of ten refreshes at once all hold the one refresh token that works', async () => {
    const client = await register(stage(), { clientType: 'public' })
    const first = await tokensFor(stage(), client)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => refresh(stage().url, client, first.refresh)),
    )
    const [successor = '', ...more] = new Set(answers.map(answer => tokensIn(answer).refresh))
    assert.deepEqual(more, [], 'a second leaf')
    assert.equal((await refresh(stage().url, client, successor)).status, 200)
  })

  test('X020 a scope taken from an application is gone at the next refresh, and with the last one the token', async () => {
    const client = await register(stage())
    const asked = { scope: 'offline_access RealTimeApi ReportingApi' }
    const { refresh: token } = await tokensFor(stage(), client, asked)
    await edit(stage(), client.id, { scopes: ['RealTimeApi'] })
    assert.equal(tokensIn(await refresh(stage().url, client, token)).scope, 'offline_access RealTimeApi')
    await edit(stage(), client.id, { scopes: ['PatronApi'] })
    const left = await refresh(stage().url, client, token)
    assert.doesNotMatch(left.text, /RealTimeApi|ReportingApi|PatronApi/)
    const bare = await tokensFor(stage(), client, { scope: 'PatronApi' })
    await edit(stage(), client.id, { scopes: ['RealTimeApi'] })
    refusedAs(await refresh(stage().url, client, bare.refresh), 'invalid_scope')
  })

  test('X027 a code is not redeemed without its verifier', async () => {
    for (const clientType of ['confidential', 'public'] as const) {
      const client = await register(stage(), { clientType })
      const code = await codeFor(stage(), client)
      for (const verifier of [null, '']) {
        refusedAs(await redeem(stage().url, client, code, { code_verifier: verifier }), 'invalid_grant')
      }
      assert.equal((await redeem(stage().url, client, code)).status, 200)
    }
  })

  test('X028 nobody gets a code without a challenge, so there is none that a verifier could be missing for', async () => {
    const manager = await stage().person(MANAGER)
    for (const clientType of ['confidential', 'public'] as const) {
      const client = await register(stage(), { clientType })
      for (const changes of [
        { code_challenge: null, code_challenge_method: null },
        { code_challenge: '', code_challenge_method: '' },
        { code_challenge: null },
        { code_challenge: ['x', pkce().challenge] },
      ]) {
        const answer = await authorize(manager, client, pkce().challenge, changes)
        assert.equal(errorOf(answer), 'invalid_request', JSON.stringify(changes))
        assert.equal(answer.location()?.searchParams.get('code'), null)
      }
    }
  })

  test('X029 a challenge of another method is refused, and none is taken for S256 or plain by guess', async () => {
    const manager = await stage().person(MANAGER)
    const client = await register(stage())
    for (const method of [null, '', 'plain', 's256', 'S256 ', 'S512', 'none']) {
      const answer = await authorize(manager, client, pkce().challenge, { code_challenge_method: method })
      assert.equal(errorOf(answer), 'invalid_request', `${method}`)
    }
  })

  test('X031 a verifier out of form is refused though its hash is right; wrong ones change nothing', async () => {
    const client = await register(stage())
    for (const verifier of [
      'a',
      'a'.repeat(42),
      'a'.repeat(129),
      `${'a'.repeat(42)} `,
      `${'a'.repeat(42)}é`,
    ]) {
      const code = await codeFor(stage(), client, { code_challenge: pkce(verifier).challenge })
      refusedAs(await redeem(stage().url, client, { ...code, verifier }), 'invalid_grant')
    }
    const code = await codeFor(stage(), client)
    for (let guess = 0; guess < 50; guess++) {
      const { verifier } = pkce()
      refusedAs(await redeem(stage().url, client, { ...code, verifier }), 'invalid_grant')
    }
    stage().advance(60_000)
    refusedAs(await redeem(stage().url, client, code), 'invalid_grant')
  })

  test('X032 neither the algorithm none nor the method plain is offered anywhere in the metadata', async () => {
    const answer = await stage().app.inject('/.well-known/openid-configuration')
    const metadata: unknown = answer.json()
    assert.deepEqual(textsAt(metadata, 'code_challenge_methods_supported'), ['S256'])
    assert.ok(textsAt(metadata, 'id_token_signing_alg_values_supported').includes('RS256'))
    assert.doesNotMatch(answer.body, /"plain"|_alg_values_supported":\[[^\]]*"none"/)
  })

  test('X051 a scope that is not registered is invalid_scope in every grant', async () => {
    const client = await register(stage(), { scopes: ['RealTimeApi'] })
    const manager = await stage().person(MANAGER)
    const tokens = await tokensFor(stage(), client)
    for (const scope of ['ReportingApi', 'RealTimeApi ReportingApi', 'RootApi', 'realtimeapi', '*']) {
      assert.equal(errorOf(await authorize(manager, client, pkce().challenge, { scope })), 'invalid_scope')
      refusedAs(await refresh(stage().url, client, tokens.refresh, { scope }), 'invalid_scope')
      const own = { grant_type: 'client_credentials', scope }
      refusedAs(await postAs(stage().url, '/oauth2/token', client, own), 'invalid_scope')
    }
  })

  test('X052 who was let in to one resource gets no token for another, from a code as from a refresh token', async () => {
    const client = await register(stage())
    const asked = { resource: 'urn:latchkey:api:RealTimeApi' }
    const code = await codeFor(stage(), client, asked)
    const tokens = await tokensFor(stage(), client, asked)
    for (const resource of [REPORTING, 'urn:latchkey:api:AdminApi', 'https://elsewhere.example/']) {
      refusedAs(await redeem(stage().url, client, code, { resource }), 'invalid_target')
      refusedAs(await refresh(stage().url, client, tokens.refresh, { resource }), 'invalid_target')
    }
  })

  test('X053 a bad resource spends neither a code nor a refresh token: the next try works', async () => {
    const client = await register(stage(), { clientType: 'public' })
    const asked = { scope: 'RealTimeApi' }
    const code = await codeFor(stage(), client, asked)
    refusedAs(await redeem(stage().url, client, code, { resource: REPORTING }), 'invalid_target')
    const { refresh: token } = tokensIn(await redeem(stage().url, client, code))
    refusedAs(await refresh(stage().url, client, token, { resource: REPORTING }), 'invalid_target')
    refusedAs(await refresh(stage().url, client, token, { scope: 'PatronApi' }), 'invalid_scope')
    const next = tokensIn(await refresh(stage().url, client, token))
    const judge = await register(stage())
    assert.equal(await isActive(stage().url, judge, next.access), true)
    assert.equal((await refresh(stage().url, client, next.refresh)).status, 200)
  })
})
