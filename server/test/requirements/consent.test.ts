import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { at, errorOf, send, textAt } from '../support/wire/answer.ts'
import { type Browser, hiddenFields, tickedBoxes } from '../support/wire/browser.ts'
import { type Client, call, edit, register } from '../support/wire/management.ts'
import {
  authorizePath,
  decide,
  decodeJwt,
  introspect,
  isAsked,
  pkce,
  redeem,
  refresh,
  type Sent,
  tokensIn,
} from '../support/wire/oauth.ts'
import { AGENT, MANAGER, type Stage } from '../support/wire/stage.ts'

const SCOPES = ['RealTimeApi', 'ReportingApi', 'AdminApi']
const ASKED = 'openid profile RealTimeApi ReportingApi'

/** An application of which ReportingApi may be left out. */
async function withOptional(stage: Stage): Promise<Client> {
  const client = await register(stage, {
    scopes: SCOPES,
    callbackUrls: ['https://client.example/callback', 'https://elsewhere.example/callback'],
  })
  await edit(stage, client.id, { optionalScopes: ['ReportingApi'] })
  return client
}

/** Gets tokens with some boxes unticked. */
async function tokensWithout(
  browser: Browser,
  client: Client,
  unticked: readonly string[],
  changes: Sent = {},
) {
  const { verifier, challenge } = pkce()
  const page = await browser.get(authorizePath(client, challenge, { scope: ASKED, ...changes }))
  const answer = await decide(browser, page, 'allow', unticked)
  const code = answer.location()?.searchParams.get('code') ?? ''
  const redirectUri = answer.location()?.href.split('?')[0] ?? ''
  return tokensIn(await redeem(browser.url, client, { code, verifier, redirectUri }))
}

/** The text of the element with an id, without its tags. */
function textOf(page: string, id: string): string | null {
  const found = new RegExp(`<(\\w+)[^>]* id="${id}"[^>]*>(.*?)</\\1>`, 's').exec(page)
  return found?.[2]?.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ') ?? null
}

