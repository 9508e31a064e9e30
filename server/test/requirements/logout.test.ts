import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, at, errorOf, isErrorPage, send, textAt } from '../support/wire/answer.ts'
import { type Browser, hiddenFields, leadsBack, openBrowser, signIn } from '../support/wire/browser.ts'
import { type Client, call, edit, register } from '../support/wire/management.ts'
import {
  authorize,
  authorizePath,
  decodeJwt,
  formOf,
  pkce,
  redeem,
  refresh,
  type Sent,
  tokensIn,
} from '../support/wire/oauth.ts'
import { AGENT, MANAGER, onFreshStage, onFreshStages, PASSWORD, type Stage } from '../support/wire/stage.ts'

const { verifier, challenge } = pkce()

/** Where the application below wants people to be sent after a logout. */
const AFTER = 'https://client.example/signed-out'

/** An application with one post-logout URL. */
async function application(stage: Stage, metadata: Readonly<Record<string, unknown>> = {}): Promise<Client> {
  const client = await register(stage)
  await edit(stage, client.id, { metadata: { postLogoutRedirectUris: [AFTER], ...metadata } })
  return client
}

/** Gets tokens for whoever is signed in in a browser. */
async function tokensOf(stage: Stage, browser: Browser, client: Client, scope = 'openid RealTimeApi') {
  const code = (await authorize(browser, client, challenge, { scope })).location()?.searchParams.get('code')
  const { callbackUrl: redirectUri } = client
  const tokens = tokensIn(await redeem(stage.url, client, { code: code ?? '', verifier, redirectUri }))
  return { ...tokens, idToken: textAt(tokens.body, 'id_token') }
}

/** Somebody who is signed in, and an ID token of that session. */
async function signedIn(stage: Stage, client: Client, userName = MANAGER) {
  const browser = await stage.newPerson(userName)
  return { browser, hint: (await tokensOf(stage, browser, client)).idToken }
}

function logoutPath(sent: Sent): string {
  return `/oauth2/logout?${formOf(sent).toString()}`
}

/** Whether a browser's session is alive. */
async function isSignedIn(browser: Browser): Promise<boolean> {
  const { status } = await call(browser, 'GET /me')
  assert.ok(status === 200 || status === 401)
  return status === 200
}

function isConfirmation(answer: Answer): boolean {
  return answer.status === 200 && answer.text.includes('action="/oauth2/logout/confirm"')
}

function isSignedOutPage(answer: Answer): boolean {
  return answer.status === 200 && answer.location() === null && answer.text.includes('You are signed out')
}

/** What stands in an element of a page, without markup. */
function textOf(answer: Answer, id: string): string | null {
  const inside = new RegExp(` id="${id}"[^>]*>(.*?)</(?:strong|span)>`, 's').exec(answer.text)?.[1]
  return inside?.replaceAll(/<[^>]*>/g, '').trim() ?? null
}

/** Chooses "Sign out" on the page that asks. */
function confirm(browser: Browser, page: Answer, headers: Readonly<Record<string, string>> = {}) {
  return browser.post('/oauth2/logout/confirm', hiddenFields(page.text), headers)
}

