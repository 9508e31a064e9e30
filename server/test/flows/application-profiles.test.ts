import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, at, listAt, send, textAt } from '../support/wire/answer.ts'
import { type Client, call, freshName, register } from '../support/wire/management.ts'
import { ownToken, tokensFor } from '../support/wire/oauth.ts'
import {
  AGENT,
  MANAGER,
  OTHER_MANAGER,
  onFreshStages,
  type Stage,
  SUPERVISOR,
} from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'
import { ADMIN, create, edit, give, idOf } from './profile-steps.ts'

/** An external application of the sample that is let in. */
const AUTHORIZED = 'app_01934f6a5b7c7000800000000000a003'
const EVERY_SCOPE = ['RealTimeApi', 'AgentApi', 'CustomApi', 'AuthenticationApi', 'PatronApi', 'ReportingApi']

/** Gives an application a profile of its own. */
async function giveTo(stage: Stage, id: string, securityProfileId: string, by = MANAGER): Promise<Answer> {
  const person = await stage.person(by)
  return call(person, `PUT /applications/${id}/security-profile`, { body: { securityProfileId } })
}

/** An application with AdminApi, and one call of the management API as it. */
async function machine(stage: Stage, by = MANAGER) {
  const client = await register(stage, { scopes: ['AdminApi'], by })
  const token = await ownToken(stage, client, { scope: 'AdminApi' })
  const ask = (operation: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const [method = 'GET', path = ''] = operation.split(' ')
    return send(`${stage.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  }
  return { client, ask }
}

const registration = () => ({ vendorName: 'Pipeline', name: freshName(), scopes: ['ReportingApi'] })

onFreshStages('an application with a security profile of its own', stage => {
  test('uses the management API for itself, as far as the profile permits, and is in the history by its own name', async () => {
    const manager = await stage().person(MANAGER)
    const { client, ask } = await machine(stage())
    problemOf(await ask('GET /applications'), 403)
    const permissions = ['api-applications:view', 'api-applications:create', 'audit:view']
    const profile = await create(manager, { permissions })
    const given = await giveTo(stage(), client.id, profile.id)
    assert.equal(given.status, 200, given.text)
    assert.deepEqual(
      [at(given.json(), 'given', 'bounded'), at(given.json(), 'given', 'givenBy', 'name')],
      ['no', MANAGER],
    )
    const body = registration()
    const headers = { 'idempotency-key': 'pipeline-1' }
    const [made, again] = [
      await ask('POST /applications', body, headers),
      await ask('POST /applications', body, headers),
    ]
    assert.equal(made.status, 201, made.text)
    assert.equal(textAt(again.json(), 'application', 'id'), textAt(made.json(), 'application', 'id'))
    const id = textAt(made.json(), 'application', 'id')
    const told = (await call(manager, `GET /applications/${id}/history`)).json()
    const name = textAt((await call(manager, `GET /applications/${client.id}`)).json(), 'name')
    assert.deepEqual(
      [at(told, 'items', 0, 'actor', 'name'), at(told, 'items', 0, 'actor', 'id')],
      [name, client.id],
    )
    problemOf(await ask('POST /applications/' + id + '/deactivate'), 403)
    problemOf(await ask('GET /users'), 403)
    const own = (await ask(`GET /applications/${client.id}/history`)).json()
    assert.equal(at(own, 'items', 0, 'action'), 'application.profile-given')
    const holders = await call(manager, `GET /security-profiles/${profile.id}/applications`)
    assert.deepEqual(at(holders.json(), 'items', 0, 'id'), client.id)
    const effects = await call(manager, `POST /security-profiles/${profile.id}/effects`, {
      body: { permissions: [] },
    })
    assert.deepEqual(at(effects.json(), 'applications'), { count: 1, more: false })
  })

  test('has no account, no views and no self, and says yes for nobody', async () => {
    const { client, ask } = await machine(stage())
    assert.equal((await giveTo(stage(), client.id, 'manager')).status, 200)
    for (const operation of ['GET /me', 'GET /list-views', 'GET /account/sessions']) {
      assert.match(textAt(problemOf(await ask(operation), 403), 'type'), /person-needed|session-needed/)
    }
    const body = { securityProfileId: 'manager' }
    problemOf(await ask(`PUT /applications/${client.id}/security-profile`, body), 403)
    problemOf(await ask(`PUT /applications/${client.id}/consent`, { scopes: [] }), 403)
    assert.equal((await ask('GET /users')).status, 200)
    const planned = await ask('POST /bulk-changes', { action: 'add-tag', tag: 'night', ids: [client.id] })
    assert.equal(planned.status, 201, planned.text)
    const path = `/bulk-changes/${textAt(planned.json(), 'id')}`
    assert.equal((await ask(`POST ${path}/start`)).status, 200)
  })

  test('is given no more than whoever gives has, by a person who is there, to what can have one', async () => {
    const manager = await stage().person(MANAGER)
    const lead = await create(manager, {
      permissions: [...ADMIN, 'api-applications:view', 'api-applications:edit'],
      scopes: EVERY_SCOPE,
    })
    assert.equal((await give(stage(), SUPERVISOR, lead.id)).status, 200)
    const client = await register(stage(), { scopes: ['AdminApi'] })
    problemOf(await giveTo(stage(), client.id, 'manager', SUPERVISOR), 400)
    problemOf(await giveTo(stage(), client.id, lead.id, AGENT), 403)
    problemOf(await giveTo(stage(), client.id, 'none'), 400)
    problemOf(await giveTo(stage(), AUTHORIZED, 'agent'), 409)
    const spa = await register(stage(), { clientType: 'public' })
    problemOf(await giveTo(stage(), spa.id, 'agent'), 409)
    problemOf(await giveTo(stage(), client.id, 'agent', OTHER_MANAGER), 404)
    const { access } = await tokensFor(stage(), client, { scope: 'AdminApi' })
    const byToken = await send(`${stage().url}/api/v1/applications/${client.id}/security-profile`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${access}`, 'content-type': 'application/json' },
      body: JSON.stringify({ securityProfileId: 'agent' }),
    })
    problemOf(byToken, 403)
    assert.equal((await giveTo(stage(), client.id, 'manager')).status, 200)
    problemOf(await giveTo(stage(), client.id, lead.id, SUPERVISOR), 403)
    assert.equal((await give(stage(), SUPERVISOR, 'supervisor')).status, 200)
  })

  test('is worth its profile: nobody who may do less gets a secret or a key of it', async () => {
    const manager = await stage().person(MANAGER)
    const lead = await create(manager, {
      permissions: [...ADMIN, 'api-applications:view', 'api-applications:edit'],
      scopes: EVERY_SCOPE,
    })
    const client = await register(stage(), { scopes: ['ReportingApi', 'AdminApi'] })
    assert.equal((await giveTo(stage(), client.id, 'manager')).status, 200)
    assert.equal((await give(stage(), SUPERVISOR, lead.id)).status, 200)
    const supervisor = await stage().person(SUPERVISOR)
    const add = () => call(supervisor, `POST /applications/${client.id}/secrets`, { body: { label: 'Mine' } })
    const beyond = problemOf(await add(), 403)
    assert.equal(at(beyond, 'type'), '/problems/beyond')
    const whole = await call(supervisor, `GET /applications/${client.id}`)
    const secret = textAt(whole.json(), 'secrets', 0, 'id')
    const path = `/applications/${client.id}/secrets/${secret}`
    problemOf(await call(supervisor, `POST ${path}/rotate`, { body: { overlap: 0 } }), 403)
    const patch = (body: unknown) =>
      call(supervisor, `PATCH /applications/${client.id}`, {
        body,
        headers: { 'if-match': whole.headers.get('etag') ?? '' },
      })
    const jwks = JSON.stringify({ keys: [KEY] })
    const metadata = {
      jwks,
      tokenEndpointAuthMethod: 'private_key_jwt',
      tokenEndpointAuthSigningAlg: 'ES256',
    }
    problemOf(await patch({ metadata }), 403)
    assert.equal((await patch({ tags: ['ours'] })).status, 200, 'the rest of it may be edited')
    // Nor do they bring one back that they may know: not out of quarantine, and not beyond its end.
    const end = (days: number) => ({
      body: { expiresAt: new Date(Date.now() + days * 86_400_000).toISOString() },
    })
    assert.equal((await call(supervisor, `PATCH ${path}`, end(3))).status, 200, 'sooner')
    problemOf(await call(supervisor, `PATCH ${path}`, end(9)), 403)
    problemOf(await call(supervisor, `PATCH ${path}`, { body: { expiresAt: null } }), 403)
    const policy = (leakPolicy: string) => call(manager, 'PATCH /business-unit', { body: { leakPolicy } })
    assert.equal((await policy('quarantine')).status, 200)
    await send(`${stage().url}/leaks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret: client.secret, url: 'https://forge.example/.env' }),
    })
    problemOf(await call(supervisor, `POST ${path}/release`, { body: { reason: 'Mine.' } }), 403)
    assert.equal((await call(manager, `POST ${path}/release`, { body: { reason: 'Ours.' } })).status, 200)
    assert.equal((await policy('revoke')).status, 200)
    await call(manager, `DELETE /applications/${client.id}/security-profile`)
    assert.equal((await add()).status, 201)
    assert.equal((await give(stage(), SUPERVISOR, 'supervisor')).status, 200)
  })

  test('loses it when it is deleted, and a profile that an application has is not deleted', async () => {
    const manager = await stage().person(MANAGER)
    const { id, etag } = await create(manager, { permissions: [] })
    const client: Client = await register(stage(), { scopes: ['AdminApi'] })
    assert.equal((await giveTo(stage(), client.id, id)).status, 200)
    const remove = () => call(manager, `DELETE /security-profiles/${id}`, { headers: { 'if-match': etag } })
    assert.equal(at(problemOf(await remove(), 409), 'type'), '/problems/in-use')
    await call(manager, `POST /applications/${client.id}/deactivate`)
    const version = (await call(manager, `GET /applications/${client.id}`)).headers.get('etag') ?? ''
    const gone = await call(manager, `DELETE /applications/${client.id}`, {
      headers: { 'if-match': version },
    })
    assert.equal(gone.status, 200, gone.text)
    await call(manager, `POST /deleted-applications/${client.id}/restore`, { body: {} })
    const back = await call(manager, `GET /applications/${client.id}/security-profile`)
    assert.equal(at(back.json(), 'given'), null)
    assert.equal((await remove()).status, 200)
    assert.equal(
      listAt((await call(manager, 'GET /security-profiles')).json(), 'items').some(
        each => at(each, 'id') === id,
      ),
      false,
    )
  })

  test('has what whoever gave it has at that moment: reduced, it shrinks at once; deactivated, it may do nothing', async () => {
    const manager = await stage().person(MANAGER)
    const admin = await create(manager, { copyOf: 'manager' })
    assert.equal((await give(stage(), SUPERVISOR, admin.id)).status, 200)
    const { client, ask } = await machine(stage())
    assert.equal((await giveTo(stage(), client.id, 'manager', SUPERVISOR)).status, 200)
    assert.equal((await ask('GET /users')).status, 200)
    const less = await create(manager, { permissions: ['api-applications:view'] })
    assert.equal((await give(stage(), SUPERVISOR, less.id)).status, 200)
    problemOf(await ask('GET /users'), 403)
    assert.equal((await ask('GET /applications')).status, 200)
    const read = async () => (await call(manager, `GET /applications/${client.id}/security-profile`)).json()
    assert.deepEqual(
      [at(await read(), 'given', 'bounded'), at(await read(), 'given', 'permissions')],
      ['giver', ['api-applications:view']],
    )
    assert.equal((await edit(manager, less.id, { permissions: [] })).status, 200)
    problemOf(await ask('GET /applications'), 403)
    const id = await idOf(stage(), SUPERVISOR)
    assert.equal((await call(manager, `POST /users/${id}/deactivate`)).status, 200)
    assert.match(textAt(problemOf(await ask('GET /apis'), 403), 'detail'), /was deactivated/)
    assert.equal(at(await read(), 'given', 'bounded'), 'inactive')
    assert.equal((await call(manager, `POST /users/${id}/activate`)).status, 200)
    assert.equal((await ask('GET /apis')).status, 200)
    const taken = await call(manager, `DELETE /applications/${client.id}/security-profile`)
    assert.equal(at(taken.json(), 'given'), null)
    problemOf(await ask('GET /apis'), 403)
  })
})

const KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
  alg: 'ES256',
  use: 'sig',
  kid: 'one',
}
