import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, at, listAt, textAt, textsAt } from '../support/wire/answer.ts'
import { type Browser, openBrowser, signIn } from '../support/wire/browser.ts'
import { type Client, call, register } from '../support/wire/management.ts'
import {
  clientCredentials,
  codeFor,
  isActive,
  ownToken,
  redeem,
  refresh,
  tokensFor,
  tokensIn,
} from '../support/wire/oauth.ts'
import {
  AGENT,
  HARBOUR,
  MANAGER,
  MEADOW,
  OTHER_MANAGER,
  onBothStages,
  PASSWORD,
  type Stage,
  SUPERVISOR,
} from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'

const OPERATOR = 'operator@latchkey.example'
const PLATFORM = '1000000'
const ONLINE = { scope: 'RealTimeApi' }
const OFFLINE = { scope: 'openid RealTimeApi offline_access' }

async function userId(browser: Browser, userName: string): Promise<string> {
  const users = listAt((await call(browser, 'GET /users')).json(), 'items')
  return textAt(
    users.find(user => textAt(user, 'userName') === userName),
    'id',
  )
}

async function isIn(browser: Browser): Promise<boolean> {
  return (await call(browser, 'GET /me')).status === 200
}

async function maySignIn(url: string, userName: string): Promise<boolean> {
  return signIn(openBrowser(url), userName, PASSWORD).then(
    () => true,
    () => false,
  )
}

async function done(answer: Promise<Answer>): Promise<unknown> {
  const ok = await answer
  assert.equal(ok.status, 200, ok.text)
  return ok.json()
}

/** Waits for what every process must honour within a second. Out: whether it came true within five. */
async function soon(isTrue: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 50; tries++) {
    if (await isTrue()) return true
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  return false
}

/** The same stage with somebody who signed in just now, since a deactivation ends the sessions of before. */
async function withFresh(stage: Stage, userName: string): Promise<Stage> {
  const person = await stage.newPerson(userName)
  return { ...stage, person: () => Promise.resolve(person) }
}

