import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeSetupLink } from '../../src/services/people/setup.ts'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import type { Answer } from '../support/wire/answer.ts'
import { type Browser, hiddenFields, openBrowser, tickedBoxes } from '../support/wire/browser.ts'
import { call, register } from '../support/wire/management.ts'
import { authorizePath, pkce } from '../support/wire/oauth.ts'
import { AGENT, MANAGER, PASSWORD, type Stage } from '../support/wire/stage.ts'

const ELSEWHERE = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }

/** The forms of a page, each by the path it posts to. */
function formOf(answer: Answer, action: string): { readonly [name: string]: string } {
  const form = answer.text.split('<form').find(part => part.includes(`action="${action}"`))
  assert.ok(form !== undefined, `no form posts to ${action}: ${answer.text}`)
  return hiddenFields(form)
}

/** Follows our own redirects as a browser does. Out: the page it comes to, or the redirect that leads away. */
async function follow(browser: Browser, answer: Answer): Promise<Answer> {
  let last = answer
  for (let hops = 0; hops < 5 && last.status === 303; hops++) {
    const target = new URL(last.headers.get('location') ?? '', browser.url)
    if (target.origin !== new URL(browser.url).origin) return last
    last = await browser.get(`${target.pathname}${target.search}`)
  }
  return last
}

async function isSignedIn(browser: Browser): Promise<boolean> {
  return (await call(browser, 'GET /me')).status === 200
}

async function consentsOf(browser: Browser): Promise<string> {
  return (await call(browser, 'GET /account/consents')).text
}

async function askFor(stage: Stage): Promise<{ readonly path: string }> {
  const client = await register(stage)
  return { path: authorizePath(client, pkce().challenge, { state: 'kept' }) }
}

