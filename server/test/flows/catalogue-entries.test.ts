import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, listAt, textAt } from '../support/wire/answer.ts'
import { call, freshName } from '../support/wire/management.ts'
import { clientCredentials } from '../support/wire/oauth.ts'
import { MANAGER, onStage } from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'

const OPERATOR = 'operator@latchkey.example'

onStage('entries of the catalogue, as operators maintain them', stage => {
  const as = (who: string) => stage().person(who)

  /** Enters an application of a new name. */
  async function enter(more: object = {}) {
    const body = {
      vendorName: 'Brightline',
      name: freshName(),
      description: 'Counts calls.',
      scopes: ['RealTimeApi', 'ReportingApi'],
      ...more,
    }
    const made = await call(await as(OPERATOR), 'POST /catalogue', { body })
    assert.equal(made.status, 201, made.text)
    return { id: textAt(made.json(), 'application', 'id'), body: made.json(), name: body.name }
  }

  const edit = async (path: string, body: object, from = path) => {
    const operator = await as(OPERATOR)
    const etag = (await call(operator, `GET ${from}`)).headers.get('etag') ?? ''
    return call(operator, `PATCH ${path}`, { body, headers: { 'if-match': etag } })
  }

  const listed = async (who: string, query = '') =>
    listAt((await call(await as(who), `GET /catalogue?${query}`)).json(), 'items').map(each => at(each, 'id'))

  test('one is entered with every setting, let in by a business unit, and gets tokens there', async () => {
    const { id, body } = await enter({
      optionalScopes: ['ReportingApi'],
      callbackUrls: ['https://counter.brightline.example/callback'],
      metadata: { supportEmail: 'help@brightline.example', scopeReason: 'It counts.' },
      lifetimes: { accessToken: 300 },
    })
    const secret = textAt(body, 'secret', 'value')
    assert.deepEqual(
      [at(body, 'application', 'type'), at(body, 'application', 'owners')],
      ['published', []],
      'it is nobody’s of the platform',
    )
    const manager = await as(MANAGER)
    assert.ok((await listed(MANAGER)).includes(id))
    const made = await call(manager, 'POST /authorizations', { body: { applicationId: id } })
    assert.equal(made.status, 201, made.text)
    const client = { id, secret, callbackUrl: '', scopes: ['RealTimeApi'] }
    const asked = { scope: 'RealTimeApi', business_unit: '4512345' }
    const token = await clientCredentials(stage().url, client, asked)
    assert.equal(token.status, 200, token.text)
    const stopped = await call(await as(OPERATOR), `POST /applications/${id}/deactivate`, {
      body: { reason: 'Its vendor ended it.' },
    })
    assert.equal(stopped.status, 200, stopped.text)
    assert.equal((await clientCredentials(stage().url, client, asked)).status, 400)
    assert.ok(!(await listed(MANAGER)).includes(id))
    assert.ok((await listed(OPERATOR, 'state=withdrawn')).includes(id))
    const told = async () => at((await call(manager, `GET /applications/${id}`)).json(), 'withdrawn')
    assert.equal(at(await told(), 'reason'), 'Its vendor ended it.')
    assert.equal((await call(await as(OPERATOR), `POST /applications/${id}/activate`)).status, 200)
    assert.equal(await told(), null)
    assert.equal((await clientCredentials(stage().url, client, asked)).status, 200)
  })

  test('a draft is seen by operators alone, is edited, and is let in by nobody before it is published', async () => {
    const { id, name } = await enter({ draft: true, clientType: 'public' })
    const [manager, operator] = [await as(MANAGER), await as(OPERATOR)]
    assert.ok(!(await listed(MANAGER)).includes(id))
    assert.ok(!(await listed(OPERATOR)).includes(id))
    assert.deepEqual(await listed(OPERATOR, `state=draft&search=${encodeURIComponent(name)}`), [id])
    problemOf(await call(manager, `GET /catalogue/${id}`), 404)
    problemOf(await call(manager, 'POST /authorizations', { body: { applicationId: id } }), 404)
    const said = await edit(`/catalogue/${id}`, { description: 'Counts other calls.', scopes: ['PatronApi'] })
    assert.deepEqual(
      [at(said.json(), 'description'), at(said.json(), 'state'), at(said.json(), 'scopes')],
      ['Counts other calls.', 'draft', ['PatronApi']],
      said.text,
    )
    const urls = ['https://counter.brightline.example/other']
    const whole = await edit(`/applications/${id}`, { callbackUrls: urls, name: `${name} 2` })
    assert.deepEqual([at(whole.json(), 'callbackUrls'), at(whole.json(), 'name')], [urls, `${name} 2`])
    assert.equal((await call(operator, `POST /applications/${id}/activate`)).status, 200)
    assert.ok((await listed(MANAGER)).includes(id))
    const again = await call(operator, `POST /applications/${id}/deactivate`)
    assert.equal(again.status, 200)
    assert.equal(at((await call(operator, `GET /catalogue/${id}`)).json(), 'state'), 'withdrawn')
  })

  test('bad input is told all at once, a name once per vendor, and a vendor keeps what is theirs', async () => {
    const operator = await as(OPERATOR)
    const body = {
      vendorName: 'Brightline',
      name: 'x'.repeat(300),
      description: ' ',
      scopes: ['NoApi'],
      callbackUrls: ['javascript:alert(1)'],
    }
    const refused = problemOf(await call(operator, 'POST /catalogue', { body }), 400)
    const paths = listAt(refused, 'errors').map(each => textAt(each, 'path'))
    assert.deepEqual(paths.toSorted(), ['/callbackUrls/0', '/description', '/name', '/scopes/0'])
    const [one, other] = [await enter(), await enter()]
    problemOf(await edit(`/applications/${one.id}`, { name: other.name }), 409)
    problemOf(await edit(`/applications/${one.id}`, { vendorName: 'Somebody Else' }), 400)
    const taken = {
      vendorName: 'brightline',
      name: one.name.toUpperCase(),
      description: 'x',
      scopes: ['PatronApi'],
    }
    problemOf(await call(operator, 'POST /catalogue', { body: taken }), 409)
  })

  test('an answer that was lost is repeated by its key, with the secret, and nothing is entered twice', async () => {
    const operator = await as(OPERATOR)
    const name = freshName()
    const body = { vendorName: 'Brightline', name, description: 'x', scopes: ['PatronApi'] }
    const headers = { 'idempotency-key': `entry ${name}`.replaceAll(' ', '-') }
    const [first, second] = [
      await call(operator, 'POST /catalogue', { body, headers }),
      await call(operator, 'POST /catalogue', { body, headers }),
    ]
    assert.deepEqual([first.status, second.status], [201, 201])
    assert.equal(textAt(first.json(), 'secret', 'value'), textAt(second.json(), 'secret', 'value'))
  })

  test('nobody else enters, sees drafts, or touches one through the operations on applications', async () => {
    const { id } = await enter({ draft: true })
    const manager = await as(MANAGER)
    const body = { vendorName: 'Evil', name: 'Evil', description: 'x', scopes: ['AdminApi'] }
    problemOf(await call(manager, 'POST /catalogue', { body }), 403)
    problemOf(await call(manager, 'GET /catalogue?state=draft'), 403)
    problemOf(await call(manager, `GET /applications/${id}`), 404)
    problemOf(await call(manager, `POST /applications/${id}/activate`), 404)
    const lists = await call(manager, 'GET /applications?type=published')
    assert.deepEqual(listAt(lists.json(), 'items'), [])
    const own = await call(await as(OPERATOR), 'GET /applications?type=published&limit=100')
    assert.ok(listAt(own.json(), 'items').some(each => at(each, 'id') === id))
    const plain = await call(await as(OPERATOR), 'GET /applications?limit=100')
    assert.ok(!listAt(plain.json(), 'items').some(each => at(each, 'type') === 'published'))
  })
})
