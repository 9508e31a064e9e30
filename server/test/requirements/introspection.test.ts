import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { at, errorOf, send, textAt } from '../support/wire/answer.ts'
import { type Client, call, register, setStatus } from '../support/wire/management.ts'
import {
  basic,
  clientCredentials,
  decodeJwt,
  introspect,
  isActive,
  ownToken,
  postAs,
  postForm,
  refresh,
  type Sent,
  tokensFor,
} from '../support/wire/oauth.ts'
import { HARBOUR, MANAGER, OTHER_MANAGER, onFreshStage, type Stage } from '../support/wire/stage.ts'

const INACTIVE = '{"active":false}'

function revoke(stage: Stage, client: Client, token: string, changes: Sent = {}) {
  return postAs(stage.url, '/oauth2/revoke', client, { token, ...changes })
}

async function userinfoStatus(url: string, token: string): Promise<number> {
  return (await send(`${url}/oauth2/userinfo`, { headers: { authorization: `Bearer ${token}` } })).status
}

onFreshStage('introspection and revocation', stage => {
  test('I01 only a confidential application that proves itself may introspect', async () => {
    const client = await register(stage())
    const publicOne = await register(stage(), { clientType: 'public' })
    const token = await ownToken(stage(), client)
    const answers = [
      await postForm(stage().url, '/oauth2/introspect', { token }),
      await postForm(stage().url, '/oauth2/introspect', { token, client_id: client.id }),
      await postForm(stage().url, '/oauth2/introspect', { token }, basic(client.id, 'lks_wrong')),
      await introspect(stage().url, publicOne, token),
    ]
    for (const answer of answers) assert.deepEqual([answer.status, errorOf(answer)], [401, 'invalid_client'])
  })

  test('I03 an unknown, revoked, foreign or tampered token is answered with active:false and nothing else', async () => {
    const client = await register(stage())
    const foreign = await register(stage(), { by: OTHER_MANAGER })
    const token = await ownToken(stage(), client)
    assert.equal((await introspect(stage().url, foreign, token)).text, INACTIVE)
    for (const text of ['x', 'lkr_x', `${token}x`, 'a.b.c', 'é', 'x'.repeat(10_000)]) {
      const answer = await introspect(stage().url, client, text)
      assert.deepEqual([answer.status, answer.text], [200, INACTIVE])
    }
    await revoke(stage(), client, token)
    assert.equal((await introspect(stage().url, client, token)).text, INACTIVE)
    const missing = await introspect(stage().url, client, '')
    assert.deepEqual([missing.status, errorOf(missing)], [400, 'invalid_request'])
  })

  test('I04 deactivating an application makes its tokens inactive at once and stops new ones', async () => {
    const client = await register(stage())
    const witness = await register(stage())
    const own = await ownToken(stage(), client)
    const users = await tokensFor(stage(), client, { scope: 'openid RealTimeApi' })
    assert.equal(await isActive(stage().url, witness, own), true)
    await setStatus(stage(), client.id, 'deactivate')
    for (const token of [own, users.access]) assert.equal(await isActive(stage().url, witness, token), false)
    assert.equal(await userinfoStatus(stage().url, users.access), 401)
    const refused = [
      await clientCredentials(stage().url, client),
      await refresh(stage().url, client, users.refresh),
    ]
    assert.deepEqual([refused[0]?.status, errorOf(refused[0] ?? assert.fail())], [400, 'unauthorized_client'])
    assert.equal(refused[1]?.status, 400)
  })

  test('I04 activating an application again brings back none of the tokens of before', async () => {
    const client = await register(stage())
    const own = await ownToken(stage(), client)
    const users = await tokensFor(stage(), client, { scope: 'openid RealTimeApi' })
    await setStatus(stage(), client.id, 'deactivate')
    await setStatus(stage(), client.id, 'activate')
    for (const token of [own, users.access, users.refresh]) {
      assert.equal(await isActive(stage().url, client, token), false)
    }
    assert.equal(await userinfoStatus(stage().url, users.access), 401)
    const refused = await refresh(stage().url, client, users.refresh)
    assert.deepEqual([refused.status, errorOf(refused)], [400, 'invalid_grant'])
    assert.equal(await isActive(stage().url, client, await ownToken(stage(), client)), true)
    assert.equal(await isActive(stage().url, client, (await tokensFor(stage(), client)).access), true)
  })

  test('I04 a second process learns of a deactivation by itself', async () => {
    const second = await stage().secondProcess()
    const client = await register(stage())
    const witness = await register(stage())
    const own = await ownToken(stage(), client)
    assert.equal(await isActive(second, witness, own), true)
    assert.equal((await clientCredentials(second, client)).status, 200)
    await setStatus(stage(), client.id, 'deactivate')
    const deadline = Date.now() + 20_000
    while (Date.now() < deadline && (await isActive(second, witness, own))) await pause(100)
    assert.equal(await isActive(second, witness, own), false)
    assert.equal((await clientCredentials(second, client)).status, 400)
  })

  test('I05 a resource server is told only of tokens for an API whose scope it holds', async () => {
    const client = await register(stage(), { scopes: ['RealTimeApi'] })
    const serves = await register(stage(), { scopes: ['RealTimeApi', 'PatronApi'], callbackUrls: [] })
    const servesOther = await register(stage(), { scopes: ['PatronApi'], callbackUrls: [] })
    const foreign = await register(stage(), { by: OTHER_MANAGER, scopes: ['RealTimeApi'] })
    const token = await ownToken(stage(), client)
    const { refresh: refreshToken } = await tokensFor(stage(), client)
    assert.equal(await isActive(stage().url, client, token), true)
    assert.equal(await isActive(stage().url, serves, token), true)
    assert.equal(await isActive(stage().url, servesOther, token), false)
    assert.equal(await isActive(stage().url, foreign, token), false)
    assert.equal(await isActive(stage().url, serves, refreshToken), false)
    await setStatus(stage(), serves.id, 'deactivate')
    assert.equal(await isActive(stage().url, serves, token), false)
  })

  test('I06 an active token is described as it was issued', async () => {
    const client = await register(stage())
    const { access, refresh: refreshToken } = await tokensFor(stage(), client)
    const { claims } = decodeJwt(access)
    const body = (await introspect(stage().url, client, access)).json()
    for (const name of ['iss', 'sub', 'aud', 'exp', 'iat', 'jti', 'client_id', 'scope', 'bu']) {
      assert.deepEqual(at(body, name), at(claims, name), name)
    }
    assert.deepEqual([at(body, 'active'), at(body, 'token_type'), at(body, 'bu')], [true, 'Bearer', HARBOUR])
    const ofRefresh = (await introspect(stage().url, client, refreshToken)).json()
    assert.deepEqual([at(ofRefresh, 'active'), at(ofRefresh, 'client_id')], [true, client.id])
    assert.equal(textAt(ofRefresh, 'scope'), 'RealTimeApi ReportingApi')
  })

  test('V01 a revoked refresh token refreshes nothing, a revoked access token is inactive', async () => {
    const client = await register(stage())
    const tokens = await tokensFor(stage(), client, { scope: 'openid RealTimeApi' })
    assert.equal((await revoke(stage(), client, tokens.access)).status, 200)
    assert.equal(await isActive(stage().url, client, tokens.access), false)
    assert.equal(await userinfoStatus(stage().url, tokens.access), 401)
    const alive = await refresh(stage().url, client, tokens.refresh)
    assert.equal(alive.status, 200)
    assert.equal((await revoke(stage(), client, tokens.refresh)).status, 200)
    const dead = await refresh(stage().url, client, tokens.refresh)
    assert.deepEqual([dead.status, errorOf(dead)], [400, 'invalid_grant'])
    const own = await ownToken(stage(), client)
    await revoke(stage(), client, own)
    assert.equal(await isActive(stage().url, client, own), false)
  })

  test('V02 nobody revokes the token of another application, nor without proof', async () => {
    const client = await register(stage())
    const other = await register(stage())
    const foreign = await register(stage(), { by: OTHER_MANAGER })
    const tokens = await tokensFor(stage(), client)
    for (const token of [tokens.access, tokens.refresh]) {
      for (const stranger of [other, foreign])
        assert.equal((await revoke(stage(), stranger, token)).status, 200)
      const unproven = await revoke(stage(), { ...client, secret: 'lks_wrong' }, token)
      assert.deepEqual([unproven.status, errorOf(unproven)], [401, 'invalid_client'])
      assert.equal(await isActive(stage().url, client, token), true)
    }
    const publicOne = await register(stage(), { clientType: 'public' })
    const theirs = await tokensFor(stage(), publicOne)
    assert.equal((await revoke(stage(), publicOne, theirs.refresh)).status, 200)
    assert.equal((await refresh(stage().url, publicOne, theirs.refresh)).status, 400)
  })

  test('V03 revoking a refresh token ends the access tokens of its sign-in, on a second process too', async () => {
    const client = await register(stage())
    const second = await stage().secondProcess()
    const tokens = await tokensFor(stage(), client, { scope: 'openid RealTimeApi' })
    const later = await refresh(stage().url, client, tokens.refresh)
    const access = [tokens.access, textAt(later.json(), 'access_token')]
    for (const token of access) assert.equal(await isActive(second, client, token), true)
    await revoke(stage(), client, tokens.refresh)
    for (const token of access) {
      for (const url of [stage().url, second]) {
        assert.equal(await isActive(url, client, token), false)
        assert.equal(await userinfoStatus(url, token), 401)
      }
    }
  })

  test('V04 a wrong or unknown token_type_hint changes nothing', async () => {
    const client = await register(stage())
    for (const hint of ['refresh_token', 'access_token', 'x', '__proto__']) {
      const tokens = await tokensFor(stage(), client)
      for (const token of [tokens.access, tokens.refresh]) {
        const known = await introspect(stage().url, client, token, { token_type_hint: hint })
        assert.notEqual(known.text, INACTIVE)
        assert.equal((await revoke(stage(), client, token, { token_type_hint: hint })).status, 200)
        assert.equal(await isActive(stage().url, client, token), false)
      }
    }
  })

  test('V05 revoking what is unknown or revoked already is 200 and empty', async () => {
    const client = await register(stage())
    const token = await ownToken(stage(), client)
    for (const text of ['x', 'lkr_x', 'a.b.c', token, token]) {
      const answer = await revoke(stage(), client, text)
      assert.deepEqual([answer.status, answer.text], [200, ''])
    }
    const missing = await revoke(stage(), client, '')
    assert.deepEqual([missing.status, errorOf(missing)], [400, 'invalid_request'])
  })

  test('I04 a deactivated authorization of an external application ends its tokens in that business unit alone', async () => {
    const external = 'app_01934f6a5b7c7000800000000000a001'
    const manager = await stage().person(MANAGER)
    const body = { applicationId: external }
    assert.equal((await call(manager, 'POST /authorizations', { body })).status, 201)
    const elsewhere = await stage().person(OTHER_MANAGER)
    assert.equal((await call(elsewhere, 'POST /authorizations', { body })).status, 201)
    const client = {
      id: external,
      secret: null,
      callbackUrl: 'http://127.0.0.1/callback',
      scopes: ['RealTimeApi'],
    }
    const [here, there] = [
      await tokensFor(stage(), client),
      await tokensFor(stage(), client, {}, OTHER_MANAGER),
    ]
    const witnesses = [await register(stage()), await register(stage(), { by: OTHER_MANAGER })] as const
    await setStatus(stage(), external, 'deactivate')
    assert.equal(await isActive(stage().url, witnesses[0], here.access), false)
    assert.equal((await refresh(stage().url, client, here.refresh)).status, 400)
    assert.equal(await isActive(stage().url, witnesses[1], there.access), true)
    assert.equal((await refresh(stage().url, client, there.refresh)).status, 200)
  })
})