onInsideStage('a form that is no longer good', stage => {
  test('the sign-in form comes again with the name, and goes on to the application at the second try', async () => {
    const elsewhere = openBrowser(stage().url)
    await elsewhere.get('/')
    for (const browser of [openBrowser(stage().url), elsewhere]) {
      const { path } = await askFor(stage())
      const form = formOf(await openBrowser(stage().url).get(path), '/sign-in')
      const again = await browser.post('/sign-in', { ...form, userName: AGENT, password: PASSWORD })
      assert.equal(again.status, 403)
      assert.match(again.text, /id="stale"/)
      assert.match(again.text, new RegExp(`value="${AGENT}"`))
      assert.doesNotMatch(again.text, new RegExp(PASSWORD))
      assert.equal(await isSignedIn(browser), false)
      const fields = { ...formOf(again, '/sign-in'), userName: AGENT, password: PASSWORD }
      const consent = await follow(browser, await browser.post('/sign-in', fields))
      const allowed = { ...formOf(consent, '/consent'), decision: 'allow', scope: tickedBoxes(consent.text) }
      const sent = await browser.post('/consent', allowed)
      assert.equal(sent.location()?.searchParams.get('state'), 'kept')
      assert.match(sent.location()?.searchParams.get('code') ?? '', /^lkc_/)
    }
  })

  test('a sign-in form that another site posts signs nobody in and shows nothing that it typed', async () => {
    const { path } = await askFor(stage())
    const browser = openBrowser(stage().url)
    const form = formOf(await browser.get(path), '/sign-in')
    const forged = await browser.post('/sign-in', { ...form, userName: AGENT, password: PASSWORD }, ELSEWHERE)
    assert.equal(forged.status, 403)
    assert.doesNotMatch(forged.text, new RegExp(`value="${AGENT}"`))
    assert.equal(await isSignedIn(browser), false)
  })

  test('four tabs may sign in one after the other, and each goes on to its own application', async () => {
    const browser = openBrowser(stage().url)
    const tabs = []
    for (let tab = 0; tab < 4; tab++) {
      const { path } = await askFor(stage())
      const clientId = new URL(path, stage().url).searchParams.get('client_id') ?? ''
      tabs.push({ clientId, form: formOf(await browser.get(path), '/sign-in') })
    }
    for (const { clientId, form } of tabs) {
      const answer = await browser.post('/sign-in', { ...form, userName: AGENT, password: PASSWORD })
      assert.match(answer.headers.get('location') ?? '', new RegExp(clientId))
      assert.equal((await follow(browser, answer)).status, 200)
    }
  })

  test('consent is asked anew from the same request, of whoever is there, and nothing is given meanwhile', async () => {
    const { path } = await askFor(stage())
    const agent = await stage().newPerson(AGENT)
    const page = await agent.get(path)
    const fields = { ...formOf(page, '/consent'), decision: 'allow', scope: tickedBoxes(page.text) }
    const [nobody, manager] = [openBrowser(stage().url), await stage().newPerson(MANAGER)]
    const before = await Promise.all([consentsOf(agent), consentsOf(manager)])
    const sends = [
      [nobody, '/sign-in', {}],
      [manager, '/consent', {}],
      [agent, '/consent', ELSEWHERE],
    ] as const
    for (const [browser, shows, headers] of sends) {
      const answer = await browser.post('/consent', fields, headers)
      assert.equal(answer.status, 303, answer.text)
      assert.match(answer.headers.get('location') ?? '', /^\/oauth2\/authorize\?.*state=kept/)
      formOf(await follow(browser, answer), shows)
    }
    const odd = await agent.post('/consent', { ...fields, decision: 'perhaps' })
    formOf(await follow(agent, odd), '/consent')
    assert.deepEqual(await Promise.all([consentsOf(agent), consentsOf(manager)]), before)
  })

  test('"Not you?" leads back to the request when the session is gone, and signs nobody out by a forgery', async () => {
    const { path } = await askFor(stage())
    const agent = await stage().newPerson(AGENT)
    const fields = formOf(await agent.get(path), '/sign-out')
    const nobody = openBrowser(stage().url)
    formOf(await follow(nobody, await nobody.post('/sign-out', fields)), '/sign-in')
    const forged = await agent.post('/sign-out', fields, ELSEWHERE)
    assert.equal(forged.status, 403)
    formOf(forged, '/sign-out')
    assert.equal(await isSignedIn(agent), true)
  })

  test('signing out is asked again of whoever is signed in by now', async () => {
    const [agent, manager] = [await stage().newPerson(AGENT), await stage().newPerson(MANAGER)]
    const fields = formOf(await agent.get('/sign-out'), '/sign-out')
    const foreign = await manager.post('/sign-out', fields)
    assert.equal(foreign.status, 403)
    assert.match(foreign.text, new RegExp(MANAGER))
    const done = await manager.post('/sign-out', formOf(foreign, '/sign-out'))
    assert.deepEqual([done.status, await isSignedIn(manager)], [200, false])
    const late = await openBrowser(stage().url).post('/sign-out', fields)
    assert.match(late.text, /You are signed out/)
  })

  test('a logout that an application asked for is asked again, or goes on when nobody is signed in', async () => {
    const client = await register(stage())
    const agent = await stage().newPerson(AGENT)
    const request = `/oauth2/logout?client_id=${client.id}&state=kept`
    const fields = formOf(await agent.get(request), '/oauth2/logout/confirm')
    const [nobody, manager] = [openBrowser(stage().url), await stage().newPerson(MANAGER)]
    for (const [browser, headers] of [
      [manager, {}],
      [agent, ELSEWHERE],
    ] as const) {
      const answer = await browser.post('/oauth2/logout/confirm', fields, headers)
      assert.match(answer.headers.get('location') ?? '', /^\/oauth2\/logout\?.*state=kept/)
      formOf(await follow(browser, answer), '/oauth2/logout/confirm')
      assert.equal(await isSignedIn(browser), true)
    }
    const gone = await follow(nobody, await nobody.post('/oauth2/logout/confirm', fields))
    assert.match(gone.text, /You are signed out/)
  })

  test('a form that says nothing of where it came from leads to the start page, and changes nothing', async () => {
    const agent = await stage().newPerson(AGENT)
    const other = formOf(await agent.get((await askFor(stage())).path), '/consent')
    for (const path of ['/consent', '/oauth2/logout/confirm', '/sign-in']) {
      for (const way of ['', 'garbage', other['request'] ?? '']) {
        const fields = { way, request: way, continue: way, csrf: 'x' }
        const nobody = await openBrowser(stage().url).post(path, fields)
        assert.equal(nobody.status, 403, path)
        formOf(nobody, '/sign-in')
        const answer = await agent.post(path, fields)
        if (path !== '/sign-in') assert.equal(answer.headers.get('location'), '/')
        assert.equal(await isSignedIn(agent), true)
      }
    }
    // A way of one kind of form is none of another.
    const crossed = { request: other['way'] ?? '', continue: other['way'] ?? '' }
    const answer = await openBrowser(stage().url).post('/oauth2/logout/confirm', crossed)
    formOf(answer, '/sign-in')
  })
})

onInsideStage(
  'the set-up form',
  stage => {
    test('comes again with what was typed, and makes the operator at the second try', async () => {
      const link = await makeSetupLink(stage().deps)
      const page = await openBrowser(stage().url).get(`/setup?link=${link}`)
      const typed = { userName: 'first@platform.example', fullName: 'First Operator', password: PASSWORD }
      const browser = openBrowser(stage().url)
      const forged = await browser.post('/setup', { ...formOf(page, '/setup'), ...typed }, ELSEWHERE)
      assert.equal(forged.status, 403)
      assert.doesNotMatch(forged.text, /First Operator/)
      const again = await openBrowser(stage().url).post('/setup', { ...formOf(page, '/setup'), ...typed })
      assert.equal(again.status, 403)
      assert.match(again.text, /value="First Operator"/)
      assert.doesNotMatch(again.text, new RegExp(PASSWORD))
      const done = await browser.post('/setup', { ...formOf(forged, '/setup'), ...typed })
      assert.deepEqual([done.status, await isSignedIn(browser)], [303, true])
      const late = await openBrowser(stage().url).post('/setup', { ...formOf(page, '/setup'), ...typed })
      assert.equal(late.status, 404)
    })
  },
  { sample: false },
)
