import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type InsideStage, onInsideStage } from '../support/inside/inside-stage.ts'
import { at, listAt, textAt } from '../support/wire/answer.ts'
import { call } from '../support/wire/management.ts'
import { MANAGER, MEADOW, OPERATOR } from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const none = { count: 0, more: false }

async function read(stage: InsideStage, path: string): Promise<unknown> {
  const answer = await call(await stage.signInAgain(OPERATOR), `GET /platform/${path}`)
  assert.equal(answer.status, 200, answer.text)
  return answer.json()
}

for (const engine of ['sqlite', 'postgres'] as const) {
  onInsideStage(
    `what operators see of the platform, on ${engine}`,
    stage => {
      test('a job that failed is told of with its last fault in one line, until it went well again', async () => {
        const { health, clock } = stage().deps
        const job = { name: 'expire', every: MINUTE }
        health.ran({ name: 'seal-audit', every: 1000 }, clock(), null)
        health.ran(job, clock() - 5, null)
        health.ran(job, clock(), new Error('The disk is full\nof \u202ethings'))
        await health.flush()
        const seen = await read(stage(), 'health')
        assert.deepEqual(
          listAt(seen, 'jobs').map(each => [at(each, 'name'), at(each, 'state'), at(each, 'turns')]),
          [
            ['expire', 'failing', 2],
            ['seal-audit', 'fine', 1],
          ],
        )
        assert.equal(at(seen, 'jobs', 0, 'lastFailure', 'message'), 'The disk is full of things')
        assert.equal(at(seen, 'jobs', 1, 'lastFailure'), null)
        assert.deepEqual([at(seen, 'engine'), at(seen, 'database')], [engine, 'ready'])
        const [process] = listAt(seen, 'processes')
        assert.deepEqual(
          [at(process, 'alive'), at(process, 'name'), at(process, 'eventLoopDelay')],
          [true, 'test:1', { p50: 0.1, p99: 2, max: 9 }],
        )
        assert.deepEqual(at(await read(stage(), 'needs'), 'jobs'), ['expire'])
        stage().advance(1000)
        health.ran(job, clock(), null)
        await health.flush()
        const mended = await read(stage(), 'health')
        assert.equal(at(mended, 'jobs', 0, 'state'), 'fine')
        assert.equal(at(mended, 'jobs', 0, 'failures'), 1)
      })

      test('a process that says nothing is silent, and its jobs count no more', async () => {
        stage().advance(3 * MINUTE)
        const seen = await read(stage(), 'health')
        assert.deepEqual([at(seen, 'processes', 0, 'alive'), listAt(seen, 'jobs')], [false, []])
        assert.deepEqual(at(await read(stage(), 'needs'), 'silentProcesses'), ['test:1'])
        await stage().deps.health.flush()
        assert.deepEqual(at(await read(stage(), 'needs'), 'silentProcesses'), [])
        stage().advance(10 * MINUTE)
        await stage().deps.health.flush()
        assert.deepEqual(at(await read(stage(), 'needs'), 'jobs'), ['expire', 'seal-audit'], 'they are late')
        await stage().deps.health.forget()
        assert.deepEqual(listAt(await read(stage(), 'health'), 'processes'), [])
      })

      test('what waits for operators is counted: requests, letters to hand on, business units that stand still', async () => {
        const before = await read(stage(), 'needs')
        assert.deepEqual(at(before, 'suspended'), none)
        assert.equal(at(before, 'signingKeys', 'overdue'), false)
        const operator = await stage().person(OPERATOR)
        const body = { name: 'Night Reports', link: 'https://beacon.example', reason: 'We need it.' }
        const asked = await call(await stage().signInAgain(MANAGER), 'POST /application-requests', { body })
        assert.equal(asked.status, 201, asked.text)
        const administrator = { userName: 'kim@quay.example' }
        const made = await call(operator, 'POST /business-units', {
          body: { name: 'Needs an Operator', administrator },
        })
        assert.equal(made.status, 201, made.text)
        await call(
          operator,
          `POST /business-units/${textAt(made.json(), 'businessUnit', 'number')}/deactivate`,
        )
        await call(operator, `POST /business-units/${MEADOW}/deactivate`)
        const now = await read(stage(), 'needs')
        const more = (...path: readonly string[]) =>
          Number(at(now, ...path, 'count')) - Number(at(before, ...path, 'count'))
        assert.deepEqual(
          [more('suspended'), more('requests', 'waiting'), more('mail', 'kept'), more('mail', 'stuck')],
          [2, 1, 1, 0],
        )
        assert.equal(typeof at(now, 'requests', 'oldestSince'), 'string')
        stage().advance(100 * DAY)
        assert.equal(at(await read(stage(), 'needs'), 'signingKeys', 'overdue'), true)
      })

      test('is for operators alone', async () => {
        const manager = await stage().signInAgain(MANAGER)
        for (const path of ['health', 'needs']) problemOf(await call(manager, `GET /platform/${path}`), 403)
      })
    },
    { engine },
  )
}
