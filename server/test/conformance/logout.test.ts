import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { decodeJwt, decodeProtectedHeader, generateKeyPair, SignJWT } from 'jose'
import { type Listening, startListening } from '../support/listening.ts'
import { type Answer, errorOf, isErrorPage, textAt } from '../support/wire/answer.ts'
import { type Browser, hiddenFields } from '../support/wire/browser.ts'
import { formOf, type Sent } from '../support/wire/oauth.ts'
import { MANAGER, onStage } from '../support/wire/stage.ts'
import {
  answered,
  ask,
  idTokenOf,
  prepare,
  type RelyingParty,
  redeemCode,
  requestOf,
} from './relying-party.ts'

onStage('the modules of the logout plans', stage => {
  let party: RelyingParty
  let listening: Listening
  /** Bodies that came to the back-channel address. */
  const received: string[] = []

  before(async () => {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        if (request.url?.endsWith('/backchannel_logout')) received.push(Buffer.concat(chunks).toString())
        response.writeHead(200).end()
      })
    })
    listening = await startListening(server)
    party = await prepare(stage(), `http://127.0.0.1:${listening.port}`)
  })
  after(() => listening.stop())

  /** Signs somebody in to the relying party: with the client of the RP-initiated plan, unless told. */
  async function signedIn(client = party.untold) {
    const browser = await stage().newPerson(MANAGER)
    const { code = '' } = answered(await ask(browser, requestOf(client)))
    const tokens = (await redeemCode(party.issuer, client, code)).json()
    return { browser, idToken: textAt(tokens, 'id_token') }
  }

  function logout(browser: Browser, sent: Sent): Promise<Answer> {
    return browser.get(`/oauth2/logout?${formOf(sent).toString()}`)
  }

  async function isSignedIn(browser: Browser): Promise<boolean> {
    const answer = await ask(browser, requestOf(party.first, { prompt: 'none' }))
    return errorOf(answer) !== 'login_required'
  }

  const back = () => `http://127.0.0.1:${listening.port}/test/a/latchkey/post_logout_redirect`

  test('oidcc-rp-initiated-logout: the session ends, and the browser comes back with the state', async () => {
    const { browser, idToken } = await signedIn()
    const sent = { id_token_hint: idToken, post_logout_redirect_uri: back(), state: 'a b&c' }
    const answer = await logout(browser, sent)
    assert.equal(answer.location()?.href.split('?')[0], back())
    assert.equal(answer.location()?.searchParams.get('state'), 'a b&c')
    assert.equal(await isSignedIn(browser), false)
    await pause(1500)
    assert.deepEqual(received, [], 'the module fails at any request but the one that it waits for')
  })

  test('oidcc-rp-initiated-logout-no-state: without a state none comes back', async () => {
    const { browser, idToken } = await signedIn()
    const answer = await logout(browser, { id_token_hint: idToken, post_logout_redirect_uri: back() })
    assert.equal(answer.location()?.href, back())
  })

  test('oidcc-rp-initiated-logout-no-post-logout-redirect-uri: a page says that it is done', async () => {
    const { browser, idToken } = await signedIn()
    const answer = await logout(browser, { id_token_hint: idToken })
    assert.deepEqual([answer.status, answer.location()], [200, null])
    assert.equal(await isSignedIn(browser), false)
  })

  for (const [module, change] of [
    ['bad-post-logout-redirect-uri', (uri: string) => `${uri}/other`],
    ['query-added-to-post-logout-redirect-uri', (uri: string) => `${uri}?foo=bar`],
  ] as const) {
    test(`oidcc-rp-initiated-logout-${module}: nobody is sent there`, async () => {
      const { browser, idToken } = await signedIn()
      const sent = { id_token_hint: idToken, post_logout_redirect_uri: change(back()), state: 'x' }
      const answer = await logout(browser, sent)
      assert.ok(isErrorPage(answer))
      assert.match(answer.text, /Error 4/, 'the picture is taken of this text')
    })
  }

  test('oidcc-rp-initiated-logout-modified-id-token-hint: a hint that was changed counts for nothing', async () => {
    const { browser, idToken } = await signedIn()
    const [header, claims, signature = ''] = idToken.split('.')
    const turned = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
    const sent = {
      id_token_hint: `${header}.${claims}.${turned}`,
      post_logout_redirect_uri: back(),
      state: 'x',
    }
    assert.ok(isErrorPage(await logout(browser, sent)))
    assert.equal(await isSignedIn(browser), true)
  })

  test('oidcc-rp-initiated-logout-bad-id-token-hint: a hint that somebody else signed is an error page', async () => {
    const { browser, idToken } = await signedIn()
    const { privateKey } = await generateKeyPair('RS256')
    const { kid } = decodeProtectedHeader(idToken)
    const forged = await new SignJWT(decodeJwt(idToken))
      .setProtectedHeader({ alg: 'RS256', ...(kid === undefined ? {} : { kid }) })
      .sign(privateKey)
    const sent = { id_token_hint: forged, post_logout_redirect_uri: back(), state: 'x' }
    const answer = await logout(browser, sent)
    assert.ok(isErrorPage(answer))
    assert.match(answer.text, /Error 4/, 'the picture is taken of this text')
    assert.equal(await isSignedIn(browser), true)
  })

  for (const [module, sent] of [
    ['no-params', {}],
    ['only-state', { state: 'x' }],
  ] as const) {
    test(`oidcc-rp-initiated-logout-${module}: the person is asked, and their yes ends the session`, async () => {
      const { browser } = await signedIn()
      const page = await logout(browser, sent)
      assert.deepEqual([page.status, page.location()], [200, null])
      assert.equal(await isSignedIn(browser), true)
      await browser.post('/oauth2/logout/confirm', hiddenFields(page.text))
      assert.equal(await isSignedIn(browser), false)
    })
  }

  test('oidcc-rp-initiated-logout-no-id-token-hint: without a hint nobody is sent on unasked', async () => {
    const { browser } = await signedIn()
    const answer = await logout(browser, { post_logout_redirect_uri: back(), state: 'x' })
    assert.equal(answer.location(), null)
    assert.equal(await isSignedIn(browser), true)
  })

  test('oidcc-backchannel-rp-initiated-logout: the client is told, by a token that only that can be', async () => {
    const { browser, idToken } = await signedIn(party.first)
    const known = await idTokenOf(party, party.first, idToken)
    const before = received.length
    await logout(browser, { id_token_hint: idToken, post_logout_redirect_uri: back() })
    for (let waited = 0; received.length === before && waited < 100; waited += 1) await pause(100)
    const [name, token = ''] = [...new URLSearchParams(received.at(-1))][0] ?? []
    assert.equal(name, 'logout_token')
    const claims = await idTokenOf(party, party.first, token)
    assert.deepEqual([claims.sub, claims['sid']], [known.sub, known['sid']])
    assert.deepEqual(claims['events'], { 'http://schemas.openid.net/event/backchannel-logout': {} })
    assert.equal(claims['nonce'], undefined)
    assert.equal(typeof claims.jti, 'string')
    assert.equal(decodeProtectedHeader(token).typ, 'logout+jwt')
  })
})
