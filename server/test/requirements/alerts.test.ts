import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, listAt, textAt } from '../support/wire/answer.ts'
import type { Browser } from '../support/wire/browser.ts'
import { type Client, call, edit, register, setRefreshGrace } from '../support/wire/management.ts'
import {
  authorize,
  codeFor,
  decodeJwt,
  isActive,
  pkce,
  redeem,
  refresh,
  tokensFor,
  tokensIn,
} from '../support/wire/oauth.ts'
import {
  AGENT,
  HARBOUR,
  MANAGER,
  OPERATOR,
  OTHER_MANAGER,
  onBothStages,
  type Stage,
} from '../support/wire/stage.ts'

/** A public external application of the sample's catalogue. */
const EXTERNAL: Client = {
  id: 'app_01934f6a5b7c7000800000000000a001',
  secret: null,
  callbackUrl: 'http://127.0.0.1/callback',
  scopes: ['RealTimeApi'],
}

/** The alerts about an application, as somebody sees them. */
async function alertsOf(stage: Stage, { id }: Client, by = MANAGER): Promise<readonly unknown[]> {
  const answer = await call(await stage.person(by), `GET /applications/${id}/alerts`)
  assert.equal(answer.status, 200, answer.text)
  return listAt(answer.json(), 'items')
}

async function kindsOf(stage: Stage, client: Client): Promise<readonly unknown[]> {
  return (await alertsOf(stage, client)).map(alert => at(alert, 'kind'))
}

/** Uses up a refresh token and its successor, and presents the first one again. Out: the family that this ended. */
async function reuse(stage: Stage, client: Client, userName = MANAGER): Promise<string> {
  const first = await tokensFor(stage, client, {}, userName)
  const second = tokensIn(await refresh(stage.url, client, first.refresh))
  tokensIn(await refresh(stage.url, client, second.refresh))
  await setRefreshGrace(stage, 0)
  assert.equal((await refresh(stage.url, client, first.refresh)).status, 400)
  return textAt(decodeJwt(first.access).claims, 'fam')
}

/** Lets a browser get a code for a challenge, whether or not that was used before. */
async function codeWith(browser: Browser, client: Client, challenge: string): Promise<void> {
  const answer = await authorize(browser, client, challenge)
  assert.match(answer.location()?.searchParams.get('code') ?? '', /^lkc_/)
}

