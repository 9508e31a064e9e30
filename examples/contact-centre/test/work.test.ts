import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { LONGEST_QUEUE } from '../src/model/queue.ts'
import { at, type Stage, setStage } from './stage.ts'

async function stageFor(t: TestContext): Promise<Stage> {
  const stage = await setStage()
  t.after(() => stage.close())
  return stage
}

const CALLBACK = { phoneNumber: '+441632960123', skillId: 201 }

describe('a queue callback', () => {
  test('holds its place, moves up as those before it are served or leave, and is called in the end', async t => {
    const stage = await stageFor(t)
    const asked = await stage.call('POST', '/queuecallback', CALLBACK)
    assert.equal(asked.status, 201)
    assert.equal(at(asked.body, 'place'), 3)
    const path = `/queuecallback/${String(at(asked.body, 'callbackId'))}`
    const placeNow = async () => at((await stage.call('GET', path)).body, 'place')

    assert.equal((await stage.call('DELETE', '/queuecallback/50006')).status, 204)
    assert.equal(await placeNow(), 2)

    const opened = await stage.call('POST', '/agent-sessions', { agentId: 1004, station: 'Desk 4' })
    const session = `/agent-sessions/${String(at(opened.body, 'sessionId'))}`
    const available = { state: 'Available' }
    assert.equal(at((await stage.call('POST', `${session}/state`, available)).body, 'state'), 'InContact')
    assert.equal(await placeNow(), 1)
    await stage.call('POST', `${session}/state`, available)
    assert.deepEqual(at((await stage.call('GET', path)).body, 'stateName'), 'Active')
    assert.equal(await placeNow(), 0)

    const events = at((await stage.call('GET', `${session}/get-next-event`)).body, 'events')
    const calls = (Array.isArray(events) ? events : []).filter(event => at(event, 'type') === 'Contact')
    assert.deepEqual(
      calls.map(event => at(event, 'customer')),
      ['+441632960007', CALLBACK.phoneNumber],
    )
    assert.equal((await stage.call('GET', `${session}/get-next-event`)).status, 204)
    await stage.call('POST', `${session}/state`, { state: 'Unavailable' })
    assert.equal(at((await stage.call('GET', path)).body, 'stateName'), 'Completed')
    assert.equal((await stage.call('DELETE', path)).status, 409)
  })

  test('asked for twice keeps the one place', async t => {
    const stage = await stageFor(t)
    const first = await stage.call('POST', '/queuecallback', CALLBACK)
    stage.now += 1000
    await stage.call('POST', '/queuecallback', { ...CALLBACK, phoneNumber: '+441632960124' })
    const again = await stage.call('POST', '/queuecallback', CALLBACK)
    assert.equal(again.status, 200)
    assert.deepEqual(again.body, first.body)
  })

  test('is refused with an explanation when the queue is full, and chats too', async t => {
    const stage = await stageFor(t)
    const statuses = new Set<number>()
    for (let i = 0; i < LONGEST_QUEUE; i += 1) {
      const phoneNumber = `+4416329${String(i).padStart(5, '0')}`
      statuses.add((await stage.call('POST', '/queuecallback', { ...CALLBACK, phoneNumber })).status)
    }
    const full = await stage.call('POST', '/contacts/chats', { skillId: 203, customerName: 'Visitor' })
    assert.equal(full.status, 429)
    assert.equal(full.headers['retry-after'], '60')
    assert.match(String(at(full.body, 'error_description')), /^The queue is full: 100 contacts wait/)
    assert.deepEqual([...statuses], [201, 429])
  })
})

describe('bad input', () => {
  const cases: readonly [string, 'POST' | 'PUT' | 'GET', string, unknown, RegExp][] = [
    [
      'a phone number in words',
      'POST',
      '/queuecallback',
      { ...CALLBACK, phoneNumber: 'zero' },
      /phoneNumber/,
    ],
    [
      'a number as text',
      'POST',
      '/queuecallback',
      { ...CALLBACK, skillId: '201' },
      /skillId must be integer/,
    ],
    [
      'a member that nobody knows',
      'POST',
      '/queuecallback',
      { ...CALLBACK, vip: 1 },
      /additional properties/,
    ],
    ['a missing member', 'POST', '/queuecallback', { skillId: 201 }, /required property 'phoneNumber'/],
    ['a skill of another kind', 'POST', '/queuecallback', { ...CALLBACK, skillId: 203 }, /for Chat/],
    ['no body', 'POST', '/queuecallback', undefined, /body must be object/],
    ['JSON that is not', 'POST', '/queuecallback', '{"phoneNumber":', /JSON/],
    ['a list for a body', 'POST', '/queuecallback', [], /must be object/],
    ['a prototype in disguise', 'POST', '/queuecallback', '{"__proto__":{"x":1}}', /not valid JSON/],
    ['an id in words', 'GET', '/agents/me', undefined, /agentId must match/],
    ['a date in words', 'GET', '/contacts/completed?startDate=today', undefined, /date-time/],
    ['a date without time zone', 'GET', '/contacts/completed?startDate=2030-01-01', undefined, /date-time/],
    [
      'a span that ends before it starts',
      'GET',
      '/contacts/completed?startDate=2030-01-02T00:00:00Z&endDate=2030-01-01T00:00:00Z',
      undefined,
      /startDate is later/,
    ],
    ['a query that nobody knows', 'GET', '/contacts/completed?top=5', undefined, /additional properties/],
    [
      'a ragged table',
      'PUT',
      '/custom/tables/t',
      { columns: ['a'], rows: [['1'], []] },
      /body\/rows\/1 has 0/,
    ],
    [
      'a table name with a slash',
      'PUT',
      '/custom/tables/a%2Fb',
      { columns: [], rows: [] },
      /name must match/,
    ],
    ['too many columns', 'PUT', '/custom/tables/t', { columns: Array(21).fill('c'), rows: [] }, /20 items/],
  ]
  for (const [name, method, path, body, words] of cases) {
    test(`such as ${name} is answered 400 and says what is wrong`, async t => {
      const stage = await stageFor(t)
      const reply = await stage.call(method, path, body)
      assert.equal(reply.status, 400, reply.text)
      assert.deepEqual(Object.keys(Object(reply.body)), ['error', 'error_description', 'request_id'])
      assert.match(String(at(reply.body, 'error_description')), words)
    })
  }

  test('such as a body beyond 64 KB or of another type is refused', async t => {
    const stage = await stageFor(t)
    const large = await stage.call('POST', '/queuecallback', { ...CALLBACK, subject: 'x'.repeat(70_000) })
    assert.equal(large.status, 413)
    const authorization = `Bearer ${await stage.token({ scopes: ['PatronApi'] })}`
    const headers = { authorization, 'content-type': 'text/plain' }
    const url = '/services/v1.0/queuecallback'
    const plain = await stage.app.inject({ method: 'POST', url, headers, payload: 'hello' })
    assert.equal(plain.statusCode, 415)
  })

  test('of a caller without a token is not even looked at', async t => {
    const stage = await stageFor(t)
    const url = '/services/v1.0/queuecallback'
    assert.equal((await stage.send({ method: 'POST', url, body: '{' }, undefined)).status, 401)
  })
})

