import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { makeSetupLink } from '../../src/services/people/setup.ts'
import { type InsideStage, onInsideStage } from '../support/inside/inside-stage.ts'
import { type Answer, send } from '../support/wire/answer.ts'
import { type Browser, hiddenFields, openBrowser, tickedBoxes } from '../support/wire/browser.ts'
import { call, register } from '../support/wire/management.ts'
import { authorizePath, pkce } from '../support/wire/oauth.ts'
import { AGENT, MANAGER, PASSWORD } from '../support/wire/stage.ts'

const HTTP = new URL('../../src/http/', import.meta.url)
const ELSEWHERE = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
const NULL_ORIGIN = { origin: 'null', 'sec-fetch-site': 'cross-site' }

/** A page with its form, as it stood in somebody's browser. */
type Shown = {
  readonly action: string
  readonly fields: { readonly [name: string]: string | readonly string[] }
}

/** A form of the server's own pages: how it comes to be shown, and to whom. */
type Form = {
  readonly action: string
  readonly show: (stage: InsideStage, browser: Browser) => Promise<Shown>
  readonly signedIn: boolean
}

function read(answer: Answer, action: string, typed: Shown['fields'] = {}): Shown {
  const form = answer.text.split('<form').find(part => part.includes(`action="${action}"`))
  assert.ok(form !== undefined, `no form posts to ${action}: ${answer.status} ${answer.text}`)
  return { action, fields: { ...hiddenFields(form), ...typed } }
}

async function requestOf(stage: InsideStage): Promise<string> {
  return authorizePath(await register(stage), pkce().challenge, { state: 'kept' })
}

const TYPED = { userName: AGENT, password: PASSWORD }

const FORMS: { readonly [name: string]: Form } = {
  'sign-in at the start page': {
    action: '/sign-in',
    signedIn: false,
    show: async (_stage, browser) => read(await browser.get('/'), '/sign-in', TYPED),
  },
  'sign-in for an application': {
    action: '/sign-in',
    signedIn: false,
    show: async (stage, browser) => read(await browser.get(await requestOf(stage)), '/sign-in', TYPED),
  },
  'the choice of an account': {
    action: '/sign-in',
    signedIn: true,
    show: async (stage, browser) => {
      const path = `${await requestOf(stage)}&prompt=select_account`
      return read(await browser.get(path), '/sign-in', { ...TYPED, userName: MANAGER })
    },
  },
  consent: {
    action: '/consent',
    signedIn: true,
    show: async (stage, browser) => {
      const page = await browser.get(await requestOf(stage))
      return read(page, '/consent', { decision: 'allow', scope: tickedBoxes(page.text) })
    },
  },
  '"Not you?" on the consent page': {
    action: '/sign-out',
    signedIn: true,
    show: async (stage, browser) => read(await browser.get(await requestOf(stage)), '/sign-out'),
  },
  'sign-out': {
    action: '/sign-out',
    signedIn: true,
    show: async (_stage, browser) => read(await browser.get('/sign-out'), '/sign-out'),
  },
  'a logout that an application asks for': {
    action: '/oauth2/logout/confirm',
    signedIn: true,
    show: async (stage, browser) => {
      const path = `/oauth2/logout?client_id=${(await register(stage)).id}`
      return read(await browser.get(path), '/oauth2/logout/confirm')
    },
  },
}

/** The cookies of a browser with every value replaced: nothing that the server would know. */
function unknownCookies(browser: Browser): string {
  return browser.cookies().replaceAll(/=[^;]*/g, `=${'x'.repeat(43)}`)
}

/** In whose browser, and from where, a form is sent that it does not belong to. Out: the Cookie header and the rest. */
type Sending = (
  stage: InsideStage,
  owner: Browser,
) => Promise<{ readonly cookie: string; readonly headers?: Readonly<Record<string, string>> }>

const SENDINGS: { readonly [name: string]: Sending } = {
  'without a cookie': async () => ({ cookie: '' }),
  'with the cookies of somebody else': async stage => ({
    cookie: (await stage.newPerson(MANAGER)).cookies(),
  }),
  'with cookies that are not known any more': async (_stage, owner) => ({ cookie: unknownCookies(owner) }),
  'from another site': async (_stage, owner) => ({ cookie: owner.cookies(), headers: ELSEWHERE }),
  'from a page without an origin': async (_stage, owner) => ({
    cookie: owner.cookies(),
    headers: NULL_ORIGIN,
  }),
}

