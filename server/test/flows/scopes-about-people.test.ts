import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { type Answer, at, errorOf, textAt } from '../support/wire/answer.ts'
import { type Browser, openBrowser, signIn, tickedBoxes } from '../support/wire/browser.ts'
import { askForEdit, userinfo } from '../support/wire/choices.ts'
import { type Client, call, edit, freshName, register } from '../support/wire/management.ts'
import {
  authorizePath,
  clientCredentials,
  codeFor,
  decide,
  decodeJwt,
  isActive,
  isAsked,
  pkce,
  redeem,
  refresh,
  type Sent,
  tokensFor,
  tokensIn,
} from '../support/wire/oauth.ts'
import {
  makeRegistrationToken,
  manage,
  registerDynamically,
  replacementOf,
} from '../support/wire/registration.ts'
import { AGENT, HARBOUR, MANAGER, PASSWORD } from '../support/wire/stage.ts'

const ASKED = 'openid profile email RealTimeApi'

function wentOn(answer: Answer): boolean {
  return answer.location()?.searchParams.get('code') !== undefined
}

onInsideStage('a scope about the person that was left out', stage => {
  const path = (client: Client, changes: Sent = {}) =>
    authorizePath(client, pkce().challenge, { scope: ASKED, ...changes })

  /** Somebody signs in at the door of the application. Out: what they are shown then. */
  async function comesThroughTheDoor(browser: Browser, client: Client, changes: Sent = {}): Promise<Answer> {
    const signedIn = await signIn(browser, AGENT, PASSWORD, path(client, changes))
    const next = signedIn.location()
    return browser.get(`${next?.pathname}${next?.search}`)
  }

  test('is asked for once at the next sign-in through the door of the application, and never in a loop', async () => {
    const client = await register(stage())
    const first = openBrowser(stage().url)
    const page = await comesThroughTheDoor(first, client)
    assert.deepEqual(tickedBoxes(page.text), ['profile', 'email'])
    assert.ok(wentOn(await decide(first, page, 'allow', ['email'])))
    assert.ok(wentOn(await first.get(path(client))), 'with the session there is no question')

    const later = openBrowser(stage().url)
    const again = await comesThroughTheDoor(later, client)
    assert.ok(isAsked(again), again.text)
    assert.match(again.text, /You left this out before/)
    assert.deepEqual(tickedBoxes(again.text), ['profile'])
    assert.ok(wentOn(await decide(later, again)), 'a second no is a no')
    assert.ok(wentOn(await later.get(path(client))), 'the answer stands for the session')

    const elsewhere = openBrowser(stage().url)
    await signIn(elsewhere, AGENT, PASSWORD)
    assert.ok(wentOn(await elsewhere.get(path(client))), 'who did not sign in for it is not asked')
    const silent = await elsewhere.get(path(client, { prompt: 'none' }))
    assert.ok(wentOn(silent), 'nor is anybody who cannot be asked')
    const less = openBrowser(stage().url)
    assert.ok(wentOn(await comesThroughTheDoor(less, client, { scope: 'openid RealTimeApi' })))
  })

  test('comes with Allow and has no box where its owner says it is needed, a no of before notwithstanding', async () => {
    const client = await register(stage())
    const person = await stage().newPerson(AGENT)
    assert.ok(wentOn(await decide(person, await person.get(path(client)), 'allow', ['email'])))
    await edit(stage(), client.id, { metadata: { neededOpenidScopes: ['email'] } })

    const silent = await person.get(path(client, { prompt: 'none' }))
    assert.equal(silent.location()?.searchParams.get('error'), 'consent_required')
    const page = await person.get(path(client))
    assert.deepEqual(tickedBoxes(page.text), ['profile'])
    assert.match(page.text, /<li id="scope-email">/)
    const { verifier, challenge } = pkce()
    const asked = await person.get(path(client, { code_challenge: challenge }))
    const answer = await decide(person, asked, 'allow', ['profile'])
    const code = answer.location()?.searchParams.get('code') ?? ''
    const tokens = tokensIn(
      await redeem(stage().url, client, { code, verifier, redirectUri: client.callbackUrl }),
    )
    assert.equal(tokens.scope, 'openid email RealTimeApi')
    assert.equal(at((await userinfo(stage(), tokens.access)).json(), 'email'), AGENT)
    const shown = await call(await stage().person(MANAGER), `GET /applications/${client.id}`)
    assert.deepEqual(at(shown.json(), 'metadata', 'neededOpenidScopes'), ['email'])
    const history = await call(await stage().person(MANAGER), `GET /applications/${client.id}/history`)
    assert.match(history.text, /metadata\.neededOpenidScopes/)
  })

  test('can be one of those about the person alone, and each once', async () => {
    const client = await register(stage())
    for (const neededOpenidScopes of [
      ['openid'],
      ['offline_access'],
      ['RealTimeApi'],
      ['email', 'email'],
      'email',
    ]) {
      const answer = await askForEdit(stage(), client.id, { metadata: { neededOpenidScopes } })
      assert.equal(answer.status, 400, `${answer.status} ${answer.text}`)
    }
  })
})

