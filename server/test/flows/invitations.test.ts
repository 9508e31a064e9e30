import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { createMailer, type Mailer } from '../../src/outbound/mail/mailer.ts'
import { deliverMail } from '../../src/services/mail/deliver-mail.ts'
import { type InsideStage, onInsideStage, startInside } from '../support/inside/inside-stage.ts'
import { makeProfile, setProfile, setUnit } from '../support/inside/states.ts'
import { type MailServer, readable, startMailServer } from '../support/mail-server.ts'
import { type Answer, at, listAt, textAt } from '../support/wire/answer.ts'
import { type Browser, hiddenFields, openBrowser } from '../support/wire/browser.ts'
import { call } from '../support/wire/management.ts'
import { AGENT, MANAGER, MEADOW, OTHER_MANAGER, SUPERVISOR } from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'

const NEW = 'four words nobody joins'
const DAY = 86_400_000

let invited = 0
/** An address that no other test invites. */
function freshAddress(): string {
  invited += 1
  return `new${invited}@harbour.example`
}

function ask(by: Browser, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return call(by, 'POST /invitations', { body: { securityProfileId: 'agent', ...body }, headers })
}

async function invite(stage: InsideStage, body: object = {}, by = MANAGER) {
  const userName = freshAddress()
  const answer = await ask(await stage.person(by), { userName, fullName: 'Kim Quay', ...body })
  assert.equal(answer.status, 201, answer.text)
  const made = answer.json()
  return { id: textAt(made, 'invitation', 'id'), link: at(made, 'link'), userName, made }
}

async function invitedLink(stage: InsideStage, body: object = {}, by = MANAGER) {
  const { link, ...rest } = await invite(stage, body, by)
  assert.ok(typeof link === 'string')
  return { ...rest, link }
}

function open(stage: InsideStage, link: string, browser = openBrowser(stage.url)): Promise<Answer> {
  return browser.get(link.slice(stage.url.length))
}

async function accept(
  stage: InsideStage,
  link: string,
  typed: { readonly fullName?: string; readonly password?: string } = {},
  browser = openBrowser(stage.url),
): Promise<Answer> {
  const page = await open(stage, link, browser)
  if (page.status !== 200) return page
  const fields = { fullName: 'Kim Quay', password: NEW, ...typed }
  return browser.post('/invitation', { ...hiddenFields(page.text), ...fields })
}

async function waiting(stage: InsideStage, by = MANAGER): Promise<readonly string[]> {
  const answer = await call(await stage.person(by), 'GET /invitations')
  assert.equal(answer.status, 200, answer.text)
  return listAt(answer.json(), 'items').map(each => textAt(each, 'id'))
}

