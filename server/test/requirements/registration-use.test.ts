import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, errorOf, textAt } from '../support/wire/answer.ts'
import { hiddenFields, openBrowser, tickedBoxes, unescapeHtml } from '../support/wire/browser.ts'
import {
  authorize,
  authorizePath,
  clientCredentials,
  codeFor,
  decodeJwt,
  pkce,
  redeem,
  refresh,
  tokensFor,
} from '../support/wire/oauth.ts'
import { makeRegistrationToken, registerDynamically } from '../support/wire/registration.ts'
import { AGENT, MANAGER, onStage } from '../support/wire/stage.ts'

const REL = 'noopener noreferrer nofollow'
const CODE_AND_REFRESH = { grant_types: ['authorization_code', 'refresh_token'] }

onStage('what a client registered', stage => {
  const register200 = async (changes: object) =>
    registerDynamically(stage(), (await makeRegistrationToken(stage())).value, changes)

  test('G02 the grants and response types that are registered are the only ones that work', async () => {
    const client = await register200({})
    const tokens = await redeem(stage().url, client, await codeFor(stage(), client))
    assert.equal(tokens.status, 200)
    assert.equal(at(tokens.json(), 'refresh_token'), undefined)
    for (const [grant_type, sent] of [
      ['client_credentials', {}],
      ['refresh_token', { refresh_token: `lkr_${'x'.repeat(49)}` }],
    ] as const) {
      const answer = await clientCredentials(stage().url, client, { grant_type, ...sent })
      assert.deepEqual([answer.status, errorOf(answer)], [400, 'unauthorized_client'], grant_type)
    }
    const manager = await stage().person(MANAGER)
    const asked = await authorize(manager, client, pkce().challenge, {
      response_type: 'id_token',
      nonce: 'n',
    })
    assert.equal(errorOf(asked), 'unauthorized_client')
    const itself = await register200({ grant_types: ['client_credentials'] })
    const code = await authorize(manager, itself, pkce().challenge, { scope: 'openid' })
    assert.equal(errorOf(code), 'unauthorized_client')
    const both = await register200(CODE_AND_REFRESH)
    const { refresh: token } = await tokensFor(stage(), both)
    assert.equal((await refresh(stage().url, both, token)).status, 200)
  })

  test('G02 default_max_age holds where a request says no max_age', async () => {
    const client = await register200({ default_max_age: 0, require_auth_time: true })
    const manager = await stage().person(MANAGER)
    const silent = await manager.get(authorizePath(client, pkce().challenge, { prompt: 'none' }))
    assert.equal(errorOf(silent), 'login_required')
    const patient = await codeFor(stage(), client, { max_age: '9999' })
    const tokens = await redeem(stage().url, client, patient)
    const { claims } = decodeJwt(textAt(tokens.json(), 'id_token'))
    assert.equal(typeof at(claims, 'auth_time'), 'number')
  })

  test('O12 the boxes of a client that registered itself come unticked, but for what the person allowed before', async () => {
    const client = await register200(CODE_AND_REFRESH)
    const agent = await stage().newPerson(AGENT)
    const path = authorizePath(client, pkce().challenge, { scope: 'openid profile email', prompt: 'consent' })
    const page = await agent.get(path)
    assert.deepEqual(tickedBoxes(page.text), [])
    const fields = { ...hiddenFields(page.text), decision: 'allow', scope: ['email'] }
    assert.equal((await agent.post('/consent', fields)).status, 303)
    assert.deepEqual(tickedBoxes((await agent.get(path)).text), ['email'])
  })

  test('G06 the pages link to what a client says of itself, say where that leads, and never to its logo', async () => {
    const client = await register200({
      client_uri: 'https://client.example/about',
      policy_uri: 'https://policy.example/?a=1&b=%22',
      tos_uri: 'https://terms.example/',
      logo_uri: 'https://logo.example/logo.png',
    })
    const path = authorizePath(client, pkce().challenge)
    const stranger = openBrowser(stage().url)
    const signInPage = await stranger.get(path)
    const wrong = { ...hiddenFields(signInPage.text), userName: MANAGER, password: 'wrong' }
    const again = await stranger.post('/sign-in', wrong)
    const consent = await (await stage().person(MANAGER)).get(path)
    for (const page of [signInPage, again, consent]) {
      const found = [
        ...page.text.matchAll(
          /<a href="(https:[^"]*)" target="_blank" rel="([^"]*)">([^<]*)<\/a> \(<bdi>([^<]*)</g,
        ),
      ]
      assert.deepEqual(
        found.map(([, href = '', rel, words, host]) => [unescapeHtml(href), rel, words, host]),
        [
          ['https://client.example/about', REL, 'Website', 'client.example'],
          ['https://policy.example/?a=1&b=%22', REL, 'Privacy policy', 'policy.example'],
          ['https://terms.example/', REL, 'Terms of service', 'terms.example'],
        ],
      )
      assert.ok(!page.text.includes('logo.example') && !page.text.includes('<img'))
    }
    const plain = await register200({})
    const bare = await openBrowser(stage().url).get(authorizePath(plain, pkce().challenge))
    assert.ok(!bare.text.includes('application-links'))
  })
})
