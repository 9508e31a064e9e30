import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import { createRemoteJWKSet, type JWTVerifyResult, jwtVerify } from 'jose'
import { freePort } from '../support/free-port.ts'
import { at, errorOf, isErrorPage, send, textAt } from '../support/wire/answer.ts'
import { type Browser, hiddenFields, signIn } from '../support/wire/browser.ts'
import { type Client, call, edit, register } from '../support/wire/management.ts'
import {
  authorize,
  authorizePath,
  clientCredentials,
  decodeJwt,
  formOf,
  introspect,
  pkce,
  redeem,
  tokensIn,
} from '../support/wire/oauth.ts'
import { type RelyingParty, startRelyingParty, tokenIdsOf } from '../support/wire/relying-party.ts'
import { AGENT, MANAGER, onBothStages, onStage, PASSWORD, type Stage } from '../support/wire/stage.ts'

const { verifier, challenge } = pkce()
const EVENT = 'http://schemas.openid.net/event/backchannel-logout'

const parties: RelyingParty[] = []
const stopAll = () => Promise.all(parties.splice(0).map(party => party.stop()))
afterEach(stopAll)
after(stopAll)

/** An application with a server that is told about logouts. */
async function told(stage: Stage, metadata: Readonly<Record<string, unknown>> = {}) {
  const party = await startRelyingParty()
  parties.push(party)
  const client = await register(stage)
  await edit(stage, client.id, { metadata: { backchannelLogoutUri: party.logoutUrl, ...metadata } })
  return { client, party }
}

/** The ID token that an application gets for whoever is signed in in a browser. */
async function idTokenOf(stage: Stage, browser: Browser, client: Client): Promise<string> {
  const scope = 'openid RealTimeApi'
  const code = (await authorize(browser, client, challenge, { scope })).location()?.searchParams.get('code')
  const { callbackUrl: redirectUri } = client
  const tokens = tokensIn(await redeem(stage.url, client, { code: code ?? '', verifier, redirectUri }))
  return textAt(tokens.body, 'id_token')
}

/** Verifies a logout token as an application does (Back-Channel Logout §2.6). */
function verify(stage: Stage, token: string, client: Client, algorithm: string): Promise<JWTVerifyResult> {
  return jwtVerify(token, createRemoteJWKSet(new URL(`${stage.url}/oauth2/jwks`)), {
    issuer: stage.url,
    audience: client.id,
    typ: 'logout+jwt',
    algorithms: [algorithm],
    requiredClaims: ['iat', 'exp', 'jti', 'sub', 'sid', 'events'],
  })
}

async function signOut(browser: Browser): Promise<void> {
  await browser.post('/sign-out', hiddenFields((await browser.get('/sign-out')).text))
}

onBothStages('back-channel logout', stage => {
  test('W08 each application that took part gets a logout token of its own, signed by its own algorithm', async () => {
    const [rs, es] = [await told(stage()), await told(stage(), { idTokenSignedResponseAlg: 'ES256' })]
    const absent = await told(stage())
    const browser = await stage().newPerson(MANAGER)
    for (const [{ client, party }, algorithm] of [
      [rs, 'RS256'],
      [es, 'ES256'],
    ] as const) {
      const hint = await idTokenOf(stage(), browser, client)
      assert.equal(at(decodeJwt(hint).header, 'alg'), algorithm)
      assert.equal(party.received().length, 0)
    }
    const hints = new Map([
      [rs.client.id, await idTokenOf(stage(), browser, rs.client)],
      [es.client.id, await idTokenOf(stage(), browser, es.client)],
    ])
    await browser.get(`/oauth2/logout?${formOf({ id_token_hint: hints.get(rs.client.id) ?? '' }).toString()}`)
    const ids: string[] = []
    for (const [{ client, party }, algorithm] of [
      [rs, 'RS256'],
      [es, 'ES256'],
    ] as const) {
      const [received] = await party.arrived(1)
      assert.deepEqual(
        [received?.method, received?.contentType],
        ['POST', 'application/x-www-form-urlencoded'],
      )
      const { payload } = await verify(stage(), received?.token ?? '', client, algorithm)
      const known = decodeJwt(hints.get(client.id) ?? '').claims
      assert.deepEqual([payload.sub, payload['sid']], [at(known, 'sub'), at(known, 'sid')])
      assert.deepEqual(payload['events'], { [EVENT]: {} })
      assert.equal(payload['nonce'], undefined)
      assert.ok((payload.exp ?? 0) - (payload.iat ?? 0) <= 120)
      ids.push(payload.jti ?? '')
    }
    assert.equal(new Set(ids).size, 2)
    assert.equal(absent.party.connections(), 0, 'who took no part is not told')
  })
})