onInsideStage('consent, scope by scope', stage => {
  const ask = (browser: Browser, client: Client, changes: Sent = {}) =>
    browser.get(authorizePath(client, pkce().challenge, { scope: ASKED, ...changes }))

  test('L08 what is needed is listed, and what may be left out has a box: who somebody is, and what the owner says', async () => {
    const client = await withOptional(stage())
    const page = await ask(await stage().newPerson(MANAGER), client, {
      scope: `${ASKED} email offline_access`,
    })
    assert.match(textOf(page.text, 'scopes') ?? '', /openid.*RealTimeApi/)
    assert.deepEqual(tickedBoxes(page.text), ['profile', 'ReportingApi', 'email', 'offline_access'])
    for (const id of [
      'application',
      'vendor',
      'business-unit',
      'account',
      'redirect-host',
      'deny',
      'allow',
    ]) {
      assert.ok(page.text.includes(` id="${id}"`), id)
    }
    for (const name of ['openid', 'RealTimeApi', 'profile', 'ReportingApi']) {
      assert.ok(page.text.includes(` id="scope-${name}"`), name)
    }
    assert.equal(textOf(page.text, 'redirect-host'), 'client.example')
    assert.equal(textOf(page.text, 'changes'), null)
  })

  test('C15 what is left out is in no token, no audience and no claim, and the token response says what is', async () => {
    const client = await withOptional(stage())
    const tokens = await tokensWithout(await stage().newPerson(MANAGER), client, ['profile', 'ReportingApi'])
    assert.equal(tokens.scope, 'openid RealTimeApi')
    const { claims } = decodeJwt(tokens.access)
    assert.deepEqual(
      [at(claims, 'scope'), at(claims, 'aud')],
      ['openid RealTimeApi', 'urn:latchkey:api:RealTimeApi'],
    )
    const { claims: identity } = decodeJwt(textAt(tokens.body, 'id_token'))
    assert.equal(at(identity, 'name'), undefined)
    const info = await send(`${stage().url}/oauth2/userinfo`, {
      headers: { authorization: `Bearer ${tokens.access}` },
    })
    assert.deepEqual([info.status, at(info.json(), 'name')], [200, undefined])
    const refreshed = tokensIn(await refresh(stage().url, client, tokens.refresh))
    assert.equal(refreshed.scope, 'openid RealTimeApi')
  })

  test('C15 whatever a form claims, nothing is granted but what was shown and agreed to', async () => {
    const client = await withOptional(stage())
    const forms: readonly (readonly [scope: readonly string[], granted: string])[] = [
      [[], 'openid RealTimeApi'],
      [['ReportingApi', 'ReportingApi', 'ReportingApi'], 'openid RealTimeApi ReportingApi'],
      // Registered, and not asked for; switched on, and not registered; not there at all; not a box.
      [['AdminApi', 'AgentApi', 'RootApi', 'openid', 'RealTimeApi'], 'openid RealTimeApi'],
      [['profile ReportingApi', 'profile\nReportingApi', '__proto__', 'PROFILE'], 'openid RealTimeApi'],
      [['profile', '"><script>', 'profile'], 'openid profile RealTimeApi'],
      [Array.from({ length: 150 }, (_, index) => `x${index}`), 'openid RealTimeApi'],
    ]
    for (const [scope, granted] of forms) {
      const person = await stage().newPerson(AGENT)
      const { verifier, challenge } = pkce()
      const changes = { scope: ASKED, prompt: 'consent' }
      const page = await person.get(authorizePath(client, challenge, changes))
      const { csrf = '', request = '' } = hiddenFields(page.text)
      const extra = { scopes: 'AdminApi', optional: 'AdminApi', required: '', 'scope[]': 'AdminApi' }
      const answer = await person.post('/consent', { csrf, request, decision: 'allow', ...extra, scope })
      const code = answer.location()?.searchParams.get('code') ?? ''
      const redirectUri = 'https://client.example/callback'
      const tokens = tokensIn(await redeem(stage().url, client, { code, verifier, redirectUri }))
      // The security profile of an agent holds no ReportingApi: it was never offered.
      assert.equal(tokens.scope, granted.replace(' ReportingApi', ''), scope.slice(0, 3).join(' '))
    }
  })

  test('L08 what would be more by now than was shown is asked anew, and nothing is granted meanwhile', async () => {
    const changes: readonly (readonly [body: unknown, sent: Sent])[] = [
      [{ optionalScopes: [] }, {}],
      [{ scopes: [...SCOPES, 'CustomApi'] }, { scope: null }],
    ]
    for (const [body, sent] of changes) {
      const client = await withOptional(stage())
      const person = await stage().newPerson(MANAGER)
      const page = await ask(person, client, sent)
      await edit(stage(), client.id, body)
      const again = await decide(person, page, 'allow', ['ReportingApi'])
      assert.ok(isAsked(again) && textOf(again.text, 'asked-again') !== null)
      assert.ok(isAsked(await ask(person, client, sent)), 'an answer to another question was kept')
      assert.match((await decide(person, again)).location()?.searchParams.get('code') ?? '', /^lkc_/)
    }
  })

  test('L08 what is less by now than was shown is granted without another question', async () => {
    const client = await withOptional(stage())
    const person = await stage().newPerson(MANAGER)
    const page = await ask(person, client)
    await edit(stage(), client.id, { optionalScopes: ['ReportingApi', 'RealTimeApi'] })
    assert.match((await decide(person, page)).location()?.searchParams.get('code') ?? '', /^lkc_/)
  })

  test('L03 what was declined is left out without a question, with prompt=none too; consent_required when nothing else is left', async () => {
    const client = await withOptional(stage())
    const person = await stage().newPerson(MANAGER)
    await tokensWithout(person, client, ['profile', 'ReportingApi'])
    for (const prompt of [null, 'none']) {
      const tokens = await tokensWithout(person, client, [], { prompt })
      assert.equal(tokens.scope, 'openid RealTimeApi')
      const alone = await ask(person, client, { scope: 'ReportingApi', prompt })
      if (prompt === null) assert.ok(isAsked(alone))
      else assert.equal(errorOf(alone), 'consent_required')
    }
    const more = await ask(person, client, { scope: `${ASKED} email`, prompt: 'none' })
    assert.equal(errorOf(more), 'consent_required', 'a scope that is new must be asked')
  })

  test('L04 prompt=consent asks with the earlier answers as they were, and an answer replaces them', async () => {
    const client = await withOptional(stage())
    const person = await stage().newPerson(MANAGER)
    await tokensWithout(person, client, ['profile', 'ReportingApi'])
    const changes = { prompt: 'consent' }
    const page = await ask(person, client, { ...changes, scope: `${ASKED} email` })
    assert.deepEqual(tickedBoxes(page.text), ['email'])
    assert.match(page.text, /id="scope-profile"[^>]*value="profile">/)
    const { csrf = '', request = '' } = hiddenFields(page.text)
    const scope = ['profile', 'email']
    await person.post('/consent', { csrf, request, decision: 'allow', scope })
    const tokens = await tokensWithout(person, client, [], { scope: `${ASKED} email` })
    assert.equal(tokens.scope, 'openid profile RealTimeApi email')
  })

  test('O12 the page says what changed since the last answer: when it was, what is new, and what is not asked now', async () => {
    const client = await withOptional(stage())
    const person = await stage().newPerson(MANAGER)
    await tokensWithout(person, client, ['profile'])
    const page = await ask(person, client, { scope: 'openid profile RealTimeApi email', prompt: 'consent' })
    assert.match(page.text, /id="changes"[^]*<time datetime="\d{4}-\d\d-\d\d">\d+ \w+ \d{4}<\/time>/)
    assert.match(textOf(page.text, 'changes-new') ?? '', /^New: See your e-mail address \(email\)\.$/)
    assert.match(textOf(page.text, 'changes-gone') ?? '', /\(ReportingApi\)/)
    assert.doesNotMatch(textOf(page.text, 'changes-gone') ?? '', /RealTimeApi|profile/)
    const same = await ask(person, client, { prompt: 'consent' })
    assert.equal(textOf(same.text, 'changes-new'), 'It asks for nothing new.')
    assert.equal(textOf(same.text, 'changes-place'), null)
  })

  test('Z10 a place to which nobody was sent before is asked about, and named beside the old one', async () => {
    const client = await withOptional(stage())
    const person = await stage().newPerson(MANAGER)
    await tokensWithout(person, client, [])
    const elsewhere = { redirect_uri: 'https://elsewhere.example/callback' }
    assert.equal(errorOf(await ask(person, client, { ...elsewhere, prompt: 'none' })), 'consent_required')
    const page = await ask(person, client, elsewhere)
    assert.ok(isAsked(page))
    const told = textOf(page.text, 'changes-place') ?? ''
    assert.match(told, /elsewhere\.example now\. Last time it was client\.example/)
    await decide(person, page)
    for (const changes of [elsewhere, {}]) {
      assert.equal((await ask(person, client, changes)).status, 303, 'a place that is known is asked about')
    }
  })

  test('L08 unticking what was allowed before ends it in tokens and refresh tokens issued before', async () => {
    const client = await withOptional(stage())
    const person = await stage().newPerson(MANAGER)
    const tokens = await tokensWithout(person, client, [])
    const scopeOf = async (token: string) =>
      textAt((await introspect(stage().url, client, token)).json(), 'scope')
    assert.equal(await scopeOf(tokens.access), ASKED)
    await tokensWithout(person, client, ['ReportingApi'], { prompt: 'consent' })
    const left = 'openid profile RealTimeApi'
    assert.deepEqual([await scopeOf(tokens.access), await scopeOf(tokens.refresh)], [left, left])
    assert.equal(tokensIn(await refresh(stage().url, client, tokens.refresh)).scope, left)
  })

  test('C20 leaving out all there is is access_denied, and the owner is told it from a no', async () => {
    const client = await withOptional(stage())
    const person = await stage().newPerson(MANAGER)
    const changes = { scope: 'ReportingApi' }
    const denied = await decide(person, await ask(person, client, changes), 'deny')
    const none = await decide(person, await ask(person, client, changes), 'allow', ['ReportingApi'])
    for (const answer of [denied, none]) {
      assert.deepEqual([answer.status, errorOf(answer)], [303, 'access_denied'])
      assert.equal(answer.location()?.searchParams.get('iss'), stage().url)
    }
    await stage().deps.refusals.flush()
    const kept = await call(person, `GET /applications/${client.id}/refusals`)
    const reasons = [0, 1].map(index => [
      at(kept.json(), 'items', index, 'reason'),
      at(kept.json(), 'items', index, 'endpoint'),
    ])
    assert.deepEqual(reasons, [
      ['all_declined', '/consent'],
      ['denied_by_user', '/consent'],
    ])
    const again = await ask(person, client, changes)
    assert.ok(isAsked(again))
    assert.deepEqual(tickedBoxes(again.text), [], 'a no was turned into a yes')
  })
})