describe('tables', () => {
  test('are published, replaced, deleted, and limited in number', async t => {
    const stage = await stageFor(t)
    const body = { columns: ['a'], rows: [['1']] }
    const statuses = []
    for (let i = 0; i < 20; i += 1)
      statuses.push((await stage.call('PUT', `/custom/tables/t${i}`, body)).status)
    assert.equal(statuses.filter(status => status === 201).length, 19)
    assert.equal(statuses.at(-1), 409)
    assert.equal((await stage.call('PUT', '/custom/tables/t1', body)).status, 200)
    assert.equal((await stage.call('DELETE', '/custom/tables/t1')).status, 204)
    assert.equal((await stage.call('GET', '/custom/tables/t1')).status, 404)
    assert.equal((await stage.call('PUT', '/custom/tables/t19', body)).status, 201)
  })

  test('may be called as JavaScript calls its own things', async t => {
    const stage = await stageFor(t)
    assert.equal((await stage.call('GET', '/custom/tables/constructor')).status, 404)
    const body = { columns: ['a'], rows: [['1']] }
    assert.equal((await stage.call('PUT', '/custom/tables/constructor', body)).status, 201)
  })
})

describe('an agent session', () => {
  test('is one per agent', async t => {
    const stage = await stageFor(t)
    const body = { agentId: 1004, station: 'Desk 4' }
    assert.equal((await stage.call('POST', '/agent-sessions', body)).status, 201)
    const second = await stage.call('POST', '/agent-sessions', body)
    assert.equal(second.status, 409)
    assert.match(String(at(second.body, 'error_description')), /Join it/)
  })

  test('ends after half an hour without a call', async t => {
    const stage = await stageFor(t)
    const opened = await stage.call('POST', '/agent-sessions', { agentId: 1004, station: 'Desk 4' })
    const path = `/agent-sessions/${String(at(opened.body, 'sessionId'))}`
    const token = await stage.token({ scopes: ['AgentApi'] })
    stage.now += 10 * 60_000
    assert.equal(
      (await stage.send({ method: 'GET', url: `/services/v1.0${path}/get-next-event` }, token)).status,
      200,
    )
    stage.now += 31 * 60_000
    const later = await stage.token({ scopes: ['AgentApi'] })
    assert.equal(
      (await stage.send({ method: 'GET', url: `/services/v1.0${path}/get-next-event` }, later)).status,
      404,
    )
  })
})

describe('the reports', () => {
  test('count a contact once it is complete', async t => {
    const stage = await stageFor(t)
    const before = await stage.call('GET', '/contacts/completed')
    assert.equal(at(before.body, 'resultSet', 'totalRecords'), 3)
    stage.now += 3 * 60_000
    const later = await stage.call('GET', '/contacts/completed')
    assert.equal(at(later.body, 'resultSet', 'totalRecords'), 5)
    assert.equal(
      (
        await stage.call(
          'GET',
          '/contacts/completed?startDate=2031-01-01T00:00:00Z&endDate=2031-01-02T00:00:00Z',
        )
      ).status,
      204,
    )
  })

  test('keep the last twenty jobs', async t => {
    const stage = await stageFor(t)
    for (let i = 0; i < 25; i += 1) await stage.call('POST', '/report-jobs', { report: 'contacts-completed' })
    const jobs = await stage.call('GET', '/report-jobs')
    assert.equal(at(jobs.body, 'resultSet', 'totalRecords'), 20)
    assert.equal(at(jobs.body, 'resultSet', 'reportJobs', 19, 'jobId'), 26)
    assert.equal((await stage.call('GET', '/report-jobs/1')).status, 404)
  })
})
