import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, listAt, textAt } from '../support/wire/answer.ts'
import { type Browser, hiddenFields, openBrowser } from '../support/wire/browser.ts'
import { call } from '../support/wire/management.ts'
import { AGENT, MANAGER, OTHER_MANAGER, onFreshStages, PASSWORD, SUPERVISOR } from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'
import { ADMIN, create, edit, etagOf, give, idOf } from './profile-steps.ts'

/** Everything but AdminApi. */
const LESS = ['RealTimeApi', 'AgentApi', 'CustomApi', 'AuthenticationApi', 'PatronApi', 'ReportingApi']

const rulesOf = (problem: unknown) =>
  listAt(problem, 'errors').map(fault => `${textAt(fault, 'path')} ${textAt(fault, 'rule')}`)
const permissionsOf = async (person: Browser) => at((await call(person, 'GET /me')).json(), 'permissions')

onFreshStages('security profiles', stage => {
  test('are listed with the three that everybody has first, and how many have each', async () => {
    const manager = await stage().person(MANAGER)
    const { id } = await create(manager, { permissions: ['users:view'] })
    const items = listAt((await call(manager, 'GET /security-profiles')).json(), 'items')
    assert.deepEqual(
      items.slice(0, 3).map(item => [at(item, 'id'), at(item, 'kind'), at(item, 'people', 'count')]),
      [
        ['manager', 'system', 1],
        ['supervisor', 'system', 1],
        ['agent', 'system', 1],
      ],
    )
    assert.ok(items.some(item => at(item, 'id') === id && at(item, 'kind') === 'custom'))
    const held = listAt(items[0], 'permissions')
    assert.ok(
      held.includes('users:edit') && !held.includes('mail:view'),
      'no operator’s work is permitted here',
    )
  })

  test('are copied from a system profile, and what is given stands in place of what is copied', async () => {
    const manager = await stage().person(MANAGER)
    const whole = await create(manager, { copyOf: 'supervisor' })
    assert.deepEqual(
      [at(whole.body, 'permissions'), at(whole.body, 'kind'), at(whole.body, 'version')],
      [['api-applications:view'], 'custom', 1],
    )
    const less = await create(manager, { copyOf: 'manager', scopes: ['ReportingApi'] })
    assert.deepEqual(at(less.body, 'scopes'), ['ReportingApi'])
    assert.ok(listAt(less.body, 'permissions').includes('audit:view'))
    problemOf(
      await call(manager, 'POST /security-profiles', { body: { name: 'X', copyOf: 'prf_none' } }),
      404,
    )
  })

  test('are made once for one Idempotency-Key, and a name is taken once, in whatever letters', async () => {
    const manager = await stage().person(MANAGER)
    const sent = { body: { name: 'Once' }, headers: { 'idempotency-key': 'once-1' } }
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => call(manager, 'POST /security-profiles', sent)),
    )
    assert.equal(new Set(answers.map(answer => textAt(answer.json(), 'id'))).size, 1)
    for (const name of ['once', 'ＯＮＣＥ', ' Once ']) {
      problemOf(await call(manager, 'POST /security-profiles', { body: { name } }), 409)
    }
    const faults = problemOf(
      await call(manager, 'POST /security-profiles', { body: { name: 'Manager' } }),
      400,
    )
    assert.deepEqual(rulesOf(faults), ['/name taken'])
  })

  test('cannot be changed or deleted where every business unit has them', async () => {
    const manager = await stage().person(MANAGER)
    for (const id of ['manager', 'supervisor', 'agent']) {
      const etag = await etagOf(manager, `/security-profiles/${id}`)
      const refused = problemOf(await edit(manager, id, { permissions: [] }, etag), 409)
      assert.equal(at(refused, 'type'), '/problems/system-profile')
      const headers = { 'if-match': etag }
      problemOf(await call(manager, `DELETE /security-profiles/${id}`, { headers }), 409)
    }
    assert.ok(listAt(await permissionsOf(manager)).length > 10)
  })

  test('need the version that was read: of ten edits at once one is taken', async () => {
    const manager = await stage().person(MANAGER)
    const { id, etag } = await create(manager)
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => edit(manager, id, { name: `Ten ${index}` }, etag)),
    )
    const statuses = answers.map(({ status }) => status).toSorted((one, other) => one - other)
    assert.deepEqual(statuses, [200, ...Array<number>(9).fill(412)])
    problemOf(await call(manager, `PATCH /security-profiles/${id}`, { body: { name: 'No' } }), 428)
  })
})