onInsideStage('a scope that is nobody’s', stage => {
  async function hintsOf(client: Client): Promise<readonly string[]> {
    await stage().deps.refusals.flush()
    const kept = await call(await stage().person(MANAGER), `GET /applications/${client.id}/refusals`)
    const items: unknown = at(kept.json(), 'items')
    assert.ok(Array.isArray(items))
    return items.map(
      item => `${textAt(item, 'endpoint')} ${textAt(item, 'reason')}: ${textAt(item, 'description')}`,
    )
  }

  test('is ignored with and without a user and at a refresh, and the owner is told once', async () => {
    const client = await register(stage())
    for (let round = 0; round < 2; round++) {
      const tokens = await tokensFor(stage(), client, { scope: 'openid groups RealTimeApi' })
      assert.equal(tokens.scope, 'openid RealTimeApi')
      const again = await refresh(stage().url, client, tokens.refresh, {
        scope: 'openid groups RealTimeApi',
      })
      assert.equal(textAt(again.json(), 'scope'), 'openid RealTimeApi')
      const own = await clientCredentials(stage().url, client, { scope: 'ReportingApi roles groups' })
      assert.equal(textAt(own.json(), 'scope'), 'ReportingApi')
    }
    assert.deepEqual(await hintsOf(client), [
      '/oauth2/token scope_ignored: There are no scopes roles, groups. They were ignored, and the request was answered without them.',
      '/oauth2/authorize scope_ignored: There is no scope groups. It was ignored, and the request was answered without it.',
    ])
  })

  test('is no excuse: alone it is refused, and so is an API scope that is not the application’s own', async () => {
    const client = await register(stage())
    const person = await stage().person(MANAGER)
    for (const scope of ['groups', 'openid AdminApi', 'groups AdminApi']) {
      const answer = await person.get(authorizePath(client, pkce().challenge, { scope }))
      assert.equal(answer.location()?.searchParams.get('error'), 'invalid_scope', scope)
    }
    for (const scope of ['groups', 'AdminApi ReportingApi', 'openid groups']) {
      assert.equal(errorOf(await clientCredentials(stage().url, client, { scope })), 'invalid_scope', scope)
    }
    const { refresh: token } = await tokensFor(stage(), client, { scope: 'openid RealTimeApi' })
    for (const scope of ['groups', 'openid ReportingApi', 'openid email']) {
      assert.equal(errorOf(await refresh(stage().url, client, token, { scope })), 'invalid_scope', scope)
    }
  })

  test('is not shown to the person who is asked', async () => {
    const client = await register(stage())
    const person = await stage().newPerson(MANAGER)
    const scope = 'openid pretend-you-agreed RealTimeApi'
    const page = await person.get(authorizePath(client, pkce().challenge, { scope }))
    assert.ok(isAsked(page))
    assert.doesNotMatch(page.text, /pretend-you-agreed/)
  })
})

