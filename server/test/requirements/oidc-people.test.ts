import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, at, errorOf, numberAt, send, textAt } from '../support/wire/answer.ts'
import { type Browser, openBrowser, signIn, unescapeHtml } from '../support/wire/browser.ts'
import { type Client, register } from '../support/wire/management.ts'
import {
  authorize,
  authorizePath,
  decide,
  decodeJwt,
  pkce,
  redeem,
  type Sent,
  tokensFor,
  tokensIn,
} from '../support/wire/oauth.ts'
import { AGENT, MANAGER, onFreshStage, PASSWORD, type Stage, SUPERVISOR } from '../support/wire/stage.ts'

const { verifier, challenge } = pkce()

function isSignIn(answer: Answer): boolean {
  return answer.status === 200 && answer.text.includes('action="/sign-in"')
}

function pathOf(url: URL | null): string {
  return `${url?.pathname}${url?.search}`
}

/** Signs in on the page that a request leads to. Out: what follows, consent given. */
async function signInFor(browser: Browser, userName: string, path: string): Promise<Answer> {
  const next = (await signIn(browser, userName, PASSWORD, path)).location()
  return decide(browser, await browser.get(pathOf(next)))
}

/** An ID token of a person for an application. */
async function idTokenOf(stage: Stage, client: Client, userName: string): Promise<string> {
  return textAt((await tokensFor(stage, client, { scope: 'openid' }, userName)).body, 'id_token')
}

async function claimsOf(stage: Stage, client: Client, answer: Answer): Promise<unknown> {
  const code = answer.location()?.searchParams.get('code') ?? ''
  const tokens = tokensIn(
    await redeem(stage.url, client, { code, verifier, redirectUri: client.callbackUrl }),
  )
  return decodeJwt(textAt(tokens.body, 'id_token')).claims
}

function asks(client: Client, changes: Sent = {}): string {
  return authorizePath(client, challenge, { scope: 'openid', ...changes })
}

