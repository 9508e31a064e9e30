import assert from 'node:assert/strict'
import { test } from 'node:test'
import { publish } from '../regressions/ways.ts'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { type Answer, at, errorOf } from '../support/wire/answer.ts'
import type { Browser } from '../support/wire/browser.ts'
import { type Client, call, edit, register } from '../support/wire/management.ts'
import {
  authorize,
  authorizePath,
  type Code,
  codeFor,
  decide,
  isActive,
  isAsked,
  pkce,
  redeem,
  refresh,
  type Sent,
  tokensFor,
  tokensIn,
} from '../support/wire/oauth.ts'
import { AGENT, MANAGER, OTHER_MANAGER, onBothStages, type Stage, SUPERVISOR } from '../support/wire/stage.ts'

const ASKED = { scope: 'openid profile RealTimeApi' }

function ask(browser: Browser, client: Client, changes: Sent = {}): Promise<Answer> {
  return browser.get(authorizePath(client, pkce().challenge, { ...ASKED, ...changes }))
}

/** Consents for everybody, or withdraws that. Throws when it is refused. */
async function forAll(
  stage: Stage,
  client: Client,
  scopes: readonly string[] | null,
  by = MANAGER,
): Promise<Answer> {
  const operation = `${scopes === null ? 'DELETE' : 'PUT'} /applications/${client.id}/consent`
  const sent = scopes === null ? {} : { body: { scopes } }
  const answer = await call(await stage.person(by), operation, sent)
  if (answer.status !== 200) throw new Error(`no consent for all: ${answer.status} ${answer.text}`)
  return answer
}

const ALL = ['openid', 'profile', 'RealTimeApi']

/** A code that was got without any question. */
async function codeUnasked(stage: Stage, client: Client, userName: string): Promise<Code> {
  const { verifier, challenge } = pkce()
  const answer = await (await stage.person(userName)).get(authorizePath(client, challenge, ASKED))
  const code = answer.location()?.searchParams.get('code')
  if (typeof code !== 'string') throw new Error(`asked, or no code: ${answer.status}`)
  return { code, verifier, redirectUri: client.callbackUrl }
}

onBothStages('consents and their ends', stage => {
  test('O12 an administrator consents for everybody: nobody is asked, and withdrawing ends what came of it at once', async () => {
    const client = await register(stage())
    const { url } = stage()
    // The agent says yes in person, the supervisor never does.
    const own = await tokensFor(stage(), client, ASKED, AGENT)
    await forAll(stage(), client, ALL)
    const unasked = tokensIn(await redeem(url, client, await codeUnasked(stage(), client, SUPERVISOR)))
    const waiting = await codeUnasked(stage(), client, SUPERVISOR)
    const ownWaiting = await codeUnasked(stage(), client, AGENT)
    assert.equal(unasked.scope, 'openid profile RealTimeApi')
    assert.equal(await isActive(url, client, unasked.access), true)
    await forAll(stage(), client, null)
    for (const token of [unasked.access, unasked.refresh]) {
      assert.equal(await isActive(url, client, token), false)
    }
    assert.equal(errorOf(await refresh(url, client, unasked.refresh)), 'invalid_grant')
    assert.equal(errorOf(await redeem(url, client, waiting)), 'invalid_grant')
    assert.ok(isAsked(await ask(await stage().person(SUPERVISOR), client)))
    // Whoever said yes in person goes on.
    assert.equal((await refresh(url, client, own.refresh)).status, 200)
    assert.equal((await redeem(url, client, ownWaiting)).status, 200)
    // Consenting again brings nothing back.
    await forAll(stage(), client, ALL)
    assert.equal(errorOf(await refresh(url, client, unasked.refresh)), 'invalid_grant')
    assert.equal(await isActive(url, client, unasked.access), false)
    assert.equal(errorOf(await redeem(url, client, waiting)), 'invalid_grant')
    const fresh = tokensIn(await redeem(url, client, await codeUnasked(stage(), client, SUPERVISOR)))
    assert.equal(await isActive(url, client, fresh.access), true)
  })

  test('O12 a user withdraws: tokens, refresh tokens and codes end at once, and a later yes brings none of them back', async () => {
    const client = await register(stage())
    const { url } = stage()
    const tokens = await tokensFor(stage(), client, ASKED, AGENT)
    const waiting = await codeFor(stage(), client, ASKED, AGENT)
    const others = await tokensFor(stage(), client, ASKED, SUPERVISOR)
    const agent = await stage().person(AGENT)
    const withdraw = () => call(agent, `DELETE /account/consents/${client.id}`)
    assert.equal((await withdraw()).status, 204)
    assert.equal((await withdraw()).status, 404)
    const assertEnded = async () => {
      for (const token of [tokens.access, tokens.refresh]) {
        assert.equal(await isActive(url, client, token), false)
      }
      assert.equal(errorOf(await refresh(url, client, tokens.refresh)), 'invalid_grant')
      assert.equal(errorOf(await redeem(url, client, waiting)), 'invalid_grant')
    }
    await assertEnded()
    assert.equal(errorOf(await ask(agent, client, { prompt: 'none' })), 'consent_required')
    assert.equal((await authorize(agent, client, pkce().challenge, ASKED)).status, 303)
    await assertEnded()
    assert.equal((await refresh(url, client, others.refresh)).status, 200, 'somebody else was signed out too')
  })
})

