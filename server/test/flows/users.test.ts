import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Client as Connection } from 'pg'
import { userinfoOf } from '../conformance/relying-party.ts'
import { at, listAt, textAt } from '../support/wire/answer.ts'
import type { Browser } from '../support/wire/browser.ts'
import { call, register } from '../support/wire/management.ts'
import { tokensFor } from '../support/wire/oauth.ts'
import {
  AGENT,
  MANAGER,
  OPERATOR,
  OTHER_MANAGER,
  onBothStages,
  type Stage,
  SUPERVISOR,
} from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'

const SILENT = {
  givenName: null,
  familyName: null,
  middleName: null,
  nickname: null,
  picture: null,
  profile: null,
  website: null,
  gender: null,
  birthdate: null,
  zoneinfo: null,
  locale: null,
}

async function idOf(stage: Stage, userName: string): Promise<string> {
  return textAt((await call(await stage.person(userName), 'GET /me')).json(), 'user', 'id')
}

async function read(by: Browser, id: string) {
  const answer = await call(by, `GET /users/${id}`)
  assert.equal(answer.status, 200, answer.text)
  return { user: answer.json(), etag: answer.headers.get('etag') ?? '' }
}

function edit(by: Browser, id: string, body: unknown, etag: string) {
  return call(by, `PATCH /users/${id}`, { body, headers: { 'if-match': etag } })
}