onInsideStage('an invitation', stage => {
  test('leads to a user with the profile it was made for, who is signed in and may sign in again', async () => {
    const { id, link, userName, made } = await invitedLink(stage())
    assert.deepEqual(
      [at(made, 'invitation', 'state'), at(made, 'invitation', 'securityProfile', 'id')],
      ['open', 'agent'],
    )
    assert.ok(link.startsWith(`${stage().url}/invitation?link=lkp_`), link)
    assert.ok((await waiting(stage())).includes(id))
    const browser = openBrowser(stage().url)
    const page = await open(stage(), link, browser)
    assert.match(page.text, /Welcome to Harbour Support/)
    assert.ok(page.text.includes(userName))
    assert.match(page.text, /value="Kim Quay"/)
    const done = await accept(stage(), link, { fullName: 'Kim van der Quay' }, browser)
    assert.deepEqual([done.status, done.location()?.pathname], [303, '/'])
    const me = (await call(browser, 'GET /me')).json()
    assert.deepEqual(
      [at(me, 'user', 'userName'), at(me, 'user', 'fullName'), at(me, 'securityProfile', 'id')],
      [userName, 'Kim van der Quay', 'agent'],
    )
    assert.ok(!(await waiting(stage())).includes(id))
    // Handed on by whoever invited, so that nobody knows who reads the address.
    const contact = (await call(browser, 'GET /account/contact')).json()
    assert.deepEqual([at(contact, 'email'), at(contact, 'emailVerified')], [userName, false])
    const again = openBrowser(stage().url)
    const form = hiddenFields((await again.get('/')).text)
    assert.equal((await again.post('/sign-in', { ...form, userName, password: NEW })).status, 303)
  })

  test('is spent once: a link used twice does nothing, and leads whoever it signed in onwards', async () => {
    const { link } = await invitedLink(stage())
    const browser = openBrowser(stage().url)
    const page = await open(stage(), link, browser)
    const fields = { ...hiddenFields(page.text), fullName: 'Kim', password: NEW }
    assert.equal((await browser.post('/invitation', fields)).status, 303)
    const twice = await browser.post('/invitation', fields)
    assert.deepEqual([twice.status, twice.location()?.pathname], [303, '/'])
    assert.equal((await open(stage(), link)).status, 404)
    assert.equal((await openBrowser(stage().url).post('/invitation', fields)).status, 404)
  })

  test('ten at once with one link: one of them becomes the user', async () => {
    const { link, userName } = await invitedLink(stage())
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        accept(stage(), link, { password: `password number ${index} of ten` }),
      ),
    )
    assert.equal(answers.filter(answer => answer.status === 303).length, 1)
    assert.deepEqual(
      answers.filter(answer => answer.status !== 303).map(answer => answer.status),
      Array(9).fill(404),
    )
    const users = listAt((await call(await stage().person(MANAGER), 'GET /users')).json(), 'items')
    assert.equal(users.filter(user => textAt(user, 'userName') === userName).length, 1)
  })

  test('is not spent by a scanner that looks, a weak password, an unseen name or a stale form', async () => {
    const { link } = await invitedLink(stage())
    assert.equal((await accept(stage(), link, { password: 'short' })).status, 400)
    const nameless = await accept(stage(), link, { fullName: ' \u200b' })
    assert.equal(nameless.status, 400)
    assert.match(nameless.text, /id="full-name-fault"/)
    const { link: value = '' } = hiddenFields((await open(stage(), link)).text)
    const stale = await openBrowser(stage().url).post('/invitation', {
      csrf: 'x',
      link: value,
      fullName: 'Kim',
      password: NEW,
    })
    assert.equal(stale.status, 403)
    assert.match(stale.text, /Nothing has happened/)
    const browser = openBrowser(stage().url)
    const page = await open(stage(), link, browser)
    const foreign = await browser.post(
      '/invitation',
      { ...hiddenFields(page.text), fullName: 'Kim', password: NEW },
      { origin: 'https://evil.example' },
    )
    assert.equal(foreign.status, 403)
    assert.equal((await accept(stage(), link)).status, 303)
  })

  test('opened in another person’s session says who is signed in, and signs them out when it is accepted', async () => {
    const { link, userName } = await invitedLink(stage())
    const other = await stage().newPerson(SUPERVISOR)
    const cookies = other.cookies()
    const page = await open(stage(), link, other)
    assert.match(page.text, /id="signed-in"/)
    assert.ok(page.text.includes(SUPERVISOR))
    assert.equal((await call(other, 'GET /me')).status, 200, 'looking signs nobody out')
    assert.equal((await accept(stage(), link, {}, other)).status, 303)
    assert.equal(textAt((await call(other, 'GET /me')).json(), 'user', 'userName'), userName)
    const before = await call(openBrowser(stage().url), 'GET /me', { headers: { cookie: cookies } })
    assert.equal(before.status, 401)
  })

  test('sent again has a new link, and the old one ends', async () => {
    const { id, link } = await invitedLink(stage())
    const again = await call(await stage().person(MANAGER), `POST /invitations/${id}/send-again`)
    assert.equal(again.status, 200, again.text)
    assert.equal((await open(stage(), link)).status, 404)
    assert.equal((await accept(stage(), textAt(again.json(), 'link'))).status, 303)
    const gone = await call(await stage().person(MANAGER), `POST /invitations/${id}/send-again`)
    assert.equal(gone.status, 404)
  })

  test('that was withdrawn has no link, and cannot be sent again or withdrawn again', async () => {
    const { id, link } = await invitedLink(stage())
    const manager = await stage().person(MANAGER)
    assert.equal((await call(manager, `DELETE /invitations/${id}`)).status, 200)
    assert.equal((await open(stage(), link)).status, 404)
    assert.equal((await call(manager, `DELETE /invitations/${id}`)).status, 404)
    assert.equal((await call(manager, `POST /invitations/${id}/send-again`)).status, 404)
  })

  test('withdrawn while its page is open makes no user', async () => {
    const { id, link } = await invitedLink(stage())
    const browser = openBrowser(stage().url)
    const page = await open(stage(), link, browser)
    await call(await stage().person(MANAGER), `DELETE /invitations/${id}`)
    const fields = { ...hiddenFields(page.text), fullName: 'Kim', password: NEW }
    assert.equal((await browser.post('/invitation', fields)).status, 404)
  })

  test('of a deactivated business unit opens nothing until it is active again', async () => {
    const { link } = await invitedLink(stage(), {}, OTHER_MANAGER)
    await setUnit(stage(), MEADOW, false)
    assert.equal((await open(stage(), link)).status, 404)
    await setUnit(stage(), MEADOW, true)
    await stage().signInAgain(OTHER_MANAGER)
    assert.equal((await accept(stage(), link)).status, 303)
  })

  test('does not tell whether the name is somebody’s elsewhere; who holds the link learns it by trying', async () => {
    const manager = await stage().person(MANAGER)
    const [known, unknown] = [
      await ask(manager, { userName: OTHER_MANAGER }),
      await ask(manager, { userName: freshAddress() }),
    ]
    const shape = (answer: Answer) => {
      const { invitation } = { invitation: at(answer.json(), 'invitation') }
      return [answer.status, Object.keys(Object(invitation)), at(invitation, 'state')]
    }
    assert.deepEqual(shape(known), shape(unknown))
    const link = textAt(known.json(), 'link')
    assert.equal((await open(stage(), link)).status, 200)
    const refused = await accept(stage(), link)
    assert.equal(refused.status, 409)
    assert.match(refused.text, /belongs to an account already/)
    assert.equal((await open(stage(), link)).status, 200, 'nothing was spent')
    await stage().signInAgain(OTHER_MANAGER)
  })

  test('is refused for one’s own user, for who is invited, and for faults of form, all at once', async () => {
    const manager = await stage().person(MANAGER)
    const rules = (answer: Answer) =>
      listAt(problemOf(answer, 400), 'errors').map(each => [textAt(each, 'path'), textAt(each, 'rule')])
    assert.deepEqual(rules(await ask(manager, { userName: SUPERVISOR.toUpperCase() })), [
      ['/userName', 'taken'],
    ])
    const { userName } = await invite(stage())
    assert.deepEqual(rules(await ask(manager, { userName })), [['/userName', 'invited']])
    const wrong = {
      userName: 'Kim <kim@a.example>\r\nBcc: x@y.example',
      fullName: '\u202e',
      securityProfileId: 'none',
    }
    assert.deepEqual(
      rules(await ask(manager, wrong)).map(([path]) => path),
      ['/userName', '/fullName', '/securityProfileId'],
    )
    // A Kelvin sign looks like the letter it is not.
    assert.deepEqual(rules(await ask(manager, { userName: '\u212aim@harbour.example' })), [
      ['/userName', 'form'],
    ])
  })

  test('is never to more than whoever invites may do, when it is made or when it is sent again', async () => {
    const profile = await makeProfile(
      stage(),
      SUPERVISOR,
      ['AgentApi', 'RealTimeApi', 'AuthenticationApi', 'PatronApi', 'CustomApi'],
      ['users:view', 'users:create', 'users:edit'],
    )
    const { id } = await invite(stage(), { securityProfileId: 'manager' })
    await setProfile(stage(), SUPERVISOR, profile)
    const recruiter = await stage().signInAgain(SUPERVISOR)
    const given = listAt((await call(recruiter, 'GET /invitations/profiles')).json(), 'items')
    assert.deepEqual(
      given.map(each => textAt(each, 'id')),
      ['agent', profile],
    )
    for (const securityProfileId of ['manager', 'supervisor']) {
      const refused = await ask(recruiter, { userName: freshAddress(), securityProfileId })
      assert.deepEqual(
        listAt(problemOf(refused, 400), 'errors').map(each => textAt(each, 'rule')),
        ['beyond'],
      )
    }
    assert.equal((await call(recruiter, `POST /invitations/${id}/send-again`)).status, 400)
    for (const securityProfileId of ['agent', profile]) {
      assert.equal((await ask(recruiter, { userName: freshAddress(), securityProfileId })).status, 201)
    }
    // Nor does anybody get a link to the password of somebody who may do more.
    const users = listAt((await call(recruiter, 'GET /users')).json(), 'items')
    const idOf = (name: string) =>
      textAt(
        users.find(user => textAt(user, 'userName') === name),
        'id',
      )
    const higher = problemOf(await call(recruiter, `POST /users/${idOf(MANAGER)}/password-link`), 400)
    assert.deepEqual(
      listAt(higher, 'errors').map(each => textAt(each, 'rule')),
      ['beyond'],
    )
    assert.equal((await call(recruiter, `POST /users/${idOf(AGENT)}/password-link`)).status, 200)
    await setProfile(stage(), SUPERVISOR, 'supervisor')
  })

  test('sent twice with one Idempotency-Key is one, with the same link', async () => {
    const manager = await stage().person(MANAGER)
    const body = { userName: freshAddress() }
    const headers = { 'idempotency-key': 'twice' }
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(manager, body, headers)))
    assert.deepEqual([...new Set(answers.map(answer => answer.status))], [201])
    assert.equal(new Set(answers.map(answer => textAt(answer.json(), 'link'))).size, 1)
    const other = await ask(manager, { userName: freshAddress() }, headers)
    assert.equal(other.status, 409)
  })

  test('of ten at once for one name one is made', async () => {
    const manager = await stage().person(MANAGER)
    const userName = freshAddress()
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(manager, { userName })))
    assert.equal(answers.filter(answer => answer.status === 201).length, 1)
    assert.equal(answers.filter(answer => answer.status === 400).length, 9)
  })

  test('is out of reach for another business unit', async () => {
    const { id, userName } = await invite(stage())
    const other = await stage().person(OTHER_MANAGER)
    assert.ok(!(await waiting(stage(), OTHER_MANAGER)).includes(id))
    assert.equal((await call(other, `POST /invitations/${id}/send-again`)).status, 404)
    assert.equal((await call(other, `DELETE /invitations/${id}`)).status, 404)
    assert.equal((await ask(other, { userName })).status, 201, 'it is no secret of theirs')
    assert.ok((await waiting(stage())).includes(id))
  })

  test('has a link of this server, whatever host the request names', async () => {
    const manager = await stage().person(MANAGER)
    const answer = await ask(
      manager,
      { userName: freshAddress() },
      {
        host: 'evil.example',
        'x-forwarded-host': 'evil.example',
        forwarded: 'host=evil.example',
      },
    )
    assert.equal(answer.status, 201, answer.text)
    assert.doesNotMatch(answer.text, /evil/)
  })

  test('expires after seven days, is still listed as that, and works again when it is sent again', async () => {
    const { id, link } = await invitedLink(stage())
    stage().advance(7 * DAY + 1000)
    const manager = await stage().signInAgain(MANAGER)
    assert.equal((await open(stage(), link)).status, 404)
    const items = listAt((await call(manager, 'GET /invitations')).json(), 'items')
    const mine = items.find(each => textAt(each, 'id') === id)
    assert.equal(at(mine, 'state'), 'expired')
    const again = await call(manager, `POST /invitations/${id}/send-again`)
    assert.equal(at(again.json(), 'invitation', 'state'), 'open')
    assert.equal((await accept(stage(), textAt(again.json(), 'link'))).status, 303)
  })
})

