import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { API_NAMES } from '../src/apis.ts'
import { ALL_OPERATIONS } from '../src/operations/all-operations.ts'
import { at, exampleOf, HARBOUR, MEADOW, type Stage, setStage } from './stage.ts'

async function stageFor(t: TestContext): Promise<Stage> {
  const stage = await setStage()
  t.after(() => stage.close())
  return stage
}

describe('a business unit', () => {
  test('finds nothing of another one, and is told what it would be told of an id that never was', async t => {
    const stage = await stageFor(t)
    const meadow = await stage.token({ scopes: API_NAMES, businessUnit: MEADOW })
    const withId = ALL_OPERATIONS.filter(({ path }) => path.includes('{'))
    assert.ok(withId.length >= 8)
    for (const operation of withId.filter(({ id }) => id !== 'putTable')) {
      const reply = await stage.send(exampleOf(operation), meadow)
      assert.equal(reply.status, 404, operation.id)
      assert.equal(at(reply.body, 'error'), 'not_found', operation.id)
    }
  })

  test('cannot use agents and skills of another one', async t => {
    const stage = await stageFor(t)
    const meadow = await stage.token({ scopes: API_NAMES, businessUnit: MEADOW })
    const foreign = ['openAgentSession', 'joinAgentSession', 'changePassword', 'requestCallback']
    for (const operation of ALL_OPERATIONS.filter(({ id }) => foreign.includes(id))) {
      assert.equal((await stage.send(exampleOf(operation), meadow)).status, 404, operation.id)
    }
  })

  test('sees only its own in every list', async t => {
    const stage = await stageFor(t)
    const meadow = await stage.token({ scopes: API_NAMES, businessUnit: MEADOW })
    const lists = ALL_OPERATIONS.filter(({ id }) => id.startsWith('list'))
    for (const operation of lists.filter(({ path }) => !path.includes('{'))) {
      const reply = await stage.send(exampleOf(operation), meadow)
      if (reply.status === 204) continue
      assert.equal(at(reply.body, 'resultSet', 'businessUnitId'), Number(MEADOW), operation.id)
      assert.doesNotMatch(
        reply.text,
        /Harbour|opening-hours|:(?:100\d|500\d\d|10[12]|20[1-4])\b/,
        operation.id,
      )
    }
  })

  test('changes only its own: a table of the same name, a report job of the same number', async t => {
    const stage = await stageFor(t)
    const meadow = await stage.token({ scopes: API_NAMES, businessUnit: MEADOW })
    const url = '/services/v1.0/custom/tables/opening-hours'
    const put = await stage.send({ method: 'PUT', url, body: { columns: ['a'], rows: [['1']] } }, meadow)
    assert.equal(put.status, 201)
    assert.deepEqual(at((await stage.call('GET', '/custom/tables/opening-hours')).body, 'columns'), [
      'day',
      'from',
      'to',
    ])
    const body = { report: 'agents-performance' }
    await stage.send({ method: 'POST', url: '/services/v1.0/report-jobs', body }, meadow)
    assert.equal(at((await stage.call('GET', '/report-jobs/1')).body, 'report'), 'contacts-completed')
  })

  test('that the example does not know has empty lists and cannot write', async t => {
    const stage = await stageFor(t)
    const stranger = await stage.token({ scopes: API_NAMES, businessUnit: '4000001' })
    for (const operation of ALL_OPERATIONS) {
      const reply = await stage.send(exampleOf(operation), stranger)
      if (operation.method !== 'GET') {
        assert.equal(reply.status, 404, operation.id)
        assert.equal(at(reply.body, 'error'), 'unknown_business_unit', operation.id)
      } else if (operation.statuses.includes(204) && !operation.path.includes('{')) {
        assert.equal(reply.status, 204, operation.id)
        assert.equal(reply.text, '', operation.id)
      }
    }
    const own = await stage.send({ method: 'GET', url: '/services/v1.0/business-unit' }, stranger)
    assert.equal(own.status, 404)
  })

  test('keeps the agent session of one user from another user', async t => {
    const stage = await stageFor(t)
    const opened = await stage.call('POST', '/agent-sessions', { agentId: 1004, station: 'Desk 4' })
    const path = `/agent-sessions/${String(at(opened.body, 'sessionId'))}`
    const colleague = await stage.token({
      scopes: ['AgentApi'],
      businessUnit: HARBOUR,
      subject: 'usr_colleague',
    })
    const url = `/services/v1.0${path}`
    assert.equal((await stage.send({ method: 'DELETE', url }, colleague)).status, 404)
    assert.equal((await stage.call('DELETE', path)).status, 204)
  })
})
