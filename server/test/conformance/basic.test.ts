import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import {
  type Answer,
  at,
  errorOf,
  isErrorPage,
  numberAt,
  send,
  textAt,
  textsAt,
} from '../support/wire/answer.ts'
import { type Browser, openBrowser, signIn } from '../support/wire/browser.ts'
import { call } from '../support/wire/management.ts'
import { decide, formOf, isActive, pkce, postAs, type Sent } from '../support/wire/oauth.ts'
import { MANAGER, onStage, PASSWORD } from '../support/wire/stage.ts'
import {
  type Answered,
  answered,
  ask,
  idTokenOf,
  prepare,
  type RelyingParty,
  redeemCode,
  redeemPosting,
  requestOf,
  userinfoOf,
} from './relying-party.ts'

onStage('the modules of the Basic plan', stage => {
  let party: RelyingParty
  before(async () => {
    party = await prepare(stage(), 'http://127.0.0.1:1')
  })

  /** Takes a person through the code flow. */
  async function flow(changes: Sent = {}, browser?: Browser) {
    const person = browser ?? (await stage().person(MANAGER))
    const request = requestOf(party.first, changes)
    return tokensOf(answered(await ask(person, request)))
  }

  async function tokensOf(answer: Answered) {
    assert.equal(answer['error'], undefined, JSON.stringify(answer))
    const redeemed = await redeemCode(party.issuer, party.first, answer['code'] ?? '')
    assert.equal(redeemed.status, 200, redeemed.text)
    const tokens = redeemed.json()
    const claims = await idTokenOf(party, party.first, textAt(tokens, 'id_token'))
    return { tokens, claims, access: textAt(tokens, 'access_token') }
  }

  test('oidcc-response-type-missing: who signs in brings the error to the callback, in its query', async () => {
    const request = requestOf(party.first, { response_type: null })
    const path = `/oauth2/authorize?${formOf(request).toString()}`
    const stranger = openBrowser(stage().url)
    assert.match((await stranger.get(path)).text, /action="\/sign-in"/)
    const next = (await signIn(stranger, MANAGER, PASSWORD, path)).location()
    const answer = await stranger.get(`${next?.pathname}${next?.search}`)
    const sent = answered(answer)
    assert.ok(['invalid_request', 'unsupported_response_type'].includes(sent['error'] ?? ''))
    assert.deepEqual([sent['state'], sent['iss']], [request['state'], party.issuer])
    assert.equal(answer.location()?.hash, '')
  })

  test('oidcc-ensure-request-with-acr-values-succeeds: one of the published classes comes back', async () => {
    const published = textsAt(party.metadata, 'acr_values_supported')
    const { claims } = await flow({ acr_values: published.join(' ') })
    assert.ok(published.some(value => value === claims['acr']))
  })

  test('oidcc-idtoken-signature: an ID token names a key of the key set', async () => {
    await flow()
  })

  test('oidcc-userinfo-get, -post-header, -post-body: the claims come by each way, the same ones', async () => {
    const { access, claims } = await flow()
    const url = textAt(party.metadata, 'userinfo_endpoint')
    const headers = { authorization: `Bearer ${access}` }
    const answers = [
      await send(url, { headers }),
      await send(url, { method: 'POST', headers }),
      await send(url, { method: 'POST', body: formOf({ access_token: access }) }),
    ]
    for (const answer of answers)
      assert.deepEqual([answer.status, at(answer.json(), 'sub')], [200, claims.sub])
  })

  for (const [scope, expected] of [
    ['profile', ['name', 'preferred_username']],
    ['email', ['email', 'email_verified']],
    ['phone', ['phone_number', 'phone_number_verified']],
    ['address', ['address']],
    ['profile email phone address', ['name', 'email', 'phone_number', 'address']],
  ] as const) {
    test(`oidcc-scope-${scope.includes(' ') ? 'all' : scope}: userinfo holds what the scope stands for`, async () => {
      const person = await stage().newPerson(MANAGER)
      await call(person, 'PATCH /account/contact', {
        body: { email: 'manager@harbour.example', phone: '+15550100', address: '1 Quay\nHarbour' },
      })
      const { access } = await flow({ scope: `openid ${scope}` }, person)
      const info = await userinfoOf(party.issuer, access)
      for (const claim of expected) assert.notEqual(at(info, claim), undefined, claim)
    })
  }

  for (const [module, changes] of [
    ['display-page', { display: 'page' }],
    ['display-popup', { display: 'popup' }],
    ['ensure-request-with-unknown-parameter-succeeds', { extra: 'foobar' }],
    ['login-hint', { login_hint: MANAGER }],
    ['ui-locales', { ui_locales: 'se fr-CA' }],
    ['claims-locales', { claims_locales: 'se' }],
    ['ensure-other-scope-order-succeeds', { scope: 'email openid' }],
  ] as const) {
    test(`oidcc-${module}: the request succeeds`, async () => {
      await flow(changes)
    })
  }

  test('oidcc-prompt-login: somebody who is signed in signs in again, and the ID token says when', async () => {
    const browser = openBrowser(stage().url)
    await signIn(browser, MANAGER, PASSWORD)
    const before = await flow({}, browser)
    await pause(1100)
    const after = await tokensOf(
      answered(await signInAgain(browser, requestOf(party.first, { prompt: 'login' }))),
    )
    assert.ok(numberAt(after.claims, 'auth_time') > numberAt(before.claims, 'auth_time'))
    assert.equal(after.claims.sub, before.claims.sub)
  })

  /** Follows a request that leads to the sign-in page although somebody is signed in. */
  async function signInAgain(browser: Browser, request: Sent): Promise<Answer> {
    const path = `/oauth2/authorize?${formOf(request).toString()}`
    const signedIn = await signIn(browser, MANAGER, PASSWORD, path)
    const next = signedIn.location()
    assert.ok(next !== null, 'the sign-in page was to be shown')
    return decide(browser, await browser.get(`${next.pathname}${next.search}`))
  }

  test('oidcc-prompt-none-not-logged-in: login_required, and no page', async () => {
    const answer = await ask(openBrowser(stage().url), requestOf(party.first, { prompt: 'none' }))
    assert.equal(errorOf(answer), 'login_required')
  })

  test('oidcc-prompt-none-logged-in: the same person, at the same time, with no page', async () => {
    const first = await flow()
    const second = await flow({ prompt: 'none' })
    assert.deepEqual(
      [second.claims.sub, second.claims['auth_time']],
      [first.claims.sub, first.claims['auth_time']],
    )
  })

  test('oidcc-max-age-1 and -10000: an older sign-in is asked for again, a younger one is not', async () => {
    const browser = openBrowser(stage().url)
    await signIn(browser, MANAGER, PASSWORD)
    const first = await flow({ max_age: '10000' }, browser)
    const same = await flow({ max_age: '10000' }, browser)
    assert.equal(same.claims['auth_time'], first.claims['auth_time'])
    await pause(2100)
    const again = await tokensOf(
      answered(await signInAgain(browser, requestOf(party.first, { max_age: '1' }))),
    )
    assert.ok(numberAt(again.claims, 'auth_time') > numberAt(first.claims, 'auth_time'))
  })

  test('oidcc-id-token-hint: with the hint of whoever is signed in, prompt=none answers for them', async () => {
    const { tokens, claims } = await flow()
    const hinted = await flow({ prompt: 'none', id_token_hint: textAt(tokens, 'id_token') })
    assert.equal(hinted.claims.sub, claims.sub)
  })

  test('oidcc-codereuse: a code works once, and its second use ends what the first one yielded', async () => {
    const answer = answered(await ask(await stage().person(MANAGER), requestOf(party.first)))
    const { access } = await tokensOf(answer)
    const again = await redeemCode(party.issuer, party.first, answer['code'] ?? '')
    assert.deepEqual([again.status, errorOf(again)], [400, 'invalid_grant'])
    assert.equal(await isActive(party.issuer, party.first, access), false)
  })

  test('oidcc-ensure-registered-redirect-uri: a redirect URI that is not registered leads nowhere', async () => {
    const uri = `${party.first.callbackUrl}/not-registered`
    const answer = await ask(await stage().person(MANAGER), requestOf(party.first, { redirect_uri: uri }))
    assert.ok(isErrorPage(answer))
  })

  test('oidcc-ensure-redirect-uri-in-authorization-request: OpenID Connect wants it always', async () => {
    const answer = await ask(await stage().person(MANAGER), requestOf(party.first, { redirect_uri: null }))
    assert.ok(isErrorPage(answer))
  })

  test('oidcc-redirect-uri-query-added and -mismatch: a query that is not registered leads nowhere', async () => {
    for (const added of ['?dummy1=lorem', '?dummy1=lorem&dummy2=ipsum']) {
      const request = requestOf(party.first, { redirect_uri: `${party.first.callbackUrl}${added}` })
      assert.ok(isErrorPage(await ask(await stage().person(MANAGER), request)))
    }
  })

  test('oidcc-ensure-post-request-succeeds: the authorization endpoint takes a form as well', async () => {
    const person = await stage().person(MANAGER)
    const request = requestOf(party.first)
    const answer = await decide(
      person,
      await person.post('/oauth2/authorize', Object.fromEntries(formOf(request))),
    )
    await tokensOf(answered(answer))
  })

  test('oidcc-server-client-secret-post: a secret in the form authenticates', async () => {
    const answer = answered(await ask(await stage().person(MANAGER), requestOf(party.posting)))
    const redeemed = await redeemPosting(party.issuer, party.posting, answer['code'] ?? '')
    assert.equal(redeemed.status, 200, redeemed.text)
  })

  test('oidcc-codereuse by another client: a code is of no use to anybody else', async () => {
    const answer = answered(await ask(await stage().person(MANAGER), requestOf(party.first)))
    const stolen = await redeemCode(party.issuer, party.second, answer['code'] ?? '')
    assert.deepEqual([stolen.status, errorOf(stolen)], [400, 'invalid_grant'])
  })

  test('oidcc-claims-essential: a claim asked for as essential comes from userinfo', async () => {
    const claims = JSON.stringify({ userinfo: { name: { essential: true } } })
    const { access } = await flow({ claims })
    assert.equal(typeof at(await userinfoOf(party.issuer, access), 'name'), 'string')
  })

  /** A request object without a signature (RFC 7519 §6). */
  function unsigned(claims: Readonly<Record<string, unknown>>): string {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    return `${part({ alg: 'none' })}.${part({ iss: party.first.id, aud: party.issuer, ...claims })}.`
  }

  test('oidcc-unsigned-request-object: what it holds counts, where the client is registered for it', async () => {
    const request = requestOf(party.first)
    const { claims } = await flow({
      ...request,
      nonce: 'outside',
      request: unsigned({ ...request, nonce: 'inside' }),
    })
    assert.equal(claims['nonce'], 'inside')
  })

  test('oidcc-ensure-request-object-with-redirect-uri: an unregistered one inside is found out', async () => {
    const request = requestOf(party.first)
    const bad = unsigned({ ...request, redirect_uri: `${party.first.callbackUrl}/other` })
    const answer = await ask(await stage().person(MANAGER), { ...request, request: bad })
    assert.ok(isErrorPage(answer) || errorOf(answer) !== null)
    assert.equal(answer.location()?.searchParams.get('code') ?? null, null)
  })

  test('oidcc-ensure-request-object-with-redirect-uri: an unregistered one outside counts for nothing', async () => {
    const request = requestOf(party.first)
    const outside = { ...request, redirect_uri: `${party.first.callbackUrl}/other` }
    const answer = await ask(await stage().person(MANAGER), { ...outside, request: unsigned(request) })
    await tokensOf(answered(answer))
  })

  test('the modules on unsigned request objects are not skipped: the metadata names none', () => {
    const published = textsAt(party.metadata, 'request_object_signing_alg_values_supported')
    assert.ok(published.includes('none'))
  })

  test('oidcc-request-uri-unsigned: a request_uri nobody registered is not supported, in those words', async () => {
    const request = requestOf(party.first, { request_uri: 'https://suite.example/requests/1' })
    assert.equal(errorOf(await ask(await stage().person(MANAGER), request)), 'request_uri_not_supported')
  })

  test('oidcc-refresh-token: it brings a new ID token of the same person, and is of no use to another client', async () => {
    const { tokens, claims } = await flow({ scope: 'openid offline_access', prompt: 'consent' })
    const sent = { grant_type: 'refresh_token', refresh_token: textAt(tokens, 'refresh_token') }
    const refreshed = await postAs(party.issuer, '/oauth2/token', party.first, sent)
    assert.equal(refreshed.status, 200, refreshed.text)
    const again = await idTokenOf(party, party.first, textAt(refreshed.json(), 'id_token'))
    assert.deepEqual(
      [again.iss, again.sub, again.aud, again['auth_time']],
      [claims.iss, claims.sub, claims.aud, claims['auth_time']],
    )
    const stolen = await postAs(party.issuer, '/oauth2/token', party.second, sent)
    assert.deepEqual([stolen.status, errorOf(stolen)], [400, 'invalid_grant'])
  })

  test('oidcc-ensure-request-with-valid-pkce-succeeds', async () => {
    const { verifier, challenge } = pkce()
    const request = requestOf(party.first, { code_challenge: challenge, code_challenge_method: 'S256' })
    const answer = answered(await ask(await stage().person(MANAGER), request))
    const sent = { code_verifier: verifier }
    const redeemed = await redeemCode(party.issuer, party.first, answer['code'] ?? '', sent)
    assert.equal(redeemed.status, 200, redeemed.text)
  })
})
