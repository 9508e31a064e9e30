import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SAMPLE_EXTERNAL_ID } from '@latchkey/contract/catalogue/catalogue.ts'
import { at, listAt } from '../support/wire/answer.ts'
import { call } from '../support/wire/management.ts'
import { MANAGER, onStage } from '../support/wire/stage.ts'

const OPERATOR = 'operator@latchkey.example'
const OTHER = 'manager@meadow.example'
const SCHEDULER = 'app_01934f6a5b7c7000800000000000a002'

onStage('the catalogue of external applications', stage => {
  const as = (who: string) => stage().person(who)

  test('says who makes them, whether that is verified, what they ask for and why, and how many use them', async () => {
    const list = await call(await as(MANAGER), 'GET /catalogue?search=scheduler')
    const entry = listAt(list.json(), 'items')[0]
    assert.equal(at(entry, 'vendorVerified'), true)
    assert.deepEqual(at(entry, 'optionalScopes'), ['ReportingApi'])
    assert.match(String(at(entry, 'scopeReason')), /callbacks/)
    const before = Number(at(entry, 'businessUnits'))
    const made = await call(await as(OTHER), 'POST /authorizations', { body: { applicationId: SCHEDULER } })
    assert.equal(made.status, 201, made.text)
    const one = await call(await as(MANAGER), `GET /catalogue/${SCHEDULER}`)
    assert.equal(at(one.json(), 'businessUnits'), before + 1)
    assert.equal(at(one.json(), 'authorized'), false, 'whose they are is not said')
    assert.doesNotMatch(one.text, /Meadow|4598765/)
    assert.equal((await call(await as(MANAGER), 'GET /catalogue/app_nobody')).status, 404)
  })

  test('one is let in with fewer scopes where its vendor allows it, and not otherwise', async () => {
    const manager = await as(MANAGER)
    for (const [scopes, path] of [
      [['ReportingApi'], '/scopes'],
      [['PatronApi', 'AdminApi'], '/scopes/1'],
      [[], '/scopes'],
    ] as const) {
      const refused = await call(manager, 'POST /authorizations', {
        body: { applicationId: SCHEDULER, scopes },
      })
      assert.equal(refused.status, 400)
      assert.equal(at(refused.json(), 'errors', 0, 'path'), path)
    }
    const body = { applicationId: SCHEDULER, scopes: ['PatronApi'] }
    const made = await call(manager, 'POST /authorizations', { body })
    assert.equal(made.status, 201, made.text)
    assert.deepEqual(at(made.json(), 'scopes'), ['PatronApi'])
    assert.deepEqual(at(made.json(), 'askedSince'), [], 'what was left out is no news')
  })

  test('a version that asks for more waits for a yes; a no is remembered; another question is another', async () => {
    const [manager, operator, other] = [await as(MANAGER), await as(OPERATOR), await as(OTHER)]
    const id = SAMPLE_EXTERNAL_ID
    for (const who of [manager, other]) {
      const made = await call(who, 'POST /authorizations', { body: { applicationId: id } })
      assert.equal(made.status, 201, made.text)
    }
    const publish = async (scopes: readonly string[]) => {
      const version = at((await call(operator, `GET /catalogue/${id}`)).json(), 'version')
      const headers = { 'if-match': `"${String(version)}"` }
      const done = await call(operator, `PATCH /catalogue/${id}`, { body: { scopes }, headers })
      assert.equal(done.status, 200, done.text)
    }
    const decide = async (who: typeof manager, decision: string, scopes: readonly string[]) => {
      const version = at((await call(who, `GET /applications/${id}`)).json(), 'version')
      const headers = { 'if-match': `"${String(version)}"` }
      return call(who, `POST /authorizations/${id}/decision`, { body: { decision, scopes }, headers })
    }
    const stands = async (who: typeof manager) => {
      const shown = (await call(who, `GET /applications/${id}`)).json()
      return [at(shown, 'scopes'), at(shown, 'askedSince')]
    }
    await publish(['RealTimeApi', 'ReportingApi'])
    assert.deepEqual(await stands(manager), [['RealTimeApi'], ['ReportingApi']])
    assert.equal((await decide(manager, 'accept', ['AdminApi'])).status, 412, 'not what is asked')
    assert.equal((await decide(manager, 'accept', ['ReportingApi'])).status, 200)
    assert.deepEqual(await stands(manager), [['RealTimeApi', 'ReportingApi'], []])
    assert.deepEqual(await stands(other), [['RealTimeApi'], ['ReportingApi']], 'each decides for itself')
    assert.equal((await decide(other, 'keep', ['ReportingApi'])).status, 200)
    assert.deepEqual(await stands(other), [['RealTimeApi'], []])
    await publish(['RealTimeApi', 'ReportingApi', 'PatronApi'])
    assert.deepEqual(
      await stands(other),
      [['RealTimeApi'], ['PatronApi']],
      'what was declined is not asked again',
    )
    const history = await call(other, `GET /applications/${id}/history`)
    assert.match(history.text, /application\.version-kept/)
    const early = { 'if-match': '"1"' }
    const stale = { body: { scopes: ['RealTimeApi'] }, headers: early }
    assert.equal((await call(operator, `PATCH /catalogue/${id}`, stale)).status, 412)
  })

  test('nobody but an operator publishes a version', async () => {
    const change = { body: { scopes: ['AdminApi'] }, headers: { 'if-match': '"1"' } }
    const refused = await call(await as(MANAGER), `PATCH /catalogue/${SCHEDULER}`, change)
    assert.equal(refused.status, 403)
  })
})