onBothStages('alerts', stage => {
  test('B14 a refresh token that was used twice is told to the owner of the application, in its history too', async () => {
    const client = await register(stage())
    await edit(stage(), client.id, { rotateRefreshTokens: true })
    assert.deepEqual(await alertsOf(stage(), client), [])
    const familyId = await reuse(stage(), client, AGENT)
    const [alert, ...more] = await alertsOf(stage(), client)
    assert.deepEqual(more, [])
    assert.deepEqual(
      ['kind', 'userName', 'businessUnitNumber', 'familyId'].map(name => at(alert, name)),
      ['refresh-token-reused', AGENT, null, familyId],
    )
    assert.match(textAt(alert, 'requestId'), /^req_/)
    const history = await call(await stage().person(MANAGER), `GET /applications/${client.id}/history`)
    const entry = listAt(history.json(), 'items').find(each => at(each, 'id') === at(alert, 'id'))
    assert.equal(at(entry, 'action'), 'alert.refresh-token-reused')
  })

  test('B14 one family that is ended is told once, however often its tokens come back', async () => {
    const client = await register(stage())
    await edit(stage(), client.id, { rotateRefreshTokens: true })
    const { refresh: first } = await tokensFor(stage(), client)
    const { refresh: second } = tokensIn(await refresh(stage().url, client, first))
    tokensIn(await refresh(stage().url, client, second))
    await setRefreshGrace(stage(), 0)
    const again = [first, first, first].map(token => refresh(stage().url, client, token))
    assert.ok((await Promise.all(again)).every(({ status }) => status === 400))
    assert.equal((await alertsOf(stage(), client)).length, 1)
  })

  test('B14 what is refused for another reason is no alert', async () => {
    const client = await register(stage())
    const { refresh: token } = await tokensFor(stage(), client)
    await refresh(stage().url, client, `${token.slice(0, -1)}x`)
    await refresh(stage().url, await register(stage()), token)
    await redeem(stage().url, client, { ...(await codeFor(stage(), client)), verifier: pkce().verifier })
    assert.deepEqual(await alertsOf(stage(), client), [])
  })

  test('B26 a code that was redeemed twice is told to the owner of the application', async () => {
    const client = await register(stage())
    const code = await codeFor(stage(), client)
    const { access } = tokensIn(await redeem(stage().url, client, code))
    for (let time = 0; time < 3; time++) {
      assert.equal((await redeem(stage().url, client, code)).status, 400)
    }
    assert.equal(await isActive(stage().url, client, access), false)
    const [alert, ...more] = await alertsOf(stage(), client)
    assert.deepEqual(more, [])
    assert.equal(at(alert, 'kind'), 'code-redeemed-twice')
    assert.equal(at(alert, 'familyId'), textAt(decodeJwt(access).claims, 'fam'))
  })

  test('B10 one code challenge in three authorization requests of an application is told to its owner, once', async () => {
    const [client, other] = [await register(stage()), await register(stage())]
    const { challenge } = pkce()
    const browser = await stage().newPerson(MANAGER)
    await codeWith(browser, client, challenge)
    await codeWith(browser, client, challenge)
    assert.deepEqual(await kindsOf(stage(), client), [], 'a person who goes back and asks again')
    for (let time = 0; time < 3; time++) await codeWith(browser, client, challenge)
    assert.deepEqual(await kindsOf(stage(), client), ['challenge-reused'])
    await codeWith(browser, other, challenge)
    assert.deepEqual(await kindsOf(stage(), other), [], 'another application')
  })

  test('B10 one code challenge for two people is told at once', async () => {
    const client = await register(stage())
    const { challenge } = pkce()
    await codeWith(await stage().person(MANAGER), client, challenge)
    await codeWith(await stage().person(AGENT), client, challenge)
    await codeWith(await stage().newPerson(AGENT), client, challenge)
    const [alert, ...more] = await alertsOf(stage(), client)
    assert.deepEqual(more, [])
    assert.deepEqual([at(alert, 'kind'), at(alert, 'userName')], ['challenge-reused', AGENT])
  })

  test('B14 of an external application the business unit is told and its vendor, who is not told the user', async () => {
    const manager = await stage().person(MANAGER)
    const elsewhere = await stage().person(OTHER_MANAGER)
    const body = { applicationId: EXTERNAL.id }
    for (const person of [manager, elsewhere]) {
      assert.equal((await call(person, 'POST /authorizations', { body })).status, 201)
    }
    const familyId = await reuse(stage(), EXTERNAL, AGENT)
    const shown = async (by: string) => {
      const alerts = await alertsOf(stage(), EXTERNAL, by)
      return alerts.map(alert => [
        at(alert, 'userName'),
        at(alert, 'businessUnitNumber'),
        at(alert, 'familyId'),
      ])
    }
    assert.deepEqual(await shown(MANAGER), [[AGENT, null, familyId]])
    assert.deepEqual(await shown(OPERATOR), [[null, HARBOUR, familyId]])
    assert.deepEqual(await shown(OTHER_MANAGER), [])
    const told = await call(await stage().person(OPERATOR), `GET /applications/${EXTERNAL.id}/history`)
    assert.ok(!told.text.includes(AGENT), 'the vendor is told the user')
  })

  test('B14 alerts are paged, each page with its own cursor', async () => {
    const client = await register(stage(), { clientType: 'public' })
    for (let time = 0; time < 51; time++) await reuse(stage(), client)
    const manager = await stage().person(MANAGER)
    const path = `GET /applications/${client.id}/alerts`
    const first = (await call(manager, path)).json()
    const cursor = encodeURIComponent(textAt(first, 'nextCursor'))
    const second = (await call(manager, `${path}?cursor=${cursor}`)).json()
    assert.deepEqual([listAt(first, 'items').length, listAt(second, 'items').length], [50, 1])
    assert.equal(at(second, 'nextCursor'), null)
    const ids = [...listAt(first, 'items'), ...listAt(second, 'items')].map(alert => textAt(alert, 'id'))
    assert.deepEqual(ids, ids.toSorted().toReversed())
    const foreign = await call(manager, `GET /applications/${EXTERNAL.id}/alerts?cursor=${cursor}`)
    assert.equal(foreign.status, 400)
  })
})