onBothStages('deactivating people and business units', stage => {
  test('a deactivated user is out everywhere, also with offline access, and an activation brings nothing back', async () => {
    const manager = await stage().person(MANAGER)
    const client = await register(stage(), { scopes: ['RealTimeApi'] })
    const before = await withFresh(stage(), AGENT)
    const browser = await before.person(AGENT)
    const [online, offline] = [
      await tokensFor(before, client, ONLINE),
      await tokensFor(before, client, OFFLINE),
    ]
    const code = await codeFor(before, client, ONLINE)
    const bystander = await tokensFor(await withFresh(stage(), SUPERVISOR), client, ONLINE)
    const id = await userId(manager, AGENT)
    const { url } = stage()
    const isOut = async () => {
      assert.equal(await isIn(browser), false)
      for (const { access, refresh: token } of [online, offline]) {
        assert.equal(await isActive(url, client, access), false)
        assert.equal(await isActive(url, client, token), false)
        assert.equal((await refresh(url, client, token)).status, 400)
      }
      assert.equal((await redeem(url, client, code)).status, 400)
    }
    const inactive = await done(call(manager, `POST /users/${id}/deactivate`))
    assert.equal(textAt(inactive, 'status'), 'inactive')
    await isOut()
    assert.equal(await maySignIn(url, AGENT), false)
    assert.equal(await isActive(url, client, bystander.access), true)
    assert.deepEqual(await done(call(manager, `POST /users/${id}/deactivate`)), inactive, 'twice is once')
    const active = await done(call(manager, `POST /users/${id}/activate`))
    assert.equal(textAt(active, 'status'), 'active')
    await isOut()
    const after = await withFresh(stage(), AGENT)
    assert.equal(await isActive(url, client, (await tokensFor(after, client, ONLINE)).access), true)
  })

  test('only a manager of the same business unit deactivates a user, and never themselves', async () => {
    const manager = await stage().person(MANAGER)
    const elsewhere = await stage().person(OTHER_MANAGER)
    const operator = await stage().person(OPERATOR)
    const [own, agent] = [await userId(manager, MANAGER), await userId(manager, AGENT)]
    for (const verb of ['deactivate', 'activate']) {
      for (const id of [agent, `usr_${'0'.repeat(32)}`, 'x']) {
        for (const stranger of [elsewhere, operator]) {
          problemOf(await call(stranger, `POST /users/${id}/${verb}`), 404)
        }
      }
      problemOf(await call(await stage().newPerson(SUPERVISOR), `POST /users/${agent}/${verb}`), 403)
    }
    const refused = problemOf(await call(manager, `POST /users/${own}/deactivate`), 409)
    assert.match(textAt(refused, 'detail'), /yourself/)
    assert.equal(await isIn(manager), true)
    const names = listAt((await call(elsewhere, 'GET /users')).json(), 'items')
    assert.deepEqual(
      names.map(user => textAt(user, 'userName')),
      [OTHER_MANAGER],
    )
  })

  test('of a deactivated business unit nobody and nothing is left on any process, and the others go on', async () => {
    const { url } = stage()
    const other = await stage().secondProcess()
    const operator = await stage().person(OPERATOR)
    const manager = await stage().newPerson(OTHER_MANAGER)
    const there = { ...stage(), person: () => Promise.resolve(manager) }
    const client = await register(there, { by: OTHER_MANAGER, scopes: ['RealTimeApi'] })
    const [own, tokens] = [await ownToken(there, client), await tokensFor(there, client, OFFLINE)]
    const code = await codeFor(there, client, ONLINE)
    const neighbour = await register(stage())
    for (const at of [url, other]) assert.equal(await isActive(at, client, own), true)
    const inactive = await done(call(operator, `POST /business-units/${MEADOW}/deactivate`))
    assert.deepEqual([at(inactive, 'number'), at(inactive, 'status')], [MEADOW, 'inactive'])
    const isOut = async () => {
      assert.equal(await isIn(manager), false)
      assert.equal((await refresh(url, client, tokens.refresh)).status, 400)
      assert.equal((await redeem(url, client, code)).status, 400)
    }
    await isOut()
    assert.equal(await maySignIn(url, OTHER_MANAGER), false)
    for (const at of [url, other]) {
      assert.ok(await soon(async () => !(await isActive(at, client, own))), at)
      assert.ok(await soon(async () => (await clientCredentials(at, client)).status === 400), at)
    }
    assert.equal((await clientCredentials(url, neighbour)).status, 200)
    await done(call(operator, `POST /business-units/${MEADOW}/activate`))
    await isOut()
    for (const at of [url, other]) {
      assert.ok(await soon(async () => (await clientCredentials(at, client)).status === 200), at)
      for (const token of [own, tokens.access, tokens.refresh]) {
        assert.equal(await isActive(at, client, token), false)
      }
    }
    const after = await withFresh(stage(), OTHER_MANAGER)
    assert.equal(await isActive(url, client, (await tokensFor(after, client, ONLINE)).access), true)
  })

  test('only operators see and deactivate business units, and not the one they stand in', async () => {
    const [operator, manager] = [await stage().person(OPERATOR), await stage().person(MANAGER)]
    const listed = listAt(await done(call(operator, 'GET /business-units')), 'items')
    const numbers = listed.map(unit => textAt(unit, 'number'))
    assert.deepEqual(numbers, [PLATFORM, HARBOUR, MEADOW])
    for (const operation of ['GET /business-units', `POST /business-units/${HARBOUR}/deactivate`]) {
      assert.equal(textAt(problemOf(await call(manager, operation), 403), 'type'), '/problems/operators-only')
    }
    problemOf(await call(operator, `POST /business-units/${PLATFORM}/deactivate`), 409)
    for (const number of ['0000000', 'x', '%00']) {
      problemOf(await call(operator, `POST /business-units/${number}/deactivate`), 404)
    }
    const permissions = textsAt((await call(manager, 'GET /me')).json(), 'permissions')
    assert.ok(permissions.includes('users:deactivate') && !permissions.includes('business-units:deactivate'))
    assert.equal(await isIn(manager), true)
  })

  /** Issues and deactivates at once, activates, and asserts that nothing of before is left. */
  async function race(userName: string, client: Client, change: (verb: string) => Promise<unknown>) {
    const { url } = stage()
    const before = await withFresh(stage(), userName)
    const codes = [await codeFor(before, client, OFFLINE), await codeFor(before, client, OFFLINE)]
    const held = await tokensFor(before, client, OFFLINE)
    const browser = openBrowser(url)
    const [, entered, ...answers] = await Promise.all([
      change('deactivate'),
      signIn(browser, userName, PASSWORD).then(
        () => true,
        () => false,
      ),
      ...codes.map(code => redeem(url, client, code)),
      refresh(url, client, held.refresh),
    ])
    await change('activate')
    const issued = answers.filter(answer => answer.status === 200).map(tokensIn)
    for (const { access, refresh: token } of [held, ...issued]) {
      assert.equal(await isActive(url, client, access), false)
      assert.equal((await refresh(url, client, token)).status, 400)
    }
    if (entered) assert.equal(await isIn(browser), false)
  }

  test('what is being issued while its user is deactivated does not come back with the activation', async () => {
    const manager = await stage().person(MANAGER)
    const client = await register(stage(), { scopes: ['RealTimeApi'] })
    const id = await userId(manager, AGENT)
    for (let round = 0; round < 5; round++) {
      await race(AGENT, client, verb => done(call(manager, `POST /users/${id}/${verb}`)))
    }
  })

  test('what is being issued while its business unit is deactivated does not come back with the activation', async () => {
    const operator = await stage().person(OPERATOR)
    const there = await withFresh(stage(), OTHER_MANAGER)
    const client = await register(there, { by: OTHER_MANAGER, scopes: ['RealTimeApi'] })
    for (let round = 0; round < 5; round++) {
      await race(OTHER_MANAGER, client, verb =>
        done(call(operator, `POST /business-units/${MEADOW}/${verb}`)),
      )
    }
  })
})