onFreshStages('logout', stage => {
  test('W01 a logout request by GET or by POST ends the session and leads back to the application', async () => {
    const client = await application(stage())
    for (const by of ['GET', 'POST'] as const) {
      const { browser, hint } = await signedIn(stage(), client)
      const sent = { id_token_hint: hint, post_logout_redirect_uri: AFTER, state: 'a b&c' }
      const answer =
        by === 'GET' ? await browser.get(logoutPath(sent)) : await browser.post('/oauth2/logout', sent)
      assert.equal(answer.status, 303)
      assert.equal(answer.headers.get('location'), `${AFTER}?state=a+b%26c`)
      assert.match(answer.headers.get('cache-control') ?? '', /no-store/)
      assert.doesNotMatch(browser.cookies(), /latchkey=/)
      assert.equal(await isSignedIn(browser), false, by)
    }
  })

  test('W07 after a logout prompt=none is login_required, in another tab too, and the old cookie opens nothing', async () => {
    const client = await application(stage())
    const { browser, hint } = await signedIn(stage(), client)
    const cookie = browser.cookies()
    const silent = authorizePath(client, challenge, { scope: 'openid RealTimeApi', prompt: 'none' })
    assert.match((await browser.get(silent)).location()?.searchParams.get('code') ?? '', /^lkc_/)
    await browser.get(logoutPath({ id_token_hint: hint }))
    assert.equal(errorOf(await browser.get(silent)), 'login_required')
    const otherTab = await send(`${stage().url}${silent}`, { headers: { cookie } })
    assert.equal(errorOf(otherTab), 'login_required')
    assert.equal((await send(`${stage().url}/api/v1/me`, { headers: { cookie } })).status, 401)
  })

  test('W07 a logout takes along the codes and tokens of its session, but not what offline_access granted', async () => {
    const [client, other] = [await application(stage()), await application(stage())]
    const { browser, hint } = await signedIn(stage(), client)
    const bound = await tokensOf(stage(), browser, client)
    const offline = await tokensOf(stage(), browser, other, 'openid offline_access RealTimeApi')
    const elsewhere = await tokensOf(stage(), await stage().newPerson(MANAGER), client)
    const pending = await authorize(browser, client, challenge, { scope: 'openid RealTimeApi' })
    const code = pending.location()?.searchParams.get('code') ?? ''
    await browser.get(logoutPath({ id_token_hint: hint }))
    const userInfo = async (token: string) =>
      (await send(`${stage().url}/oauth2/userinfo`, { headers: { authorization: `Bearer ${token}` } })).status
    assert.deepEqual([await userInfo(bound.access), await userInfo(offline.access)], [401, 200])
    const redeemed = await redeem(stage().url, client, { code, verifier, redirectUri: client.callbackUrl })
    assert.equal(errorOf(redeemed), 'invalid_grant')
    assert.equal(errorOf(await refresh(stage().url, client, bound.refresh)), 'invalid_grant')
    assert.equal((await refresh(stage().url, other, offline.refresh)).status, 200)
    assert.equal((await refresh(stage().url, client, elsewhere.refresh)).status, 200)
  })
})

