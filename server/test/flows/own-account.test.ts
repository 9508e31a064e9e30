import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, isRecord, listAt, numberAt, send, textAt, textsAt } from '../support/wire/answer.ts'
import { type Browser, hiddenFields, openBrowser, signIn } from '../support/wire/browser.ts'
import { call, register } from '../support/wire/management.ts'
import { codeFor, isActive, redeem, refresh, tokensFor } from '../support/wire/oauth.ts'
import { AGENT, MANAGER, OTHER_MANAGER, onBothStages, PASSWORD, SUPERVISOR } from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

type Shown = { readonly id: string; readonly current: boolean; readonly userAgent: string }

async function sessionsOf(browser: Browser): Promise<readonly Shown[]> {
  const answer = await call(browser, 'GET /account/sessions')
  assert.equal(answer.status, 200, answer.text)
  return listAt(answer.json(), 'items').map(item => ({
    id: textAt(item, 'id'),
    current: at(item, 'current') === true,
    userAgent: textAt(item, 'userAgent'),
  }))
}

async function idOf(browser: Browser): Promise<string> {
  const current = (await sessionsOf(browser)).find(session => session.current)
  return current?.id ?? assert.fail('no session is the one at hand')
}

async function isIn(browser: Browser): Promise<boolean> {
  return (await call(browser, 'GET /me')).status === 200
}

/** Signs in from a browser that says what it is. */
async function signInAs(url: string, userName: string, userAgent: string, password = PASSWORD) {
  const browser = openBrowser(url)
  const page = await browser.get('/account', { 'user-agent': userAgent })
  const form = { ...hiddenFields(page.text), userName, password }
  const answer = await browser.post('/sign-in', form, { 'user-agent': userAgent })
  return { browser, answer }
}

function changePassword(browser: Browser, currentPassword: string, newPassword: string) {
  return call(browser, 'POST /account/password', { body: { currentPassword, newPassword } })
}