onFreshStage('who signs in for an OpenID request', stage => {
  test('L06 a hint at the person who is signed in changes nothing, whatever its age', async () => {
    const client = await register(stage())
    const hint = await idTokenOf(stage(), client, MANAGER)
    const manager = await stage().person(MANAGER)
    const answer = await manager.get(asks(client, { id_token_hint: hint, prompt: 'none' }))
    assert.match(answer.location()?.searchParams.get('code') ?? '', /^lkc_/)
    // An ID token lives for an hour, a session longer.
    const later = await stage().secondProcess(3700)
    const path = asks(client, { id_token_hint: hint, prompt: 'none' })
    const expired = await send(`${later}${path}`, { headers: { cookie: manager.cookies() } })
    assert.match(expired.location()?.searchParams.get('code') ?? '', /^lkc_/)
  })

  test('L06 a hint at somebody else is login_required with prompt=none, and never answered for the wrong person', async () => {
    const client = await register(stage())
    const hint = await idTokenOf(stage(), client, SUPERVISOR)
    const manager = await stage().newPerson(MANAGER)
    await authorize(manager, client, challenge, { scope: 'openid' })
    const silently = await manager.get(asks(client, { id_token_hint: hint, prompt: 'none' }))
    assert.deepEqual(
      [errorOf(silently), silently.location()?.searchParams.get('iss')],
      ['login_required', stage().url],
    )
    const path = asks(client, { id_token_hint: hint })
    assert.ok(isSignIn(await manager.get(path)))
    const wrong = await signInFor(manager, MANAGER, path)
    assert.equal(errorOf(wrong), 'login_required')
    const right = await signInFor(manager, SUPERVISOR, path)
    const subject = at(decodeJwt(hint).claims, 'sub')
    assert.equal(at(await claimsOf(stage(), client, right), 'sub'), subject)
  })

  test('L06 a hint that is foreign, tampered with, or no ID token is invalid_request', async () => {
    const [client, other] = [await register(stage()), await register(stage())]
    const manager = await stage().person(MANAGER)
    const [head = '', body = '', signature = ''] = (await idTokenOf(stage(), client, MANAGER)).split('.')
    const claims = { ...Object(decodeJwt(`${head}.${body}.`).claims), sub: 'usr_x' }
    const forged = Buffer.from(JSON.stringify(claims)).toString('base64url')
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
    for (const hint of [
      await idTokenOf(stage(), other, MANAGER),
      (await tokensFor(stage(), client)).access,
      `${head}.${forged}.${signature}`,
      `${none}.${body}.`,
      `${head}.${body}.`,
      'x',
    ]) {
      const answer = await manager.get(asks(client, { id_token_hint: hint }))
      assert.equal(errorOf(answer), 'invalid_request')
      assert.equal(answer.location()?.searchParams.get('code'), null)
    }
  })

  test('L06 the claims parameter can ask for one person too, and only that one is answered for', async () => {
    const client = await register(stage())
    const subject = textAt(decodeJwt(await idTokenOf(stage(), client, AGENT)).claims, 'sub')
    const claims = JSON.stringify({ id_token: { sub: { value: subject } } })
    const manager = await stage().newPerson(MANAGER)
    assert.equal(errorOf(await manager.get(asks(client, { claims, prompt: 'none' }))), 'login_required')
    const right = await signInFor(manager, AGENT, asks(client, { claims }))
    assert.equal(at(await claimsOf(stage(), client, right), 'sub'), subject)
    const hint = await idTokenOf(stage(), client, MANAGER)
    const both = await manager.get(asks(client, { claims, id_token_hint: hint }))
    assert.equal(errorOf(both), 'invalid_request')
  })

  test('L05 max_age=0 is met by signing in once, and auth_time moves on', async () => {
    const client = await register(stage())
    const manager = await stage().newPerson(MANAGER)
    const before = await claimsOf(
      stage(),
      client,
      await authorize(manager, client, challenge, { scope: 'openid' }),
    )
    const path = asks(client, { max_age: '0' })
    assert.equal(errorOf(await manager.get(asks(client, { max_age: '0', prompt: 'none' }))), 'login_required')
    assert.ok(isSignIn(await manager.get(path)))
    const asked = Math.floor(Date.now() / 1000)
    const after = await claimsOf(stage(), client, await signInFor(manager, MANAGER, path))
    assert.ok(numberAt(after, 'auth_time') >= asked)
    assert.ok(numberAt(after, 'auth_time') >= numberAt(before, 'auth_time'))
    assert.ok(isSignIn(await manager.get(path)), 'the same request anew is not met by the sign-in of before')
  })

  test('L04 what answers prompt=login is signing in for this very request, and no address can say so', async () => {
    const client = await register(stage())
    const manager = await stage().newPerson(MANAGER)
    const path = asks(client, { prompt: 'login' })
    const next = (await signIn(manager, MANAGER, PASSWORD, path)).location()
    const proof = next?.searchParams.get('latchkey_done') ?? ''
    assert.notEqual(proof, '')
    for (const changed of [
      asks(client, { prompt: 'login', latchkey_done: 'x' }),
      asks(client, { prompt: 'login', latchkey_done: proof, nonce: 'another request' }),
    ]) {
      assert.ok(isSignIn(await manager.get(changed)), changed)
    }
    const own = await manager.get(pathOf(next))
    assert.ok(own.text.includes('action="/consent"'))
  })

  test('L04 that somebody signed in for a request is worth nothing in another session, earlier or later', async () => {
    const client = await register(stage())
    const early = await stage().newPerson(MANAGER)
    const path = asks(client, { prompt: 'login' })
    const next = (await signIn(openBrowser(stage().url), MANAGER, PASSWORD, path)).location()
    const late = await stage().newPerson(MANAGER)
    for (const browser of [early, late]) assert.ok(isSignIn(await browser.get(pathOf(next))))
  })

  test('L03 prompt=none shows nothing, whatever else would ask', async () => {
    const client = await register(stage())
    const manager = await stage().newPerson(MANAGER)
    await authorize(manager, client, challenge, { scope: 'openid' })
    for (const [changes, error] of [
      [{ prompt: 'none' }, null],
      [{ prompt: 'none', max_age: '0' }, 'login_required'],
      [{ prompt: 'none', scope: 'openid RealTimeApi' }, 'consent_required'],
      [{ prompt: 'none select_account' }, 'invalid_request'],
      [{ prompt: 'none', id_token_hint: 'x' }, 'invalid_request'],
      [{ prompt: 'none', login_hint: AGENT, display: 'touch', ui_locales: 'xx', acr_values: '9' }, null],
    ] as const) {
      const answer = await manager.get(asks(client, changes))
      assert.deepEqual([answer.status, errorOf(answer)], [303, error])
      assert.equal(answer.location()?.searchParams.get('iss'), stage().url)
    }
  })

  test('L23 prompt=select_account lets a person go on as they are, or sign in as somebody else', async () => {
    const client = await register(stage())
    const manager = await stage().newPerson(MANAGER)
    await authorize(manager, client, challenge, { scope: 'openid' })
    const path = asks(client, { prompt: 'select_account' })
    const page = await manager.get(path)
    assert.ok(isSignIn(page))
    assert.doesNotMatch(page.text, /<script/)
    const [, link = ''] = /<a id="continue-as" href="([^"]*)"/.exec(page.text) ?? []
    const onward = unescapeHtml(link)
    const stayed = await manager.get(onward)
    assert.match(stayed.location()?.searchParams.get('code') ?? '', /^lkc_/)
    assert.match(page.text, new RegExp(`Continue as[^]*${MANAGER}`))
    const stranger = await stage().newPerson(AGENT)
    assert.ok(isSignIn(await stranger.get(onward)), 'another session went on by the choice of this one')
    const changed = await claimsOf(stage(), client, await signInFor(manager, AGENT, path))
    const agent = textAt(decodeJwt(await idTokenOf(stage(), client, AGENT)).claims, 'sub')
    assert.equal(at(changed, 'sub'), agent)
    const nobody = await openBrowser(stage().url).get(path)
    assert.ok(isSignIn(nobody) && !nobody.text.includes('continue-as'))
  })

  test('L23 a login_hint stands in the form, and no parameter of OpenID Connect may be given twice', async () => {
    const client = await register(stage())
    const page = await openBrowser(stage().url).get(asks(client, { login_hint: SUPERVISOR }))
    assert.ok(page.text.includes(`value="${SUPERVISOR}"`))
    const manager = await stage().person(MANAGER)
    for (const name of ['id_token_hint', 'claims', 'display', 'ui_locales', 'claims_locales', 'acr_values']) {
      assert.equal(errorOf(await manager.get(asks(client, { [name]: ['a', 'b'] }))), 'invalid_request', name)
    }
  })
})
