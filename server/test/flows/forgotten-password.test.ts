import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { createMailer, type Mailer } from '../../src/outbound/mail/mailer.ts'
import { deliverMail } from '../../src/services/mail/deliver-mail.ts'
import { type InsideStage, onInsideStage, startInside } from '../support/inside/inside-stage.ts'
import { type MailServer, readable, startMailServer } from '../support/mail-server.ts'
import { at, listAt, textAt } from '../support/wire/answer.ts'
import { hiddenFields, openBrowser } from '../support/wire/browser.ts'
import { call, register } from '../support/wire/management.ts'
import { authorizePath, pkce } from '../support/wire/oauth.ts'
import { AGENT, MANAGER, OPERATOR, OTHER_MANAGER, SUPERVISOR } from '../support/wire/stage.ts'

const NEW = 'four words nobody joins'
const MINUTE = 60_000

/** Asks for a link as somebody at the sign-in page would. Out: what they are told. */
async function ask(stage: InsideStage, userName: string, path = '/'): Promise<string> {
  const browser = openBrowser(stage.url)
  const form = await browser.get(path)
  const way = /<a id="forgotten" href="([^"]*)"/.exec(form.text)?.[1] ?? assert.fail('no link')
  const page = await browser.get(way.replaceAll('&#38;', '&').replaceAll('&#61;', '='))
  assert.equal(page.status, 200)
  const answer = await browser.post('/password/forgotten', { ...hiddenFields(page.text), userName })
  assert.equal(answer.status, 200, answer.text)
  return answer.text
}

async function lettersOf(stage: InsideStage): Promise<readonly unknown[]> {
  const answer = await call(await stage.person(OPERATOR), 'GET /mail')
  assert.equal(answer.status, 200, answer.text)
  return listAt(answer.json(), 'items')
}

/** Waits for a letter that is made after the answer. */
async function letterAfter(stage: InsideStage, before: number): Promise<unknown> {
  for (let turn = 0; turn < 100; turn++) {
    const letters = await lettersOf(stage)
    if (letters.length > before) return letters[0]
    await pause(20)
  }
  return assert.fail('no letter came')
}

/** The link in the newest kept letter, as an operator reads it without a mail server. */
async function keptLink(stage: InsideStage, userName: string, path = '/'): Promise<string> {
  const { length } = await lettersOf(stage)
  await ask(stage, userName, path)
  const letter = await letterAfter(stage, length)
  const answer = await call(await stage.person(OPERATOR), `GET /mail/${textAt(letter, 'id')}`)
  return textAt(answer.json(), 'letter', 'action', 'url')
}

async function choose(stage: InsideStage, link: string, password = NEW) {
  const browser = openBrowser(stage.url)
  const page = await browser.get(link.slice(stage.url.length))
  if (page.status !== 200) return page
  return browser.post('/password/new', { ...hiddenFields(page.text), password })
}

async function signsIn(stage: InsideStage, userName: string, password: string): Promise<boolean> {
  const browser = openBrowser(stage.url)
  const form = hiddenFields((await browser.get('/')).text)
  return (await browser.post('/sign-in', { ...form, userName, password })).status === 303
}

