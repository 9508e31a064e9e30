import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, listAt, numberAt, textAt } from '../support/wire/answer.ts'
import type { Browser } from '../support/wire/browser.ts'
import { call, register } from '../support/wire/management.ts'
import { introspect, refresh, tokensFor } from '../support/wire/oauth.ts'
import { AGENT, MANAGER, onFreshStages, SUPERVISOR } from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'
import { ADMIN, create, edit, etagOf, give, idOf } from './profile-steps.ts'

/** Consents and sign-ins of each scope that would go: RealTimeApi, ReportingApi. */
const countsOf = (effects: unknown): readonly (readonly number[])[] =>
  listAt(effects, 'lostScopes').map(lost => [
    numberAt(lost, 'consents', 'count'),
    numberAt(lost, 'signIns', 'count'),
  ])
const permissionsOf = async (person: Browser) => at((await call(person, 'GET /me')).json(), 'permissions')

onFreshStages('a change of a security profile', stage => {
  test('counts at once: in the console, at introspection, and when tokens are renewed', async () => {
    const manager = await stage().person(MANAGER)
    const scopes = ['RealTimeApi', 'ReportingApi']
    const profile = await create(manager, { permissions: ['api-applications:view'], scopes })
    assert.equal((await give(stage(), AGENT, profile.id)).status, 200)
    const agent = await stage().person(AGENT)
    assert.deepEqual(await permissionsOf(agent), ['api-applications:view'])
    assert.equal((await call(agent, 'GET /applications')).status, 200)
    const client = await register(stage(), { scopes })
    const { access, refresh: token } = await tokensFor(stage(), client, { scope: scopes.join(' ') }, AGENT)
    const scopeOf = async (value: string) =>
      at((await introspect(stage().url, client, value)).json(), 'scope')
    assert.equal(await scopeOf(access), scopes.join(' '))
    assert.equal((await edit(manager, profile.id, { permissions: [], scopes: ['ReportingApi'] })).status, 200)
    assert.equal((await call(agent, 'GET /applications')).status, 403)
    assert.equal(await scopeOf(access), 'ReportingApi')
    const renewed = await refresh(stage().url, client, token)
    assert.equal(textAt(renewed.json(), 'scope'), 'ReportingApi')
    const second = await stage().secondProcess()
    const elsewhere = await introspect(second, client, access)
    assert.equal(at(elsewhere.json(), 'scope'), 'ReportingApi')
    assert.equal((await give(stage(), AGENT, 'agent')).status, 200)
  })

  test('is counted before it is made: people, consents and sign-ins, with a list behind them', async () => {
    const manager = await stage().person(MANAGER)
    const scopes = ['RealTimeApi', 'ReportingApi', 'AgentApi']
    const profile = await create(manager, { permissions: ['users:view', 'audit:view'], scopes })
    assert.equal((await give(stage(), AGENT, profile.id)).status, 200)
    const client = await register(stage(), { scopes })
    const ask = async (body: unknown, path = `/security-profiles/${profile.id}/effects`) => {
      const answer = await call(manager, `POST ${path}`, { body })
      assert.equal(answer.status, 200, answer.text)
      return answer.json()
    }
    const body = { permissions: ['users:view', 'mail:view'], scopes: ['AgentApi'] }
    // The sample let the agent sign in before.
    const before = countsOf(await ask(body))
    await tokensFor(stage(), client, { scope: 'openid RealTimeApi ReportingApi' }, AGENT)
    await tokensFor(stage(), client, { scope: 'openid ReportingApi' }, AGENT)
    const effects = await ask(body)
    const tally = (count: number) => ({ count, more: false })
    assert.deepEqual(
      [at(effects, 'people'), at(effects, 'applications'), at(effects, 'locksOut')],
      [tally(1), tally(0), false],
    )
    assert.deepEqual(
      [at(effects, 'lostPermissions'), at(effects, 'gainedPermissions'), at(effects, 'gainedScopes')],
      [['audit:view'], [], []],
    )
    const grown = countsOf(effects).map((row, index) =>
      row.map((count, at) => count - (before[index]?.[at] ?? 0)),
    )
    assert.deepEqual(grown, [
      [1, 1],
      [1, 2],
    ])
    assert.deepEqual(at(await ask({ scopes: [...scopes, 'PatronApi'] }), 'gainedScopes'), ['PatronApi'])
    const uses = async (query: string) =>
      listAt((await call(manager, `GET /security-profiles/${profile.id}/uses?${query}`)).json(), 'items')
    const consented = await uses('scope=RealTimeApi&of=consents')
    const [first] = consented.filter(use => at(use, 'application', 'id') === client.id)
    assert.deepEqual([at(first, 'user', 'userName'), at(first, 'endsAt')], [AGENT, null])
    const signedIn = await uses('scope=ReportingApi&of=sign-ins')
    assert.equal(signedIn.filter(use => at(use, 'application', 'id') === client.id).length, 2)
    assert.equal(signedIn.length, countsOf(effects)[1]?.[1])
    assert.equal((await uses(`scope=ReportingApi&userId=${await idOf(stage(), MANAGER)}`)).length, 0)
    assert.equal((await uses('scope=a%20b')).length, 0)
    const path = `/users/${await idOf(stage(), AGENT)}/security-profile/effects`
    const ofUser = await ask({ securityProfileId: 'agent' }, path)
    assert.deepEqual(
      [at(ofUser, 'people'), listAt(ofUser, 'lostScopes').map(lost => at(lost, 'scope'))],
      [tally(1), ['ReportingApi']],
    )
    const own = `/users/${await idOf(stage(), MANAGER)}/security-profile/effects`
    assert.equal(at(await ask({ securityProfileId: 'agent' }, own), 'locksOut'), true)
    assert.deepEqual(at((await call(manager, `GET /security-profiles/${profile.id}`)).json(), 'version'), 1)
    assert.equal((await give(stage(), AGENT, 'agent')).status, 200)
  })

  test('makes a version, which says what came and went, and an older one is brought back by the same rules', async () => {
    const manager = await stage().person(MANAGER)
    const { id } = await create(manager, {
      name: 'Versions',
      permissions: ['users:view'],
      scopes: ['AgentApi'],
    })
    await edit(manager, id, { name: 'Renamed', permissions: ['users:view', 'audit:view'] })
    await edit(manager, id, { scopes: [] })
    assert.equal((await edit(manager, id, { scopes: [] })).status, 200, 'the same again is no version')
    const versions = async () =>
      listAt((await call(manager, `GET /security-profiles/${id}/versions`)).json(), 'items')
    const told = await versions()
    assert.deepEqual(
      told.map(each => [at(each, 'version'), at(each, 'current'), at(each, 'by', 'name')]),
      [
        [3, true, MANAGER],
        [2, false, MANAGER],
        [1, false, MANAGER],
      ],
    )
    assert.deepEqual(at(told[0], 'differences', 'removedScopes'), ['AgentApi'])
    assert.deepEqual(
      [at(told[1], 'differences', 'name'), at(told[1], 'differences', 'addedPermissions')],
      ['Versions', ['audit:view']],
    )
    const restore = async (by: Browser, version: string) =>
      call(by, `POST /security-profiles/${id}/versions/${version}/restore`, {
        headers: { 'if-match': await etagOf(manager, `/security-profiles/${id}`) },
      })
    const back = await restore(manager, '1')
    assert.deepEqual(
      [at(back.json(), 'version'), at(back.json(), 'name'), at(back.json(), 'scopes')],
      [4, 'Versions', ['AgentApi']],
    )
    for (const none of ['9', '0', '-1', '1e1', 'x']) problemOf(await restore(manager, none), 404)
    const lead = await create(manager, { permissions: [...ADMIN], scopes: ['AgentApi'] })
    assert.equal((await give(stage(), SUPERVISOR, lead.id)).status, 200)
    problemOf(await restore(await stage().person(SUPERVISOR), '2'), 400)
    assert.equal((await give(stage(), SUPERVISOR, 'supervisor')).status, 200)
    const entries = (await call(manager, 'GET /audit/entries')).json()
    const restored = listAt(entries, 'items').find(
      entry => at(entry, 'action') === 'security-profile.restored',
    )
    assert.deepEqual(at(restored, 'target', 'id'), id)
  })

  test('deletes it only when no user has it and no invitation that waits is for it, and nobody is left without', async () => {
    const manager = await stage().person(MANAGER)
    const { id } = await create(manager, { permissions: [] })
    const remove = async () =>
      call(manager, `DELETE /security-profiles/${id}`, {
        headers: { 'if-match': await etagOf(manager, `/security-profiles/${id}`) },
      })
    assert.equal((await give(stage(), AGENT, id)).status, 200)
    assert.equal(at(problemOf(await remove(), 409), 'type'), '/problems/in-use')
    const users = listAt((await call(manager, `GET /security-profiles/${id}/users`)).json(), 'items')
    assert.deepEqual(
      users.map(user => at(user, 'userName')),
      [AGENT],
    )
    assert.equal((await give(stage(), AGENT, 'agent')).status, 200)
    const invited = await call(manager, 'POST /invitations', {
      body: { userName: 'kim@harbour.example', fullName: 'Kim Quay', securityProfileId: id },
    })
    problemOf(await remove(), 409)
    await call(manager, `DELETE /invitations/${textAt(invited.json(), 'invitation', 'id')}`)
    // Whoever is first wins: it is given or it is gone, and never both.
    const agent = await idOf(stage(), AGENT)
    const etag = await etagOf(manager, `/users/${agent}`)
    const [gone, given] = await Promise.all([
      remove(),
      call(manager, `PUT /users/${agent}/security-profile`, {
        body: { securityProfileId: id },
        headers: { 'if-match': etag },
      }),
    ])
    assert.equal([gone.status, given.status].filter(status => status === 200).length, 1)
    assert.equal((await call(await stage().person(AGENT), 'GET /me')).status, 200)
  })
})
