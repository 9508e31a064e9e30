import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { type Answer, at, listAt, textAt } from '../support/wire/answer.ts'
import { type Browser, hiddenFields, openBrowser } from '../support/wire/browser.ts'
import { call } from '../support/wire/management.ts'
import { HARBOUR, MANAGER, OPERATOR } from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'

const NEW = 'four words nobody joins'

let made = 0
/** A name and an address that no other test uses. */
function fresh() {
  made += 1
  return { name: `Quay ${made} Logistics`, userName: `first${made}@quay.example` }
}

function make(by: Browser, body: object, key?: string): Promise<Answer> {
  const headers = key === undefined ? {} : { 'idempotency-key': key }
  return call(by, 'POST /business-units', { body, headers })
}

/** Who opens a link chooses a password there. */
async function accept(url: string, link: string, fullName = 'Kim Quay'): Promise<[Browser, Answer]> {
  const browser = openBrowser(url)
  const page = await browser.get(link.slice(url.length))
  if (page.status !== 200) return [browser, page]
  return [browser, await browser.post('/invitation', { ...hiddenFields(page.text), fullName, password: NEW })]
}

onInsideStage('a business unit that an operator makes', stage => {
  const operator = () => stage().person(OPERATOR)

  test('has a number of its own, and whoever was invited enters it as its manager and finds nothing there yet', async () => {
    const { name, userName } = fresh()
    const answer = await make(await operator(), { name: ` ${name} `, administrator: { userName } })
    assert.equal(answer.status, 201, answer.text)
    const number = textAt(answer.json(), 'businessUnit', 'number')
    assert.match(number, /^[1-9][0-9]{6}$/)
    assert.equal(textAt(answer.json(), 'businessUnit', 'name'), name)
    const path = `/business-units/${number}`
    const page = async () => (await call(await operator(), `GET ${path}`)).json()
    assert.deepEqual(
      [at(await page(), 'firstAdministrator', 'userName'), at(await page(), 'has', 'users', 'count')],
      [userName, 0],
    )
    assert.equal(listAt(await page(), 'apis').length, 7)
    const [browser, done] = await accept(stage().url, textAt(answer.json(), 'link'))
    assert.deepEqual([done.status, done.location()?.pathname], [303, '/'])
    const me = (await call(browser, 'GET /me')).json()
    assert.deepEqual(
      [at(me, 'businessUnit', 'number'), at(me, 'securityProfile', 'id'), at(me, 'user', 'operator')],
      [number, 'manager', false],
    )
    assert.deepEqual(listAt((await call(browser, 'GET /applications')).json(), 'items'), [])
    problemOf(await call(browser, 'GET /business-units'), 403)
    assert.equal(at(await page(), 'firstAdministrator'), null)
    problemOf(await call(await operator(), `POST ${path}/administrator`, { body: { userName } }), 409)
    const history = listAt((await call(await operator(), `GET ${path}/history`)).json(), 'items')
    assert.deepEqual(
      history.map(entry => [at(entry, 'what'), at(entry, 'by')]),
      [['created', OPERATOR]],
    )
  })

  test('ten at once with one key make one; ten at once without make one of one name', async () => {
    const one = fresh()
    const body = { name: one.name, administrator: { userName: one.userName } }
    const by = await operator()
    const answers = await Promise.all(Array.from({ length: 10 }, () => make(by, body, 'ten-at-once')))
    const numbers = new Set(answers.map(answer => textAt(answer.json(), 'businessUnit', 'number')))
    assert.equal(numbers.size, 1)
    assert.equal(new Set(answers.map(answer => at(answer.json(), 'link'))).size, 1)
    const { name, userName } = fresh()
    const others = await Promise.all(
      Array.from({ length: 10 }, () => make(by, { name, administrator: { userName } })),
    )
    assert.deepEqual(
      others.map(({ status }) => status).toSorted((a, b) => a - b),
      [201, ...Array.from({ length: 9 }, () => 400)],
    )
    const many = await Promise.all(
      Array.from({ length: 10 }, () => {
        const each = fresh()
        return make(by, { name: each.name, administrator: { userName: each.userName } })
      }),
    )
    assert.equal(new Set(many.map(answer => textAt(answer.json(), 'businessUnit', 'number'))).size, 10)
  })

  test('is refused with all faults at once, and nothing is made', async () => {
    const by = await operator()
    const count = async () => at((await call(by, 'GET /business-units')).json(), 'total', 'count')
    const before = await count()
    const refused = await make(by, {
      name: ' ',
      apis: ['RealTimeApi', 'NoApi'],
      administrator: { userName: 'not one', fullName: 'a\u202eb' },
    })
    assert.deepEqual(
      listAt(problemOf(refused, 400), 'errors').map(fault => at(fault, 'path')),
      ['/name', '/apis/1', '/administrator/userName', '/administrator/fullName'],
    )
    const { userName } = fresh()
    // The last begins with a Cyrillic letter.
    for (const name of ['Harbour Support', 'harbour-SUPPORT', 'Harb0ur Support', 'Ηarbour Suрport']) {
      const answer = problemOf(await make(by, { name, administrator: { userName } }), 400)
      const [fault] = listAt(answer, 'errors')
      assert.deepEqual([at(fault, 'path'), at(fault, 'rule')], ['/name', 'taken'], name)
      assert.ok(textAt(fault, 'message').includes(HARBOUR))
    }
    for (const name of ['…', 'x'.repeat(101), 'a\u0000b', 'y'.repeat(20_000)]) {
      problemOf(await make(by, { name, administrator: { userName } }), 400)
    }
    problemOf(await make(by, { name: 'No Administrator' }), 400)
    problemOf(await make(await stage().person(MANAGER), { name: 'X', administrator: { userName } }), 403)
    assert.equal(await count(), before)
  })

  test('that nobody has entered gets another first administrator, and the link of the first ends', async () => {
    const { name, userName } = fresh()
    const by = await operator()
    const answer = await make(by, { name, environment: 'sandbox', administrator: { userName } })
    const path = `/business-units/${textAt(answer.json(), 'businessUnit', 'number')}`
    const other = `other.${userName}`
    const anew = await call(by, `POST ${path}/administrator`, { body: { userName: other, fullName: 'Lou' } })
    assert.equal(anew.status, 201, anew.text)
    assert.equal(at((await call(by, `GET ${path}`)).json(), 'firstAdministrator', 'userName'), other)
    const [, late] = await accept(stage().url, textAt(answer.json(), 'link'))
    assert.equal(late.status, 404)
    const [browser, done] = await accept(stage().url, textAt(anew.json(), 'link'))
    assert.equal(done.status, 303)
    const log = listAt((await call(browser, 'GET /audit/entries')).json(), 'items')
    const actions = log.map(entry => textAt(entry, 'action'))
    for (const action of ['business-unit.created', 'invitation.created', 'invitation.withdrawn']) {
      assert.ok(actions.includes(action), action)
    }
    for (const number of ['0000000', '1000000']) {
      const status = number === '1000000' ? 409 : 404
      const body = { userName: other }
      problemOf(await call(by, `POST /business-units/${number}/administrator`, { body }), status)
    }
  })
})