onInsideStage('a forgotten password', stage => {
  test('is replaced by a link that works once, ends every session, and leads back to where one wanted', async () => {
    const client = await register(stage())
    const path = authorizePath(client, pkce().challenge)
    const old = await stage().newPerson(AGENT)
    const link = await keptLink(stage(), AGENT, path)
    assert.ok(link.startsWith(`${stage().url}/password/new?link=lkp_`), link)
    const done = await choose(stage(), link)
    assert.equal(done.status, 200, done.text)
    assert.match(done.text, /Your password is changed\. Sign in with it\./)
    assert.equal((await call(old, 'GET /me')).status, 401)
    const browser = openBrowser(stage().url)
    const fields = { ...hiddenFields(done.text), userName: AGENT, password: NEW }
    // Another browser than the one that asked: its form is not good there, and leads back to itself.
    const again = await browser.post('/sign-in', fields)
    assert.equal(again.status, 403)
    const on = await browser.post('/sign-in', { ...hiddenFields(again.text), userName: AGENT, password: NEW })
    assert.equal(on.status, 303)
    assert.equal(on.location()?.pathname, '/oauth2/authorize')
    assert.equal((await choose(stage(), link, 'another one of them')).status, 404)
  })

  test('is answered alike for a name that nobody has, and then no letter is made', async () => {
    const { length } = await lettersOf(stage())
    const [known, unknown] = [await ask(stage(), SUPERVISOR), await ask(stage(), 'nobody@harbour.example')]
    assert.equal(unknown, known)
    await letterAfter(stage(), length)
    await pause(100)
    assert.equal((await lettersOf(stage())).length, length + 1)
  })

  test('a bad password, a stale form and a scanner that looks at the link do not spend it; half an hour does', async () => {
    const link = await keptLink(stage(), OTHER_MANAGER)
    assert.equal((await choose(stage(), link, 'short')).status, 400)
    const browser = openBrowser(stage().url)
    const page = await browser.get(link.slice(stage().url.length))
    const { link: value = '' } = hiddenFields(page.text)
    const stale = await openBrowser(stage().url).post('/password/new', {
      csrf: 'x',
      link: value,
      password: NEW,
    })
    assert.equal(stale.status, 403)
    assert.match(stale.text, /Nothing has happened/)
    stage().advance(31 * MINUTE)
    assert.equal((await choose(stage(), link)).status, 404)
    assert.equal(await signsIn(stage(), OTHER_MANAGER, NEW), false)
  })

  test('ten at once with one link: one of them chooses the password', async () => {
    const link = await keptLink(stage(), OTHER_MANAGER)
    const passwords = Array.from({ length: 10 }, (_, index) => `password number ${index} of ten`)
    const answers = await Promise.all(passwords.map(password => choose(stage(), link, password)))
    const done = answers.flatMap((answer, index) => (answer.status === 200 ? [passwords[index] ?? ''] : []))
    assert.equal(done.length, 1, answers.map(answer => answer.status).join(' '))
    assert.equal(await signsIn(stage(), OTHER_MANAGER, done[0] ?? ''), true)
  })

  test('a link that was not used ends with the one that was', async () => {
    const [first, second] = [await keptLink(stage(), SUPERVISOR), await keptLink(stage(), SUPERVISOR)]
    assert.equal((await choose(stage(), second)).status, 200)
    assert.equal((await choose(stage(), first)).status, 404)
  })

  test('the link is of this server, whatever host the request names', async () => {
    const { length } = await lettersOf(stage())
    const browser = openBrowser(stage().url)
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example' }
    const page = await browser.get('/password/forgotten', headers)
    await browser.post('/password/forgotten', { ...hiddenFields(page.text), userName: MANAGER }, headers)
    const letter = await letterAfter(stage(), length)
    const operator = await stage().person(OPERATOR)
    const text = (await call(operator, `GET /mail/${textAt(letter, 'id')}`)).text
    assert.doesNotMatch(text, /evil/)
  })

  test('a manager hands a link on to a user of their own business unit, and nobody else does', async () => {
    const manager = await stage().signInAgain(MANAGER)
    const users = listAt((await call(manager, 'GET /users')).json(), 'items')
    const agent = users.find(user => textAt(user, 'userName') === AGENT)
    const path = `POST /users/${textAt(agent, 'id')}/password-link`
    const made = await call(manager, path)
    assert.equal(made.status, 200, made.text)
    assert.equal((await choose(stage(), textAt(made.json(), 'link'), 'chosen by the agent')).status, 200)
    const other = openBrowser(stage().url)
    assert.equal((await call(other, path)).status, 401)
  })

  test('a link that was not used ends with a change on the account page, which is told by mail', async () => {
    const manager = await stage().person(MANAGER)
    const users = listAt((await call(manager, 'GET /users')).json(), 'items')
    const agent = users.find(user => textAt(user, 'userName') === AGENT)
    const path = `POST /users/${textAt(agent, 'id')}/password-link`
    const [first, second] = [await call(manager, path), await call(manager, path)]
    assert.equal((await choose(stage(), textAt(first.json(), 'link'))).status, 200)
    assert.equal((await choose(stage(), textAt(second.json(), 'link'))).status, 404)
    const third = textAt((await call(manager, path)).json(), 'link')
    const browser = openBrowser(stage().url)
    const form = hiddenFields((await browser.get('/')).text)
    await browser.post('/sign-in', { ...form, userName: AGENT, password: NEW })
    const body = { currentPassword: NEW, newPassword: 'other words nobody joins' }
    const changed = await call(browser, 'POST /account/password', { body })
    assert.equal(changed.status, 200, changed.text)
    assert.equal((await choose(stage(), third)).status, 404)
    const [newest] = await lettersOf(stage())
    assert.deepEqual([textAt(newest, 'kind'), textAt(newest, 'recipient')], ['password-changed', AGENT])
    const letter = await call(await stage().person(OPERATOR), `GET /mail/${textAt(newest, 'id')}`)
    assert.match(JSON.stringify(letter.json()), /was changed on the account page/)
  })
})