onFreshStage('logout requests', stage => {
  test('W01 a form that the page of an application posts reaches the session, although its cookie stays behind', async () => {
    const client = await application(stage())
    const { browser, hint } = await signedIn(stage(), client)
    const sent = { id_token_hint: hint, post_logout_redirect_uri: AFTER, state: 's' }
    const elsewhere = { origin: 'https://client.example', 'sec-fetch-site': 'cross-site' }
    // SameSite=Lax: what another site posts comes without the cookie, the GET that follows comes with it.
    const posted = await openBrowser(stage().url).post('/oauth2/logout', sent, elsewhere)
    const next = posted.location()
    assert.deepEqual([posted.status, next?.origin, next?.pathname], [303, stage().url, '/oauth2/logout'])
    const answer = await browser.get(`${next?.pathname}${next?.search}`, { 'sec-fetch-site': 'cross-site' })
    assert.equal(answer.headers.get('location'), `${AFTER}?state=s`)
    assert.equal(await isSignedIn(browser), false)
  })

  test('W01 logging out twice is no error, and HEAD ends nothing', async () => {
    const client = await application(stage())
    const { browser, hint } = await signedIn(stage(), client)
    const path = logoutPath({ id_token_hint: hint, post_logout_redirect_uri: AFTER })
    const headers = { cookie: browser.cookies() }
    assert.equal((await send(`${stage().url}${path}`, { method: 'HEAD', headers })).status, 404)
    assert.equal(await isSignedIn(browser), true)
    for (let count = 0; count < 2; count++) {
      assert.equal((await browser.get(path)).headers.get('location'), AFTER)
    }
    assert.ok(isSignedOutPage(await browser.get(logoutPath({ id_token_hint: hint }))))
    assert.ok(isSignedOutPage(await browser.get('/oauth2/logout')))
  })

  test('W02 a hint may have expired', async () => {
    const client = await application(stage())
    const { browser, hint } = await signedIn(stage(), client)
    // An ID token lives for an hour, a session longer.
    const later = await stage().secondProcess(3700)
    const path = logoutPath({ id_token_hint: hint, post_logout_redirect_uri: AFTER })
    const answer = await send(`${later}${path}`, { headers: { cookie: browser.cookies() } })
    assert.equal(answer.headers.get('location'), AFTER)
    assert.equal(await isSignedIn(browser), false)
  })

  test('W02 a session that was idle for too long is ended all the same by who holds an ID token of it', async () => {
    const client = await application(stage())
    const { browser, hint } = await signedIn(stage(), client)
    const bound = await tokensOf(stage(), browser, client)
    const later = await stage().secondProcess(3 * 3600)
    const path = logoutPath({ id_token_hint: hint, post_logout_redirect_uri: AFTER })
    const answer = await send(`${later}${path}`, { headers: { cookie: browser.cookies() } })
    assert.equal(answer.headers.get('location'), AFTER)
    assert.equal(errorOf(await refresh(stage().url, client, bound.refresh)), 'invalid_grant')
  })

  test('W02 a hint that is foreign, modified, unsigned or no ID token is told to the person, and nothing ends', async () => {
    const client = await application(stage())
    const { browser, hint } = await signedIn(stage(), client)
    const { access } = await tokensOf(stage(), browser, client)
    const [head = '', body = '', signature = ''] = hint.split('.')
    const claims = { ...Object(decodeJwt(hint).claims), sub: 'usr_x' }
    const forged = Buffer.from(JSON.stringify(claims)).toString('base64url')
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
    const hmac = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url')
    for (const bad of [
      `${head}.${forged}.${signature}`,
      `${none}.${body}.`,
      `${none}.${body}.${signature}`,
      `${hmac}.${body}.${signature}`,
      `${head}.${body}.`,
      `${head}.${body}`,
      access,
      'x',
    ]) {
      for (const more of [{}, { client_id: client.id }]) {
        const sent = { id_token_hint: bad, post_logout_redirect_uri: AFTER, ...more }
        assert.ok(isErrorPage(await browser.get(logoutPath(sent))), bad)
        assert.ok(isErrorPage(await browser.post('/oauth2/logout', sent)), bad)
      }
    }
    assert.equal(await isSignedIn(browser), true)
  })

  test('W03 without a hint the person is asked, and the session lives until they say yes', async () => {
    const client = await application(stage())
    const { browser } = await signedIn(stage(), client)
    const asked = { client_id: client.id, post_logout_redirect_uri: AFTER, state: 's' }
    const page = await browser.get(logoutPath(asked))
    assert.ok(isConfirmation(page))
    assert.doesNotMatch(page.text, /<script|http-equiv/)
    assert.match(page.headers.get('cache-control') ?? '', /no-store/)
    assert.match(
      page.headers.get('content-security-policy') ?? '',
      /form-action 'self' https:\/\/client\.example$/,
    )
    assert.match(textOf(page, 'application') ?? '', /^Tested \d+$/)
    assert.deepEqual(
      [textOf(page, 'vendor'), textOf(page, 'account'), textOf(page, 'host')],
      ['Wire Tests', MANAGER, 'client.example'],
    )
    assert.equal(await isSignedIn(browser), true)
    const answer = await confirm(browser, page)
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, `${AFTER}?state=s`])
    assert.equal(await isSignedIn(browser), false)
    const second = await confirm(browser, page)
    assert.ok(leadsBack(second))
    const onward = await browser.get(second.headers.get('location') ?? '')
    assert.ok(isSignedOutPage(onward), 'a second click is no error')
  })

  test('W03 a request that names no application is asked about too, and leads nowhere', async () => {
    for (const by of ['GET', 'POST'] as const) {
      const browser = await stage().newPerson(MANAGER)
      const page =
        by === 'GET' ? await browser.get('/oauth2/logout') : await browser.post('/oauth2/logout', {})
      assert.ok(isConfirmation(page))
      assert.deepEqual([textOf(page, 'application'), textOf(page, 'host')], [null, null])
      assert.ok(isSignedOutPage(await confirm(browser, page)))
      assert.equal(await isSignedIn(browser), false)
    }
  })

  test('W03 a hint of another session or another user asks like no hint at all', async () => {
    const client = await application(stage())
    const { hint: ofAnotherBrowser } = await signedIn(stage(), client)
    const { hint: ofAnotherUser } = await signedIn(stage(), client, AGENT)
    const { browser } = await signedIn(stage(), client)
    for (const hint of [ofAnotherBrowser, ofAnotherUser]) {
      const page = await browser.get(logoutPath({ id_token_hint: hint, post_logout_redirect_uri: AFTER }))
      assert.ok(isConfirmation(page))
      assert.equal(textOf(page, 'account'), MANAGER)
      assert.equal(await isSignedIn(browser), true)
    }
  })

  test('W03 nobody else can say yes: not without the form, from another site, or with the form of another', async () => {
    const client = await application(stage())
    const [one, two] = [await stage().newPerson(MANAGER), await stage().newPerson(MANAGER)]
    const path = logoutPath({ client_id: client.id, post_logout_redirect_uri: AFTER })
    const [page, foreign] = [await one.get(path), await two.get(path)]
    const fields = hiddenFields(page.text)
    const refused = [
      await one.post('/oauth2/logout/confirm', {}),
      await one.post('/oauth2/logout/confirm', { ...fields, csrf: '' }),
      await one.post('/oauth2/logout/confirm', { ...fields, request: '' }),
      await one.post('/oauth2/logout/confirm', {
        ...fields,
        request: `/oauth2/logout?client_id=${client.id}`,
      }),
      await one.post('/oauth2/logout/confirm', hiddenFields(foreign.text)),
      await confirm(one, page, { origin: 'https://evil.example' }),
      await confirm(one, page, { origin: stage().url, 'sec-fetch-site': 'cross-site' }),
      await confirm(one, page, { origin: 'null' }),
    ]
    for (const answer of refused) assert.ok(leadsBack(answer), answer.text)
    assert.equal((await one.get('/oauth2/logout/confirm')).status, 404)
    assert.equal(await isSignedIn(one), true)
  })

  test('W04 a client_id that the hint was not issued to is told to the person, and nothing ends', async () => {
    const [client, other] = [await application(stage()), await application(stage())]
    const { browser, hint } = await signedIn(stage(), client)
    for (const id of [other.id, client.id.toUpperCase(), 'x', 'app_00000000000000000000000000000000']) {
      const sent = { id_token_hint: hint, client_id: id, post_logout_redirect_uri: AFTER }
      assert.ok(isErrorPage(await browser.get(logoutPath(sent))), id)
    }
    assert.equal(await isSignedIn(browser), true)
    const right = { id_token_hint: hint, client_id: client.id, post_logout_redirect_uri: AFTER }
    assert.equal((await browser.get(logoutPath(right))).headers.get('location'), AFTER)
  })

  test('W05 only a URL that is registered to the letter is ever redirected to', async () => {
    const client = await application(stage())
    const other = await register(stage())
    const { browser, hint } = await signedIn(stage(), client)
    const { hint: othersHint } = await signedIn(stage(), other)
    const nobody = openBrowser(stage().url)
    const bent = [
      `${AFTER}?foo=bar`,
      `${AFTER}?`,
      `${AFTER}/`,
      `${AFTER}#x`,
      AFTER.toUpperCase(),
      AFTER.replace('signed', 'Signed'),
      AFTER.replace('https:', 'http:'),
      AFTER.replace('.example/', '.example:443/'),
      AFTER.replace('client', 'client.evil'),
      AFTER.replace('//', '//user@'),
      ` ${AFTER}`,
      client.callbackUrl,
      'https://evil.example/',
      '//client.example/signed-out',
      '/signed-out',
      'javascript:alert(1)',
    ]
    for (const uri of bent) {
      for (const who of [{ id_token_hint: hint }, { client_id: client.id }]) {
        for (const person of [browser, nobody]) {
          const sent = { ...who, post_logout_redirect_uri: uri, state: 's' }
          assert.ok(isErrorPage(await person.get(logoutPath(sent))), uri)
        }
      }
    }
    const strangers: readonly Sent[] = [
      { post_logout_redirect_uri: AFTER },
      { post_logout_redirect_uri: AFTER, client_id: 'nobody' },
      { post_logout_redirect_uri: AFTER, client_id: other.id },
      { post_logout_redirect_uri: AFTER, id_token_hint: othersHint },
      { post_logout_redirect_uri: [AFTER, AFTER], id_token_hint: hint },
      { post_logout_redirect_uri: AFTER, id_token_hint: hint, state: ['a', 'b'] },
      { post_logout_redirect_uri: AFTER, id_token_hint: hint, state: 'x'.repeat(9000) },
    ]
    for (const sent of strangers) {
      assert.ok(isErrorPage(await browser.get(logoutPath(sent))), JSON.stringify(sent).slice(0, 200))
    }
    assert.equal(await isSignedIn(browser), true)
  })

  test('W05 state comes back if and only if it was sent, and only behind a URL that was asked for', async () => {
    const withQuery = 'https://client.example/out?from=latchkey'
    const client = await application(stage(), { postLogoutRedirectUris: [AFTER, withQuery] })
    for (const [sent, location] of [
      [{ post_logout_redirect_uri: AFTER }, AFTER],
      [{ post_logout_redirect_uri: AFTER, state: '' }, AFTER],
      [{ post_logout_redirect_uri: AFTER, state: 's' }, `${AFTER}?state=s`],
      [{ post_logout_redirect_uri: withQuery, state: 's' }, `${withQuery}&state=s`],
    ] as const) {
      const { browser, hint } = await signedIn(stage(), client)
      const answer = await browser.get(logoutPath({ id_token_hint: hint, ...sent }))
      assert.equal(answer.headers.get('location'), location)
    }
    const { browser, hint } = await signedIn(stage(), client)
    assert.ok(isSignedOutPage(await browser.get(logoutPath({ id_token_hint: hint, state: 's' }))))
  })

  test('W05 a URL that is taken away while the person is asked is not redirected to', async () => {
    const client = await application(stage())
    const { browser } = await signedIn(stage(), client)
    const page = await browser.get(logoutPath({ client_id: client.id, post_logout_redirect_uri: AFTER }))
    await edit(stage(), client.id, { metadata: { postLogoutRedirectUris: [] } })
    assert.ok(isErrorPage(await confirm(browser, page)))
  })

  test('W05 where nobody is signed in and nothing proves the application, the person chooses to go back', async () => {
    const client = await application(stage())
    const sent = { client_id: client.id, post_logout_redirect_uri: AFTER, state: 's' }
    const page = await openBrowser(stage().url).get(logoutPath(sent))
    assert.ok(isSignedOutPage(page))
    assert.ok(page.text.includes(`<a id="back" href="${AFTER}?state&#61;s">`))
    assert.doesNotMatch(page.text, /\\n/)
  })

  test('W07 signing out of the console takes along what the session granted, like any logout', async () => {
    const client = await application(stage())
    const { browser } = await signedIn(stage(), client)
    const bound = await tokensOf(stage(), browser, client)
    await browser.post('/sign-out', hiddenFields((await browser.get('/sign-out')).text))
    assert.equal(errorOf(await refresh(stage().url, client, bound.refresh)), 'invalid_grant')
  })

  test('W07 somebody else who signs in ends the session of before, and the same person goes on with it', async () => {
    const client = await application(stage())
    const browser = await stage().newPerson(MANAGER)
    const first = await tokensOf(stage(), browser, client)
    const cookie = browser.cookies()
    const silent = authorizePath(client, challenge, { scope: 'openid RealTimeApi', prompt: 'none' })
    const again = authorizePath(client, challenge, { scope: 'openid RealTimeApi', prompt: 'login' })
    await signIn(browser, MANAGER, PASSWORD, again)
    const old = await send(`${stage().url}${silent}`, { headers: { cookie } })
    assert.equal(errorOf(old), 'login_required', 'the cookie of before opens nothing')
    const second = await tokensOf(stage(), browser, client)
    const sid = (tokens: { idToken: string }) => at(decodeJwt(tokens.idToken).claims, 'sid')
    assert.equal(sid(second), sid(first))
    const kept = tokensIn(await refresh(stage().url, client, first.refresh))
    await signIn(browser, AGENT, PASSWORD, again)
    assert.equal(errorOf(await refresh(stage().url, client, kept.refresh)), 'invalid_grant')
    assert.equal(errorOf(await refresh(stage().url, client, second.refresh)), 'invalid_grant')
    assert.notEqual(sid(await tokensOf(stage(), browser, client)), sid(first))
  })
})