onBothStages('a consent that ends while it is used', stage => {
  test('O12 what is redeemed or refreshed at the moment of a withdrawal ends with it, whoever withdraws', async () => {
    const { url } = stage()
    const agent = await stage().person(AGENT)
    for (const whose of ['own', 'of the business unit'] as const) {
      for (let round = 0; round < 4; round++) {
        const client = await register(stage())
        if (whose === 'of the business unit') await forAll(stage(), client, ALL)
        const before = await tokensFor(stage(), client, ASKED, AGENT)
        const codes = [
          await codeFor(stage(), client, ASKED, AGENT),
          await codeFor(stage(), client, ASKED, AGENT),
        ]
        const [ended, ...answers] = await Promise.all([
          whose === 'own'
            ? call(agent, `DELETE /account/consents/${client.id}`)
            : forAll(stage(), client, null),
          ...codes.map(code => redeem(url, client, code)),
          refresh(url, client, before.refresh),
        ])
        assert.ok(ended.status === 204 || ended.status === 200)
        // A yes right afterwards must not bring back what was made in that moment.
        await forAll(stage(), client, ALL)
        const got = answers.filter(answer => answer.status === 200).map(tokensIn)
        for (const { access, refresh: token } of [before, ...got]) {
          assert.equal(await isActive(url, client, access), false, whose)
          assert.equal((await refresh(url, client, token)).status, 400, whose)
        }
      }
    }
  })
})

