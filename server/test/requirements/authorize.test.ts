import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, errorOf, isErrorPage, listAt, send, textAt } from '../support/wire/answer.ts'
import { hiddenFields, openBrowser, signIn } from '../support/wire/browser.ts'
import { call, freshName, register, setStatus } from '../support/wire/management.ts'
import {
  authorize,
  authorizePath,
  codeFor,
  decide,
  decodeJwt,
  formOf,
  pkce,
  redeem,
  tokensFor,
  tokensIn,
} from '../support/wire/oauth.ts'
import { AGENT, MANAGER, onStage, PASSWORD, SUPERVISOR } from '../support/wire/stage.ts'

const { challenge } = pkce()

onStage('the authorization endpoint', stage => {
  test('B07 nobody may leave out PKCE unless the owner allows it, so that there is nothing to downgrade to', async () => {
    const manager = await stage().person(MANAGER)
    const client = await register(stage())
    const answer = await authorize(manager, client, challenge, {
      code_challenge: null,
      code_challenge_method: null,
    })
    assert.equal(errorOf(answer), 'invalid_request')
    assert.equal(answer.location()?.searchParams.get('code'), null)
  })

  test('B09 a public application is refused without a challenge', async () => {
    const client = await register(stage(), { clientType: 'public' })
    const answer = await authorize(await stage().person(MANAGER), client, challenge, { code_challenge: null })
    assert.equal(errorOf(answer), 'invalid_request')
    assert.equal(answer.location()?.hostname, '127.0.0.1')
  })

  test('K03 a challenge without a method is refused, since it would mean plain', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    const answer = await authorize(manager, client, challenge, { code_challenge_method: null })
    assert.equal(errorOf(answer), 'invalid_request')
  })

  test('K05 every method but S256, and a method without a challenge, is invalid_request', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    const faulty = [
      { code_challenge_method: 'plain' },
      { code_challenge_method: 'S512' },
      { code_challenge_method: 's256' },
      { code_challenge: null },
      { code_challenge: 'short' },
    ]
    for (const changes of faulty) {
      assert.equal(errorOf(await authorize(manager, client, challenge, changes)), 'invalid_request')
    }
  })

  test('B23 another origin is given no leave to read the authorization endpoint', async () => {
    const client = await register(stage())
    const url = `${stage().url}${authorizePath(client, challenge)}`
    for (const method of ['GET', 'OPTIONS']) {
      const headers = { origin: 'https://client.example', 'access-control-request-method': 'GET' }
      const answer = await send(url, { method, headers })
      const names = [...answer.headers.keys()].filter(name => name.startsWith('access-control-'))
      assert.deepEqual(names, [], method)
    }
  })

  test('C05 GET and a posted form are answered alike', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    await authorize(manager, client, challenge)
    const path = authorizePath(client, challenge)
    const fields = Object.fromEntries(new URL(path, stage().url).searchParams)
    for (const answer of [await manager.get(path), await manager.post('/oauth2/authorize', fields)]) {
      assert.equal(answer.status, 303)
      assert.match(answer.headers.get('location') ?? '', /^https:\/\/client\.example\/callback\?code=lkc_/)
    }
    const faulty = { ...fields, scope: 'Unknown' }
    const [got, posted] = [
      await manager.get(`/oauth2/authorize?${new URLSearchParams(faulty).toString()}`),
      await manager.post('/oauth2/authorize', faulty),
    ]
    // Each error has an id of its own.
    const words = (answer: Answer) => answer.headers.get('location')?.replace(/req_[0-9a-f]{32}/, '')
    assert.match(words(got) ?? '', /error=invalid_scope/)
    assert.equal(words(got), words(posted))
  })

  test('C06 unknown parameters are ignored', async () => {
    const client = await register(stage())
    const code = await codeFor(stage(), client, { foo: 'bar', __proto__x: '1', constructor: 'x' })
    assert.equal((await redeem(stage().url, client, code, { foo: 'bar' })).status, 200)
  })

  test('C05 a form that another site posts goes on as a GET, with which the browser sends its cookie', async () => {
    const client = await register(stage())
    const [path = '', form = ''] = authorizePath(client, challenge).split('?')
    const fields = Object.fromEntries(new URLSearchParams(form))
    const strange = { origin: 'https://client.example', 'sec-fetch-site': 'cross-site' }
    const answer = await openBrowser(stage().url).post(path, fields, strange)
    assert.equal(answer.status, 303)
    assert.equal(answer.location()?.pathname, path)
    assert.deepEqual(Object.fromEntries(answer.location()?.searchParams ?? []), fields)
    const manager = await stage().person(MANAGER)
    const long = await openBrowser(stage().url).post(path, { ...fields, extra: 'x'.repeat(9000) }, strange)
    assert.equal(long.status, 200)
    assert.equal((await manager.post(path, fields)).status, 200)
  })

  test('C07 a repeated parameter is refused, and on an error page when it is client_id or redirect_uri', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    const known = [
      'response_type',
      'scope',
      'state',
      'nonce',
      'code_challenge',
      'code_challenge_method',
      'prompt',
      'max_age',
    ]
    for (const name of known) {
      const answer = await authorize(manager, client, challenge, { [name]: ['1', '2'] })
      assert.equal(errorOf(answer), 'invalid_request', name)
    }
    for (const [name, value] of [
      ['client_id', client.id],
      ['redirect_uri', client.callbackUrl],
    ] as const) {
      assert.ok(isErrorPage(await authorize(manager, client, challenge, { [name]: [value, value] })), name)
    }
    const code = await codeFor(stage(), client)
    for (const name of ['grant_type', 'code', 'redirect_uri', 'code_verifier', 'client_id']) {
      const answer = await redeem(stage().url, client, code, { [name]: ['1', '2'] })
      assert.deepEqual([answer.status, errorOf(answer)], [400, 'invalid_request'], name)
    }
    assert.equal((await redeem(stage().url, client, code)).status, 200)
  })

  test('C08 an empty scope counts as none, and none means what is registered', async () => {
    const client = await register(stage())
    for (const scope of ['', null]) {
      assert.equal((await tokensFor(stage(), client, { scope })).scope, 'RealTimeApi ReportingApi')
    }
  })

  test('C09 a missing response_type is invalid_request, an unknown one unsupported_response_type', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    const errorFor = async (type: string | null) =>
      errorOf(await authorize(manager, client, challenge, { response_type: type }))
    assert.equal(await errorFor(null), 'invalid_request')
    for (const type of ['zzz', 'none', 'code code', 'id_token zzz']) {
      assert.equal(await errorFor(type), 'unsupported_response_type', type)
    }
  })

  test('C15 when less is granted than was asked for, the token response says what', async () => {
    const client = await register(stage(), { scopes: ['RealTimeApi', 'AdminApi'] })
    const { scope, access } = await tokensFor(stage(), client, {}, SUPERVISOR)
    assert.equal(scope, 'RealTimeApi')
    assert.equal(textAt(decodeJwt(access).claims, 'scope'), 'RealTimeApi')
  })

  test('C19 the state comes back byte for byte, with a code as with an error', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('')
    const state = `${printable.repeat(21)}<script>alert("1")</script>%00%2B+ é`.slice(0, 2048)
    for (const changes of [{}, { scope: 'Unknown' }]) {
      const location = (await authorize(manager, client, challenge, { ...changes, state })).location()
      assert.equal(location?.searchParams.get('state'), state)
    }
    const none = (await authorize(manager, client, challenge, { state: null })).location()
    assert.equal(none?.searchParams.has('state'), false)
  })

  test('C20 errors have their codes: denied, not allowed, wrong scope, deactivated', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    const page = await manager.get(authorizePath(client, challenge))
    assert.equal(errorOf(await decide(manager, page, 'deny')), 'access_denied')
    assert.equal(
      errorOf(await authorize(manager, client, challenge, { response_type: 'token' })),
      'unauthorized_client',
    )
    assert.equal(
      errorOf(await authorize(manager, client, challenge, { scope: 'PatronApi' })),
      'invalid_scope',
    )
    assert.equal(errorOf(await authorize(manager, client, challenge, { scope: 'a"b' })), 'invalid_scope')
    await setStatus(stage(), client.id, 'deactivate')
    assert.equal(errorOf(await authorize(manager, client, challenge)), 'unauthorized_client')
  })

  test('C28 an application gets only the grants that it is registered for', async () => {
    const manager = await stage().person(MANAGER)
    const client = await register(stage(), { callbackUrls: [] })
    assert.ok(
      isErrorPage(
        await authorize(manager, client, challenge, { redirect_uri: 'https://client.example/callback' }),
      ),
    )
    const implicit = await register(stage())
    assert.equal(
      errorOf(await authorize(manager, implicit, challenge, { response_type: 'token' })),
      'unauthorized_client',
    )
    const publicOne = await register(stage(), { clientType: 'public' })
    const form = formOf({ grant_type: 'client_credentials', client_id: publicOne.id })
    const answer = await send(`${stage().url}/oauth2/token`, { method: 'POST', body: form })
    assert.deepEqual([answer.status, errorOf(answer)], [400, 'unauthorized_client'])
  })

  test('C37 a public application that is not reached by https asks every time, a confidential one once', async () => {
    const manager = await stage().person(MANAGER)
    const confidential = await register(stage())
    const installed = await register(stage(), {
      clientType: 'public',
      callbackUrls: ['com.example.app:/callback'],
    })
    for (const [client, asksAgain] of [
      [confidential, false],
      [installed, true],
    ] as const) {
      assert.equal((await authorize(manager, client, challenge)).status, 303)
      const again = await manager.get(authorizePath(client, challenge))
      assert.equal(again.text.includes('action="/consent"'), asksAgain)
      const silent = await manager.get(authorizePath(client, challenge, { prompt: 'none' }))
      assert.equal(errorOf(silent), asksAgain ? 'consent_required' : null)
    }
  })

  test('Z12 consent given to one application says nothing about another at the same callback URL', async () => {
    const manager = await stage().person(MANAGER)
    const [a, b] = [await register(stage()), await register(stage())]
    assert.equal((await authorize(manager, a, challenge)).status, 303)
    assert.ok((await manager.get(authorizePath(b, challenge))).text.includes('action="/consent"'))
  })

  test('R01 a resource that is relative, has a fragment or is no API is invalid_target', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    for (const resource of [
      'foo',
      'https://api.example/#f',
      'https://unregistered.example/',
      'urn:latchkey:api:PatronApi',
    ]) {
      const answer = await authorize(manager, client, challenge, { resource })
      assert.equal(errorOf(answer), 'invalid_target', resource)
    }
    const code = await codeFor(stage(), client)
    const answer = await redeem(stage().url, client, code, { resource: 'https://unregistered.example/' })
    assert.deepEqual([answer.status, errorOf(answer)], [400, 'invalid_target'])
  })

  test('R02 several resources make a token for just those audiences', async () => {
    const client = await register(stage(), { scopes: ['RealTimeApi', 'ReportingApi', 'AdminApi'] })
    const asked = ['urn:latchkey:api:RealTimeApi', 'urn:latchkey:api:AdminApi']
    const tokens = await tokensFor(stage(), client, { resource: asked })
    const { claims } = decodeJwt(tokens.access)
    assert.deepEqual(listAt(claims, 'aud'), asked)
    assert.equal(tokens.scope, 'RealTimeApi AdminApi')
  })

  test('L03 prompt=none shows nothing: login_required, consent_required, or a code', async () => {
    const client = await register(stage())
    const nobody = openBrowser(stage().url)
    const silently = authorizePath(client, challenge, { prompt: 'none' })
    assert.equal(errorOf(await nobody.get(silently)), 'login_required')
    const manager = await stage().person(MANAGER)
    assert.equal(errorOf(await manager.get(silently)), 'consent_required')
    await authorize(manager, client, challenge)
    assert.match((await manager.get(silently)).location()?.searchParams.get('code') ?? '', /^lkc_/)
    const both = authorizePath(client, challenge, { prompt: 'none login' })
    assert.equal(errorOf(await manager.get(both)), 'invalid_request')
  })

  test('L04 prompt=login makes a signed-in person sign in again, prompt=consent asks again', async () => {
    const client = await register(stage())
    const manager = await stage().newPerson(MANAGER)
    await authorize(manager, client, challenge)
    const path = authorizePath(client, challenge, { prompt: 'login consent' })
    const page = await manager.get(path)
    assert.ok(page.text.includes('action="/sign-in"'), 'no sign-in page')
    const before = manager.cookies()
    const signedIn = await signIn(manager, MANAGER, PASSWORD, path)
    assert.notEqual(manager.cookies(), before)
    const next = signedIn.location()
    const consent = await manager.get(`${next?.pathname}${next?.search}`)
    assert.ok(consent.text.includes('action="/consent"'), 'prompt=consent was lost at the sign-in')
  })

  test('L05 max_age=0 asks for a new sign-in, a large one does not, and auth_time tells when it was', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    await authorize(manager, client, challenge)
    const aged = (age: string) => manager.get(authorizePath(client, challenge, { max_age: age }))
    assert.equal((await aged('86400')).status, 303)
    assert.equal(errorOf(await aged('soon')), 'invalid_request')
    const tokens = await tokensFor(stage(), client, { scope: 'openid', max_age: '86400' })
    assert.equal(typeof decodeJwt(textAt(tokens.body, 'id_token')).claims, 'object')
    assert.ok((await aged('0')).text.includes('action="/sign-in"'))
  })

  test('L08 nothing is released before the person said yes to this application', async () => {
    const client = await register(stage())
    const agent = await stage().person(AGENT)
    const asked = authorizePath(client, challenge, { scope: 'openid profile' })
    const page = await agent.get(asked)
    assert.equal(page.status, 200)
    assert.ok(page.text.includes('action="/consent"'))
    assert.equal((await decide(agent, page, 'deny')).location()?.searchParams.get('code'), null)
    assert.ok((await agent.get(asked)).text.includes('action="/consent"'), 'a no was kept as a yes')
  })

  test('L23 display, ui_locales, claims_locales and acr_values do no harm', async () => {
    const client = await register(stage())
    const extras = {
      display: 'popup',
      ui_locales: 'fr de',
      claims_locales: 'en',
      acr_values: '1 2',
      prompt: 'consent',
      max_age: '9999',
    }
    assert.equal(
      tokensIn(await redeem(stage().url, client, await codeFor(stage(), client, extras))).scope,
      'RealTimeApi ReportingApi',
    )
  })

  test('L21 offline_access is asked for on the consent page', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    await authorize(manager, client, challenge)
    const page = await manager.get(authorizePath(client, challenge, { scope: 'RealTimeApi offline_access' }))
    assert.ok(page.text.includes('action="/consent"'))
    assert.ok(page.text.includes('offline_access'))
  })

  test('C36 names with markup are escaped wherever a page shows them', async () => {
    const manager = await stage().person(MANAGER)
    const name = `<img src=x onerror=alert(1)> & "quoted" ${freshName()}`
    const client = await register(stage(), { name, vendorName: "</title><script>alert('v')</script>" })
    const nobody = openBrowser(stage().url)
    const pages = [
      await manager.get(authorizePath(client, challenge)),
      await nobody.get(authorizePath(client, challenge, { login_hint: '"><script>1</script>' })),
    ]
    for (const page of pages) {
      assert.equal(page.status, 200)
      assert.doesNotMatch(page.text, /<img|<script|onerror=alert\(1\)>/)
      assert.match(page.text, /&(lt|#60);img src/)
    }
    const { request = '' } = hiddenFields(pages[0]?.text ?? '')
    assert.notEqual(request, '')
    const listed = await call(manager, `GET /applications/${client.id}`)
    assert.equal(textAt(listed.json(), 'name'), name)
    assert.match(listed.headers.get('content-type') ?? '', /^application\/json/)
  })
})
