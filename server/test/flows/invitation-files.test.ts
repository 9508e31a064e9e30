import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { type Answer, at, listAt, textAt } from '../support/wire/answer.ts'
import { call } from '../support/wire/management.ts'
import { MANAGER, SUPERVISOR } from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'

onInsideStage('a file of people to invite', stage => {
  test('is read with the faults of each line, and invites nobody', async () => {
    const manager = await stage().person(MANAGER)
    const userName = 'invited@harbour.example'
    const body = { userName, securityProfileId: 'agent' }
    assert.equal((await call(manager, 'POST /invitations', { body })).status, 201)
    const csv = [
      'user name;full name;security profile;language',
      'a@harbour.example;Ann;Agent;de',
      `${SUPERVISOR};;agent;`,
      `${userName};;AGENT;fr`,
      'A@harbour.example;;Nobody;',
      'not one;\u202e;;',
    ].join('\r\n')
    const before = (await call(manager, 'GET /invitations')).text
    const answer = await call(manager, 'POST /invitations/preview', { body: { csv } })
    assert.equal(answer.status, 200, answer.text)
    const rows = listAt(answer.json(), 'rows')
    assert.deepEqual(
      rows.map(row => [at(row, 'line'), ...listAt(row, 'faults').map(each => textAt(each, 'rule'))]),
      [
        [2],
        [3, 'taken'],
        [4, 'invited', 'unknown'],
        [5, 'twice', 'unknown'],
        [6, 'form', 'characters', 'unknown'],
      ],
    )
    assert.deepEqual(rows[0], {
      line: 2,
      userName: 'a@harbour.example',
      fullName: 'Ann',
      securityProfileId: 'agent',
      language: 'de',
      faults: [],
    })
    assert.equal((await call(manager, 'GET /invitations')).text, before)
    const german = { 'accept-language': 'de' }
    const said = await call(manager, 'POST /invitations/preview', { body: { csv }, headers: german })
    assert.match(said.text, /ist schon Benutzer Ihres Geschäftsbereichs/)
    assert.match(said.text, /Derselbe Benutzername steht in Zeile 2/)
  })

  test('of ten megabytes, of too many people or of nothing is refused', async () => {
    const manager = await stage().person(MANAGER)
    const preview = (csv: string) => call(manager, 'POST /invitations/preview', { body: { csv } })
    const rule = (answer: Answer) => textAt(listAt(problemOf(answer, 400), 'errors')[0], 'rule')
    assert.equal((await preview('x'.repeat(10_000_000))).status, 413)
    assert.equal(rule(await preview('')), 'columns')
    const many = `user name,security profile\n${'a@b.example,Agent\n'.repeat(501)}`
    assert.equal(rule(await preview(many)), 'rows')
    const full = `user name,security profile\n${Array.from({ length: 500 }, (_, index) => `p${index}@b.example,Agent\n`).join('')}`
    assert.equal(listAt((await preview(full)).json(), 'rows').length, 500)
  })
})