onFreshStages('who gives what by security profiles', stage => {
  test('is bounded by their own: nobody makes, gives, edits or deletes one that permits more', async () => {
    const manager = await stage().person(MANAGER)
    const lead = await create(manager, {
      permissions: [...ADMIN, 'security-profiles:create', 'security-profiles:delete'],
      scopes: LESS,
    })
    const above = await create(manager, { permissions: ['audit:view'] })
    assert.equal((await give(stage(), SUPERVISOR, lead.id)).status, 200)
    const supervisor = await stage().person(SUPERVISOR)
    const asked = {
      name: 'Mine',
      permissions: ['users:view', 'audit:view'],
      scopes: ['AdminApi', 'ReportingApi'],
    }
    const refused = problemOf(await call(supervisor, 'POST /security-profiles', { body: asked }), 400)
    assert.deepEqual(rulesOf(refused), ['/permissions beyond', '/scopes beyond'])
    problemOf(
      await call(supervisor, 'POST /security-profiles', { body: { name: 'X', copyOf: 'manager' } }),
      400,
    )
    assert.equal(
      at(problemOf(await edit(supervisor, above.id, { name: 'Down' }), 403), 'type'),
      '/problems/beyond',
    )
    const headers = { 'if-match': above.etag }
    problemOf(await call(supervisor, `DELETE /security-profiles/${above.id}`, { headers }), 403)
    problemOf(await edit(supervisor, lead.id, { permissions: [...ADMIN, 'audit:view'] }), 400)
    assert.deepEqual(rulesOf(problemOf(await give(stage(), AGENT, above.id, SUPERVISOR), 400)), [
      '/securityProfileId beyond',
    ])
    problemOf(await give(stage(), MANAGER, lead.id, SUPERVISOR), 403)
    const small = await create(supervisor, { permissions: ['users:view'], scopes: ['ReportingApi'] })
    assert.equal((await give(stage(), AGENT, small.id, SUPERVISOR)).status, 200)
    assert.equal((await give(stage(), AGENT, 'agent', SUPERVISOR)).status, 200)
    const listed = listAt((await call(supervisor, 'GET /security-profiles')).json(), 'items')
    const mayGive = (id: string) =>
      at(
        listed.find(item => at(item, 'id') === id),
        'mayGive',
      )
    assert.deepEqual([mayGive(lead.id), mayGive(above.id), mayGive('manager')], [true, false, false])
    assert.equal((await give(stage(), SUPERVISOR, 'supervisor')).status, 200)
  })

  test('is their own business unit’s: the profiles of another are not there', async () => {
    const { id, etag } = await create(await stage().person(MANAGER))
    const other = await stage().person(OTHER_MANAGER)
    for (const [operation, sent] of [
      [`GET /security-profiles/${id}`, {}],
      [`GET /security-profiles/${id}/versions`, {}],
      [`GET /security-profiles/${id}/users`, {}],
      [`GET /security-profiles/${id}/uses?scope=ReportingApi`, {}],
      [`PATCH /security-profiles/${id}`, { body: { name: 'Theirs' } }],
      [`DELETE /security-profiles/${id}`, {}],
      [`POST /security-profiles/${id}/versions/1/restore`, {}],
      [`POST /security-profiles/${id}/effects`, { body: { scopes: [] } }],
      ['POST /security-profiles', { body: { name: 'Copied', copyOf: id } }],
    ] as const) {
      const answer = await call(other, operation, { ...sent, headers: { 'if-match': etag } })
      problemOf(answer, 404)
    }
    const agent = await idOf(stage(), OTHER_MANAGER)
    const headers = { 'if-match': await etagOf(other, `/users/${agent}`) }
    const body = { securityProfileId: id }
    problemOf(await call(other, `PUT /users/${agent}/security-profile`, { body, headers }), 400)
  })

  test('leaves somebody who may manage users and profiles, also when two ask at once', async () => {
    const manager = await stage().person(MANAGER)
    const refused = problemOf(await give(stage(), MANAGER, 'agent'), 409)
    assert.equal(at(refused, 'type'), '/problems/locks-out')
    const admin = await create(manager, { copyOf: 'manager' })
    assert.equal((await give(stage(), SUPERVISOR, admin.id)).status, 200)
    const supervisor = await stage().person(SUPERVISOR)
    const [one, two] = [await idOf(stage(), MANAGER), await idOf(stage(), SUPERVISOR)]
    // Each takes the other's; only one can be let.
    const take = async (by: Browser, id: string) =>
      call(by, `PUT /users/${id}/security-profile`, {
        body: { securityProfileId: 'agent' },
        headers: { 'if-match': await etagOf(by, `/users/${id}`) },
      })
    const answers = await Promise.all([take(manager, two), take(supervisor, one)])
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b)
    assert.equal(statuses.filter(status => status === 200).length, 1, statuses.join())
    const [left, lost] = answers[0]?.status === 200 ? [manager, two] : [supervisor, one]
    assert.equal((await take(left, left === manager ? one : two)).status, 409)
    assert.equal((await call(left, `POST /users/${lost}/deactivate`)).status, 200)
    const headers = { 'if-match': await etagOf(left, `/security-profiles/${admin.id}`) }
    if (left === supervisor) {
      const body = { permissions: ['users:view'] }
      problemOf(await call(left, `PATCH /security-profiles/${admin.id}`, { body, headers }), 409)
    }
  })

  test('lets nobody deactivate the last who may manage users and profiles, whoever asks', async () => {
    const manager = await stage().person(OTHER_MANAGER)
    const desk = await create(manager, { permissions: ['users:view', 'users:create', 'users:deactivate'] })
    const invited = await call(manager, 'POST /invitations', {
      body: { userName: 'desk@meadow.example', fullName: 'Meadow Desk', securityProfileId: desk.id },
    })
    const helper = openBrowser(stage().url)
    const page = await helper.get(textAt(invited.json(), 'link').slice(stage().url.length))
    const fields = { ...hiddenFields(page.text), fullName: 'Meadow Desk', password: PASSWORD }
    assert.equal((await helper.post('/invitation', fields)).status, 303)
    const last = textAt((await call(manager, 'GET /me')).json(), 'user', 'id')
    const refused = problemOf(await call(helper, `POST /users/${last}/deactivate`), 409)
    assert.equal(at(refused, 'type'), '/problems/locks-out')
    assert.equal((await call(manager, 'GET /me')).status, 200)
  })
})