onInsideStage('consent for everybody', stage => {
  test('O12 it is read, replaced and withdrawn with who did it, each change once in the history', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    const read = async () => (await call(manager, `GET /applications/${client.id}/consent`)).json()
    assert.deepEqual(await read(), { scopes: [], grantedAt: null, grantedBy: null })
    const put = await forAll(stage(), client, ALL)
    assert.deepEqual(await read(), put.json())
    assert.deepEqual(at(put.json(), 'scopes'), ALL)
    assert.equal(at(put.json(), 'grantedBy', 'name'), MANAGER)
    assert.deepEqual((await forAll(stage(), client, ALL.toReversed())).json(), put.json())
    await forAll(stage(), client, ['openid'])
    for (let index = 0; index < 2; index++) {
      const gone = await forAll(stage(), client, null)
      assert.deepEqual(gone.json(), { scopes: [], grantedAt: null, grantedBy: null })
    }
    const history = (await call(manager, `GET /applications/${client.id}/history`)).json()
    const told = [0, 1, 2].map(index => [
      at(history, 'items', index, 'action'),
      at(history, 'items', index, 'changes', 0, 'before'),
      at(history, 'items', index, 'changes', 0, 'after'),
    ])
    assert.deepEqual(told, [
      ['consent.withdrawn-for-all', 'openid', null],
      ['consent.given-for-all', ALL.join(' '), 'openid'],
      ['consent.given-for-all', null, ALL.join(' ')],
    ])
  })

  test('O12 scopes that it may not have are refused, all at once and each with its place', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    const put = (scopes: readonly string[]) =>
      call(manager, `PUT /applications/${client.id}/consent`, { body: { scopes } })
    const faults = (answer: Answer) => {
      const paths = [0, 1, 2].map(index => at(answer.json(), 'errors', index, 'path'))
      return [answer.status, ...paths.filter(path => path !== undefined)]
    }
    assert.deepEqual(faults(await put([])), [400, '/scopes'])
    const bad = ['openid', 'AdminApi', 'RootApi', 'RealTimeApi', 'RealTimeApi']
    assert.deepEqual(faults(await put(bad)), [400, '/scopes/1', '/scopes/2', '/scopes/4'])
    assert.ok(isAsked(await ask(await stage().newPerson(AGENT), client)))
  })

  test('O12 what it does not cover is still asked, and the page says what it does', async () => {
    const client = await register(stage())
    await forAll(stage(), client, ['openid', 'RealTimeApi'])
    const agent = await stage().newPerson(AGENT)
    const page = await ask(agent, client)
    assert.ok(isAsked(page))
    const covered = [...page.text.matchAll(/id="scope-(\w+)"(?:(?! id=").)*?administrator allowed this/gs)]
    assert.deepEqual(
      covered.map(([, name]) => name),
      ['openid', 'RealTimeApi'],
    )
    assert.equal(errorOf(await ask(agent, client, { prompt: 'none' })), 'consent_required')
    const covering = { scope: 'openid RealTimeApi' }
    assert.equal((await ask(agent, client, { ...covering, prompt: 'none' })).status, 303)
    assert.ok(isAsked(await ask(agent, client, { ...covering, prompt: 'consent' })))
  })

  test('O12 what a user left out stays left out, whoever says yes for everybody', async () => {
    const client = await register(stage())
    const supervisor = await stage().newPerson(SUPERVISOR)
    await decide(supervisor, await ask(supervisor, client), 'allow', ['profile'])
    await forAll(stage(), client, ALL)
    const { verifier, challenge } = pkce()
    const answer = await supervisor.get(authorizePath(client, challenge, { ...ASKED, prompt: 'none' }))
    const code = answer.location()?.searchParams.get('code') ?? ''
    const redeemed = await redeem(stage().url, client, { code, verifier, redirectUri: client.callbackUrl })
    assert.equal(tokensIn(redeemed).scope, 'openid RealTimeApi')
  })

  test('O12 narrowing it narrows what was issued because of it, at once', async () => {
    const client = await register(stage())
    await forAll(stage(), client, ALL)
    const code = await codeUnasked(stage(), client, AGENT)
    const tokens = tokensIn(await redeem(stage().url, client, code))
    await forAll(stage(), client, ['openid'])
    const refreshed = tokensIn(await refresh(stage().url, client, tokens.refresh))
    assert.equal(refreshed.scope, 'openid')
  })

  test('O12 nobody gets more by it than the own security profile permits', async () => {
    const client = await register(stage(), { scopes: ['RealTimeApi', 'AdminApi'] })
    await forAll(stage(), client, ['openid', 'RealTimeApi', 'AdminApi'])
    const { scope } = await tokensFor(stage(), client, { scope: 'openid RealTimeApi AdminApi' }, AGENT)
    assert.equal(scope, 'openid RealTimeApi')
  })

  test('C37 a public application that nothing assures is asked about all the same', async () => {
    const client = await register(stage(), { clientType: 'public' })
    await forAll(stage(), client, ALL)
    const agent = await stage().newPerson(AGENT)
    assert.ok(isAsked(await ask(agent, client)))
    assert.equal(errorOf(await ask(agent, client, { prompt: 'none' })), 'consent_required')
  })

  test('Z12 the consent of one business unit means nothing in another, for one external application of both', async () => {
    const client = await publish(stage())
    await call(await stage().person(OTHER_MANAGER), 'POST /authorizations', {
      body: { applicationId: client.id },
    })
    await forAll(stage(), client, ALL)
    assert.equal((await ask(await stage().newPerson(AGENT), client)).status, 303)
    const other = await stage().newPerson(OTHER_MANAGER)
    assert.ok(isAsked(await ask(other, client)))
    const theirs = await call(other, `GET /applications/${client.id}/consent`)
    assert.deepEqual(at(theirs.json(), 'scopes'), [])
    // Nor does withdrawing it there end anything here.
    const tokens = await tokensFor(stage(), client, ASKED, AGENT)
    await forAll(stage(), client, null, OTHER_MANAGER)
    assert.equal((await refresh(stage().url, client, tokens.refresh)).status, 200)
  })

  test('O12 a scope that the owner takes back is not granted by it, and one that becomes needed is', async () => {
    const client = await register(stage())
    const agent = await stage().newPerson(AGENT)
    await edit(stage(), client.id, { optionalScopes: ['RealTimeApi'] })
    await decide(agent, await ask(agent, client), 'allow', ['RealTimeApi'])
    await forAll(stage(), client, ALL)
    await edit(stage(), client.id, { optionalScopes: [] })
    // The no was to something that could be left out. By now the administrator's yes counts.
    assert.equal((await tokensFor(stage(), client, ASKED, AGENT)).scope, 'openid profile RealTimeApi')
    await edit(stage(), client.id, { scopes: ['ReportingApi'] })
    assert.equal(errorOf(await ask(agent, client)), 'invalid_scope')
  })
})