describe('letters with a mail server', () => {
  let server: MailServer
  let mailer: Mailer
  let stage: InsideStage
  before(async () => {
    server = await startMailServer()
    mailer = createMailer({ url: server.url, from: 'Latchkey <latchkey@harbour.example>' })
    stage = await startInside({ mailer })
  })
  after(async () => {
    await stage.stop()
    mailer.close()
    await server.stop()
  })

  async function asked(userName: string): Promise<unknown> {
    const { length } = await lettersOf(stage)
    await ask(stage, userName)
    return letterAfter(stage, length)
  }

  async function stateOf(id: string): Promise<unknown> {
    return (await call(await stage.person(OPERATOR), `GET /mail/${id}`)).json()
  }

  test('one is sent as text and HTML to the address of its user alone, and nobody else reads it', async () => {
    const letter = await asked(AGENT)
    await deliverMail(stage.deps)
    const [sent] = server.taken
    assert.deepEqual(sent?.to, [AGENT])
    assert.equal(sent?.from, 'latchkey@harbour.example')
    const text = readable(sent?.text ?? '').replaceAll('&#61;', '=')
    assert.match(text, /Message-ID: <mai_[0-9a-f]{32}@harbour\.example>/i)
    assert.match(text, /Auto-Submitted: auto-generated/)
    assert.equal(text.split(`${stage.url}/password/new?link=lkp_`).length - 1 >= 2, true, text)
    assert.doesNotMatch(text, /<img|https?:\/\/(?!127\.0\.0\.1)/)
    const shown = await stateOf(textAt(letter, 'id'))
    assert.equal(at(shown, 'state'), 'sent')
    assert.equal(at(shown, 'letter'), null)
    const link = new RegExp(`${stage.url}(/password/new\\?link=lkp_\\w+)`).exec(text)?.[1] ?? ''
    assert.equal((await choose(stage, `${stage.url}${link}`)).status, 200)
    await deliverMail(stage.deps)
    assert.match(readable(server.taken.at(-1)?.text ?? ''), /was changed by a link/)
  })

  test('one is written in the language that its user chose', async () => {
    const person = await stage.newPerson(SUPERVISOR)
    await call(person, 'PATCH /account/profile', { body: { locale: 'de' } })
    await asked(SUPERVISOR)
    await deliverMail(stage.deps)
    const text = readable(server.taken.at(-1)?.text ?? '')
    assert.match(text, /Guten Tag/)
    assert.match(text, /<html lang="de">/)
  })

  test('one that is not taken is tried again, with the same id, and given up when it is of no use any more', async () => {
    server.refuseWith(451)
    const letter = await asked(MANAGER)
    const id = textAt(letter, 'id')
    const before = server.taken.length
    await deliverMail(stage.deps)
    assert.equal(at(await stateOf(id), 'state'), 'waiting')
    assert.equal(at(await stateOf(id), 'lastFailure'), 'The mail server answered 451.')
    server.refuseWith(null)
    stage.advance(10_000)
    await deliverMail(stage.deps)
    assert.equal(server.taken.length, before + 1)
    assert.ok(server.taken.at(-1)?.text.includes(id))
    server.refuseWith(451)
    const late = textAt(await asked(MANAGER), 'id')
    stage.advance(31 * MINUTE)
    await deliverMail(stage.deps)
    server.refuseWith(null)
    assert.equal(at(await stateOf(late), 'state'), 'given-up')
  })

  test('one that the mail server will never take is given up at once, and that stands in the history', async () => {
    server.refuseWith(550)
    const id = textAt(await asked(OTHER_MANAGER), 'id')
    await deliverMail(stage.deps)
    server.refuseWith(null)
    assert.equal(at(await stateOf(id), 'state'), 'given-up')
    const rows = await stage.deps.store.db
      .selectFrom('audit_entries')
      .select(['action', 'target_id'])
      .where('action', '=', 'mail.not-sent')
      .execute()
    assert.ok(rows.some(row => row.target_id === id))
  })

  test('of two nodes that send at once each letter is sent by one', async () => {
    await asked(MANAGER)
    const before = server.taken.length
    await Promise.all([deliverMail(stage.deps), deliverMail(stage.deps), deliverMail(stage.deps)])
    assert.equal(server.taken.length, before + 1)
  })
})