onBothStages('one’s own account', stage => {
  test('the page of one’s account asks who is there, and after signing in leads back to it', async () => {
    const { browser, answer } = await signInAs(stage().url, AGENT, FIREFOX)
    assert.deepEqual([answer.status, answer.location()?.pathname], [303, '/account'])
    const page = await browser.get('/account')
    assert.match(page.text, /<div id="root">/)
    assert.match(page.headers.get('content-security-policy') ?? '', /script-src 'self'/)
  })

  test('sessions are listed with their browser, one is ended by its id, and ended it stays', async () => {
    const { browser: one } = await signInAs(stage().url, SUPERVISOR, FIREFOX)
    const other = await stage().newPerson(SUPERVISOR)
    const [id, theirs] = [await idOf(one), await idOf(other)]
    const shown = await sessionsOf(one)
    assert.equal(shown.filter(session => session.current).length, 1)
    assert.equal(shown.find(session => session.current)?.userAgent, FIREFOX)
    assert.equal((await call(one, `DELETE /account/sessions/${theirs}`)).status, 204)
    assert.deepEqual([await isIn(one), await isIn(other)], [true, false])
    assert.ok(!(await sessionsOf(one)).some(session => session.id === theirs))
    problemOf(await call(one, `DELETE /account/sessions/${theirs}`), 404)
    assert.equal((await call(one, `DELETE /account/sessions/${id}`)).status, 204, 'the one at hand too')
    assert.equal(await isIn(one), false)
  })

  test('a session of somebody else is answered like one that does not exist', async () => {
    const [agent, manager] = [await stage().newPerson(AGENT), await stage().newPerson(MANAGER)]
    const elsewhere = await stage().newPerson(OTHER_MANAGER)
    const words = async (id: string) => {
      const answer = await call(agent, `DELETE /account/sessions/${id}`)
      return `${answer.status} ${answer.text.replace(/req_\w+/, '')}`
    }
    const none = await words('ses_00000000000000000000000000000000')
    assert.match(none, /^404/)
    for (const other of [manager, elsewhere]) {
      assert.equal(await words(await idOf(other)), none)
      assert.equal(await isIn(other), true)
    }
    for (const id of ['x', 'ses_', '%00', 'end-others', `ses_${'0'.repeat(90)}`]) {
      assert.equal((await call(agent, `DELETE /account/sessions/${id}`)).status, 404, id)
    }
  })

  test('ending all others ends what applications got there, but for offline access, and nothing here', async () => {
    const client = await register(stage(), { scopes: ['RealTimeApi'] })
    const [here, there] = [await stage().newPerson(SUPERVISOR), await stage().newPerson(SUPERVISOR)]
    const grant = async (browser: Browser, scope: string) => {
      const one = { ...stage(), person: () => Promise.resolve(browser) }
      return { tokens: await tokensFor(one, client, { scope }), code: await codeFor(one, client, { scope }) }
    }
    const mine = await grant(here, 'RealTimeApi')
    const theirs = await grant(there, 'RealTimeApi')
    const offline = await grant(there, 'openid RealTimeApi offline_access')
    const ended = await call(here, 'POST /account/sessions/end-others')
    assert.ok(numberAt(ended.json(), 'ended') >= 1)
    assert.deepEqual([await isIn(here), await isIn(there)], [true, false])
    assert.equal((await sessionsOf(here)).length, 1)
    const { url } = stage()
    assert.equal((await refresh(url, client, theirs.tokens.refresh)).status, 400)
    assert.equal(await isActive(url, client, theirs.tokens.access), false)
    assert.equal((await redeem(url, client, theirs.code)).status, 400)
    assert.equal((await refresh(url, client, mine.tokens.refresh)).status, 200)
    assert.equal((await redeem(url, client, mine.code)).status, 200)
    assert.equal((await refresh(url, client, offline.tokens.refresh)).status, 200)
    assert.equal(numberAt((await call(here, 'POST /account/sessions/end-others')).json(), 'ended'), 0)
  })

  test('what one allowed is listed in words, and withdrawn it is gone with every token', async () => {
    const client = await register(stage(), { scopes: ['RealTimeApi'] })
    const agent = await stage().person(AGENT)
    const find = async () => {
      const answer = await call(agent, 'GET /account/consents')
      assert.equal(answer.status, 200, answer.text)
      return listAt(answer.json(), 'items').find(item => at(item, 'applicationId') === client.id)
    }
    assert.equal(await find(), undefined)
    const asked = { scope: 'openid RealTimeApi offline_access' }
    const { access, refresh: token } = await tokensFor(stage(), client, asked, AGENT)
    const shown = await find()
    assert.deepEqual(
      [at(shown, 'vendorName'), at(shown, 'type'), at(shown, 'status')],
      ['Wire Tests', 'internal', 'active'],
    )
    const scopes = listAt(shown, 'scopes')
    assert.deepEqual(scopes.map(scope => textAt(scope, 'name')).toSorted(), [
      'RealTimeApi',
      'offline_access',
      'openid',
    ])
    for (const scope of scopes) assert.notEqual(textAt(scope, 'description'), textAt(scope, 'name'))
    assert.ok(Date.parse(textAt(shown, 'lastUsedAt')) >= Date.parse(textAt(shown, 'grantedAt')))
    // Of somebody else's there is nothing to withdraw.
    problemOf(await call(await stage().person(MANAGER), `DELETE /account/consents/${client.id}`), 404)
    assert.equal(await isActive(stage().url, client, access), true)
    assert.equal((await call(agent, `DELETE /account/consents/${client.id}`)).status, 204)
    assert.equal(await find(), undefined)
    assert.equal(await isActive(stage().url, client, access), false)
    assert.equal((await refresh(stage().url, client, token)).status, 400)
    problemOf(await call(agent, `DELETE /account/consents/${client.id}`), 404)
    problemOf(await call(agent, 'DELETE /account/consents/x'), 404)
  })

  test('contact data are changed field by field, with every fault at once', async () => {
    const agent = await stage().newPerson(AGENT)
    const edit = (body: unknown) => call(agent, 'PATCH /account/contact', { body })
    const read = async () => (await call(agent, 'GET /account/contact')).json()
    const whole = { email: 'kim@harbour.example', phone: '+44 1632 960123', address: '1 Quay\r\nHarbour' }
    const kept = {
      email: 'kim@harbour.example',
      emailVerified: false,
      phone: '+441632960123',
      phoneVerified: false,
      address: '1 Quay\nHarbour',
    }
    const edited = await edit(whole)
    assert.deepEqual([edited.status, edited.json()], [200, kept], edited.text)
    assert.deepEqual(await read(), kept)
    assert.equal(at((await edit({ phone: null })).json(), 'phone'), null)
    assert.deepEqual(await read(), { ...kept, phone: null })
    const refused = problemOf(await edit({ email: 'none', phone: '1', address: 'x'.repeat(600) }), 400)
    const paths = listAt(refused, 'errors').map(fault => textAt(fault, 'path'))
    assert.deepEqual(paths, ['/email', '/phone', '/address'])
    for (const body of [{}, { emailVerified: true }, { email: 1 }, { userName: 'x@y.example' }]) {
      problemOf(await edit(body), 400)
    }
    assert.deepEqual(await read(), { ...kept, phone: null })
    const others = (await call(await stage().person(SUPERVISOR), 'GET /account/contact')).text
    assert.ok(!others.includes('kim@harbour.example'))
  })

  test('a profile is changed field by field, with every fault at once, and is nobody else’s', async () => {
    const agent = await stage().newPerson(AGENT)
    const edit = (body: unknown) => call(agent, 'PATCH /account/profile', { body })
    const edited = await edit({ nickname: 'Kimmy', website: 'https://kim.example' })
    assert.deepEqual([edited.status, at(edited.json(), 'nickname')], [200, 'Kimmy'], edited.text)
    assert.equal(at((await edit({ website: null })).json(), 'website'), null)
    const wrong = {
      picture: 'http://x.example',
      birthdate: '1990-02-30',
      zoneinfo: 'Mars/Base',
      locale: 'a_b',
    }
    const refused = problemOf(await edit(wrong), 400)
    const paths = listAt(refused, 'errors').map(fault => textAt(fault, 'path'))
    assert.deepEqual(paths, ['/picture', '/birthdate', '/zoneinfo', '/locale'])
    for (const body of [{}, { updatedAt: 1 }, { fullName: 'X' }]) problemOf(await edit(body), 400)
    const read = (await call(agent, 'GET /account/profile')).json()
    assert.deepEqual([at(read, 'nickname'), at(read, 'picture')], ['Kimmy', null])
    const others = (await call(await stage().person(SUPERVISOR), 'GET /account/profile')).text
    assert.ok(!others.includes('Kimmy'))
  })

  test('an application with AdminApi reads and changes nothing of the account it acts for', async () => {
    const client = await register(stage(), { scopes: ['AdminApi'] })
    const { access } = await tokensFor(stage(), client)
    const manager = await stage().person(MANAGER)
    const id = await idOf(manager)
    const headers = { authorization: `Bearer ${access}` }
    const body = { currentPassword: PASSWORD, newPassword: 'another password, long' }
    for (const [operation, sent] of [
      ['GET /account/sessions', {}],
      [`DELETE /account/sessions/${id}`, {}],
      ['POST /account/sessions/end-others', {}],
      ['GET /account/consents', {}],
      [`DELETE /account/consents/${client.id}`, {}],
      ['GET /account/contact', {}],
      ['PATCH /account/contact', { body: { email: 'thief@evil.example' } }],
      ['GET /account/profile', {}],
      ['PATCH /account/profile', { body: { nickname: 'Thief' } }],
      ['POST /account/password', { body }],
    ] as const) {
      // The cookie beside it makes no difference.
      const problem = problemOf(await call(manager, operation, { ...sent, headers }), 403)
      assert.equal(textAt(problem, 'type'), '/problems/session-needed', operation)
    }
    assert.equal(await isIn(manager), true)
    assert.equal(await isActive(stage().url, client, access), true)
  })

  test('a page of another site can change nothing here', async () => {
    const agent = await stage().newPerson(AGENT)
    const headers = { origin: 'https://evil.example' }
    for (const operation of [
      'POST /account/sessions/end-others',
      `DELETE /account/sessions/${await idOf(agent)}`,
    ]) {
      problemOf(await call(agent, operation, { headers }), 403)
    }
    assert.equal(await isIn(agent), true)
  })

  test('a new password needs the current one, and signs out every other browser', async () => {
    const [here, there] = [await stage().newPerson(AGENT), await stage().newPerson(AGENT)]
    const client = await register(stage(), { scopes: ['RealTimeApi'] })
    const one = { ...stage(), person: () => Promise.resolve(there) }
    const online = await tokensFor(one, client)
    const offline = await tokensFor(one, client, { scope: 'openid RealTimeApi offline_access' })
    const fresh = 'a new one, at least as long'
    const faultOf = (answer: Awaited<ReturnType<typeof call>>) => {
      const [fault] = listAt(problemOf(answer, 400), 'errors')
      return isRecord(fault) ? [fault['path'], fault['rule']] : []
    }
    assert.deepEqual(faultOf(await changePassword(here, 'wrong', fresh)), ['/currentPassword', 'wrong'])
    assert.deepEqual(faultOf(await changePassword(here, PASSWORD, 'short')), ['/newPassword', 'password'])
    assert.deepEqual(faultOf(await changePassword(here, PASSWORD, PASSWORD)), ['/newPassword', 'same'])
    assert.deepEqual([await isIn(here), await isIn(there)], [true, true])
    const changed = await changePassword(here, PASSWORD, fresh)
    assert.equal(changed.status, 200, changed.text)
    assert.ok(numberAt(changed.json(), 'endedSessions') >= 1)
    assert.deepEqual([await isIn(here), await isIn(there)], [true, false])
    assert.equal((await refresh(stage().url, client, online.refresh)).status, 400)
    assert.equal((await refresh(stage().url, client, offline.refresh)).status, 200)
    await assert.rejects(signIn(openBrowser(stage().url), AGENT, PASSWORD))
    await signIn(openBrowser(stage().url), AGENT, fresh)
    // Back to what the other tests know.
    assert.equal((await changePassword(here, fresh, PASSWORD)).status, 200)
  })

  test('of two changes of a password at once one wins, and the other learns that its current one is not', async () => {
    const agent = await stage().newPerson(AGENT)
    const wanted = ['first of two at once', 'second of two at once']
    const answers = await Promise.all(wanted.map(password => changePassword(agent, PASSWORD, password)))
    assert.deepEqual(
      answers.map(answer => answer.status).toSorted((a, b) => a - b),
      [200, 400],
    )
    const won = wanted[answers.findIndex(answer => answer.status === 200)] ?? assert.fail()
    assert.equal((await changePassword(agent, won, PASSWORD)).status, 200)
  })

  test('whoever signs in with the old password while it is changed is out afterwards', async () => {
    const agent = await stage().newPerson(AGENT)
    const fresh = 'changed while others sign in'
    const enter = async () => {
      const { browser, answer } = await signInAs(stage().url, AGENT, FIREFOX)
      return answer.status === 303 ? browser : null
    }
    const late = Array.from({ length: 6 }, enter)
    const changed = changePassword(agent, PASSWORD, fresh)
    const entered = await Promise.all([...late, ...Array.from({ length: 3 }, enter)])
    assert.equal((await changed).status, 200)
    for (const browser of entered) if (browser !== null) assert.equal(await isIn(browser), false)
    assert.equal((await changePassword(agent, fresh, PASSWORD)).status, 200)
  })

  test('guessing the current password is slowed down like guessing at sign-in, and tells nobody’s password', async () => {
    const { browser } = await signInAs(stage().url, OTHER_MANAGER, FIREFOX)
    const statuses: number[] = []
    let last = await changePassword(browser, 'guess', 'never to become one')
    for (let count = 0; count < 12 && last.status !== 429; count++) {
      statuses.push(last.status)
      last = await changePassword(browser, `guess ${count}`, 'never to become one')
    }
    assert.deepEqual(new Set(statuses), new Set([400]))
    assert.equal(last.status, 429, last.text)
    assert.ok(Number(last.headers.get('retry-after')) > 0)
    assert.equal((await changePassword(browser, PASSWORD, 'never to become one')).status, 429)
    assert.equal(await isIn(browser), true)
  })

  test('the reference says which operations no access token opens', async () => {
    const document = (await send(`${stage().url}/api/v1/openapi.json`)).json()
    const security = at(document, 'paths', '/account/password', 'post', 'security')
    assert.deepEqual(security, [{ session: [] }])
    assert.ok(textsAt(document, 'paths', '/account/password', 'post', 'tags').includes('Account'))
  })
})