async function post(url: string, { action, fields }: Shown, headers: Readonly<Record<string, string>>) {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]),
  )
  return send(`${url}${action}`, { method: 'POST', headers, body: new URLSearchParams(pairs) })
}

/** Whether an answer leaves the person with a next step of ours: a form, a link to sign in, or the way to one. */
async function leadsOn(url: string, answer: Answer, cookie: string): Promise<boolean> {
  if (answer.status !== 303) return /<form |id="sign-in-again"/.test(answer.text)
  const target = new URL(answer.headers.get('location') ?? '', url)
  assert.equal(target.origin, url, 'nobody is sent away from a form that is no longer good')
  const next = await send(target.href, { headers: cookie === '' ? {} : { cookie } })
  return next.status === 200 && /<form |id="sign-in-again"|<title>Console/.test(next.text)
}

onInsideStage('a form of ours that is sent where it does not belong', stage => {
  for (const [name, form] of Object.entries(FORMS)) {
    for (const [how, sending] of Object.entries(SENDINGS)) {
      test(`${name}, ${how}: does nothing, and leads on`, async () => {
        const owner = form.signedIn ? await stage().newPerson(AGENT) : openBrowser(stage().url)
        const shown = await form.show(stage(), owner)
        const { cookie, headers = {} } = await sending(stage(), owner)
        const witness = await stage().person(AGENT)
        const before = (await call(witness, 'GET /account/consents')).text
        const answer = await post(stage().url, shown, { ...headers, ...(cookie === '' ? {} : { cookie }) })
        assert.ok(answer.status < 500 && answer.status !== 404, `${answer.status}`)
        assert.ok(await leadsOn(stage().url, answer, cookie), `${answer.status} ${answer.text}`)
        assert.doesNotMatch(answer.text, new RegExp(PASSWORD), 'a password is never sent back')
        const given = answer.headers.getSetCookie().filter(line => /^(__Host-)?latchkey=[^;]/.test(line))
        assert.deepEqual(given, [], 'nobody is signed in')
        assert.equal((await call(owner, 'GET /me')).status, form.signedIn ? 200 : 401, 'nobody is signed out')
        assert.equal((await call(witness, 'GET /account/consents')).text, before, 'nothing is allowed')
      })
    }
  }

  test('every form of the pages is in this table, or the set-up form', () => {
    const sources = ['pages/', 'oauth/'].flatMap(folder =>
      readdirSync(new URL(folder, HTTP))
        .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .map(file => readFileSync(new URL(`${folder}${file}`, HTTP), 'utf8')),
    )
    const posts = sources.flatMap(text =>
      Array.from(
        text.matchAll(/(?:action: |action="|CONFIRM = )'?(\/[a-z0-9/-]+)/g),
        ([, path = '']) => path,
      ),
    )
    const known = new Set(Object.values(FORMS).map(({ action }) => action))
    assert.deepEqual(new Set(posts), new Set([...known, '/setup']))
  })
})

onInsideStage(
  'the set-up form',
  stage => {
    test('sent twice, or gone back to, leads the person who is signed in by it to the start page', async () => {
      const link = await makeSetupLink(stage().deps)
      const browser = openBrowser(stage().url)
      const page = await browser.get(`/setup?link=${link}`)
      const typed = { userName: 'first@platform.example', fullName: 'First Operator', password: PASSWORD }
      const shown = read(page, '/setup', typed)
      const [once, twice] = [
        await browser.post('/setup', shown.fields),
        await browser.post('/setup', shown.fields),
      ]
      assert.deepEqual([once.status, twice.status, twice.headers.get('location')], [303, 303, '/'])
      assert.equal((await browser.get(`/setup?link=${link}`)).headers.get('location'), '/')
      assert.equal((await openBrowser(stage().url).post('/setup', shown.fields)).status, 404)
    })
  },
  { sample: false },
)
