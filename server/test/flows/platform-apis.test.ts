import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ensurePlatform } from '../../src/services/bootstrap.ts'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { type Answer, at, listAt, textAt } from '../support/wire/answer.ts'
import { call, register } from '../support/wire/management.ts'
import { clientCredentials, tokensFor } from '../support/wire/oauth.ts'
import { HARBOUR, MANAGER, OPERATOR } from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'

const DAY = 86_400_000

const BILLING = {
  name: 'BillingApi',
  description: 'See and send invoices',
  german: 'Rechnungen sehen und senden',
  audience: 'https://billing.example/api',
  baseUrl: 'https://billing.example/served/v1',
  withoutUser: true,
}

/** What an access token is made out to, and what it may do. */
function claimsOf(answer: Answer): { readonly aud: readonly string[]; readonly scope: string } {
  assert.equal(answer.status, 200, answer.text)
  const [, payload = ''] = textAt(answer.json(), 'access_token').split('.')
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
  const aud = at(claims, 'aud')
  return { aud: (Array.isArray(aud) ? aud : [aud]).map(String).toSorted(), scope: textAt(claims, 'scope') }
}

for (const engine of ['sqlite', 'postgres'] as const) {
  onInsideStage(
    `the APIs of the platform, on ${engine}`,
    stage => {
      const operator = () => stage().person(OPERATOR)
      const ask = async (operation: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) =>
        call(await operator(), operation, { body, headers })
      const api = async (name: string) => (await ask(`GET /platform/apis/${name}`)).json()
      const edit = async (name: string, body: object) =>
        ask(`PATCH /platform/apis/${name}`, body, {
          'if-match': `"${String(at(await api(name), 'version'))}"`,
        })
      const chosen = async () =>
        listAt((await ask(`GET /business-units/${HARBOUR}`)).json(), 'apis').map(String)
      const choose = async (apis: readonly string[]) => {
        const answer = await ask(`PUT /business-units/${HARBOUR}/apis`, { apis })
        assert.equal(answer.status, 200, answer.text)
      }

      test('one is made once by ten at once, and whoever has it is given tokens made out to it', async () => {
        const key = { 'idempotency-key': 'billing-1' }
        const made = await Promise.all(
          Array.from({ length: 10 }, () => ask('POST /platform/apis', BILLING, key)),
        )
        assert.deepEqual([...new Set(made.map(({ status }) => status))], [201])
        assert.equal(at(made[0]?.json(), 'baseUrl'), 'https://billing.example/served/v1/')
        const before = await chosen()
        assert.ok(!before.includes('BillingApi'), 'nobody has it yet')
        problemOf(await ask('PUT /business-units/0000000/apis', { apis: [] }), 404)
        problemOf(await ask(`PUT /business-units/${HARBOUR}/apis`, { apis: ['NoApi'] }), 400)
        await choose([...before, 'BillingApi'])
        const scopes = ['RealTimeApi', 'BillingApi']
        const client = await register(stage(), { scopes })
        const all = claimsOf(await clientCredentials(stage().url, client))
        assert.deepEqual(all.aud, ['https://billing.example/api', 'urn:latchkey:api:RealTimeApi'])
        for (const resource of [
          'https://billing.example/api',
          'https://billing.example/api/',
          'https://billing.example/served/v1/',
          'https://billing.example/served/v1',
        ]) {
          const narrowed = claimsOf(await clientCredentials(stage().url, client, { resource }))
          assert.deepEqual(
            [narrowed.aud, narrowed.scope],
            [['https://billing.example/api'], 'BillingApi'],
            resource,
          )
        }
        for (const resource of [
          'https://billing.example',
          'https://billing.example/api//',
          'https://BILLING.example/api',
          'https://billing.example/served/v1/x',
          'urn:latchkey:api:AgentApi',
        ]) {
          const refused = await clientCredentials(stage().url, client, { resource })
          assert.deepEqual([refused.status, at(refused.json(), 'error')], [400, 'invalid_target'], resource)
        }
        const token = textAt((await clientCredentials(stage().url, client)).json(), 'access_token')
        await choose(before)
        const off = await clientCredentials(stage().url, client, { scope: 'BillingApi' })
        assert.equal(off.status, 400)
        assert.notEqual(token, '')
        await choose([...before, 'BillingApi'])
      })

      test('several served at one address are found by it together, as far as they are within reach', async () => {
        const { url } = stage()
        const client = await register(stage(), { scopes: ['RealTimeApi', 'ReportingApi'] })
        const shared = textAt(await api('RealTimeApi'), 'baseUrl')
        const both = claimsOf(await clientCredentials(url, client, { resource: shared }))
        assert.deepEqual(both.aud, ['urn:latchkey:api:RealTimeApi', 'urn:latchkey:api:ReportingApi'])
        const one = claimsOf(
          await clientCredentials(url, client, { resource: shared, scope: 'ReportingApi' }),
        )
        assert.deepEqual(one.aud, ['urn:latchkey:api:ReportingApi'])
      })

      test('a finer scope is asked for by its whole name, by people whose profile permits the API', async () => {
        const scope = { name: 'agents.read', description: 'See the agents', german: 'Die Agenten sehen' }
        const made = await ask('POST /platform/apis/AgentApi/scopes', { ...scope, withoutUser: true })
        assert.equal(made.status, 201, made.text)
        const name = 'AgentApi:agents.read'
        const client = await register(stage(), { scopes: [name] })
        const own = claimsOf(await clientCredentials(stage().url, client))
        assert.deepEqual([own.scope, own.aud], [name, ['urn:latchkey:api:AgentApi']])
        const theirs = await tokensFor(stage(), client, { scope: `openid ${name} offline_access` })
        assert.ok(String(at(theirs, 'scope')).split(' ').includes(name), JSON.stringify(theirs))
        const shown = (language: string) =>
          stage()
            .person(MANAGER)
            .then(person => call(person, 'GET /apis', { headers: { 'accept-language': language } }))
        const words = async (language: string) => {
          const apis = listAt((await shown(language)).json(), 'items')
          const agent = apis.find(each => at(each, 'name') === 'AgentApi')
          return at(agent, 'scopes', 0, 'description')
        }
        assert.deepEqual([await words('en'), await words('de')], ['See the agents', 'Die Agenten sehen'])
        const usedBy = at(await api('AgentApi'), 'scopes', 1, 'usedBy')
        assert.deepEqual(usedBy, {
          applications: { count: 1, more: false },
          businessUnits: { count: 1, more: false },
        })
      })

      test('what is deprecated ends at its moment, for those who have it as well', async () => {
        const name = 'AgentApi:queues.read'
        await ask('POST /platform/apis/AgentApi/scopes', {
          name: 'queues.read',
          description: 'See the queues',
          withoutUser: true,
        })
        const client = await register(stage(), { scopes: [name, 'RealTimeApi'] })
        const endsAt = new Date(stage().deps.clock() + DAY).toISOString()
        const path = `/platform/apis/AgentApi/scopes/${encodeURIComponent(name)}`
        const ended = await ask(`PATCH ${path}`, { endsAt }, { 'if-match': '"1"' })
        assert.equal(ended.status, 200, ended.text)
        problemOf(await ask(`PATCH ${path}`, { endsAt: null }, { 'if-match': '"1"' }), 412)
        assert.ok(claimsOf(await clientCredentials(stage().url, client)).scope.includes(name))
        stage().advance(DAY + 60_001)
        assert.equal(claimsOf(await clientCredentials(stage().url, client)).scope, 'RealTimeApi')
        for (const wrong of ['yesterday', '1999-01-01T00:00:00Z', '2999-01-01T00:00:00Z']) {
          const refused = await (await stage().signInAgain(OPERATOR), edit('AgentApi', { endsAt: wrong }))
          assert.equal(at(problemOf(refused, 400), 'errors', 0, 'path'), '/endsAt', wrong)
        }
        const inAYear = new Date(stage().deps.clock() + 365 * DAY).toISOString()
        problemOf(await edit('AdminApi', { endsAt: inAYear }), 400)
      })

      test('an audience is an absolute URI of its own, and stays while applications may use the API', async () => {
        const { issuer } = stage().deps
        for (const audience of [
          'billing',
          'ftp://x.example',
          'https://x.example/#a',
          'https://x.example/?a=1',
          'https://a@x.example/',
          'https://ü.example/',
          'urn:x',
          issuer,
          `${issuer}/oauth2/token`,
          'https://billing.example/api/',
          'https://billing.example/served/v1',
          'urn:latchkey:api:AdminApi',
          `https://x.example/${'a'.repeat(600)}`,
        ]) {
          const refused = await ask('POST /platform/apis', { ...BILLING, name: 'OtherApi', audience })
          const faults = listAt(problemOf(refused, 400), 'errors').map(fault => at(fault, 'path'))
          assert.deepEqual(faults, ['/audience'], audience)
        }
        for (const [name, path] of [
          ['billingapi', '/name'],
          ['BILLINGAPI', '/name'],
          ['Оther', '/name'],
          ['a b', '/name'],
        ] as const) {
          const refused = await ask('POST /platform/apis', { ...BILLING, name, audience: 'urn:other:api' })
          assert.equal(at(problemOf(refused, 400), 'errors', 0, 'path'), path, name)
        }
        for (const baseUrl of ['http://x.example/', 'urn:x:y', '/v1', 'urn:latchkey:api:AdminApi']) {
          const body = { ...BILLING, name: 'OtherApi', audience: 'urn:other:api', baseUrl }
          assert.equal(
            at(problemOf(await ask('POST /platform/apis', body), 400), 'errors', 0, 'path'),
            '/baseUrl',
          )
        }
        const used = await edit('BillingApi', { audience: 'urn:billing:two' })
        assert.equal(at(problemOf(used, 400), 'errors', 0, 'rule'), 'in-use')
        problemOf(await ask('POST /platform/apis/AgentApi/scopes', { name: 'A B', description: ' ' }), 400)
        problemOf(await ask('GET /platform/apis/NoApi'), 404)
        problemOf(await ask('GET /platform/apis/%00'), 404)
        problemOf(await call(await stage().signInAgain(MANAGER), 'GET /platform/apis'), 403)
      })

      test('what an operator edited stays when the server starts anew, and what they did stands in the log', async () => {
        const edited = await edit('ReportingApi', {
          description: 'See what was',
          baseUrl: 'https://r.example/v2/',
        })
        assert.equal(edited.status, 200, edited.text)
        await ensurePlatform(stage().deps, { exampleBaseUrl: 'http://localhost:1' })
        const reporting = await api('ReportingApi')
        assert.deepEqual(
          [at(reporting, 'baseUrl'), at(reporting, 'description')],
          ['https://r.example/v2/', 'See what was'],
        )
        assert.equal(at(await api('AgentApi'), 'baseUrl'), 'http://localhost:1/services/v1.0/')
        const log = listAt((await ask('GET /audit/entries?group=platform')).json(), 'items')
        const actions = new Set(log.map(entry => textAt(entry, 'action')))
        for (const action of ['api.created', 'api.edited', 'scope.created', 'scope.edited']) {
          assert.ok(actions.has(action), action)
        }
      })
    },
    { engine },
  )
}