onBothStages('what an administrator says of a user', stage => {
  test('is read with the user, who has said nothing so far and is as old as that', async () => {
    const manager = await stage().person(MANAGER)
    const { user, etag } = await read(manager, await idOf(stage(), SUPERVISOR))
    assert.deepEqual(
      [textAt(user, 'userName'), at(user, 'status'), at(user, 'securityProfile', 'id')],
      [SUPERVISOR, 'active', 'supervisor'],
    )
    for (const [name, value] of Object.entries(SILENT)) assert.equal(at(user, name), value, name)
    assert.ok(Date.parse(textAt(user, 'updatedAt')) <= Date.now())
    assert.match(etag, /^"\d+"$/)
    const own = (await call(await stage().person(SUPERVISOR), 'GET /account/profile')).json()
    assert.equal(textAt(own, 'updatedAt'), textAt(user, 'updatedAt'))
    const listed = listAt((await call(manager, 'GET /users')).json(), 'items')
    assert.ok(
      listed.every(one => at(one, 'givenName') === undefined),
      'a list is no place for it',
    )
  })

  test('is changed field by field, and reaches the account page and applications', async () => {
    const manager = await stage().person(MANAGER)
    const id = await idOf(stage(), AGENT)
    const before = await read(manager, id)
    const all = {
      givenName: ' Kim ',
      familyName: 'Quay',
      middleName: 'Lee',
      nickname: 'Kimmy',
      picture: 'https://pictures.example/kim.png',
      profile: 'https://people.example/kim',
      website: 'https://kim.example',
      gender: 'none of them',
      birthdate: '0000-02-29',
      zoneinfo: 'Europe/Berlin',
      locale: 'de-DE',
    }
    const edited = await edit(manager, id, all, before.etag)
    assert.equal(edited.status, 200, edited.text)
    for (const [name, value] of Object.entries(all)) assert.equal(at(edited.json(), name), value.trim(), name)
    assert.notEqual(edited.headers.get('etag'), before.etag)
    const after = await read(manager, id)
    assert.deepEqual([after.user, after.etag], [edited.json(), edited.headers.get('etag')])
    const cleared = await edit(manager, id, { gender: null, website: '' }, after.etag)
    assert.deepEqual([at(cleared.json(), 'gender'), at(cleared.json(), 'website')], [null, null])
    assert.equal(at(cleared.json(), 'nickname'), 'Kimmy')
    const own = (await call(await stage().person(AGENT), 'GET /account/profile')).json()
    assert.deepEqual([at(own, 'nickname'), at(own, 'gender')], ['Kimmy', null])
    const client = await register(stage(), { scopes: ['RealTimeApi'] })
    const { access } = await tokensFor(stage(), client, { scope: 'openid profile' }, AGENT)
    const info = await userinfoOf(stage().url, access)
    assert.deepEqual([at(info, 'family_name'), at(info, 'locale')], ['Quay', 'de-DE'])
    const seconds = Math.floor(Date.parse(textAt(cleared.json(), 'updatedAt')) / 1000)
    assert.equal(at(info, 'updated_at'), seconds)
  })

  test('is held against the rules of the account page, all faults at once', async () => {
    const manager = await stage().person(MANAGER)
    const id = await idOf(stage(), AGENT)
    const { user, etag } = await read(manager, id)
    const wrong = {
      picture: 'http://x.example',
      birthdate: '1990-02-30',
      zoneinfo: 'Mars/Base',
      locale: 'a_b',
    }
    const refused = problemOf(await edit(manager, id, wrong, etag), 400)
    const own = await call(await stage().person(AGENT), 'PATCH /account/profile', { body: wrong })
    // The same rules, each in the language of whoever reads the answer.
    const rules = (problem: unknown) =>
      listAt(problem, 'errors').map(fault => [textAt(fault, 'path'), textAt(fault, 'rule')])
    assert.deepEqual(rules(refused), rules(own.json()))
    for (const body of [{}, { updatedAt: 1 }, { fullName: 'X' }, { status: 'inactive' }, { givenName: 1 }]) {
      problemOf(await edit(manager, id, body, etag), 400)
    }
    assert.deepEqual((await read(manager, id)).user, user)
  })

  test('needs the version that was read: of ten edits at once one is taken, and own edits count', async () => {
    const manager = await stage().person(MANAGER)
    const id = await idOf(stage(), AGENT)
    const { etag } = await read(manager, id)
    problemOf(await call(manager, `PATCH /users/${id}`, { body: { nickname: 'None' } }), 428)
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => edit(manager, id, { nickname: `Nick ${index}` }, etag)),
    )
    const statuses = answers.map(answer => answer.status).toSorted((one, other) => one - other)
    assert.deepEqual(statuses, [200, ...Array<number>(9).fill(412)])
    const agent = await stage().person(AGENT)
    for (const [operation, body] of [
      ['PATCH /account/profile', { locale: 'en-GB' }],
      ['PATCH /account/contact', { phone: '+441632960123' }],
    ] as const) {
      const seen = await read(manager, id)
      assert.equal((await call(agent, operation, { body })).status, 200)
      problemOf(await edit(manager, id, { nickname: 'Late' }, seen.etag), 412)
    }
    const { etag: now } = await read(manager, id)
    assert.equal((await edit(manager, id, { nickname: 'In time' }, now)).status, 200)
    assert.equal(
      (await edit(manager, id, { nickname: 'In time' }, (await read(manager, id)).etag)).status,
      200,
    )
  })

  test('takes the permission, and a user of one’s own business unit', async () => {
    const id = await idOf(stage(), AGENT)
    const body = { nickname: 'Thief' }
    for (const by of [AGENT, SUPERVISOR]) {
      const person = await stage().person(by)
      problemOf(await call(person, `GET /users/${id}`), 403)
      problemOf(await edit(person, id, body, '"1"'), 403)
    }
    for (const by of [OTHER_MANAGER, OPERATOR]) {
      const person = await stage().person(by)
      const words = async (target: string) => {
        const answers = [await call(person, `GET /users/${target}`), await edit(person, target, body, '"1"')]
        return answers.map(answer => `${answer.status} ${answer.text.replace(/req_\w+/, '')}`)
      }
      const none = await words('usr_00000000000000000000000000000000')
      assert.ok(none.every(each => each.startsWith('404') && each.includes('no user with this id')))
      assert.deepEqual(await words(id), none)
    }
    const own = await idOf(stage(), OPERATOR)
    const operator = await stage().person(OPERATOR)
    const { etag } = await read(operator, own)
    assert.equal((await edit(operator, own, { nickname: 'Op' }, etag)).status, 200)
  })

  test('stands in the history by the names of the fields, and not by what was in them', async () => {
    const manager = await stage().person(MANAGER)
    const id = await idOf(stage(), SUPERVISOR)
    const { etag } = await read(manager, id)
    const told = 'A name that nobody else has'
    assert.equal((await edit(manager, id, { nickname: told, locale: 'fr' }, etag)).status, 200)
    const { databaseUrl } = stage()
    if (databaseUrl === null) return
    const connection = new Connection({ connectionString: databaseUrl })
    await connection.connect()
    try {
      const sql =
        'select action, actor_name, changes from audit_entries where target_id = $1 order by id desc'
      const { rows } = await connection.query<{ changes: string }>(sql, [id])
      const nothing = { before: null, after: null }
      const changes = JSON.stringify([
        { field: 'nickname', ...nothing },
        { field: 'locale', ...nothing },
      ])
      assert.deepEqual(rows[0], { action: 'user.profile-changed', actor_name: MANAGER, changes })
      const outbox = await connection.query('select payload from outbox where payload like $1', [`%${told}%`])
      assert.deepEqual(outbox.rows, [])
    } finally {
      await connection.end()
    }
  })
})