describe('an invitation with a mail server', () => {
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

  async function letterTo(userName: string): Promise<string> {
    await deliverMail(stage.deps)
    const sent = server.taken.findLast(letter => letter.to.includes(userName))
    return readable(sent?.text ?? '').replaceAll('&#61;', '=')
  }

  test('goes to the address alone, in the language asked for, and its address is verified when it is accepted', async () => {
    const { link, userName } = await invite(stage, { language: 'de', fullName: '' })
    assert.equal(link, null, 'whoever invited does not get it')
    const text = await letterTo(userName)
    assert.match(text, /lang="de"/)
    assert.match(text, /lädt Sie zu Harbour Support ein/)
    assert.doesNotMatch(text, /<img|https?:\/\/(?!127\.0\.0\.1)/)
    const [found = ''] = new RegExp(`${stage.url}/invitation\\?link=lkp_\\w+`).exec(text) ?? []
    const browser = openBrowser(stage.url)
    assert.equal((await accept(stage, found, {}, browser)).status, 303)
    const contact = (await call(browser, 'GET /account/contact')).json()
    assert.deepEqual([at(contact, 'email'), at(contact, 'emailVerified')], [userName, true])
  })

  test('is written in English to whoever is invited by somebody who reads it', async () => {
    const { userName } = await invite(stage)
    const text = await letterTo(userName)
    assert.match(text, /Hello Kim Quay,/)
    assert.match(text, /invites you to Harbour Support/)
  })
})