onInsideStage('an application that signs people in only', stage => {
  const SIGN_IN = { metadata: { grantTypes: ['authorization_code', 'refresh_token'] }, scopes: [] }

  async function signsIn(): Promise<Client> {
    const body = {
      vendorName: 'Wire Tests',
      name: freshName(),
      ...SIGN_IN,
      callbackUrls: ['https://client.example/callback'],
    }
    const answer = await call(await stage().person(MANAGER), 'POST /applications', { body })
    assert.equal(answer.status, 201, answer.text)
    const made = answer.json()
    const [id, secret] = [textAt(made, 'application', 'id'), textAt(made, 'secret', 'value')]
    return { id, secret, callbackUrl: 'https://client.example/callback', scopes: ['openid', 'email'] }
  }

  test('has no API scope, and its secret opens nothing', async () => {
    const client = await signsIn()
    const tokens = await tokensFor(stage(), client)
    assert.equal(tokens.scope, 'openid email')
    assert.equal(at((await userinfo(stage(), tokens.access)).json(), 'email'), MANAGER)
    assert.equal((await refresh(stage().url, client, tokens.refresh)).status, 200)
    for (const scope of ['openid', 'RealTimeApi', null]) {
      assert.equal(errorOf(await clientCredentials(stage().url, client, { scope })), 'unauthorized_client')
    }
    const person = await stage().person(MANAGER)
    const more = await person.get(authorizePath(client, pkce().challenge, { scope: 'openid RealTimeApi' }))
    assert.equal(more.location()?.searchParams.get('error'), 'invalid_scope')
  })

  test('needs the grants to say so, at registration and ever after', async () => {
    const manager = await stage().person(MANAGER)
    const vendorName = 'Wire Tests'
    for (const [grants, pointer] of [
      [undefined, '/scopes'],
      [['authorization_code', 'client_credentials'], '/scopes'],
      [[], '/scopes'],
      [['refresh_token'], '/metadata/grantTypes'],
    ] as const) {
      const body = {
        vendorName,
        name: freshName(),
        scopes: [],
        ...(grants && { metadata: { grantTypes: grants } }),
      }
      const answer = await call(manager, 'POST /applications', { body })
      assert.equal(answer.status, 400, answer.text)
      assert.equal(at(answer.json(), 'errors', 0, 'path'), pointer, answer.text)
    }
    const client = await signsIn()
    const all = { metadata: { grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'] } }
    assert.equal((await askForEdit(stage(), client.id, all)).status, 400)
    await edit(stage(), client.id, { ...all, scopes: ['ReportingApi'] })
    assert.equal((await clientCredentials(stage().url, client, { scope: 'ReportingApi' })).status, 200)
  })
})

onInsideStage('the grants that an owner chose', stage => {
  test('end what was given by another at once', async () => {
    const client = await register(stage())
    const own = textAt((await clientCredentials(stage().url, client)).json(), 'access_token')
    const tokens = await tokensFor(stage(), client, { scope: 'openid RealTimeApi' })
    const code = await codeFor(stage(), client, { scope: 'openid RealTimeApi' })
    assert.equal(await isActive(stage().url, client, own), true)
    await edit(stage(), client.id, { metadata: { grantTypes: ['authorization_code'] } })
    assert.equal(await isActive(stage().url, client, own), false)
    assert.equal(errorOf(await clientCredentials(stage().url, client)), 'unauthorized_client')
    assert.equal(errorOf(await refresh(stage().url, client, tokens.refresh)), 'unauthorized_client')
    const redeemed = (await redeem(stage().url, client, code)).json()
    assert.equal(at(redeemed, 'refresh_token'), undefined)
    const theirs = textAt(redeemed, 'access_token')
    assert.equal(await isActive(stage().url, client, theirs), true)

    await edit(stage(), client.id, { metadata: { grantTypes: ['client_credentials'] } })
    const person = await stage().person(MANAGER)
    const answer = await person.get(authorizePath(client, pkce().challenge, { scope: 'openid' }))
    assert.equal(answer.location()?.searchParams.get('error'), 'unauthorized_client')
    assert.equal(await isActive(stage().url, client, theirs), false)
    assert.equal((await userinfo(stage(), theirs)).status, 401)
  })

  test('and the way to send a secret outlast what a client replaces of itself', async () => {
    const { value } = await makeRegistrationToken(stage())
    const client = await registerDynamically(stage(), value)
    const chosen = {
      grantTypes: ['authorization_code'],
      neededOpenidScopes: ['email'],
      scopeClaimsInIdToken: true,
    }
    await edit(stage(), client.id, { metadata: chosen })
    // It repeats what it was told, token_endpoint_auth_method among it.
    const told = (await manage(client, 'GET')).json()
    assert.equal(at(told, 'token_endpoint_auth_method'), 'client_secret_basic')
    const body = replacementOf(client, {
      token_endpoint_auth_method: 'client_secret_basic',
      client_name: 'Renamed',
    })
    assert.equal((await manage(client, 'PUT', { metadata: body })).status, 200)
    const shown = (await call(await stage().person(MANAGER), `GET /applications/${client.id}`)).json()
    for (const [name, value] of Object.entries(chosen))
      assert.deepEqual(at(shown, 'metadata', name), value, name)
    assert.equal(at(shown, 'metadata', 'tokenEndpointAuthMethod'), null)
  })
})

onInsideStage('the scope business_unit', stage => {
  test('says where a person belongs in flat claims, at userinfo and in an ID token that has them', async () => {
    const client = await register(stage())
    const places = {
      business_unit_number: HARBOUR,
      business_unit_name: 'Harbour Support',
      security_profile: 'Agent',
    }
    const without = await tokensFor(stage(), client, { scope: 'openid profile' }, AGENT)
    const none = (await userinfo(stage(), without.access)).json()
    const tokens = await tokensFor(stage(), client, { scope: 'openid business_unit' }, AGENT)
    const all = (await userinfo(stage(), tokens.access)).json()
    for (const [name, value] of Object.entries(places)) {
      assert.equal(at(none, name), undefined)
      assert.equal(at(all, name), value)
    }
    const claims = JSON.stringify({ id_token: { security_profile: null } })
    const asked = await tokensFor(stage(), client, { scope: 'openid business_unit', claims }, AGENT)
    const idToken = () => decodeJwt(textAt(asked.body, 'id_token')).claims
    assert.deepEqual(
      [at(idToken(), 'security_profile'), at(idToken(), 'business_unit_name')],
      ['Agent', undefined],
    )
    await edit(stage(), client.id, { metadata: { scopeClaimsInIdToken: true } })
    const again = await refresh(stage().url, client, asked.refresh)
    const held = decodeJwt(textAt(again.json(), 'id_token')).claims
    assert.equal(at(held, 'business_unit_number'), HARBOUR)
    const metadata = await fetch(`${stage().url}/.well-known/openid-configuration`)
    const published = await metadata.text()
    assert.match(published, /"business_unit_number"/)
    assert.match(published, /"business_unit"/)
  })
})