onStage('back-channel logout, told to whom and how', stage => {
  test('W08 a pairwise application is told by the names its own ID tokens gave to user and session', async () => {
    const { client, party } = await told(stage(), { subjectType: 'pairwise' })
    const browser = await stage().newPerson(MANAGER)
    const known = decodeJwt(await idTokenOf(stage(), browser, client)).claims
    assert.doesNotMatch(textAt(known, 'sub'), /^usr_/)
    await signOut(browser)
    const [received] = await party.arrived(1)
    const { payload } = await verify(stage(), received?.token ?? '', client, 'RS256')
    assert.deepEqual([payload.sub, payload['sid']], [at(known, 'sub'), at(known, 'sid')])
  })

  test('W08 a hint with pairwise names logs out without a question, like any other', async () => {
    const after = 'https://client.example/signed-out'
    const { client } = await told(stage(), { subjectType: 'pairwise', postLogoutRedirectUris: [after] })
    const browser = await stage().newPerson(MANAGER)
    const hint = await idTokenOf(stage(), browser, client)
    const query = formOf({ id_token_hint: hint, post_logout_redirect_uri: after }).toString()
    assert.equal((await browser.get(`/oauth2/logout?${query}`)).headers.get('location'), after)
  })

  test('W08 an application is told when somebody else signs in, once a session, and not before', async () => {
    const { client, party } = await told(stage())
    const browser = await stage().newPerson(MANAGER)
    await idTokenOf(stage(), browser, client)
    const again = authorizePath(client, challenge, { scope: 'openid', prompt: 'login' })
    await signIn(browser, MANAGER, PASSWORD, again)
    const first = decodeJwt(await idTokenOf(stage(), browser, client)).claims
    await signIn(browser, AGENT, PASSWORD, again)
    const second = decodeJwt(await idTokenOf(stage(), browser, client)).claims
    await signOut(browser)
    const received = await party.arrived(2)
    const named = received.map(({ token }) => textAt(decodeJwt(token).claims, 'sid')).toSorted()
    assert.deepEqual(named, [textAt(first, 'sid'), textAt(second, 'sid')].toSorted())
    assert.equal(received.length, 2)
  })

  test('W09 a logout waits for no application, whether it is down or never answers', async () => {
    const silent = await told(stage())
    silent.party.react('never')
    const down = await register(stage())
    await edit(stage(), down.id, {
      metadata: { backchannelLogoutUri: `http://127.0.0.1:${await freePort()}/logout` },
    })
    const browser = await stage().newPerson(MANAGER)
    for (const client of [silent.client, down]) await idTokenOf(stage(), browser, client)
    // An answer that waited for the silent application would never come.
    await signOut(browser)
    assert.equal((await call(browser, 'GET /me')).status, 401)
    await silent.party.arrived(1)
  })

  test('W09 what an application fails to take is sent again with the same jti, until it takes it', async () => {
    const { client, party } = await told(stage())
    party.react(503)
    const browser = await stage().newPerson(MANAGER)
    await idTokenOf(stage(), browser, client)
    await signOut(browser)
    const received = await party.arrived(2)
    const [first, again] = tokenIdsOf(received)
    assert.equal(first, again)
    for (const { token } of received) await verify(stage(), token, client, 'RS256')
  })

  test('W09 a URL that leads to a private address cannot be registered', async () => {
    const client = await register(stage())
    for (const uri of [
      'https://10.0.0.1/logout',
      'https://169.254.169.254/latest/meta-data',
      'https://[fd00::1]/logout',
      'http://rp.example/logout',
      'https://rp.example:8443/logout',
      'https://rp.example/logout#x',
      'ftp://rp.example/logout',
      '/logout',
    ]) {
      const edited = edit(stage(), client.id, { metadata: { backchannelLogoutUri: uri } })
      await assert.rejects(edited, /not edited: 400/, uri)
    }
  })

  test('Y03 a logout token is no access token, no hint and no credential', async () => {
    const { client, party } = await told(stage())
    const browser = await stage().newPerson(MANAGER)
    await idTokenOf(stage(), browser, client)
    await signOut(browser)
    const token = (await party.arrived(1))[0]?.token ?? ''
    const headers = { authorization: `Bearer ${token}` }
    assert.equal((await send(`${stage().url}/oauth2/userinfo`, { headers })).status, 401)
    assert.equal((await send(`${stage().url}/api/v1/me`, { headers })).status, 401)
    assert.equal((await introspect(stage().url, client, token)).text, '{"active":false}')
    assert.ok(isErrorPage(await browser.get(`/oauth2/logout?id_token_hint=${token}`)))
    const hinted = { scope: 'openid', prompt: 'none', id_token_hint: token }
    assert.equal(errorOf(await authorize(browser, client, challenge, hinted)), 'invalid_request')
    const asSecret = await clientCredentials(stage().url, { ...client, secret: token })
    assert.equal(errorOf(asSecret), 'invalid_client')
  })
})
